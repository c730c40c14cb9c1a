"""Salesmsg's rows: the direction that no field says, states by times, reasons, and what is left out."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desktop.providers import salesmsg_rows as read
from desktop.providers.base import Call, Failure, Media, Text
from desktop.providers.cliqtel_rows import Fault
from desktop.providers.salesmsg_rows import Place
from desktop.sms import errors
from desktop.sms.delivery import State

NOW = datetime(2026, 4, 3, 12, tzinfo=UTC)
THEN = "2026-04-03T11:00:00Z"
ZERO = "0000-00-00 00:00:00"
PLACE = Place("501", "+12125550142", "+12025550123", "m")


def message(**more: Any) -> dict[str, Any]:
    """A text of ours that was taken."""
    return {
        "id": 9001,
        "type": "sms",
        "status": "queued",
        "body": "Hello",
        "user_id": 4411,
        "created_at": THEN,
        "queued_at": THEN,
        **more,
    }


def text(**more: Any) -> Text:
    """The same, read."""
    found = read.text(message(**more), PLACE, NOW)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("fields", "outbound"),
    [
        ({"user_id": None, "queued_at": None, "received_at": THEN}, False),
        ({"user_id": 4411, "queued_at": None, "received_at": THEN}, False),  # somebody owns what came
        ({"user_id": 4411, "queued_at": None}, True),
        ({"user_id": None, "queued_at": None, "automated": True}, True),
        ({"user_id": None, "received_at": THEN}, True),  # a receipt may be dated as well
        ({"user_id": None, "queued_at": None, "failed_at": THEN}, True),
        ({"user_id": 4411, "queued_at": None, "status": "Received"}, False),
        ({"user_id": None, "queued_at": None, "status": "received", "delivered_at": THEN}, False),
        ({"user_id": None, "status": "received"}, True),
        ({"user_id": None, "queued_at": ZERO, "sent_at": "no", "received_at": THEN}, False),
    ],
)
def test_which_way_a_text_went_follows_from_its_times_and_its_author(
    fields: dict[str, Any], outbound: bool
) -> None:
    """Salesmsg 5.2: no field says it."""
    assert text(**fields).outbound is outbound


def test_a_message_of_which_nothing_says_which_way_it_went_is_set_aside() -> None:
    with pytest.raises(Fault, match="no direction"):
        text(user_id=None, queued_at=None)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, State.ACCEPTED),
        ({"sent_at": THEN}, State.SENT),
        ({"sent_at": THEN, "delivered_at": THEN}, State.DELIVERED),
        ({"sent_at": THEN, "delivered_at": THEN, "failed_at": THEN}, State.FAILED),
        ({"status": "delivered"}, State.ACCEPTED),  # times tell more than the word
        ({"queued_at": None, "status": "Delivered"}, State.DELIVERED),
        ({"queued_at": None, "status": "record"}, None),
        ({"queued_at": None, "status": "sent", "send_at": "2026-04-03T11:59:00Z"}, State.SENT),
    ],
)
def test_how_far_a_text_is_follows_from_its_times(fields: dict[str, Any], state: State | None) -> None:
    """C2, C6, Salesmsg 5.2."""
    found = text(**fields)
    assert (found.state, found.remote_status) == (state, fields.get("status", "queued"))


@pytest.mark.parametrize("nothing", [ZERO, "0000-00-00", "no", True, 1, "", " "])
def test_what_is_no_time_ticks_nothing(nothing: Any) -> None:
    """C2: a tick needs proof, and a date of zeros is none."""
    assert text(delivered_at=nothing).state is State.ACCEPTED
    assert text(delivered_at=nothing, sent_at=nothing, queued_at=nothing, status="sent").state is State.SENT
    assert read.accepted(message(delivered_at=nothing), NOW).state is State.ACCEPTED
    assert text(send_at=nothing).created_at == NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (ZERO, State.SENT),
        ("0000-00-00", State.SENT),
        (" ", State.SENT),
        (1, State.FAILED),
        ("no", State.FAILED),
    ],
)
def test_a_failure_is_believed_however_it_is_dated(told: Any, state: State) -> None:
    """C7: it is no praise, so it needs less proof."""
    assert text(sent_at=THEN, failed_at=told).state is state


def test_a_text_that_waits_for_its_time_there_is_no_text_yet() -> None:
    waiting = message(queued_at=None, send_at="2026-04-03T12:30:00Z")
    assert read.text(waiting, PLACE, NOW) is None
    left = read.text({**waiting, "sent_at": "2026-04-03T12:30:02Z"}, PLACE, NOW + timedelta(hours=1))
    assert left is not None and left.created_at == NOW + timedelta(minutes=30, seconds=2)


@pytest.mark.parametrize(
    ("reason", "code", "known"),
    [
        ("30007", "30007", "30007"),
        (30007, "30007", "30007"),
        ("Error 21610: unsubscribed", "21610", "21610"),
        ("insufficient_funds", None, "insufficient_funds"),
        ("Insufficient funds on 2026-04-03", None, "insufficient_funds"),
        ("stopped_by_user", None, "stopped_by_user"),
        ("Duplicate_message", None, "duplicate_message"),
        ("unknown_bad_number", None, "unknown_bad_number"),
        ('provider_error "[HTTP 400] Unable to create record"', None, "provider_error"),
        ("Unable to send message to this region", None, "region"),
        ({"code": 30003, "message": "Unreachable"}, "30003", "30003"),
        (["landline"], None, "landline"),
        ("Something new", None, None),
        (None, None, None),
    ],
)
def test_why_a_text_failed_is_the_first_number_or_else_the_words(
    reason: Any, code: str | None, known: str | None
) -> None:
    """C7, Salesmsg 9: how it is written is not documented."""
    found = text(failed_at=THEN, failed_reason=reason).failure
    assert found is not None and found.code == code
    entry = errors.find("salesmsg", found.code, found.text)
    assert (None if entry is None else entry.code) == known
    assert known is None or isinstance(reason, dict | list) or str(reason) == found.text


def test_a_failure_without_a_reason_stays_one() -> None:
    assert text(failed_at=THEN).failure == Failure(None, "")


def test_pictures_come_with_their_addresses_and_only_if_these_are_safe() -> None:
    told = [
        {"source": "https://files.example/1.png", "content_type": "Image/PNG"},
        {"source": "file:///etc/passwd", "source_short": "https://s.example/2", "content_type": None},
        {"source": "http://files.example/3.png"},
        "x",
    ]
    assert text(media=told).media == (
        Media("https://files.example/1.png", "image/png"),
        Media("https://s.example/2", ""),
    )
    assert text(media="x").media == () and text(body=None).body == ""


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"id": None}, "no id"),
        ({"id": "abc"}, "no id"),
        ({"id": True}, "no id"),
        ({"type": "note"}, "no known type"),
        ({"body": 7}, "no text"),
        ({"created_at": "soon"}, "no readable time"),
    ],
)
def test_what_cannot_be_read_says_which_field_it_lacks(fields: dict[str, Any], fault: str) -> None:
    with pytest.raises(Fault, match=fault):
        text(**fields)


def test_a_time_without_a_zone_is_taken_as_utc() -> None:
    """Salesmsg 1: not documented."""
    assert text(created_at="2026-04-03 11:00:00").created_at == NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("record", "outcome", "seconds"),
    [
        ({"duration": 61, "status": "completed"}, "answered", 61),
        ({"duration": 0, "status": "no-answer"}, "missed", 0),
        ({"duration": 12, "status": "completed", "is_voicemail": True}, "voicemail", 12),
        ({"duration": 9}, "answered", 9),
        ({"duration": 0}, "missed", 0),
        ({"status": "recorded"}, "recorded", None),
        (None, "other", None),
        ({"duration": "9"}, "other", None),
    ],
)
def test_calls_stand_among_the_messages_with_how_they_ended(
    record: Any, outcome: str, seconds: int | None
) -> None:
    """I2, Salesmsg 5.2: voicemail as well."""
    row = message(type="call", status="record", user_id=None, queued_at=None, received_at=THEN, record=record)
    assert read.is_call(row) and not read.is_call(message()) and not read.is_call(7)
    told = Call("9001", False, PLACE.line, PLACE.peer, NOW - timedelta(hours=1), outcome, seconds)
    assert read.call(row, PLACE) == told


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ({"number": "+12025550123"}, "+12025550123"),
        ({"number": "12025550123", "country_calling_code": "1"}, "+12025550123"),
        (
            {"number": "2025550123", "country_calling_code": "+1", "national_number": "2025550123"},
            "+12025550123",
        ),
        ({"number": None, "typeted_number": "+447700900123"}, "+447700900123"),
        ({"number": "72345"}, "72345"),
    ],
)
def test_somebodys_number_is_read_in_every_form(told: dict[str, Any], number: str) -> None:
    assert read.person_number(told) == number


@pytest.mark.parametrize(
    ("body", "amount"),
    [
        ({"account_credits": 12.5}, "12.5"),
        ({"account_credits": "1,250.50"}, "1250.50"),
        ({"data": {"account_credits": 0}}, "0"),
        ({"account_credits": None}, None),
        ({"account_credits": True}, None),
        ({"account_credits": "many"}, None),
        ({"account_credits": "NaN"}, None),
        ({}, None),
        ([], None),
    ],
)
def test_credits_are_a_number_of_an_unknown_unit_or_nothing(body: Any, amount: str | None) -> None:
    """Salesmsg 3: so they are called credits, not dollars."""
    found = read.balance(body)
    assert (None if found is None else (found.amount, found.currency)) == (
        None if amount is None else (Decimal(amount), "credits")
    )


def test_nobody_says_whether_a_number_can_text() -> None:
    """A12: pictures have a flag, texts have none."""
    row = {"id": 1, "country": "US", "number": "2125550142", "mms": True}
    found = read.line(row, {"+12125550142": "Sales"})
    assert (found.number, found.label, found.can_send, found.can_media) == (
        "+12125550142",
        "Sales",
        None,
        True,
    )
    plain = read.line({"id": 2, "formatted_number": "+1 212-555-0145", "mms": "?"}, {})
    assert (plain.number, plain.country, plain.can_media) == ("+12125550145", "US", None)


def test_an_inbox_may_tell_its_numbers_in_several_ways() -> None:
    row = {"id": 3, "number": "+12125550142", "numbers": [{"number": "+12125550145"}, None, "x y"]}
    assert read.inbox_numbers(row)[:2] == ["+12125550142", "+12125550145"]
    assert read.inbox_numbers(7) == []


def test_a_conversation_is_known_by_how_its_newest_message_stands() -> None:
    contact = {"number": "+12025550123"}
    row: dict[str, Any] = {
        "id": 501,
        "contact": contact,
        "number": {"number": "+12125550142"},
        "unread": 1,
        "last_message": {"id": 9001, "created_at": THEN},
    }
    place = read.place(row)
    assert (place.line, place.peer, place.at) == ("+12125550142", "+12025550123", NOW - timedelta(hours=1))
    assert read.place({**row, "unread": 0}).mark == place.mark
    delivered = {"id": 9001, "created_at": THEN, "delivered_at": THEN}
    assert read.place({**row, "last_message": delivered}).mark != place.mark
    bare = {"id": 501, "contact": contact, "number": "+12125550142", "unread": 1}
    assert read.place(bare).mark != read.place({**bare, "unread": 0}).mark
    assert (read.place({"id": 5, "contact": contact}).line, read.latest_at(7)) == ("", None)
    with pytest.raises(Fault):
        read.place({"id": 5})


def test_a_text_is_ours_by_its_words_as_shown_or_as_typed() -> None:
    """Salesmsg 10: links may be shortened, and gaps filled."""
    assert read.is_ours(message(body="Hello "), "Hello")
    assert read.is_ours(
        message(body="See sms.example/x", body_raw="See https://example.com"), "See https://example.com"
    )
    assert not read.is_ours(message(user_id=None, queued_at=None, received_at=THEN), "Hello")
    assert not read.is_ours(message(type="call"), "Hello")
    assert not read.is_ours({"body": "Hello"}, "Hello") and not read.is_ours(message(body=None), "Hello")
