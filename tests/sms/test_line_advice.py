"""When the line adviser speaks: the line cannot, another may; never against a wish (idea 16, B20)."""

import pytest

from desktop.sms.line_advice import failed_for_line, line_cannot
from desktop.sms.preflight import Finding, Fix, Rule, Severity


def finding(rule: Rule) -> Finding:
    return Finding(Severity.WARN, rule, "", Fix.NONE, ())


@pytest.mark.parametrize(
    "rule",
    [
        Rule.LINE_CANNOT_SEND,
        Rule.LINE_GONE,
        Rule.BAD_PAIR,
        Rule.COUNTRY_OFF,
        Rule.REGION,
        Rule.COVERAGE,
        Rule.TOLL_FREE,
        Rule.SHORT_CODE_ABROAD,
    ],
)
def test_a_line_that_cannot_reach_them_is_a_reason_to_name_another(rule: Rule) -> None:
    assert line_cannot([finding(rule)], failed=False)


def test_nothing_against_a_line_is_no_reason(rule: Rule = Rule.UNREACHABLE) -> None:
    assert not line_cannot([], failed=False)
    assert not line_cannot([finding(rule)], failed=False)
    assert line_cannot([], failed=True)


@pytest.mark.parametrize(
    "rule",
    [
        Rule.OPTED_OUT,
        Rule.STOPPED_ELSEWHERE,
        Rule.LANDLINE,
        Rule.DEAD_NUMBER,
        Rule.EMERGENCY,
        Rule.NOT_A_NUMBER,
        Rule.SAME_NUMBER,
    ],
)
def test_a_stop_and_what_no_line_helps_with_keep_it_silent(rule: Rule) -> None:
    """B20: an opt-out is never got round."""
    assert not line_cannot([finding(rule), finding(Rule.LINE_CANNOT_SEND)], failed=True)


@pytest.mark.parametrize(
    ("service", "code", "text", "line"),
    [
        ("twilio", "21606", "", True),
        ("twilio", "21612", "", True),
        ("twilio", "21408", "", True),
        ("salesmsg", "", "Unable to send message to this region", True),
        ("twilio", "21610", "", False),
        ("twilio", "30003", "", False),
        ("twilio", "30007", "", False),
        ("twilio", "99999999", "", False),
    ],
)
def test_the_catalogue_tells_which_failures_lay_in_the_line(
    service: str, code: str, text: str, line: bool
) -> None:
    """C7."""
    assert failed_for_line(service, code, text) is line
