"""Rules of line and recipient, each with what has to be known for it (B11 to B20, B29 to B31, D7, D12)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.sms.pasted import Fault
from desktop.sms.phone import Kind
from desktop.sms.preflight import (
    Facts,
    Finding,
    Fix,
    RegionTrouble,
    Rule,
    Severity,
    Stopped,
    preflight,
    recipient,
)
from desktop.sms.reachability import Reach, Reachability

NOON = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)
LINE, PEER, OTHER = "+447700900010", "+447700900123", "+447700900211"
FRENCH, AMERICAN, INDIAN = "+33612345678", "+12025550123", "+919876543210"
FACTS = Facts(now=NOON, line=LINE, line_region="GB", recipient=recipient(PEER, LINE))


def to(number: str, facts: Facts = FACTS) -> Facts:
    return replace(facts, recipient=recipient(number, facts.line, facts.line_region or ""))


def only(facts: Facts) -> Finding:
    (found,) = preflight("See you at nine.", facts)
    return found


def short(found: Finding) -> tuple[Severity, Rule, str, Fix]:
    return found.severity, found.code, found.row, found.fix


def test_nothing_in_to_is_no_recipient_and_a_national_number_is_read_in_the_lines_country() -> None:
    assert recipient("  ", LINE) is None
    found = recipient("07700 900123", LINE)
    assert found is not None and (found.number, found.kind, found.region) == (PEER, Kind.E164, "GB")


def test_from_and_to_the_same_block_however_the_number_is_written() -> None:
    """B11."""
    for written in (LINE, "07700 900010", "0044 7700 900010"):
        assert short(only(to(written)))[:3] == (Severity.BLOCK, Rule.SAME_NUMBER, "B11")


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("+33 6 12", Fault.TOO_SHORT),
        ("+999 12345678", Fault.UNKNOWN_COUNTRY),
        ("12345678901x", Fault.LETTERS),
    ],
)
def test_no_number_blocks_and_says_what_is_wrong(written: str, fault: Fault) -> None:
    """B12."""
    found = only(to(written))
    assert short(found) == (Severity.BLOCK, Rule.NOT_A_NUMBER, "B12", Fix.CHANGE_RECIPIENT)
    assert found.value("fault") == fault


def test_an_emergency_number_and_a_senders_name_block() -> None:
    """D7."""
    assert short(only(to("999")))[:2] == (Severity.BLOCK, Rule.EMERGENCY)
    assert short(only(to("MyBank")))[:3] == (Severity.BLOCK, Rule.SENDER_NAME, "D7")


def test_a_short_code_warns_and_keeps_its_digits() -> None:
    """B30."""
    found = only(to("60777"))
    assert short(found)[:3] == (Severity.WARN, Rule.SHORT_CODE, "B30")
    assert found.value("number") == "60777"


def test_an_opt_out_blocks_with_its_date_and_words() -> None:
    """B20."""
    found = only(replace(FACTS, stopped=Stopped(NOON, "Stop.", 7)))
    assert short(found) == (Severity.BLOCK, Rule.OPTED_OUT, "B20", Fix.SHOW_STOP)
    assert (found.value("since"), found.value("words"), found.value("message_id")) == (
        NOON.isoformat(),
        "Stop.",
        "7",
    )


def test_a_stop_to_another_line_warns_and_shows_it_and_does_not_block() -> None:
    """B20: a STOP is one line's."""
    told = Stopped(NOON, "Stop.", 7, line="+12125550142")
    found = only(replace(FACTS, stopped_elsewhere=told))
    assert short(found) == (Severity.WARN, Rule.STOPPED_ELSEWHERE, "B20", Fix.SHOW_STOP)
    assert (found.value("line"), found.value("message_id")) == ("+12125550142", "7")
    assert only(replace(FACTS, stopped=told, stopped_elsewhere=told)).code is Rule.OPTED_OUT
    book = only(replace(FACTS, stopped_elsewhere=Stopped(NOON, blocked=True)))
    assert (book.fix, book.value("blocked")) == (Fix.CALL, "yes"), "there is no text to show"


def test_a_line_that_cannot_send_or_is_gone_blocks_and_an_unknown_one_does_not() -> None:
    """B17, A5."""
    found = only(replace(FACTS, can_send=False, line_reason="voice_only"))
    assert short(found) == (Severity.BLOCK, Rule.LINE_CANNOT_SEND, "B17", Fix.OTHER_LINE)
    assert found.value("reason") == "voice_only"
    assert only(replace(FACTS, line_gone=True)).code is Rule.LINE_GONE
    assert preflight("Hi", replace(FACTS, can_send=None)) == []


def test_a_country_blocks_where_somebody_says_so_and_warns_where_it_was_learned() -> None:
    """B14."""
    french = to(FRENCH)
    assert short(only(replace(french, allowed=frozenset({"GB"})))) == (
        Severity.BLOCK,
        Rule.COUNTRY_OFF,
        "B14",
        Fix.OPEN_SETTING,
    )
    assert preflight("Hi", replace(french, allowed=frozenset({"GB", "FR"}))) == []
    learned = replace(french, region_trouble=RegionTrouble("country_off", NOON - timedelta(days=3), "21408"))
    assert short(only(learned))[:2] == (Severity.WARN, Rule.COUNTRY_OFF)
    assert preflight("Hi", replace(learned, now=NOON + timedelta(days=90))) == [], "it fades"
    assert preflight("Hi", replace(learned, reach=Reach(delivered_at=NOON))) == [], "a later text arrived"
    assert preflight("Hi", replace(learned, allowed=frozenset({"FR"}))) == [], "somebody's word wins"


def test_a_region_that_refused_this_kind_of_sender_warns_with_its_cause() -> None:
    """B15: distinguished causes."""
    for cause in ("sender", "region"):
        found = only(replace(to(FRENCH), region_trouble=RegionTrouble(cause, NOON)))
        assert short(found)[:3] == (Severity.WARN, Rule.REGION, "B15") and found.value("cause") == cause


def test_a_service_that_reaches_few_countries_warns_and_an_arrival_or_a_word_of_the_service_wins() -> None:
    """B16: dated policy, the server's value wins."""
    facts = replace(to(FRENCH), service="voipms")
    found = only(facts)
    assert short(found)[:3] == (Severity.WARN, Rule.COVERAGE, "B16") and found.value("dated") == "2017-02-10"
    assert preflight("Hi", to(AMERICAN, replace(FACTS, service="voipms"))) == []
    assert preflight("Hi", replace(facts, allowed=frozenset({"FR"}))) == []
    assert preflight("Hi", replace(facts, reach=Reach(Reachability.DELIVERED, delivered_at=NOON))) == []


def test_a_country_that_the_service_does_not_list_for_a_line_warns_and_an_arrival_wins() -> None:
    """B16: the service's own list of this line counts before what was written of all its lines."""
    facts = replace(to(FRENCH), service="voipms", listed=frozenset({"US", "CA"}))
    found = only(facts)
    assert short(found)[:3] == (Severity.WARN, Rule.COVERAGE, "B16") and found.value("listed")
    assert preflight("Hi", replace(facts, listed=frozenset({"FR"}))) == []
    assert preflight("Hi", replace(facts, allowed=frozenset({"FR"}))) == []
    assert preflight("Hi", replace(facts, reach=Reach(Reachability.DELIVERED, delivered_at=NOON))) == []


def test_a_short_code_line_blocks_abroad_only() -> None:
    """B18."""
    line = replace(FACTS, line="60777", line_kind="short_code", line_region="US")
    assert preflight("Hi", to(AMERICAN, line)) == []
    assert short(only(to("+447700900123", line)))[:3] == (Severity.BLOCK, Rule.SHORT_CODE_ABROAD, "B18")
    assert preflight("Hi", to(AMERICAN, replace(line, line_region=None))) == []


def test_a_landline_a_dead_number_and_a_phone_that_was_off() -> None:
    """B13, B12, C12."""
    said = [
        (Reachability.LANDLINE, (Severity.WARN, Rule.LANDLINE, "B13", Fix.CALL)),
        (Reachability.DEAD, (Severity.WARN, Rule.DEAD_NUMBER, "B12", Fix.OTHER_NUMBER)),
        (Reachability.UNREACHABLE, (Severity.NOTE, Rule.UNREACHABLE, "C12", Fix.NONE)),
    ]
    for what, expected in said:
        assert short(only(replace(FACTS, reach=Reach(what, NOON)))) == expected
    assert preflight("Hi", replace(FACTS, reach=Reach(Reachability.DELIVERED, NOON, LINE))) == []
    assert (
        only(replace(FACTS, reach=Reach(Reachability.LANDLINE, NOON, marked=True))).value("marked") == "yes"
    )


def test_a_bad_pair_names_another_line_that_worked() -> None:
    """B19."""
    reach = Reach(Reachability.WRONG_PAIR, NOON, LINE, code="21612", delivered_by=OTHER)
    found = only(replace(FACTS, reach=reach))
    assert short(found) == (Severity.WARN, Rule.BAD_PAIR, "B19", Fix.OTHER_LINE)
    assert found.value("other_line") == OTHER and found.value("service_code") == "21612"


def test_an_unverified_toll_free_line_blocks_where_that_counts_and_warns_where_it_was_learned() -> None:
    """B29."""
    line = replace(FACTS, line="+18005550123", line_kind="toll_free", line_region="US")
    assert short(only(to(AMERICAN, replace(line, line_state="unverified"))))[:2] == (
        Severity.BLOCK,
        Rule.TOLL_FREE,
    )
    assert short(only(to(AMERICAN, replace(line, toll_free_refused=NOON))))[:2] == (
        Severity.WARN,
        Rule.TOLL_FREE,
    )
    assert preflight("Hi", to(AMERICAN, line)) == []
    assert preflight("Hi", to(PEER, replace(line, line_state="unverified"))) == []


def test_a_country_that_changes_senders_is_noted_until_somebody_answered() -> None:
    """B31, D12."""
    found = only(to(INDIAN))
    assert short(found) == (Severity.NOTE, Rule.SENDER_MOVED, "B31", Fix.ADD_REPLY_TO)
    assert found.value("source") and found.value("dated") and found.value("replied") == ""
    assert only(to(INDIAN, replace(FACTS, replied=False))).value("replied") == "no"
    assert preflight("Hi", to(INDIAN, replace(FACTS, replied=True))) == []
    assert preflight("Hi", to(INDIAN, replace(FACTS, line="+919876500000", line_region="IN"))) == []
