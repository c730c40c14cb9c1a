"""How many texts of each conversation wait for a person to decide about them, for the conversation list.

Those that are held (idea 8), and those whose sending had no certain end and that ask: as many as the bars
above the composer offer a decision about, one after the other.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.store import doubts, held
from desktop.store.database import Database
from desktop.ui.changes import Changes
from desktop.ui.messages.evidence_model import evidence
from desktop.ui.messages.service_model import Services
from desktop.ui.turns import Later

_SHORTEST_MS = 50
_LONGEST = timedelta(hours=1)
"""The clock of a computer may be set: no timer runs longer."""


class Waiting(QObject):
    """Counts when told to ``read``; the store is asked for nothing else."""

    changed = Signal()
    """Time or a service's connection may have made another number of it: ``read`` again."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        parent: QObject | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._clock = clock
        self._services = Services(db, changes, clock, self)
        self.texts: dict[int, set[int]] = {}
        """The ids of those that waited when it was read last, by conversation."""
        self._soon = QTimer(self, singleShot=True)
        Later(self, self.changed.emit).after(self._soon.timeout)
        # In a turn of its own: much else follows a connection that comes and goes.
        self._services.changed.connect(lambda _: self._soon.start(0))

    def of(self, conversation_id: int) -> int:
        """How many texts of a conversation waited when that was read last."""
        return len(self.texts.get(conversation_id, ()))

    def read(self, account_ids: Iterable[str]) -> set[int]:
        """Count anew for these accounts; returns the conversations where that is another number now."""
        wanted = set(account_ids)
        before, self.texts, now = self.texts, held.ids(self._db, wanted), self._clock()
        ends: list[datetime] = []
        for account_id in wanted:
            for text in doubts.unconfirmed(self._db, account_id):
                found = evidence(text, self._services.of(account_id), now)
                if found.asks:
                    self.texts.setdefault(text.conversation_id, set()).add(text.id)
                elif found.until is not None:
                    ends.append(found.until)
        self._look_again(min(ends, default=None), now)
        both = before.keys() | self.texts.keys()
        return {one for one in both if len(before.get(one, ())) != self.of(one)}

    def _look_again(self, at: datetime | None, now: datetime) -> None:
        if at is None:
            self._soon.stop()
        else:
            wait = int(min(at - now, _LONGEST) / timedelta(milliseconds=1)) + 1
            self._soon.start(max(wait, _SHORTEST_MS))
