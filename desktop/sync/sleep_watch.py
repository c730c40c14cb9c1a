"""Notices that the computer slept: what was to go out before may not be what anybody still wants to send."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from desktop.providers.service_clock import since_boot

ASLEEP = timedelta(seconds=60)
"""Nothing that is awake leaves ``look`` uncalled for so long."""
EVERY = 15.0
"""Seconds between two looks of somebody who is awake."""


class SleepWatch:
    """Has to be looked at ``EVERY`` so often; a long gap between two looks was a sleep.

    By both clocks: some computers stop the steady one while they sleep. A clock that is set forward counts
    as a sleep, which costs one look at the service. ``steady``: seconds that only go on.
    """

    def __init__(
        self,
        steady: Callable[[], float] = since_boot,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._steady = steady
        self._clock = clock
        self._last = steady(), clock()
        self._sleeps = 0

    def look(self) -> int:
        """How often it has slept so far."""
        steady, clock = self._steady(), self._clock()
        gap = max(timedelta(seconds=steady - self._last[0]), clock - self._last[1])
        self._last = steady, clock
        self._sleeps += gap > ASLEEP
        return self._sleeps
