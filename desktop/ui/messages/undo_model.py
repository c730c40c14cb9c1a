"""Taking a text back after Send: for how long, which one, and how its words return (demand 20).

The window is a field of the text itself (``store.undo``), so what was sent from here, from a notification or
before a restart can be taken back alike. The countdown on screen is in ``countdown_model``.
"""

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject

from desktop.sms.delivery import State
from desktop.store import messages, undo
from desktop.store.database import Database, StoreError
from desktop.store.messages import Message
from desktop.wording import tr

__all__ = ["Message", "StoreError", "UndoModel"]

_REMEMBERED = 50
_HERE = frozenset({State.HELD, State.STOPPED})


class UndoModel(QObject):
    """The texts that were sent in this window last. ``window`` says how long one can be taken back."""

    def __init__(
        self,
        db: Database,
        parent: QObject | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._clock = clock
        self._sent: deque[int] = deque(maxlen=_REMEMBERED)
        self.window: Callable[[], timedelta] = timedelta

    def remember(self, message_id: int) -> None:
        """This text was sent just now."""
        self._sent.append(message_id)

    def latest(self) -> Message | None:
        """The text that was sent last, of those that can still be taken back. Raises ``StoreError``."""
        return next(iter(self.open()), None)

    def open(self) -> list[Message]:
        """All texts of this window that can still be taken back, the last first. Raises ``StoreError``."""
        now = self._clock()
        found = (messages.get(self._db, one) for one in reversed(self._sent))
        return [one for one in found if one is not None and undo.is_open(one.undo_until, now)]

    def end(self) -> list[int]:
        """Let all of them leave at once; which these are. Raises ``StoreError``."""
        return [one.id for one in reversed(self.open()) if self.send_now(one.id)]

    def waits(self, message_ids: list[int]) -> bool:
        """Whether one of these texts has still to leave, or is leaving. Raises ``StoreError``."""
        found = (messages.get(self._db, one) for one in message_ids)
        return any(one is not None and one.state in (State.QUEUED, State.SENDING) for one in found)

    def take_back(self, message_id: int) -> Message | None:
        """The text as it was; its words are in its conversation's draft. ``None``: it has left already.

        Raises ``StoreError``; nothing was changed then.
        """
        message = messages.get(self._db, message_id)
        if message is None or undo.take_back(self._db, message_id, self._clock()) is None:
            return None
        return message

    def why_not(self, message_id: int) -> str:
        """Why a text that was clicked on cannot be taken back; "" where it can, or is back already."""
        try:
            message = messages.get(self._db, message_id)
        except StoreError:
            return ""  # told by the attempt to take it back
        if message is None or undo.is_open(message.undo_until, self._clock()):
            return ""
        if message.state is State.QUEUED:
            return tr("It can no longer be taken back. While it waits here, its menu can stop it.")
        return "" if message.state in _HERE else tr("It has left already and cannot be taken back.")

    def send_now(self, message_id: int) -> bool:
        """Let it leave at once. False: it has. Raises ``StoreError``."""
        return undo.send_now(self._db, message_id)
