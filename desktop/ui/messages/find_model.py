"""A search through one conversation, or a person's several, as far as they are in the cache.

It goes step by step, the newest hits first. A step reads a thousand texts, so 100,000 are searched without
the window standing still; whoever types on begins anew.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.store import words_in_thread
from desktop.store.database import Database
from desktop.store.messages import Place


class FindModel(QObject):
    """``hits`` are ids of texts, newest first; ``current`` is the place of one among them."""

    changed = Signal()
    """More hits are known, another one is current, or the search has ended."""
    went_to = Signal(int)
    """A hit became the current one: its text's id."""

    def __init__(self, db: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._of: Sequence[int] = ()
        self._words = ""
        self._older: Place | None = None
        self.hits: list[int] = []
        self.current: int | None = None
        self._step = QTimer(self, singleShot=True, interval=0)
        self._step.timeout.connect(self._look)

    @property
    def searching(self) -> bool:
        """Whether a part of the conversation has not been looked at yet."""
        return self._step.isActive()

    @property
    def words(self) -> str:
        """What is searched for; "" for nothing."""
        return self._words

    def search(self, of: Sequence[int], words: str) -> None:
        """Look for ``words`` in these conversations as if they were one, and go to the newest hit."""
        self._step.stop()
        self._of, self._words, self._older = of, words.strip(), None
        self.hits, self.current = [], None
        if self._words and of:
            self._step.start()
        self.changed.emit()

    def go(self, by: int) -> None:
        """Go to the next older hit (1) or the next newer one (-1); after the last comes the first."""
        if self.hits:
            self._set_current(0 if self.current is None else (self.current + by) % len(self.hits))
            self.changed.emit()

    def _look(self) -> None:
        found = words_in_thread.look_through(self._db, self._of, self._words, before=self._older)
        self.hits += [message_id for (_, message_id), _ in found.hits]
        self._older = found.older
        if self._older is not None:
            self._step.start()
        if self.current is None and self.hits:
            self._set_current(0)
        self.changed.emit()

    def _set_current(self, at: int) -> None:
        self.current = at
        self.went_to.emit(self.hits[at])
