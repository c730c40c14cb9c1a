"""What is done to a window until it shows what failed: scenes of ``gallery_scenes`` of more than a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop import samples
from desktop.sms.remedy import Kind
from desktop.ui.failures.failures_view import FailuresView

if TYPE_CHECKING:
    from desktop.ui.gallery import Room


def page(room: Room) -> FailuresView:
    """The page of failures, with what there is."""
    room.furnishing.failures.model.look()
    room.furnishing.failures.open()
    shown = room.window.pages["failures"]
    assert isinstance(shown, FailuresView)
    return shown


def groups(room: Room) -> FailuresView:
    """Failures of many kinds."""
    samples.failures(room.furnishing.db)
    return page(room)


def texts(room: Room) -> None:
    """The texts that were refused for their words, after something was dealt with."""
    shown = groups(room)
    for card in shown.cards():
        if card.key.remedy.kind is Kind.CONTENT:
            card.show_texts.click()
        elif card.key.remedy.kind is not Kind.LANDLINE:
            card.leave.click()


def contact(room: Room) -> None:
    """Somebody whose texts failed, on the page of contacts."""
    for _ in range(2):
        samples.refused(room.furnishing.db)
    room.window.show_page("contacts")
    room.furnishing.contacts.search.setText("7946 0018")
    room.furnishing.contacts.people.pane.shown.emit()


def chip(room: Room) -> None:
    """How many failed, above the conversations."""
    samples.failures(room.furnishing.db)
    room.window.show_page("messages")
