"""VoIP.ms' rows: every scalar may come in every type, and what cannot be read stands alone."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.providers import voipms_rows as read
from desktop.providers.base import Text, Unreadable
from desktop.providers.cliqtel_rows import Fault, read_all
from desktop.providers.voipms_time import Autumn
from desktop.sms.delivery import State

DOCUMENTED = {
    "id": "111120",
    "date": "2014-03-30 10:24:16",
    "type": "0",
    "did": "8574884828",
    "contact": "8577884821",
    "message": "hello+john",
    "carrier_status": "Information not available",
}
"""The reference's sample, a text that was sent."""


def one(**changes: Any) -> Text:
    good, bad = read.texts([{**DOCUMENTED, **changes}], "sms", Autumn(), 0, None)
    assert bad == []
    return good[0]


def test_the_documented_row_is_a_sent_text_and_its_plus_stays() -> None:
    """A plus turned into a space would spoil telephone numbers."""
    text = one()
    assert text == Text(
        remote_id="111120",
        outbound=True,
        line="+18574884828",
        peer="+18577884821",
        body="hello+john",
        created_at=datetime(2014, 3, 30, 14, 24, 16, tzinfo=UTC),
        state=State.ACCEPTED,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"id": 111120},
        {"type": 0},
        {"type": False},
        {"did": 8574884828, "contact": 8577884821},
        {"did": "+18574884828", "contact": "18577884821"},
        {"carrier_status": None},
        {"carrier_status": ""},
    ],
)
def test_numbers_as_strings_or_as_numbers_are_the_same_row(changes: dict[str, Any]) -> None:
    assert one(**changes) == one()


def test_a_received_text_is_kept_as_it_came() -> None:
    text = one(type=1, message="e\u0301\r\n")
    assert (text.outbound, text.state, text.body) == (False, State.RECEIVED, "e\u0301\r\n")
    assert one(message="e\u0301\r\n").body == "\u00e9\n"
    assert one(message=160).body == "160"
    assert one(message=None).body == ""


@pytest.mark.parametrize("contact", ["12345", "262966"])
def test_a_short_code_stays_short(contact: str) -> None:
    """B30."""
    assert one(contact=contact).peer == contact


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"id": None}, "no id"),
        ({"id": "-1"}, "no id"),
        ({"id": "12a"}, "no id"),
        ({"id": "1" * 19}, "no id"),
        ({"type": "2"}, "no direction"),
        ({"type": None}, "no direction"),
        ({"did": ""}, "no did"),
        ({"contact": "-1"}, "no contact"),
        ({"contact": "9" * 400}, "no possible contact"),
        ({"message": ["a"]}, "no body"),
        ({"message": True}, "no body"),
        ({"date": "0000-00-00 00:00:00"}, "no readable time"),
        ({"date": "yesterday"}, "no readable time"),
        ({"date": "2014-03-30 10:24:16+01:00"}, "a time with a zone"),
        ({"date": "1969-03-30 10:24:16"}, "no possible time"),
    ],
)
def test_a_row_that_cannot_be_read_names_its_fault_and_spares_the_others(
    changes: dict[str, Any], fault: str
) -> None:
    good, bad = read.texts([{**DOCUMENTED, **changes}, DOCUMENTED, "no row"], "sms", Autumn(), 0, None)
    assert len(good) == 1
    assert [row.fault for row in bad] == [fault, "no object"]


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("2025550123", "+12025550123"),
        ("12025550123", "+12025550123"),
        ("+12025550123", "+12025550123"),
        (2025550123, "+12025550123"),
        ("+4712345678", "+4712345678"),
        ("447700900123", "+447700900123"),
        ("sip:2563", "sip:2563"),
        ("011447700900123", "011447700900123"),
        ("Anonymous", "Anonymous"),
    ],
)
def test_numbers_are_read_as_the_service_writes_them(given: object, number: str) -> None:
    assert read.number(given, "number") == number


def test_only_north_american_numbers_have_ten_digits() -> None:
    assert read.ten_digits("+12025550123") == "2025550123"
    for other in ("+4712345678", "+1", "+120255501234", "12345", "+1202555012x"):
        assert read.ten_digits(other) is None


def test_what_a_row_of_a_number_does_not_say_is_not_known() -> None:
    line = read.line({"did": 5551234567})
    assert (line.number, line.can_send, line.reason_code) == ("+15551234567", None, "")
    assert read.line({"did": "5551234567", "sms_enabled": "0"}).reason_code == ""
    with pytest.raises(Fault):
        read.line({"sms_enabled": 1})


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ({"order_date": "2014-07-30 15:09:04"}, date(2014, 7, 30)),
        ({"order_date": "0000-00-00"}, None),
        ({}, None),
        ("x", None),
    ],
)
def test_the_day_a_number_was_ordered(row: object, day: date | None) -> None:
    assert read.ordered_on(row) == day


def test_a_list_with_gaps_is_a_list() -> None:
    """PHP makes an object of it."""
    assert read.listed({"sms": {"0": {"id": 1}, "2": {"id": 2}}}, "sms", "mms") == [{"id": 1}, {"id": 2}]
    assert read.listed({"mms": []}, "sms", "mms") == []
    with pytest.raises(Unreadable):
        read.listed({"sms": "none"}, "sms")


def test_a_text_of_nothing_but_backslashes_is_read_at_once() -> None:
    assert len(one(message="\\" * 300_000).body) == 300_000


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from([*DOCUMENTED, "phonebook", "name", "number"]), ANYTHING))
def test_whatever_stands_in_a_row_it_is_read_or_named(row: dict[str, Any]) -> None:
    for changed in ({**DOCUMENTED, **row}, {**CALL, **row}, row):
        good, bad = read.texts([changed], "sms", Autumn(), 0, datetime(2026, 11, 1, 6, tzinfo=UTC))
        assert len(good) + len(bad) == 1
        for reader in (read.line, read.contact, lambda found: read.call(found, frozenset())):
            found = read_all([changed], reader)
            assert len(found[0]) + len(found[1]) == 1
        read.ordered_on(changed)


CALL = {
    "date": "2010-11-30 10:40:16",
    "callerid": '"John Doe" <5551112222>',
    "destination": "5551234567",
    "description": "Inbound - Local Caller",
    "account": "100000_VoIP",
    "disposition": "ANSWERED",
    "seconds": "11",
    "uniqueid": "128238059",
}


@pytest.mark.parametrize(
    ("changes", "outbound", "outcome"),
    [
        ({}, False, "answered"),
        ({"disposition": "NO ANSWER"}, False, "missed"),
        ({"disposition": "BUSY"}, False, "missed"),
        ({"description": "Voicemail"}, False, "voicemail"),
        ({"description": "Canada", "destination": "4165550100"}, True, "answered"),
        ({"description": "Canada", "destination": "5551234567"}, False, "answered"),
        ({"description": "", "destination": "4165550100", "disposition": "NOANSWER"}, True, "missed"),
        ({"description": "", "destination": "4165550100", "disposition": "FAILED"}, True, "failed"),
        ({"description": "", "destination": "4165550100", "disposition": None}, True, "other"),
    ],
)
def test_a_calls_direction_is_told_by_its_description_or_by_whose_number_was_called(
    changes: dict[str, Any], outbound: bool, outcome: str
) -> None:
    call = read.call({**CALL, **changes}, frozenset({"+15551234567"}))
    assert (call.outbound, call.outcome) == (outbound, outcome)
    assert call.started_at == datetime(2010, 11, 30, 15, 40, 16, tzinfo=UTC)
    assert "+15551112222" in (call.line, call.peer)
    assert call.seconds == 11


def test_a_transferred_call_comes_twice_with_one_number_and_is_two() -> None:
    first = read.call(CALL, frozenset())
    second = read.call({**CALL, "date": "2010-11-30 10:41:00"}, frozenset())
    assert first.remote_id != second.remote_id


def test_a_caller_without_a_number_is_called_what_stands_there() -> None:
    call = read.call({**CALL, "callerid": "Anonymous"}, frozenset())
    assert call.peer == "Anonymous"
    with pytest.raises(Fault):
        read.call({**CALL, "callerid": ""}, frozenset())


@pytest.mark.parametrize(
    ("told", "amount"), [("112.192790", "112.192790"), (-1, "-1"), (0.5, "0.5"), ("0", "0")]
)
def test_money_is_exact_and_a_debt_of_one_dollar_is_one(told: object, amount: str) -> None:
    found = read.balance({"balance": {"current_balance": told}})
    assert (found.amount, found.currency) == (Decimal(amount), "USD")


@pytest.mark.parametrize("told", [None, "", "NaN", "1e99", True, {}, "a lot"])
def test_no_amount_is_unreadable(told: object) -> None:
    with pytest.raises(Unreadable):
        read.balance({"balance": {"current_balance": told}})
