"""How many requests a minute an account may make, shared by all that is asked there: sends come first.

For services whose limit counts every request, reading as well. ``pace`` spreads sends alone.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable


class Budget:
    """At most ``a_minute`` requests in the long run, and ``burst`` at once after a quiet while.

    So there are never more than both together within a minute. ``kept``: how many of these are left to
    sends. ``clock`` (seconds, monotonic) and ``sleep`` can be replaced, so that tests need not wait.
    """

    def __init__(
        self,
        a_minute: float,
        burst: float,
        kept: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._a_second = a_minute / 60.0
        self._burst, self._kept = burst, kept
        self._clock, self._sleep = clock, sleep
        self._left, self._at = burst, clock()

    @property
    def spare(self) -> bool:
        """Whether something that can wait may be asked now: half of what reading has is there."""
        return self._now() >= self._kept + (self._burst - self._kept) / 2

    async def turn(self, *, first: bool = False) -> None:
        """Wait until a request may leave. ``first``: it is part of a send, which has more."""
        floor = 1.0 if first else 1.0 + self._kept
        while (left := self._now()) < floor:
            await self._sleep((floor - left) / self._a_second)
        self._left -= 1.0

    def spent(self) -> None:
        """The service said that it was too much: nothing is there to be asked at once."""
        self._now()
        self._left = min(self._left, 0.0)

    def _now(self) -> float:
        now = self._clock()
        self._left = min(self._left + (now - self._at) * self._a_second, self._burst)
        self._at = now
        return self._left
