"""The screens of the gallery about failed texts and the error guide: how a window comes to show each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop import samples
from desktop.store import outbox
from desktop.store.messages import queue

if TYPE_CHECKING:
    from desktop.ui.gallery import Room


def why_failed(room: Room) -> None:
    """The card of a text that was refused."""
    db = room.furnishing.db
    words = "Win a prize: click the link below before midnight."
    text = queue(db, account_id=samples.ACCOUNT.id, line=samples.SUPPORT, peer=samples.SHOP, body=words)
    outbox.mark_sending(db, text.id, datetime.now(UTC))
    outbox.fail(db, text.id, "30007", "Carrier violation")
    rows, messages = room.furnishing.conversations, room.furnishing.messages
    shown = [rows.conversation(rows.index(place)) for place in range(rows.rowCount())]
    messages.open(next(row.id for row in shown if row.peer == samples.SHOP))
    # The window takes its place first.
    QTimer.singleShot(50, lambda: messages.pane.failures.open(text.id))


def guide(words: str) -> Callable[[Room], None]:
    """The error guide, searched for these words."""
    return lambda room: room.furnishing.handling.open_guide(words)
