"""A finding's values by name, and rules that each have a row."""

from desktop.sms.preflight import Finding, Fix, Rule, Severity


def test_a_finding_gives_its_values_by_name() -> None:
    finding = Finding(Severity.WARN, Rule.LANDLINE, "B13", Fix.CALL, (("number", "+447700900123"),))
    assert finding.value("number") == "+447700900123" and finding.value("since") == ""
