"""Rows of the conversation list as Qt's model, whoever read them, and what each says.

``ConversationsModel`` keeps them as the store has them; at start the first ones are read and shown alone.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop import wording
from desktop.sms.delivery import Proof, State
from desktop.sms.phone import readable
from desktop.store.conversation import Conversation
from desktop.ui import moments
from desktop.ui.plain import one_line
from desktop.ui.sourced_name_model import with_source
from desktop.wording import ntr, tr

__all__ = ["CONVERSATION", "Conversation", "ConversationRows", "sentence", "snippet", "title"]

CONVERSATION = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ConversationRows(QAbstractListModel):
    """Conversations, newest activity first; these never change by themselves."""

    def __init__(self, rows: Sequence[Conversation] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = list(rows)

    @property
    def all_lines(self) -> bool:
        """Whether every line's conversations show, so that each row has to name its own."""
        return False

    @property
    def search(self) -> str:
        """What the rows have to contain; "" for all."""
        return ""

    def line_label(self, row: Conversation) -> str:
        """What the line of a conversation is called; its number if it has no name."""
        return readable(row.line)

    def line_said(self, row: Conversation) -> str:
        """The line of a conversation for a screen reader; "" where all rows are of one."""
        return ""

    @property
    def answers_elsewhere(self) -> bool:
        """Whether answers to the line that shows are not here, because its service lists no texts."""
        return False

    def quiet(self, row: Conversation) -> timedelta | None:
        """After how long without a receipt its last text is called not confirmed (C5); ``None``: never."""
        return None

    def waiting(self, row: Conversation) -> int:
        """How many texts of the conversation wait for a person to decide about them: held or in doubt."""
        return 0

    def shared(self, row: Conversation) -> int:
        """How much of the conversation is open in the inbox that users of its service share."""
        return 0

    def second_line(self, row: Conversation) -> str:
        """What the second line of a row says: what waits for a person, else as ``snippet``."""
        count = self.waiting(row)
        return ntr("{n} text waits for you", "{n} texts wait for you", count) if count else snippet(row)

    def row_of(self, conversation_id: int) -> int | None:
        """The place of a conversation, if it is among the rows."""
        return next((at for at, row in enumerate(self._rows) if row.id == conversation_id), None)

    def conversation(self, index: _Index) -> Conversation:
        """The row at ``index``."""
        return self._rows[index.row()]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == CONVERSATION:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            shared = shared_said(self.shared(row))
            spoken = sentence(row, self.quiet(row) if row.stands is State.SENT else None)
            first = self.second_line(row) if self.waiting(row) else ""
            return ", ".join(part for part in (first, spoken, shared, self.line_said(row)) if part)
        return None


def shared_said(count: int) -> str:
    """That so much is open in the shared inbox, for a screen reader; "" for nothing."""
    return ntr("{n} open in the shared inbox", "{n} open in the shared inbox", count) if count else ""


def title(row: Conversation) -> str:
    """The name, with its source where only another service's phone book has it; or the number."""
    return with_source(row.name, row.name_from) or wording.isolated(one_line(readable(row.peer)))


def snippet(row: Conversation) -> str:
    """What the second line of a row says: the draft, the failure, or the last text."""
    if row.draft:
        return tr("Draft: {text}").format(text=one_line(row.draft))
    if row.last_state is State.FAILED:
        from desktop import error_words  # the first list is quicker without, and seldom needs it

        explained = error_words.explain(row.service, row.last_error_code, row.last_error)
        why = one_line(explained.sentence)
        return (tr("Stopped: {text}") if explained.stopped else tr("Failed: {text}")).format(text=why)
    body = one_line(row.last_body)
    if not body and row.last_media is not None:
        body = wording.attachment(row.last_media)
    return tr("You: {text}").format(text=body) if row.last_outbound else body


def sentence(row: Conversation, quiet: timedelta | None = None) -> str:
    """The row as a screen reader says it: who, how many unread, what, in which state, when.

    ``quiet``: the time after which no receipt is worth saying; the words are those of the bubble.
    """
    now = datetime.now(UTC)
    parts = [title(row)]
    if row.unread:
        parts.append(ntr("{n} unread", "{n} unread", row.unread))
    parts.append(snippet(row))
    told = row.draft or row.last_state is State.FAILED
    if row.last_outbound and row.last_state is not None and not told:
        awaited = row.stands is State.SENT and row.proof is Proof.DELIVERED
        late = awaited and quiet is not None and now - row.last_at >= quiet
        parts.append(wording.no_receipt() if late else wording.state(row.last_state, proof=row.proof))
    parts.append(moments.short(row.last_at, now))
    return ", ".join(part for part in parts if part)
