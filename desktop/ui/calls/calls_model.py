"""Calls as Qt's model: newest first, of all lines or one, of all kinds or some, page by page.

Look here for a call's place in time and on a line, and for how it is read as one sentence. What it was is
worded in ``kind_model``.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop import wording
from desktop.sms.phone import readable
from desktop.store import calls, lines
from desktop.store.calls import Call, Kind, Wanted
from desktop.store.database import Database
from desktop.ui import moments
from desktop.ui.calls.kind_model import FILTERS, kind_of, spoken_duration, what
from desktop.ui.changes import Changes
from desktop.ui.features_model import offered
from desktop.ui.plain import one_line
from desktop.ui.row_changes import bring_to
from desktop.ui.sourced_name_model import with_source
from desktop.wording import tr

__all__ = ["CALL_ROLE", "Call", "CallsModel", "is_missed", "who"]

CALL_ROLE = Qt.ItemDataRole.UserRole + 1
"""The ``Call`` of a row."""
PAGE = 100
"""Rows that are read at first; each time the end comes into view, as many again as there are."""
_MOST_AT_ONCE = 1000
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class CallsModel(QAbstractListModel):
    """Reads the store on ``refresh`` and ``show`` only: a page that is not showing costs nothing.

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
        self._wanted = Wanted()
        self._rows: list[Call] = []
        self._complete = True
        self._labels: dict[tuple[str, str], str] = {}
        self.offered: bool | None = None
        """Whether any service offers its calls; ``None`` while none has told."""
        self.counts: dict[str, int] = {}
        """How many calls each filter would list, of the line and search that are chosen."""
        self.any = False
        """Whether there is any call at all, whatever is chosen."""
        changes.account_changed.connect(self.outdated)
        changes.lines_changed.connect(self.outdated)
        changes.contacts_changed.connect(self.outdated)
        changes.store_changed_elsewhere.connect(self.outdated)

    @property
    def narrowed(self) -> bool:
        """Whether a filter, a line or a search leaves calls out."""
        return self._wanted != Wanted()

    def show(
        self,
        *,
        filter_: str | None = None,
        search: str | None = None,
        line: tuple[str, str] | None = None,
        all_lines: bool = False,
    ) -> None:
        """Choose other rows: a key of ``FILTERS``, a search (name, company, digits), a line (account id,
        number) or ``all_lines``; what is not given stays. Raises ``StoreError``."""
        wanted = self._wanted
        if filter_ is not None:
            wanted = replace(wanted, kinds=FILTERS[filter_])
        if search is not None:
            wanted = replace(wanted, search=search.strip())
        if line is not None or all_lines:
            wanted = replace(wanted, line=line)
        if wanted != self._wanted:
            self._wanted = wanted
            self._rows_from(self._first_page())
            self._count()

    def refresh(self) -> None:
        """Read the calls anew and tell the views what differs. Raises ``StoreError``."""
        self.offered = offered(self._db, "calls")
        labels = {(line.account_id, line.number): one_line(line.label) for line in lines.listing(self._db)}
        relabelled, self._labels = labels != self._labels, labels
        self._rows_from(self._as_far_as_before(), every=relabelled)
        self._count()

    def call(self, index: _Index) -> Call:
        """The call of a row."""
        return self._rows[index.row()]

    def line_label(self, call: Call) -> str:
        """The name of our line that the call was on, else its number."""
        return self._labels.get((call.account_id, call.line)) or wording.isolated(
            one_line(readable(call.line))
        )

    def on_line(self, call: Call) -> str:
        """What the call was and on which line; a call that was handed over was on none, only for one."""
        words = tr("{what} for {line}") if kind_of(call) is Kind.HANDED_OVER else tr("{what} on {line}")
        return words.format(what=what(call), line=self.line_label(call))

    def when(self, call: Call) -> str:
        """The time today, "Yesterday", else the day."""
        now = self._clock()
        if call.started_at.astimezone().date() == (now.astimezone() - timedelta(days=1)).date():
            return tr("Yesterday")
        return moments.short(call.started_at, now)

    def exactly_when(self, call: Call) -> str:
        """Day, time with seconds, and zone, for the card."""
        day = moments.day(call.started_at, self._clock())
        return tr("{day}, {time}").format(day=day, time=f"{call.started_at.astimezone():%H:%M:%S %Z}")

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: _Index) -> None:
        limit = min(max(PAGE, len(self._rows)), _MOST_AT_ONCE)
        more = calls.listing(self._db, self._wanted, after=self._rows[-1], limit=limit)
        self._complete = len(more) < limit
        if more:
            self.beginInsertRows(_ROOT, len(self._rows), len(self._rows) + len(more) - 1)
            self._rows += more
            self.endInsertRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        call = self._rows[index.row()]
        if role == CALL_ROLE:
            return call
        if role == Qt.ItemDataRole.DisplayRole:
            return who(call)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            handed = kind_of(call) is Kind.HANDED_OVER
            on = (tr("for {line}") if handed else tr("on {line}")).format(line=self.line_label(call))
            day = moments.day(call.started_at, self._clock())
            at = tr("{day}, {time}").format(day=day, time=moments.clock(call.started_at))
            parts = (what(call), who(call), on, at, spoken_duration(call))
            return ", ".join(part for part in parts if part)
        return None

    def _first_page(self) -> list[Call]:
        found = calls.listing(self._db, self._wanted, limit=PAGE)
        self._complete = len(found) < PAGE
        return found

    def _as_far_as_before(self) -> list[Call]:
        """No row that somebody scrolled to may go because another one came."""
        if len(self._rows) <= PAGE:
            return self._first_page()
        last = None if self._complete else self._rows[-1]
        return calls.listing(self._db, self._wanted, through=last, limit=None)

    def _rows_from(self, wanted: list[Call], *, every: bool = False) -> None:
        changed = bring_to(self, self._rows, wanted, _key) or []
        for place in range(len(self._rows)) if every else changed:
            self.dataChanged.emit(self.index(place), self.index(place))

    def _count(self) -> None:
        found = calls.counts(self._db, self._wanted)
        self.counts = {
            name: sum(number for kind, number in found.items() if not kinds or kind in kinds)
            for name, kinds in FILTERS.items()
        }
        self.any = bool(found) or bool(calls.listing(self._db, limit=1))


def who(call: Call) -> str:
    """The other side: name, number, or that there was none."""
    number = one_line(readable(call.peer))
    named = with_source(call.name, call.name_from)
    return named or (wording.isolated(number) if number else tr("Number withheld"))


def is_missed(call: Call) -> bool:
    """Whether somebody called us and reached nobody."""
    return kind_of(call) is Kind.MISSED


def _key(call: Call) -> tuple[str, str]:
    return call.account_id, call.remote_id
