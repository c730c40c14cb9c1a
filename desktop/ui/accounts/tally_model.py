"""How many texts of an account stand where, of the last 30 days, in words for its card (C5, C6).

Look here for the words of each count. They are counted in a thread, and only while somebody looks.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from desktop import wording
from desktop.store import counting, tallies
from desktop.store.counting import Audit
from desktop.store.database import Database, StoreError
from desktop.store.tallies import Tally
from desktop.ui.accounts.counting_model import figure
from desktop.ui.changes import Changes
from desktop.ui.tasks import Tasks
from desktop.ui.turns import Later
from desktop.wording import tr

log = logging.getLogger(__name__)

PERIOD = timedelta(days=30)
_GATHER_MS = 1000
"""Texts change by the hundred while they come in."""


@dataclass(frozen=True, slots=True)
class Count:
    """One line of the table; ``role`` is the colour of what has to be noticed."""

    name: str
    figure: str
    role: str = ""


def counts(found: Tally) -> list[Count]:
    """The lines of the table: what is proven first, and never two kinds in one figure; no empty ones."""
    named = [
        (tr("Delivered"), found.delivered, ""),
        (wording.queued_there(), found.queued_there, ""),
        (tr("Sent, on their way"), found.sent, ""),
        (wording.no_receipt(), found.sent_unconfirmed, "warn"),
        (tr("Sent, cannot be confirmed"), found.cannot_be_confirmed, ""),
        (tr("Not confirmed whether they went out"), found.unconfirmed, "warn"),
        (tr("Failed"), found.failed, "bad"),
        (tr("Waiting here"), found.waiting, ""),
        (tr("Stopped"), found.stopped, ""),
    ]
    return [Count(name, QLocale().toString(number), role) for name, number, role in named if number]


class TallyModel(QObject):
    """The counts of all accounts that somebody looked at."""

    changed = Signal(str)
    """The counts of the account of this id are others now."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._tasks = tasks
        self._clock = clock
        self._found: dict[str, Tally] = {}
        self._audits: dict[str, Audit] = {}
        self._watched: tuple[str, ...] = ()
        self._counting = False
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        Later(self, self.count).after(self._soon.timeout)
        changes.messages_changed.connect(self._count_soon)
        changes.store_changed_elsewhere.connect(self._count_soon)

    def of(self, account_id: str) -> list[Count]:
        """What was counted last; empty before that and where there is no text."""
        found = counts(self._found.get(account_id, Tally()))
        if alike := figure(self.audit(account_id)):
            found.append(Count(tr("Parts as the service counts them"), alike))
        return found

    def audit(self, account_id: str) -> Audit:
        """How the parts that were counted here compare with those that the service reported."""
        return self._audits.get(account_id, Audit())

    def count_as_service(self, account_id: str) -> None:
        """A person's click: count parts as they fit what was reported; once more, as the service says."""
        try:
            counting.count_as(self._db, account_id, self.audit(account_id).fits)
        except StoreError as error:
            log.error("how parts are counted could not be stored: %s", error.detail)
            return
        self.count()

    def watch(self, account_ids: list[str]) -> None:
        """The cards of these accounts show now; none: nobody looks."""
        self._watched = tuple(account_ids)
        self.count()

    def count(self) -> None:
        """Count now; ``changed`` tells what came of it."""
        if self._watched and not self._counting:
            self._counting = True
            self._tasks.start(self._count(self._watched), tr("counting the texts of the accounts"))

    async def _count(self, account_ids: tuple[str, ...]) -> None:
        try:
            now, (behind, _) = self._clock(), self._db.heard_later()
            for account_id in account_ids:
                found = await asyncio.to_thread(
                    tallies.tally, behind, account_id, now=now, since=now - PERIOD
                )
                audit = await asyncio.to_thread(counting.audit, behind, account_id)
                before = self._found.get(account_id), self._audits.get(account_id)
                if (found, audit) != before:
                    self._found[account_id], self._audits[account_id] = found, audit
                    self.changed.emit(account_id)
        except StoreError as error:
            # What was counted before stands; the window says by itself that the store cannot be read.
            log.error("the texts could not be counted: %s", error.detail)
        finally:
            self._counting = False

    def _count_soon(self) -> None:
        if self._watched and not self._soon.isActive():
            self._soon.start()
