"""Why nothing can be written, and what To was understood as, from what is known of line and number."""

from desktop.sms.segments import JOINED
from desktop.store.lines import Line
from desktop.ui.messages.counter import measure
from desktop.ui.messages.kept_drafts_model import Target
from desktop.ui.messages.send_blocks_model import (
    Writing,
    closed_reason,
    emergency,
    note,
    recipient_note,
)
from tests.ui.account import ACCOUNT, ALERTS, INTAKE, LINES, SUPPORT
from tests.ui.messages.texts import ZOE


def writing(to: str = ZOE, *, ours: str = SUPPORT, text: str = "Hello", new: bool = False) -> Writing:
    line: Line | None = next((one for one in LINES if one.number == ours), None)
    target = Target(ACCOUNT, ours, "" if new else to, new=new)
    return Writing(target, to if new else "", line, measure(text, JOINED), JOINED)


def test_nothing_stops_an_ordinary_text() -> None:
    assert closed_reason(writing()) == emergency(writing()) == note(writing()) == ""


def test_lines_that_cannot_send_and_people_who_cannot_be_answered_close_the_composer() -> None:
    """A5, B17"""
    assert "nothing can be sent from it" in closed_reason(writing(ours=INTAKE))
    assert "no longer in the account" in closed_reason(writing(ours="+447700900999"))
    assert "nobody can answer it" in closed_reason(writing("PARCELCO"))


def test_a_send_only_line_is_noted_and_stops_nothing() -> None:
    """A5"""
    assert "replies to it cannot arrive" in note(writing(ours=ALERTS))
    assert closed_reason(writing(ours=ALERTS)) == ""


def test_what_to_was_understood_as_is_said_with_country_and_name() -> None:
    """B2"""
    words = recipient_note(writing("+44 7700 900123", new=True), "Zoë")
    assert words.endswith("United Kingdom · Zoë") and "+44 7700 900123" in words
    assert recipient_note(writing("", new=True), "") == ""
