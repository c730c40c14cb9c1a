"""The seconds in which a text can still be taken back, and what its bubble says meanwhile (demand 20)."""

from datetime import datetime, timedelta
from math import ceil

from desktop.sms.delivery import State
from desktop.store import undo
from desktop.store.messages import Message
from desktop.wording import tr


def seconds(message: Message, now: datetime) -> int:
    """Whole seconds that are left, the begun one included; 0 where it can't be taken back (any more)."""
    if message.undo_until is None or message.state is not State.QUEUED or message.attempts:
        return 0
    if not undo.is_open(message.undo_until, now):
        return 0
    return ceil((message.undo_until - now).total_seconds())


def counting(message: Message, now: datetime, *, leaves: bool = True) -> tuple[str, datetime] | None:
    """The words beside the bubble, and until when they hold; ``None`` where it does not count down.

    ``leaves``: whether it goes out at the end of the seconds. Without a connection it does not.
    """
    left = seconds(message, now)
    if not left or message.undo_until is None:
        return None
    words = tr("Sending in {n} s") if leaves else tr("Can be undone for {n} s")
    return words.format(n=left), message.undo_until - timedelta(seconds=left - 1)
