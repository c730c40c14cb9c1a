"""The texts of one conversation as Qt's model: a window on the newest, older ones on demand.

Only rows that really changed are announced, so a status change repaints one bubble (C3).
"""

import logging
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop import wording
from desktop.sms.delivery import State
from desktop.store import conversations, messages, outbox
from desktop.store.database import Database, StoreError
from desktop.store.messages import Message
from desktop.ui import moments
from desktop.ui.changes import Changes
from desktop.ui.plain import shown
from desktop.ui.row_changes import bring_to
from desktop.wording import tr

__all__ = ["DAY", "MESSAGE", "TURN", "Message", "ThreadModel"]

log = logging.getLogger(__name__)

MESSAGE = Qt.ItemDataRole.UserRole + 1
DAY = Qt.ItemDataRole.UserRole + 2
"""The words of the day separator above the row, "" if it is of the same day as the one before."""
TURN = Qt.ItemDataRole.UserRole + 3
"""Whether the row begins a turn: another side, or more than two minutes later."""
PAGE = 100
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ThreadModel(QAbstractListModel):
    """Oldest first. ``opened`` is emitted when another conversation is shown, after its rows are there."""

    opened = Signal()
    changing = Signal()
    """Rows are about to come, go or move: a view notes its place."""
    settled = Signal()
    """They have; a view takes its place again."""
    asking_changed = Signal()
    """Other texts than before wait for a decision."""
    trouble = Signal(str)
    """A decision could not be stored; it has not been carried out."""

    def __init__(self, db: Database, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._conversation_id: int | None = None
        self._rows: list[Message] = []
        self._complete = True
        self._asking: list[int] = []
        self._names: dict[str, str] = {}
        changes.messages_changed.connect(self._maybe_reload)
        changes.store_changed_elsewhere.connect(self.reload)

    @property
    def conversation_id(self) -> int | None:
        """Which conversation shows."""
        return self._conversation_id

    def know_services(self, names: dict[str, str]) -> None:
        """Names of the services by account id, for the words of states."""
        self._names = names

    def open(self, conversation_id: int | None) -> None:
        """Show another conversation, or none."""
        self.beginResetModel()
        self._conversation_id = conversation_id
        self._rows = [] if conversation_id is None else messages.thread(self._db, conversation_id, limit=PAGE)
        self._complete = len(self._rows) < PAGE
        self.endResetModel()
        self._look_who_asks()
        self.opened.emit()

    def reload(self) -> None:
        """Read the rows anew, from the oldest that is loaded, and tell the views what differs."""
        if self._conversation_id is None:
            return
        wanted = self._loaded(self._conversation_id)
        moves = [row.id for row in wanted] != [row.id for row in self._rows]
        if moves:
            self.changing.emit()
        changed = bring_to(self, self._rows, wanted, lambda row: row.id)
        for place in changed or ():
            self.dataChanged.emit(self.index(place), self.index(place))
        if moves:
            self.settled.emit()
        self._look_who_asks()

    def load_older(self) -> bool:
        """Add the texts before the oldest that is loaded. False: there are none."""
        if self._complete or self._conversation_id is None or not self._rows:
            return False
        first = self._rows[0]
        older = messages.thread(
            self._db, self._conversation_id, before=(first.created_at, first.id), limit=PAGE
        )
        self._complete = len(older) < PAGE
        if not older:
            return False
        self.changing.emit()
        self.beginInsertRows(QModelIndex(), 0, len(older) - 1)
        self._rows[:0] = older
        self.endInsertRows()
        # The row that was first may have lost its day separator.
        self.dataChanged.emit(self.index(len(older)), self.index(len(older)))
        self.settled.emit()
        return True

    def mark_read(self) -> None:
        """The conversation has been seen."""
        if self._conversation_id is None:
            return
        try:
            conversations.mark_read(self._db, self._conversation_id)
        except StoreError as error:
            log.error("not marked as read: %s", error.detail)

    def asking(self) -> list[Message]:
        """Texts of this conversation about which a person has to decide, oldest first."""
        return [row for row in self._rows if row.asks]

    def send_again(self, message_id: int) -> None:
        """A person's decision: the same text once more."""
        self._decide(lambda: outbox.send_again(self._db, message_id, datetime.now(UTC)))

    def leave(self, message_id: int) -> None:
        """A person's decision: leave it as it is."""
        self._decide(lambda: outbox.leave(self._db, message_id))

    def service(self, message: Message) -> str:
        """The name of the service that carries the text."""
        return self._names.get(message.account_id, "")

    def messages(self) -> list[Message]:
        """The texts that are loaded, oldest first."""
        return list(self._rows)

    def message(self, index: _Index) -> Message:
        """The row at ``index``."""
        return self._rows[index.row()]

    def shape(self, index: _Index) -> Hashable:
        """All that the room a row takes depends on, besides fonts and the pane: cheap to ask for."""
        place = index.row()
        row = self._rows[place]
        return row.id, row.state, len(row.body), self._rows[place - 1].id if place else 0

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        place = index.row()
        row = self._rows[place]
        if role == MESSAGE:
            return row
        if role == DAY:
            return self._day(place)
        if role == TURN:
            return self._begins_turn(place)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(row.body)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(row)
        return None

    def tip(self, message: Message) -> str:
        """What is known of a text: its state in words, the reason of a failure, the exact time."""
        lines = [moments.exact(message.created_at)]
        if message.outbound:
            service = self.service(message)
            lines.append(wording.state(message.state, service=service))
            if message.state is State.FAILED:
                lines.append(wording.failure(message.error_code, message.error_text))
            elif message.asks:
                lines.append(self.evidence(message))
            else:
                lines.append(wording.state_tip(message.state, service=service))
            if message.outside:
                lines.append(tr("Sent outside Linedesk."))
        return "\n".join(line for line in lines if line)

    def evidence(self, message: Message) -> str:
        """What is known of a text that is not confirmed, for the person who decides."""
        service = self.service(message) or tr("the service")
        if message.looked_at is None or message.missing_since is None:
            return wording.checking(service)
        now = datetime.now(UTC)
        whole = message.missing_since.year < 1990
        since = "" if whole else moments.since(message.missing_since, now)
        return wording.asking(service, moments.age(message.looked_at, now), since)

    def _loaded(self, conversation_id: int) -> list[Message]:
        """The rows from the oldest that is loaded on, however many are new; a whole thread's first page."""
        limit = max(len(self._rows) + 50, PAGE)
        rows = messages.thread(self._db, conversation_id, limit=limit)
        if not self._rows:
            self._complete = len(rows) < limit
            return rows
        oldest = (self._rows[0].created_at, self._rows[0].id)
        while len(rows) == limit and (rows[0].created_at, rows[0].id) > oldest:
            limit *= 2
            rows = messages.thread(self._db, conversation_id, limit=limit)
        if self._complete:
            self._complete = len(rows) < limit  # a long history may have come in before the beginning
            return rows
        return [row for row in rows if (row.created_at, row.id) >= oldest]

    def _decide(self, act: Callable[[], object]) -> None:
        try:
            act()
        except StoreError as error:
            self.trouble.emit(wording.store_trouble(type(error).__name__, str(error.path), error.detail))

    def _maybe_reload(self, conversation_ids: frozenset[int]) -> None:
        if self._conversation_id in conversation_ids:
            self.reload()

    def _look_who_asks(self) -> None:
        asking = [row.id for row in self.asking()]
        if asking != self._asking:
            self._asking = asking
            self.asking_changed.emit()

    def _day(self, place: int) -> str:
        row = self._rows[place]
        if place > 0:
            before = self._rows[place - 1].created_at.astimezone().date()
            if before == row.created_at.astimezone().date():
                return ""
        return moments.day(row.created_at, datetime.now(UTC))

    def _begins_turn(self, place: int) -> bool:
        if place == 0:
            return True
        row, before = self._rows[place], self._rows[place - 1]
        return row.outbound != before.outbound or (row.created_at - before.created_at).total_seconds() > 120

    def _sentence(self, row: Message) -> str:
        who = tr("You") if row.outbound else tr("They")
        parts = [who, shown(row.body), moments.clock(row.created_at)]
        if row.outbound:
            parts.append(wording.state(row.state, service=self.service(row)))
            if row.state is State.FAILED:
                parts.append(wording.failure(row.error_code, row.error_text))
        return ", ".join(parts)
