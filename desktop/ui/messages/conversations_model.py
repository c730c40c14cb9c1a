"""The conversations on screen as Qt's model: of the current line or of all lines, perhaps by a search."""

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desktop import wording
from desktop.sms.delivery import State
from desktop.sms.phone import readable
from desktop.store import conversations, lines
from desktop.store.conversations import Conversation
from desktop.store.database import Database
from desktop.ui import moments
from desktop.ui.changes import Changes
from desktop.ui.plain import one_line
from desktop.ui.row_changes import bring_to
from desktop.wording import ntr, tr

CONVERSATION = Qt.ItemDataRole.UserRole + 1
PAGE = 200
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ConversationsModel(QAbstractListModel):
    """Newest activity first. Changes come in quick succession while pulling, so they are gathered."""

    unread_changed = Signal(int)
    """How many texts of all lines are unread now."""
    reloaded = Signal()
    """The rows are those of the store again; what is known of any conversation may be new."""

    def __init__(self, db: Database, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._rows: list[Conversation] = []
        self._line: tuple[str, str] | None = None
        self._all_lines = False
        self._search = ""
        self._limit = PAGE
        self._complete = True
        self._busy = False
        self._unread = -1
        self._labels: dict[tuple[str, str], str] | None = None
        self._soon = QTimer(self, singleShot=True, interval=30)
        self._soon.timeout.connect(self.reload)
        changes.messages_changed.connect(self._reload_soon)
        changes.account_changed.connect(self._reload_soon)
        changes.store_changed_elsewhere.connect(self._reload_soon)
        changes.lines_changed.connect(self._forget_labels)

    @property
    def all_lines(self) -> bool:
        """Whether every line's conversations show."""
        return self._all_lines

    @property
    def search(self) -> str:
        """What the rows have to contain; "" for all."""
        return self._search

    def show_line(self, line: tuple[str, str] | None) -> None:
        """Show the conversations of this (account id, number)."""
        if line != self._line:
            self._line, self._limit = line, PAGE
            self.reload()

    def show_all_lines(self, on: bool) -> None:
        """Show every line's conversations, those of lines that can't text included."""
        if on != self._all_lines:
            self._all_lines, self._limit = on, PAGE
            self.reload()

    def show_matches(self, search: str) -> None:
        """Show only conversations that contain ``search``."""
        if search != self._search:
            self._search, self._limit = search, PAGE
            self.reload()

    def reload(self) -> None:
        """Read the rows anew and tell the views what differs."""
        line = None if self._all_lines else self._line
        wanted = (
            conversations.listing(self._db, line=line, search=self._search, limit=self._limit)
            if line is not None or self._all_lines
            else []
        )
        self._complete = len(wanted) < self._limit
        # Views ask for more in the middle of the steps.
        self._busy = True
        changed = bring_to(self, self._rows, wanted, lambda row: row.id)
        self._busy = False
        for place in changed or ():
            self.dataChanged.emit(self.index(place), self.index(place))
        unread = conversations.unread(self._db)
        if unread != self._unread:
            self._unread = unread
            self.unread_changed.emit(unread)
        self.reloaded.emit()

    def row_of(self, conversation_id: int) -> int | None:
        """The place of a conversation, if it is among the rows."""
        return next((at for at, row in enumerate(self._rows) if row.id == conversation_id), None)

    def conversation(self, index: _Index) -> Conversation:
        """The row at ``index``."""
        return self._rows[index.row()]

    def line_label(self, row: Conversation) -> str:
        """What the line of a conversation is called; its number if it has no name."""
        if self._labels is None:
            self._labels = {(line.account_id, line.number): line.label for line in lines.listing(self._db)}
        return one_line(self._labels.get((row.account_id, row.line), "")) or readable(row.line)

    def find(self, conversation_id: int) -> Conversation | None:
        """A conversation by its id, whether it shows or not."""
        return conversations.get(self._db, conversation_id)

    def _forget_labels(self) -> None:
        self._labels = None
        self._reload_soon()

    def _reload_soon(self) -> None:
        # Not started anew each time: while a long history comes in there is always another change.
        if not self._soon.isActive():
            self._soon.start()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and not self._complete and not self._busy

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._limit += PAGE
            self.reload()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == CONVERSATION:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence(row)
        return None


def title(row: Conversation) -> str:
    """The name, or the number as people read it."""
    return one_line(row.name) or wording.isolated(one_line(readable(row.peer)))


def snippet(row: Conversation) -> str:
    """What the second line of a row says: the draft, the failure, or the last text."""
    if row.draft:
        return tr("Draft: {text}").format(text=one_line(row.draft))
    if row.last_state is State.FAILED:
        why = one_line(wording.failure(row.last_error_code, row.last_error))
        return tr("Failed: {text}").format(text=why)
    body = one_line(row.last_body)
    return tr("You: {text}").format(text=body) if row.last_outbound else body


def sentence(row: Conversation) -> str:
    """The row as a screen reader says it: who, how many unread, what, in which state, when."""
    parts = [title(row)]
    if row.unread:
        parts.append(ntr("{n} unread", "{n} unread", row.unread))
    parts.append(snippet(row))
    if row.last_outbound and row.last_state is not None and row.last_state is not State.FAILED:
        parts.append(wording.state(row.last_state))
    parts.append(moments.short(row.last_at, datetime.now(UTC)))
    return ", ".join(part for part in parts if part)
