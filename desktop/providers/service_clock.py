"""What time it is at the service: told by the ``Date`` of its answers, carried on without our own clock.

Texts that it lists are dated by its clock. Ours may be wrong by hours, or be set while a text is on its
way; whatever compares the two must not take that for proof that a text is missing, or is another one.
"""

import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)
"""No other date is that of a clock."""
STEADY = timedelta(seconds=2)
"""A new answer moves the clock only by more than this: a Date has whole seconds, and needs time to arrive."""


def since_boot() -> float:
    """Seconds on a clock that nobody sets; where there is one, it goes on while the computer sleeps."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)  # Python's own stops while a Mac sleeps
    return time.monotonic()


class ServiceClock:
    """The clock of one service. ``carrier``: seconds that only ever go on; tests turn it."""

    def __init__(self, carrier: Callable[[], float] = since_boot) -> None:
        self._carrier = carrier
        self._told: tuple[datetime, float] | None = None

    def steady(self) -> float:
        """Seconds that only ever go on, whatever answers say: two machines of a service may tell two."""
        return self._carrier()

    @property
    def told(self) -> datetime | None:
        """The service's time now; ``None`` before an answer told it."""
        if self._told is None:
            return None
        at, then = self._told
        return at + timedelta(seconds=self._carrier() - then)

    def now(self, ours: datetime) -> datetime:
        """The service's time now, or ``ours`` before an answer told it."""
        return self.told or ours

    def hear(self, headers: Mapping[str, str]) -> None:
        """Take in the headers of an answer that just came; not of one from a cache, which is older."""
        if headers.get("Age") is not None:
            return
        try:
            at = parsedate_to_datetime(headers.get("Date", "")).astimezone(UTC)
        except (ValueError, TypeError, OverflowError):
            return
        if not EARLIEST <= at <= LATEST:
            return
        known = self.told
        if known is None or abs(at - known) > STEADY:
            self._told = (at, self._carrier())
