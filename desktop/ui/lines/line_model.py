"""The account's own numbers as Qt's model, and which of them is the current one: "whose number am I?".

Look here for what a line can do, in sentences: why Messages is greyed for it, why its composer is read-only,
what a send-only line has to be told. Screens ask these functions and never look at capabilities themselves.
"""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop import line_words, wording
from desktop.sms.phone import readable
from desktop.store import lines
from desktop.store.database import Database
from desktop.store.lines import Line
from desktop.ui.changes import Changes
from desktop.ui.lines.marks_model import Marks
from desktop.ui.lines.standing_model import Standing
from desktop.ui.plain import one_line
from desktop.ui.row_changes import bring_to

__all__ = [
    "LINE_ROLE",
    "Line",
    "LineModel",
    "capability_sentence",
    "label_of",
    "reply_note",
    "send_reason",
    "shown_number",
    "unavailable_reason",
]

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The ``Line`` of a row."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class LineModel(QAbstractListModel):
    """The lines of all accounts, in the services' order, and the current one.

    ``remembered`` is the ``key`` of the last session; it is chosen as soon as that line is listed. Without
    it, the first line that can text is current, or else the first. Raises ``StoreError``.
    """

    current_changed = Signal()
    """Another line is current, or what is known of the current one changed."""

    def __init__(
        self, db: Database, changes: Changes, *, remembered: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._rows: list[Line] = []
        self._current: Line | None = None
        account_id, _, number = remembered.rpartition(":")
        self._wanted = (account_id, number)
        self.standing = Standing(db, changes, self)
        """Connection and balance of each line's account."""
        self.marks = Marks(db, changes, self)
        """Which service each line is of, where there are several accounts."""
        self.marks.changed.connect(self._marked)
        changes.lines_changed.connect(self.reload)
        changes.account_changed.connect(self.reload)
        changes.store_changed_elsewhere.connect(self.reload)
        self.reload()

    @property
    def current(self) -> Line | None:
        """The line that texts leave from; ``None`` while there is no line at all."""
        return self._current

    def lines(self) -> list[Line]:
        """All lines in their order."""
        return list(self._rows)

    def mark_of(self, line: Line) -> str:
        """The letters of the line's service; "" where there is but one account."""
        mark = self.marks.of(line.account_id)
        return "" if mark is None else mark.text

    def said_of(self, line: Line) -> str:
        """What the line can do, and of which service it is where there are several accounts."""
        mark = self.marks.of(line.account_id)
        return capability_sentence(line) if mark is None else f"{mark.name}: {capability_sentence(line)}"

    @property
    def key(self) -> str:
        """The current line for the next session, "account:number"; "" without one."""
        return "" if self._current is None else f"{self._current.account_id}:{self._current.number}"

    @property
    def current_row(self) -> int:
        """The place of the current line, -1 without one."""
        current = None if self._current is None else _key(self._current)
        return next((place for place, line in enumerate(self._rows) if _key(line) == current), -1)

    def choose(self, account_id: str, number: str) -> None:
        """Make this line the current one. A line that is no longer listed changes nothing."""
        found = self._find((account_id, number))
        if found is not None:
            self._wanted = (account_id, number)
            self._set_current(found)

    def reload(self) -> None:
        """Read the lines anew; the one that was chosen is current whenever it is listed."""
        changed = bring_to(self, self._rows, lines.listing(self._db), _key)
        for place in changed or ():
            self.dataChanged.emit(self.index(place), self.index(place))
        kept = self._find(_key(self._current)) if self._current is not None else None
        self._set_current(self._find(self._wanted) or kept or self._first())

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        line = self._rows[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return "  ".join(
                part for part in (label_of(line), shown_number(line), self._service(line)) if part
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.said_of(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            can = wording.capability(line.can_send, line.can_receive, line.reason_code)
            parts = (label_of(line), shown_number(line), self._service(line), can)
            return ", ".join(part for part in parts if part)
        return None

    def _service(self, line: Line) -> str:
        mark = self.marks.of(line.account_id)
        return "" if mark is None else mark.name

    def _marked(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.current_changed.emit()

    def _find(self, key: tuple[str, str]) -> Line | None:
        return next((line for line in self._rows if _key(line) == key), None)

    def _first(self) -> Line | None:
        can_text = (line for line in self._rows if line.can_text)
        return next(can_text, self._rows[0] if self._rows else None)

    def _set_current(self, line: Line | None) -> None:
        if line != self._current:
            self._current = line
            self.current_changed.emit()


def label_of(line: Line) -> str:
    """The line's name as it can be painted; "" where it has none."""
    return one_line(line.label)


def shown_number(line: Line) -> str:
    """The line's number as people read it, isolated left to right."""
    return wording.isolated(readable(line.number))


def unavailable_reason(line: Line) -> str:
    """Why Messages is greyed for this line, in a sentence that names it (A3); "" where it may open."""
    return "" if line.can_text else capability_sentence(line)


def send_reason(line: Line) -> str:
    """Why nothing can be sent from this line (A5); "" where something can, or nobody says."""
    if line.can_send is not False:
        return ""
    return unavailable_reason(line) or wording.line_reason(line.number, "receive_only", "")


def reply_note(line: Line) -> str:
    """What has to be said of a line that can send and not receive (A5); "" for every other."""
    if line.can_send is False or line.can_receive is not False:
        return ""
    return wording.line_reason(line.number, "send_only", "")


def capability_sentence(line: Line) -> str:
    """What the line can do, in a sentence: the tooltip of its chip (A8), and its sheet's first line."""
    return line_words.first_line(
        line.number,
        line.can_send,
        line.can_receive,
        code=line.reason_code,
        said=one_line(line.reason),
        kind=line.kind,
        country=line.country,
    )


def _key(line: Line) -> tuple[str, str]:
    return line.account_id, line.number
