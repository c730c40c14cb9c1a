"""A name from another service's phone book is never shown without its source (idea 16)."""

from datetime import UTC, datetime

from desktop.store.calls import Call
from desktop.ui.calls.calls_model import who
from desktop.ui.sourced_name_model import with_source


def test_a_near_name_stands_alone_and_a_far_one_with_its_service() -> None:
    assert with_source("Zoë Patel", "") == "Zoë Patel"
    assert with_source("Zoë Patel", "close") == "Zoë Patel (Close)"
    assert with_source("", "close") == ""
    assert with_source("Zoë\nPatel", "elsewhere") == "Zoë Patel (elsewhere)"


def test_a_call_says_it_as_a_conversation_does() -> None:
    now = datetime(2026, 4, 3, tzinfo=UTC)
    call = Call("a", "1", False, "+447700900010", "+447700900123", now, "missed", None, "Zoë", 1, "twilio")
    assert who(call) == "Zoë (Twilio)"
