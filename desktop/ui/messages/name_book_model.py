"""Which words are names of the phone book: kept in memory, so that asking at every key costs nothing.

Read page by page between two events of the window, and anew when contacts change. While it is being read,
names further down are not known yet: a note comes later, and nothing else is different.
"""

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.sms.brake import Book
from desktop.store.database import Database, StoreError
from desktop.store.name_book import START, Place, names
from desktop.ui.changes import Changes

log = logging.getLogger(__name__)

PAGE = 1000


class NameBook(QObject):
    """``book`` answers for words as ``sms.addressed.plain_name`` makes them."""

    complete = Signal()
    """All names are known now."""

    def __init__(self, db: Database, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._first: set[str] = set()
        self._further: set[str] = set()
        self._whole: set[str] = set()
        self._place: Place | None = START
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read)
        changes.contacts_changed.connect(self._begin)
        changes.store_changed_elsewhere.connect(self._begin)
        self.book = Book(self._is_first, self._is_surname, self._is_whole)

    def _is_first(self, word: str) -> bool:
        self._look()
        return word in self._first

    def _is_surname(self, word: str) -> bool:
        self._look()
        return word in self._further

    def _is_whole(self, words: str) -> bool:
        self._look()
        return words in self._whole

    def _look(self) -> None:
        """The first page is read when it is first asked for, the others after it."""
        if self._place == START:
            self._read()

    def _begin(self) -> None:
        self._soon.stop()
        self._first, self._further, self._whole = set(), set(), set()
        self._place = START

    def _read(self) -> None:
        if self._place is None:
            return
        try:
            found, self._place = names(self._db, self._place, limit=PAGE)
        except StoreError as error:
            log.error("the names of the phone book could not be read: %s", error.detail)
            self._place = None
            return
        for name in found:
            words = name.split()
            self._first.update(words[:1])
            self._further.update(words[1:])
            if len(words) > 1:
                self._whole.add(name)
        if self._place is None:
            self.complete.emit()
        else:
            self._soon.start()
