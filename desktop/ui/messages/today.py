"""Which day it is, and word of it when another one begins: "Today" becomes "Yesterday" at local midnight."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

_LONGEST = timedelta(hours=1)
"""A timer stands still while the computer sleeps, and clocks are set: look again after this long."""


def until_midnight(now: datetime) -> timedelta:
    """How long the computer's local day still lasts, also on the days when clocks change."""
    local = now.astimezone()
    tomorrow = datetime(local.year, local.month, local.day) + timedelta(days=1)  # noqa: DTZ001
    return tomorrow.astimezone() - now


class Today(QObject):
    """The present day; ``clock`` gives the present moment."""

    changed = Signal()
    """Another day has begun."""

    def __init__(
        self, clock: Callable[[], datetime] = lambda: datetime.now(UTC), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._day = self.now.astimezone().date()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._wait()

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self._clock()

    @property
    def day(self) -> date:
        """The local day that was told of last."""
        return self._day

    def look(self) -> None:
        """Say so if another day has begun."""
        day = self.now.astimezone().date()
        self._wait()
        if day != self._day:
            self._day = day
            self.changed.emit()

    def _wait(self) -> None:
        left = min(until_midnight(self.now), _LONGEST)
        self._timer.start(int(left.total_seconds() * 1000) + 1)
