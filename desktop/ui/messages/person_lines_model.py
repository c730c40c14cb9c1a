"""A person's thread over all lines (idea 16): whether it is wanted, what it shows, and the chip of each row.

Off by default: then nothing is asked of the store, and no row has a chip. Nothing here decides which line a
text leaves from; that is the composer's, and stays what it is.
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, Signal

from desktop import wording
from desktop.sms.phone import readable
from desktop.store import lines, person
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.store.stretch import Thread
from desktop.store.timeline import Entry
from desktop.ui.changes import Changes
from desktop.ui.lines.marks_model import Marks
from desktop.ui.messages.service_model import Services
from desktop.ui.plain import one_line
from desktop.wording import tr


@dataclass(frozen=True, slots=True)
class LineChip:
    """Which line and service a text or call went over; ``mark``: the service's letters, "" for none."""

    mark: str
    words: str
    said: str
    """All of it for a screen reader and a tooltip."""


class PersonLines(QObject):
    """One per thread."""

    changed = Signal()
    """Lines or services are called otherwise: every chip may be another."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        services: Services,
        marks: Marks | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``marks``: which service a line is of, where there are several accounts."""
        super().__init__(parent)
        self._db = db
        self._services = services
        self._marks = marks
        self._peer = ""
        self.on = False
        """Whether somebody wants all lines with a person in one thread."""
        self._labels: dict[tuple[str, str], str] | None = None
        self._chip = lru_cache(maxsize=512)(self._make)
        for signal in (changes.lines_changed, changes.store_changed_elsewhere, services.changed):
            signal.connect(lambda *_: self._forget())
        if marks is not None:
            marks.changed.connect(self._forget)

    def thread_of(self, conversation_id: int, *, calls: bool) -> Thread:
        """What a thread reads: this conversation, and where that is wanted all others with the person."""
        if not self.on:
            return Thread(self._db, conversation_id, calls)
        self._peer = person.number_of(self._db, conversation_id)
        return Thread(self._db, conversation_id, calls, person.other_conversations(self._db, conversation_id))

    def chip(self, entry: Entry) -> LineChip | None:
        """The chip of a row; ``None`` where only one line shows."""
        if not self.on:
            return None
        one = entry if isinstance(entry, Message) else entry.call
        return self._chip(one.account_id, one.line, "" if one.peer == self._peer else one.peer)

    def line(self, account_id: str, number: str) -> LineChip:
        """A line of ours with its number, for the place where one writes."""
        label, service = self._label(account_id, number), self._service(account_id)
        ours = f"{label} {wording.isolated(readable(number))}".strip()
        return LineChip(self._mark(account_id), ours, ", ".join(filter(None, (ours, service))))

    def _make(self, account_id: str, number: str, theirs: str) -> LineChip:
        """``theirs``: another number of the person than the one that is open; "" for that one."""
        line = self._label(account_id, number) or wording.isolated(readable(number))
        service = self._service(account_id)
        said = tr("on {line}").format(line=", ".join(filter(None, (line, service))))
        if not theirs:
            return LineChip(self._mark(account_id), line, said)
        other = wording.isolated(one_line(readable(theirs)))
        words = tr("{line} · {number}").format(line=line, number=other)
        return LineChip(
            self._mark(account_id), words, ", ".join((said, tr("with {number}").format(number=other)))
        )

    def _label(self, account_id: str, number: str) -> str:
        if self._labels is None:
            self._labels = {(one.account_id, one.number): one.label for one in lines.listing(self._db)}
        return one_line(self._labels.get((account_id, number), ""))

    def _mark(self, account_id: str) -> str:
        mark = None if self._marks is None else self._marks.of(account_id)
        return "" if mark is None else mark.text

    def _service(self, account_id: str) -> str:
        mark = None if self._marks is None else self._marks.of(account_id)
        return self._services.of(account_id).name if mark is None else mark.name

    def _forget(self) -> None:
        self._labels = None
        self._chip.cache_clear()
        if self.on:
            self.changed.emit()
