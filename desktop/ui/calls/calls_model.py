"""The calls that the services recorded as Qt's model: of all lines, newest first, each as one sentence.

Look here for the words of a call: what it was, when, how long, on which line.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop import wording
from desktop.sms.phone import readable
from desktop.store import calls, lines
from desktop.store.calls import Call
from desktop.store.database import Database
from desktop.ui import moments
from desktop.ui.changes import Changes
from desktop.ui.features_model import offered
from desktop.ui.plain import one_line
from desktop.ui.row_changes import bring_to
from desktop.wording import ntr, tr

__all__ = ["CALL_ROLE", "Call", "CallsModel", "duration", "is_missed", "what", "who"]

CALL_ROLE = Qt.ItemDataRole.UserRole + 1
"""The ``Call`` of a row."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class CallsModel(QAbstractListModel):
    """Reads the store on ``refresh`` only: a page that is not showing costs nothing.

    ``clock`` gives the present moment, for "today" and "yesterday".
    """

    outdated = Signal()
    """The store may hold other calls than the rows."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._clock = clock
        self._rows: list[Call] = []
        self._labels: dict[tuple[str, str], str] = {}
        self.offered: bool | None = None
        """Whether any service offers its calls; ``None`` while none has told."""
        changes.account_changed.connect(self.outdated)
        changes.lines_changed.connect(self.outdated)
        changes.store_changed_elsewhere.connect(self.outdated)

    def refresh(self) -> None:
        """Read the calls anew and tell the views what differs. Raises ``StoreError``."""
        self.offered = offered(self._db, "calls")
        labels = {(line.account_id, line.number): one_line(line.label) for line in lines.listing(self._db)}
        relabelled, self._labels = labels != self._labels, labels
        changed = bring_to(self, self._rows, calls.listing(self._db), _key) or []
        for place in range(len(self._rows)) if relabelled else changed:
            self.dataChanged.emit(self.index(place), self.index(place))

    def call(self, index: _Index) -> Call:
        """The call of a row."""
        return self._rows[index.row()]

    def line_label(self, call: Call) -> str:
        """The name of our line that the call was on, else its number."""
        return self._labels.get((call.account_id, call.line)) or wording.isolated(
            one_line(readable(call.line))
        )

    def when(self, call: Call) -> str:
        """The time today, "Yesterday", else the day."""
        now = self._clock()
        if call.started_at.astimezone().date() == (now.astimezone() - timedelta(days=1)).date():
            return tr("Yesterday")
        return moments.short(call.started_at, now)

    def exactly_when(self, call: Call) -> str:
        """Day and time, for the card."""
        day = moments.day(call.started_at, self._clock())
        return tr("{day}, {time}").format(day=day, time=moments.clock(call.started_at))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        call = self._rows[index.row()]
        if role == CALL_ROLE:
            return call
        if role == Qt.ItemDataRole.DisplayRole:
            return who(call)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            on = tr("on {line}").format(line=self.line_label(call))
            parts = (what(call), who(call), on, self.exactly_when(call), _spoken(call.seconds))
            return ", ".join(part for part in parts if part)
        return None


def who(call: Call) -> str:
    """The other side: name, number, or that there was none."""
    number = one_line(readable(call.peer))
    return one_line(call.name) or (wording.isolated(number) if number else tr("Number withheld"))


def is_missed(call: Call) -> bool:
    """Whether somebody called us and reached nobody."""
    return call.outcome == "missed" and not call.outbound


def what(call: Call) -> str:
    """Direction and outcome in a word or two."""
    if call.outcome == "missed":
        return tr("No answer") if call.outbound else tr("Missed call")
    if call.outcome == "declined":
        return tr("Declined")
    if call.outcome == "voicemail":
        return tr("Voicemail")
    return tr("Outgoing call") if call.outbound else tr("Incoming call")


def duration(call: Call) -> str:
    """How long it was, "2:13" or "1:01:11"; "" where it had no length."""
    if not call.seconds:
        return ""
    minutes, seconds = divmod(call.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _key(call: Call) -> tuple[str, str]:
    return call.account_id, call.remote_id


def _spoken(total: int | None) -> str:
    minutes, seconds = divmod(total or 0, 60)
    parts = [ntr("{n} minute", "{n} minutes", minutes)] if minutes else []
    if seconds:
        parts.append(ntr("{n} second", "{n} seconds", seconds))
    return " ".join(parts)
