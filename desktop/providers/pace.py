"""Spreads an account's requests over time, so that a service's limit is never reached (B28)."""

import asyncio
import time
from collections.abc import Awaitable, Callable


class Pace:
    """At most ``per_second`` turns a second, evenly; shared by all sends of an account.

    ``clock`` (seconds, monotonic) and ``sleep`` can be replaced, so that tests need not wait.
    """

    def __init__(
        self,
        per_second: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._gap = 1.0 / per_second
        self._clock = clock
        self._sleep = sleep
        self._next = self._open_at = clock()

    async def turn(self) -> None:
        """Wait for the next turn. Turns are given in the order in which they were asked for."""
        now = self._clock()
        mine = max(self._next, now)
        self._next = mine + self._gap
        if mine > now:
            await self._sleep(mine - now)

    def wait(self, seconds: float) -> None:
        """The service asked for a pause: nobody gets a turn before it is over."""
        self._open_at = max(self._open_at, self._clock() + seconds)
        self._next = max(self._next, self._open_at)

    @property
    def pause(self) -> float:
        """Seconds until the pause that the service asked for is over; 0 where there is none."""
        return max(self._open_at - self._clock(), 0.0)
