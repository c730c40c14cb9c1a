"""The rows of a thread as Qt's model: a stretch of texts and calls that pages come into, and their days.

It never reads more of the store than it holds, and announces only rows that really changed, so a status
change repaints one bubble (C3). What is opened and read is in ``thread_model``.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.store.messages import Message
from desktop.store.stretch import MOST, Stretch, Thread
from desktop.store.timeline import Entry, Place, TimelineCall, place
from desktop.ui import moments
from desktop.ui.messages import thread_words_model as words
from desktop.ui.messages.bubble_words_model import Said
from desktop.ui.messages.person_lines_model import LineChip
from desktop.ui.messages.today import Today
from desktop.ui.plain import shown
from desktop.ui.row_changes import bring_to

MESSAGE = Qt.ItemDataRole.UserRole + 1
"""The ``Message`` or ``TimelineCall`` of a row."""
DAY = Qt.ItemDataRole.UserRole + 2
"""The words of the day separator above the row, "" if it is of the same day as the one before."""
TURN = Qt.ItemDataRole.UserRole + 3
"""Whether the row begins a turn: another side, another line, or more than two minutes later."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a view is to stand: this row in the middle of the pane, or else at its top."""

    row: int
    centred: bool = False


class ThreadRows(QAbstractListModel):
    """Oldest first. ``opened`` is emitted when another stretch is shown, after its rows are there."""

    opened = Signal()
    changing = Signal()
    """Rows are about to come, go or move: a view notes its place."""
    settled = Signal()
    """They have; a view takes its place again."""
    days_changed = Signal()
    """A new day has begun: "Today" is another one."""

    def __init__(self, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: Thread | None = None
        self._rows: list[Entry] = []
        self._before: Entry | None = None
        self._more = False
        self._new_from: Place | None = None
        self.landing: Landing | None = None
        """Where a view stands after ``opened``; ``None`` is the end."""
        self.following = True
        """A view sets whether it stands at the end and goes along with what comes."""
        self._today = Today(clock, self)
        self._today.changed.connect(self._rename_days)

    def said(self, message: Message) -> Said:
        """What the bubble of a text says beside its words."""
        return Said(message.state)

    def spoken(self, message: Message) -> str:
        """A text as a screen reader says it."""
        return shown(message.body)

    def chip(self, entry: Entry) -> LineChip | None:
        """Which line and service a row is of; ``None`` where all are of one."""
        return None

    @property
    def reaches_end(self) -> bool:
        """Whether nothing follows the last row."""
        return not self._more

    @property
    def reaches_beginning(self) -> bool:
        """Whether nothing precedes the first row."""
        return self._before is None

    def reload(self) -> None:
        """Read the stretch anew and tell the views what differs."""
        if self._thread is None:
            return
        wanted = self._thread.again(self._stretch, following=self.following)
        moves = [place(row) for row in wanted.rows] != [place(row) for row in self._rows]
        if moves:
            self.changing.emit()
        changed = bring_to(self, self._rows, wanted.rows, _key)
        self._before, self._more = wanted.before, wanted.more
        for at in changed or ():
            self.dataChanged.emit(self.index(at), self.index(at))
        if moves:
            self.settled.emit()
        self._look()

    def load_older(self) -> bool:
        """Add the page before the first row. False: there is none."""
        if self._thread is None or self._before is None:
            return False
        older = self._thread.older(self._stretch)
        self._before = older.before
        if not older.rows:
            return False
        self.changing.emit()
        self.beginInsertRows(QModelIndex(), 0, len(older.rows) - 1)
        self._rows[:0] = older.rows
        self.endInsertRows()
        if len(self._rows) > MOST:
            self._more = True
            self.beginRemoveRows(QModelIndex(), MOST, len(self._rows) - 1)
            del self._rows[MOST:]
            self.endRemoveRows()
        self.settled.emit()
        return True

    def load_newer(self) -> bool:
        """Add the page after the last row. False: there is none."""
        if self._thread is None or not self._more:
            return False
        newer = self._thread.newer(self._stretch)
        self._more = newer.more
        if not newer.rows:
            return False
        self.changing.emit()
        end = len(self._rows)
        self.beginInsertRows(QModelIndex(), end, end + len(newer.rows) - 1)
        self._rows += newer.rows
        self.endInsertRows()
        if len(self._rows) > MOST:
            over = len(self._rows) - MOST
            self.beginRemoveRows(QModelIndex(), 0, over - 1)
            self._before = self._rows[over - 1]
            del self._rows[:over]
            self.endRemoveRows()
        self.settled.emit()
        return True

    def messages(self) -> list[Message]:
        """The texts that are loaded, oldest first."""
        return [row for row in self._rows if isinstance(row, Message)]

    def message(self, index: _Index) -> Message | None:
        """The text at ``index``; ``None`` for a call."""
        row = self._rows[index.row()]
        return row if isinstance(row, Message) else None

    def entry(self, row: int) -> Entry:
        """The text or call of a row."""
        return self._rows[row]

    def is_call(self, row: int) -> bool:
        """Whether the row is a call and no text."""
        return isinstance(self._rows[row], TimelineCall)

    def key(self, row: int) -> Hashable:
        """What names the row for as long as it is in the store."""
        return _key(self._rows[row])

    def row_with(self, key: Hashable) -> int | None:
        """The row of this name."""
        return next((at for at, row in enumerate(self._rows) if _key(row) == key), None)

    def row_of(self, message_id: int) -> int | None:
        """The row of a text."""
        return self.row_with((False, message_id))

    def shape(self, index: _Index) -> Hashable:
        """All that the room a row takes depends on, besides fonts and the pane: cheap to ask for."""
        at = index.row()
        row, before = self._rows[at], self._preceding(at)
        if not isinstance(row, Message):
            return row.id, before and place(before)
        said, chip = self.said(row), self.chip(row)
        told = (said.state, said.word, said.note, chip)
        return row.id, *told, len(row.body), row.media, before and place(before)

    def begins_day(self, row: int) -> bool:
        """Whether the row is the first of its local day."""
        before = self._preceding(row)
        return before is None or _day(before) != _day(self._rows[row])

    def day(self, row: int) -> str:
        """The day of a row in words."""
        return moments.day(self._rows[row].created_at, self._today.now)

    def begins_news(self, row: int) -> bool:
        """Whether it is the first text that was unread when the thread was opened."""
        return self._new_from is not None and place(self._rows[row]) == self._new_from

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        at = index.row()
        row = self._rows[at]
        if role == MESSAGE:
            return row
        if role == DAY:
            return self.day(at) if self.begins_day(at) else ""
        if role == TURN:
            return self._begins_turn(at)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(row.body) if isinstance(row, Message) else words.call_sentence(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(row, Message):
                return self.spoken(row)
            return words.with_line(words.call_sentence(row), self.chip(row))
        return None

    @property
    def _stretch(self) -> Stretch:
        return Stretch(self._rows, self._before, self._more)

    def _show(self, stretch: Stretch, *, at: Place | None = None, centred: bool = False) -> None:
        self.beginResetModel()
        self._rows, self._before, self._more = list(stretch.rows), stretch.before, stretch.more
        self.endResetModel()
        row = None
        if at is not None:
            row = next((at_ for at_, one in enumerate(self._rows) if place(one) >= at), None)
        self.landing = None if row is None else Landing(row, centred)
        self._look()
        self.opened.emit()

    def _preceding(self, row: int) -> Entry | None:
        return self._rows[row - 1] if row else self._before

    def _begins_turn(self, row: int) -> bool:
        one, before = self._rows[row], self._preceding(row)
        if not isinstance(before, Message) or not isinstance(one, Message):
            return True
        if one.conversation_id != before.conversation_id:
            return True
        return one.outbound != before.outbound or (one.created_at - before.created_at).total_seconds() > 120

    def _rename_days(self) -> None:
        _local_day.cache_clear()
        for row in range(len(self._rows)):
            if self.begins_day(row):
                self.dataChanged.emit(self.index(row), self.index(row), [DAY])
        self.days_changed.emit()

    def _look(self) -> None:
        """The rows are those of the store again; what else is shown of the thread may be new."""


def _key(entry: Entry) -> Hashable:
    return isinstance(entry, TimelineCall), entry.id


def _day(entry: Entry) -> date:
    return _local_day(entry.created_at)


@lru_cache(maxsize=4096)
def _local_day(moment: datetime) -> date:
    """Asked for every row on screen whenever one paints; the zone of a computer hardly ever changes."""
    return moment.astimezone().date()
