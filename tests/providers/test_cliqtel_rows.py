"""Cliqtel's undocumented lists, read tolerantly; what can't be read is told without its content."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.providers import cliqtel_rows as read
from desktop.providers.base import Balance, Failure, Unreadable
from desktop.sms.delivery import State

ROW = {
    "id": 156,
    "direction": "outbound",
    "from": "+447700900010",
    "to": "+447700900123",
    "body": "Your order has shipped!",
    "status": "queued",
    "segments": 1,
    "carrier": "cliqtel",
    "created_at": "2026-04-03T10:15:30.000000Z",
}
"""A row with the fields of the documented answer to a send."""
HOST = "cliqtel.com"


def test_a_row_with_the_documented_fields_is_read_whole() -> None:
    """C14."""
    text = read.text(ROW)
    assert (text.remote_id, text.outbound, text.line, text.peer) == (
        "156",
        True,
        "+447700900010",
        "+447700900123",
    )
    assert (text.body, text.state, text.remote_status) == (ROW["body"], State.ACCEPTED, "queued")
    assert (text.parts, text.carrier, text.failure) == (1, "cliqtel", None)
    assert text.created_at == datetime(2026, 4, 3, 10, 15, 30, tzinfo=UTC)


def test_an_inbound_row_is_received_whatever_its_status_and_goes_the_other_way() -> None:
    """D2: the announced push names the time received_at."""
    row = {**ROW, "direction": "inbound", "status": "failed", "received_at": ROW["created_at"]}
    del row["created_at"]
    text = read.text(row)
    assert (text.outbound, text.line, text.peer) == (False, "+447700900123", "+447700900010")
    assert (text.state, text.remote_status, text.failure) == (State.RECEIVED, "failed", None)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("queued", State.ACCEPTED),
        ("sending", State.ACCEPTED),
        ("sent", State.SENT),
        ("DELIVERED", State.DELIVERED),
        ("failed", State.FAILED),
        ("teleporting", None),
        ("", None),
        (None, None),
        (7, None),
    ],
)
def test_a_status_that_nobody_documented_is_kept_word_for_word(word: Any, state: State | None) -> None:
    """C2."""
    text = read.text({**ROW, "status": word})
    assert text.state is state
    assert text.remote_status == ("" if word is None else str(word))


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        ({"code": "landline", "text": "No"}, Failure("landline", "No")),
        ({"code": 30003, "message": "No"}, Failure("30003", "No")),
        ("Failed to send SMS", Failure(None, "Failed to send SMS")),
        (None, Failure(None, "")),
        ([1], Failure(None, "[1]")),
    ],
)
def test_a_failed_text_says_why_if_anybody_does(error: Any, failure: Failure) -> None:
    """C7, C16."""
    assert read.text({**ROW, "status": "failed", "error": error}).failure == failure
    assert read.text({**ROW, "status": "sent", "error": error}).failure is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": None}, "no id"),
        ({"id": True}, "no id"),
        ({"id": " "}, "no id"),
        ({"id": {"a": 1}}, "no id"),
        ({"direction": None}, "no direction"),
        ({"direction": "sideways"}, "no direction"),
        ({"from": ""}, "no from"),
        ({"to": None}, "no to"),
        ({"to": False}, "no to"),
        ({"body": None}, "no body"),
        ({"body": 7}, "no body"),
        ({"body": {"a": 1}}, "no body"),
        ({"created_at": None}, "no time"),
        ({"created_at": 1775211330}, "no time"),
        ({"created_at": "yesterday"}, "no readable time"),
        ({"created_at": "0001-01-01T00:00:00+14:00"}, "no readable time"),
        ({"created_at": "0001-01-01T00:00:00Z"}, "no possible time"),
        ({"created_at": "9999-12-31T23:59:59Z"}, "no possible time"),
        ({"id": "7" * 201}, "no possible id"),
        ({"from": "x" * 321}, "no possible from"),
    ],
)
def test_a_row_without_what_it_needs_is_set_aside_and_the_rest_is_read(
    change: dict[str, Any], fault: str
) -> None:
    bad_row = {**ROW, **change}
    good, bad = read.read_all([ROW, bad_row, ROW], read.text)
    assert len(good) == 2
    (found,) = bad
    assert found.fault == fault
    assert json.loads(found.row) == json.loads(json.dumps(bad_row))


def test_words_are_kept_as_long_as_words_are_and_what_is_no_text_is_none() -> None:
    """A service's mistake of a megabyte would stand in a list, and deep nesting would end the reading."""
    deep: Any = "x"
    for _ in range(5000):
        deep = [deep]
    for odd in (deep, {"a": deep}, True, [1]):
        text = read.text({**ROW, "status": odd, "carrier": odd})
        assert (text.remote_status, text.carrier) == ("", "")
        assert read.accepted({"id": 7, "status": odd, "carrier": odd}).carrier == ""
    assert read.text({**ROW, "carrier": "x" * 1_000_000}).carrier == "x" * read.LONGEST_WORD


@pytest.mark.parametrize("row", [None, 7, "text", [], True, [ROW]])
def test_what_is_no_object_is_set_aside(row: Any) -> None:
    for one in (read.text, read.contact, read.call, lambda row: read.line(row, listed_for_texting=True)):
        good, bad = read.read_all([row], one)
        assert good == []
        assert [found.fault for found in bad] == ["no object"]


def test_a_row_as_deep_as_a_well_is_set_aside_like_any_other() -> None:
    deep: Any = []
    for _ in range(5000):
        deep = [deep]
    good, bad = read.read_all([{**ROW, "id": deep}, ROW], read.text)
    assert len(good) == 1 and bad[0].fault == "no id"


def test_a_bad_row_is_kept_short() -> None:
    _, bad = read.read_all([{**ROW, "id": None, "body": "x" * 100_000}], read.text)
    assert len(bad[0].row) == 4000


def test_half_characters_in_a_row_become_whole_ones() -> None:
    """SQLite could not store them."""
    row = {name: f"{value}\ud83d" for name, value in ROW.items() if name not in ("created_at", "direction")}
    text = read.text({**ROW, **row, "segments": 1})
    for value in (text.remote_id, text.line, text.peer, text.body, text.remote_status, text.carrier):
        assert value.encode() and value.endswith("�")


def test_what_we_sent_is_compared_as_it_was_sent_and_what_came_stays_as_it_came() -> None:
    assert read.text({**ROW, "body": "e\u0301\r\n"}).body == "é\n"
    assert read.text({**ROW, "direction": "inbound", "body": "e\u0301\r\n"}).body == "e\u0301\r\n"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("+44 7700 900123", "+447700900123"),
        ("00447700900123", "+447700900123"),
        ("PARCELBOX", "PARCELBOX"),
        ("15501", "15501"),
        (447700900123, "447700900123"),
        (" +447700900123\u200f ", "+447700900123"),
    ],
)
def test_numbers_come_in_one_form_and_other_senders_as_they_are(value: Any, number: str) -> None:
    """D7."""
    assert read.number(value, "from") == number


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-04-03T10:15:30.000000Z", datetime(2026, 4, 3, 10, 15, 30, tzinfo=UTC)),
        ("2026-04-03T12:15:30+02:00", datetime(2026, 4, 3, 10, 15, 30, tzinfo=UTC)),
        ("2026-04-03 10:15:30", datetime(2026, 4, 3, 10, 15, 30, tzinfo=UTC)),
        ("2026-04-03", datetime(2026, 4, 3, tzinfo=UTC)),
    ],
)
def test_times_come_in_utc(value: str, moment: datetime) -> None:
    assert read.moment(value) == moment
    assert read.moment(value).tzinfo is UTC


def test_a_send_is_accepted_on_the_strength_of_its_id_alone() -> None:
    """Whatever else the answer leaves out: 2xx with message.id was taken."""
    accepted = read.accepted({"id": 156})
    assert (accepted.remote_id, accepted.state, accepted.parts) == ("156", State.ACCEPTED, None)
    whole = read.accepted({**ROW, "status": "sent", "segments": 2})
    assert (whole.state, whole.remote_status, whole.parts, whole.carrier) == (
        State.SENT,
        "sent",
        2,
        "cliqtel",
    )
    odd_ones: list[Any] = [None, [], "queued", {}, {"id": None}]
    for odd in odd_ones:
        with pytest.raises(read.Fault):
            read.accepted(odd)


def test_a_line_of_the_documented_list_can_text_unless_it_says_otherwise() -> None:
    """A5: the path itself lists SMS numbers."""
    line = read.line({"id": 42, "number": "+447700900010"}, listed_for_texting=True)
    assert (line.remote_id, line.number, line.country) == ("42", "+447700900010", "GB")
    assert (line.can_send, line.can_receive, line.can_call) == (True, True, None)
    off = read.line({"id": 42, "number": "+447700900010", "sms_enabled": False}, listed_for_texting=True)
    assert (off.can_send, off.can_receive) == (False, False)
    unknown = read.line({"id": 42, "e164": "+447700900010"}, listed_for_texting=False)
    assert (unknown.can_send, unknown.can_receive) == (None, None)


def test_a_line_says_what_it_can_do_and_why_not() -> None:
    """A5, A9 to A12."""
    row = {
        "id": 47,
        "did": "+61491570156",
        "name": "Alerts",
        "type": "mobile",
        "status": "Active",
        "capabilities": {"sms_out": True, "sms_in": False, "voice": True},
        "reason": {"code": "send_only", "text": "Replies do not arrive."},
    }
    line = read.line(row, listed_for_texting=False)
    assert (line.can_send, line.can_receive, line.can_call) == (True, False, True)
    assert (line.label, line.kind, line.state, line.country) == ("Alerts", "mobile", "active", "AU")
    assert (line.reason_code, line.reason) == ("send_only", "Replies do not arrive.")


@pytest.mark.parametrize("key", ["number", "phone_number", "e164", "did"])
def test_a_lines_number_is_found_under_every_usual_name(key: str) -> None:
    assert read.line({"id": 1, key: "+447700900010"}, listed_for_texting=True).number == "+447700900010"


def test_a_contact_has_its_numbers_in_one_form() -> None:
    """I1."""
    row = {
        "id": 1,
        "name": "Zoë",
        "company": None,
        "numbers": [{"number": "+44 7700 900123", "label": "mobile"}, "15501"],
    }
    contact = read.contact(row)
    assert [(one.number, one.label) for one in contact.numbers] == [
        ("+447700900123", "mobile"),
        ("15501", ""),
    ]
    assert (contact.name, contact.company) == ("Zoë", "")
    assert read.contact({"id": 1, "number": "+447700900123"}).numbers[0].number == "+447700900123"


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("missed", "missed"),
        ("ANSWERED", "answered"),
        ("answered-elsewhere", "answered_elsewhere"),
        ("Canceled", "cancelled"),
        ("Out of hours", "Out of hours"),
        (None, "other"),
    ],
)
def test_a_call_ends_in_a_known_way_or_in_the_services_own_word(word: Any, outcome: str) -> None:
    row = {**ROW, "direction": "incoming", "status": "", "outcome": word, "duration": 9}
    call = read.call(row)
    assert (call.outcome, call.seconds, call.outbound, call.line) == (outcome, 9, False, "+447700900123")


@pytest.mark.parametrize(
    ("body", "balance"),
    [
        ({"data": {"balance": "12.40", "currency": "EUR"}}, (Balance(Decimal("12.40"), "EUR"), None)),
        ({"balance": 12.4}, (Balance(Decimal("12.4"), ""), None)),
        (
            {"balance": "-0.5", "currency": "EUR", "price_per_segment": "0.008"},
            (Balance(Decimal("-0.5"), "EUR"), Decimal("0.008")),
        ),
    ],
)
def test_the_wallet_is_read_to_the_last_decimal(body: Any, balance: Any) -> None:
    """G1."""
    assert read.balance(body) == balance


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"data": []},
        {"balance": None},
        {"balance": "much"},
        {"balance": "NaN"},
        {"balance": float("inf")},
        {"balance": "1e999999"},
        {"balance": "1", "price_per_segment": "free"},
    ],
)
def test_a_wallet_that_holds_no_amount_is_unreadable(body: Any) -> None:
    with pytest.raises(Unreadable):
        read.balance(body)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*ROW, "data", "links", "next", "meta", "numbers", "reason"]), inner, max_size=6
        )
    ),
    max_leaves=15,
)


@given(JSON)
def test_no_answer_of_any_shape_is_more_than_unreadable(body: Any) -> None:
    """A server may send anything: it becomes records, set-aside rows, or one typed error."""
    for use in (read.rows, read.balance, lambda body: read.next_page(body, HOST)):
        try:
            use(body)
        except Unreadable:
            continue
    rows = body if isinstance(body, list) else [body]
    for one in (read.text, read.contact, read.call, lambda row: read.line(row, listed_for_texting=True)):
        good, bad = read.read_all(rows, one)
        assert len(good) + len(bad) == len(rows)
