"""Texts that are held because there was no credit, of all accounts: how many, and sending them at one press.

Many are read by one look each time, and sent in a thread a few at a time.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import wording
from desktop.store import held, refused
from desktop.store.database import Database, StoreError
from desktop.ui.changes import Changes
from desktop.ui.failures.credit_words import sent
from desktop.ui.turns import Later
from desktop.wording import tr

log = logging.getLogger(__name__)

_AT_ONCE = 20
_SOON_MS = 50
"""Texts come and change by the hundred."""


class CreditModel(QObject):
    """One per window. ``start`` begins work in the background, as ``Tasks.start``."""

    changed = Signal()
    """Another number of texts waits."""
    told = Signal(str)
    """What came of a press, in a sentence."""
    trouble = Signal(str)
    """Something was not kept: a sentence."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        start: Callable[[Coroutine[Any, Any, Any], str], object],
        parent: QObject | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._start = start
        self._clock = clock
        self._sending = False
        self.count = 0
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        Later(self, self.look).after(self._soon.timeout)
        changes.messages_changed.connect(self._look_soon)
        changes.store_changed_elsewhere.connect(self._look_soon)
        self._soon.start()

    def look(self) -> None:
        """Count anew."""
        try:
            count = len(refused.without_any_credit(self._db))
        except StoreError as error:
            # The window says by itself that the store cannot be read; what was counted before stands.
            log.error("the texts that wait for credit could not be counted: %s", error.detail)
            return
        if count != self.count:
            self.count = count
            self.changed.emit()

    def send(self) -> None:
        """Send all of them, in the order in which they were written."""
        if not self._sending:
            self._sending = True
            self._start(self._send(), tr("sending what waited for credit"))

    async def _send(self) -> None:
        behind, publish = self._db.heard_later()
        done = all_of_them = 0
        try:
            ids = await asyncio.to_thread(refused.without_any_credit, behind)
            all_of_them = len(ids)
            for start in range(0, len(ids), _AT_ONCE):
                some = ids[start : start + _AT_ONCE]
                done += await asyncio.to_thread(_release, behind, some, self._clock())
                publish()
        except StoreError as error:
            words = wording.store_trouble(type(error).__name__, str(error.path), error.detail)
            then = tr("The others still wait.") if done else tr("Nothing was changed.")
            self.trouble.emit(f"{words} {then}")
            return
        finally:
            self._sending = False
            publish()
        self.look()
        self.told.emit(sent(done, all_of_them - done))

    def _look_soon(self, *_: object) -> None:
        if not self._soon.isActive():
            self._soon.start()


def _release(db: Database, message_ids: list[int], now: datetime) -> int:
    return sum(held.send(db, one, now) is not None for one in message_ids)
