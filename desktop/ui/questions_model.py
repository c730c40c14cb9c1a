"""Texts of ours that wait for a person to decide, in all conversations: how many, and which began just now.

The conversation list marks those of its own rows; this is for whoever is on another page or in another
window: the navigation's *Messages*, and a note on the desktop for what becomes a question meanwhile.
"""

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.store.database import Database, StoreError
from desktop.ui.changes import Changes
from desktop.ui.lines.line_model import LineModel
from desktop.ui.messages.waiting_model import Waiting
from desktop.ui.notifications_model import MOST, NotificationsModel
from desktop.ui.turns import Later

log = logging.getLogger(__name__)

_GATHER_MS = 300
"""Texts change by the hundred while they come in."""


class QuestionsModel(QObject):
    """Follows the store from the moment it is made: what asks by then is counted and no news."""

    counted = Signal(int)
    """So many texts wait for a person now."""
    began = Signal(int, int)
    """In this conversation so many texts became a question, each for the first time."""
    began_in_many = Signal(object)
    """The same for more than ``MOST`` conversations at once: so many texts by conversation."""
    ended = Signal(int)
    """In this conversation no text asks any more."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        lines: LineModel,
        parent: QObject | None = None,
        *,
        waiting: Waiting | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self._waiting = waiting or Waiting(db, changes, self)
        self._asked: set[int] | None = None
        """Every text that was a question once; ``None`` before the first look."""
        self._asking: set[int] = set()
        self.count = 0
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        Later(self, self.look).after(self._soon.timeout)
        for signal in (changes.messages_changed, changes.store_changed_elsewhere, self._waiting.changed):
            signal.connect(self._look_soon)
        lines.modelReset.connect(self._look_soon)

    def look(self) -> None:
        """Count now, and tell what is new."""
        try:
            self._waiting.read({one.account_id for one in self._lines.lines()})
        except StoreError as error:
            # The window says by itself that the store cannot be read.
            log.error("what waits for a decision could not be counted: %s", error.detail)
            return
        found = self._waiting.texts
        asking = {one for texts in found.values() for one in texts}
        first, known = self._asked is None, self._asked or set()
        self._asked = known | asking
        over, self._asking = self._asking - found.keys(), set(found)
        if len(asking) != self.count:
            self.count = len(asking)
            self.counted.emit(self.count)
        for conversation_id in over:
            self.ended.emit(conversation_id)
        news = {} if first else {talk: len(texts - known) for talk, texts in found.items() if texts - known}
        if len(news) > MOST:
            self.began_in_many.emit(news)
            return
        for conversation_id, count in news.items():
            self.began.emit(conversation_id, count)

    def tell(self, notes: NotificationsModel) -> None:
        """Let the desktop know of each question, and when there is none any more."""
        self.began.connect(notes.ask)
        self.began_in_many.connect(notes.ask_in_many)
        self.ended.connect(notes.asks_no_more)

    def _look_soon(self, *_: object) -> None:
        if not self._soon.isActive():
            self._soon.start()
