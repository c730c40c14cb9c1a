"""Close's rows: read as documented, and tolerantly where nobody has seen a real one."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.providers import close_rows as read
from desktop.providers.base import Failure, Media
from desktop.providers.cliqtel_rows import Fault, read_all
from desktop.sms.delivery import State

HOST = "https://api.close.com"
TEXT: dict[str, Any] = {
    "_type": "SMS",
    "id": "acti_x",
    "organization_id": "orga_x",
    "lead_id": "lead_x",
    "contact_id": "cont_x",
    "user_id": "user_x",
    "users": ["user_x"],
    "direction": "outbound",
    "status": "sent",
    "error_message": None,
    "text": "Hi",
    "template_id": None,
    "local_phone": "+15550100001",
    "local_country_iso": "US",
    "remote_phone": "+15550100002",
    "remote_country_iso": "US",
    "date_created": "2019-01-15T12:41:24.496000+00:00",
    "date_updated": "2019-01-15T12:41:26+00:00",
    "activity_at": "2019-01-15T12:41:24.496000+00:00",
    "date_sent": "2019-01-15T12:41:26+00:00",
    "date_scheduled": None,
    "cost": "1",
    "source": "Close.io",
}
"""The example of the reference, which is made of the documented fields; no real one was seen."""
NUMBER: dict[str, Any] = {
    "id": "phon_x",
    "number": "+12125550142",
    "type": "internal",
    "sms_enabled": True,
    "mms_enabled": True,
    "supports_sms_to_countries": ["US", "ca", 7, "USA"],
    "country": "US",
    "carrier_type": "local",
    "label": "Sales",
}


def text(**change: Any) -> Any:
    return read.text({**TEXT, **change}, HOST)


def test_a_text_is_read_as_the_reference_has_it() -> None:
    found = text()
    assert (found.remote_id, found.outbound, found.line, found.peer) == (
        "acti_x",
        True,
        "+15550100001",
        "+15550100002",
    )
    assert (found.body, found.state, found.remote_status) == ("Hi", State.SENT, "sent")
    assert found.created_at == datetime(2019, 1, 15, 12, 41, 24, 496000, tzinfo=UTC)
    assert (found.price, found.currency, found.failure, found.media) == (Decimal("0.01"), "USD", None, ())


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("outbox", State.ACCEPTED),
        ("sent", State.SENT),
        ("error", State.FAILED),
        ("delivered", None),
        ("flying", None),
        (None, None),
    ],
)
def test_no_word_of_the_service_proves_that_a_text_arrived(status: object, state: State | None) -> None:
    """C6."""
    assert text(status=status).state is state


def test_what_came_is_received_whatever_its_status_and_costs_nothing_here() -> None:
    found = text(direction="inbound", status="inbox", text="a\x00b")
    assert (found.outbound, found.state, found.body, found.price) == (False, State.RECEIVED, "a\x00b", None)
    assert text(direction="incoming").state is State.RECEIVED


def test_a_text_that_was_only_written_down_is_not_called_sent() -> None:
    """It left by other means; nothing is known of it."""
    found = text(source="External")
    assert (found.state, found.remote_status) == (State.ACCEPTED, "logged")
    assert read.is_logged_elsewhere({**TEXT, "source": "External", "local_phone": None})
    assert not read.is_logged_elsewhere({**TEXT, "local_phone": None})


def test_a_text_that_waited_for_its_time_is_dated_by_when_it_left() -> None:
    due = "2019-02-01T09:00:00+00:00"
    assert text(date_scheduled=due, date_sent=None).created_at == datetime(2019, 2, 1, 9, tzinfo=UTC)
    assert text(date_scheduled=due, date_sent="2019-02-01T09:00:03+00:00").created_at.second == 3


def test_why_it_failed_is_in_its_words_alone() -> None:
    """C7, C16: there are no codes."""
    assert text(status="error", error_message="Landline").failure == Failure(None, "Landline")
    assert text(status="error", error_message=None).failure == Failure(None, "")
    assert text(status="sent", error_message="Landline").failure is None


@pytest.mark.parametrize(
    ("cost", "price"),
    [
        ("1", "0.01"),
        ("1.5", "0.015"),
        (2, "0.02"),
        ("0", "0"),
        (None, None),
        ("free", None),
        (True, None),
        (-1, None),
    ],
)
def test_a_cost_is_in_us_cents(cost: object, price: str | None) -> None:
    assert text(cost=cost).price == (None if price is None else Decimal(price))


@pytest.mark.parametrize(
    ("missing", "fault"),
    [
        ("id", "no id"),
        ("direction", "no direction"),
        ("local_phone", "no local_phone"),
        ("remote_phone", "no remote_phone"),
    ],
)
def test_a_text_without_what_it_needs_is_set_aside_with_its_fault(missing: str, fault: str) -> None:
    _, bad = read_all([{**TEXT, missing: None}, TEXT], lambda row: read.text(row, HOST))
    assert [one.fault for one in bad] == [fault]


def test_files_are_asked_for_where_a_key_opens_them() -> None:
    """Unverified: ``app.close.com`` refuses keys, as others report."""
    files = [
        {"url": "https://app.close.com/go/file/a/b", "content_type": "image/PNG", "size": 5, "filename": "x"},
        {"url": "https://elsewhere.example/x", "content_type": None},
        {"url": "file:///etc/passwd", "content_type": "text/plain"},
        "nothing",
    ]
    assert text(attachments=files).media == (
        Media("https://api.close.com/go/file/a/b", "image/png", 5),
        Media("https://elsewhere.example/x", ""),
    )
    assert text(attachments=None).media == ()


@pytest.mark.parametrize(
    ("change", "can", "why"),
    [
        ({}, True, ""),
        ({"sms_enabled": False}, False, "no_sms"),
        ({"sms_enabled": False, "carrier_type": "tollfree"}, False, "toll_free_voice_only"),
        ({"type": "external"}, False, "not_internal"),
        ({"type": "virtual"}, False, "not_internal"),
        ({"type": None}, None, ""),
        ({"sms_enabled": None}, None, ""),
        ({"type": None, "sms_enabled": False}, False, "no_sms"),
    ],
)
def test_a_number_texts_only_where_the_service_says_both_that_it_is_its_own_and_that_it_can(
    change: dict[str, Any], can: bool | None, why: str
) -> None:
    """A5: what is not said is not known."""
    line = read.line({**NUMBER, **change})
    assert (line.can_send, line.can_receive, line.reason_code) == (can, can, why)
    assert can is True or not line.can_media


def test_countries_are_told_as_codes() -> None:
    """B14, B16: an empty list says nothing."""
    assert read.line(NUMBER).facts == (("sms_countries", "CA US"),)
    assert read.line({**NUMBER, "supports_sms_to_countries": []}).facts == ()


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"disposition": "answered"}, "answered"),
        ({"disposition": "vm-left"}, "voicemail"),
        ({"disposition": "abandoned"}, "missed"),
        ({"disposition": "busy", "direction": "inbound"}, "missed"),
        ({"disposition": "busy"}, "busy"),
        ({"disposition": None, "status": "cancel"}, "cancelled"),
        ({"disposition": None, "status": "completed", "duration": 3}, "answered"),
        ({"disposition": None, "status": "completed", "duration": 0}, "missed"),
        ({"disposition": None, "status": None}, "other"),
    ],
)
def test_calls_end_in_our_words_or_in_the_services(change: dict[str, Any], outcome: str) -> None:
    row = {**TEXT, "_type": "Call", "status": "completed", "duration": 12, **change}
    found = read.call(row)
    assert found is not None and found.outcome == outcome


def test_a_call_that_goes_on_is_none_yet() -> None:
    assert read.call({**TEXT, "status": "in-progress"}) is None


def test_a_contact_has_its_leads_name_as_its_company() -> None:
    row = {"id": "cont_1", "name": "Ada", "phones": [{"phone": "+12025550123", "type": "mobile"}, {}, "x"]}
    found = read.contact(row, "Example Ltd")
    assert (found.name, found.company, len(found.numbers)) == ("Ada", "Example Ltd", 1)
    blocked = {**row, "phones": [{"phone": "+12025550123", "outbound_sms_blocked": True}]}
    assert read.contact(blocked, "Ada").numbers[0].blocked and read.contact(blocked, "Ada").company == ""
    assert read.contact({"id": "cont_2", "phones": None}, "Example Ltd").name == "Example Ltd"


@pytest.mark.parametrize("told", [True, "true", 1, "yes", [], {"since": "2026"}])
def test_whatever_is_no_plain_no_is_an_opt_out(told: object) -> None:
    """B20."""
    row = {"id": "cont_1", "phones": [{"phone": 12025550123, "outbound_sms_blocked": told}]}
    (found,) = read.contact(row, "").numbers
    assert (found.number, found.blocked) == ("+12025550123", True)


@pytest.mark.parametrize("told", [None, False, 0, "", "false"])
def test_a_plain_no_is_none(told: object) -> None:
    row = {"id": "cont_1", "phones": [{"phone": "+12025550123", "outbound_sms_blocked": told}]}
    assert not read.contact(row, "").numbers[0].blocked


@pytest.mark.parametrize("phone", [None, "", {"e164": "+12025550123"}, True])
def test_an_opt_out_of_a_number_that_cannot_be_read_is_a_row_that_cannot_be_read(phone: object) -> None:
    """B20: so the phone book is not whole, and nothing is lifted."""
    row = {"id": "cont_1", "phones": [{"phone": phone, "outbound_sms_blocked": True}]}
    good, bad = read_all([row], lambda found: read.contact(found, ""))
    assert (good, len(bad)) == ([], 1)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(sorted({**TEXT, **NUMBER, "attachments": 0, "duration": 0})), anything)
)
def test_no_row_breaks_the_reading_of_the_others(change: dict[str, Any]) -> None:
    row = {**TEXT, **NUMBER, **change}
    for one in (
        lambda found: read.text(found, HOST),
        read.line,
        read.call,
        read.scheduled,
        read.snippet,
        read.unread,
        lambda found: read.contact(found, ""),
    ):
        good, bad = read_all([row, None, 7], one)
        assert len(good) + len(bad) == 3
    try:
        read.accepted(row, "acti_x")
    except Fault:
        assert row["id"] != "acti_x" or row["status"] != "sent"
