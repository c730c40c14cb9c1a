"""Turns of the window: work that may come a moment later, between which keys and painting get through.

Qt handles all that is due in one go before it looks at keys, clicks and painting again. Several screens and
tasks that wake at once would be one long go. Whoever waits here (``Later``, and every task by ``fair_loop``)
runs for a few milliseconds, and the rest comes behind whatever the person did meanwhile.
"""

import time
from collections import deque
from collections.abc import Callable
from functools import cache
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

TURN = 0.004
"""Seconds after which the rest waits for another go; a single step is never cut."""
CROWDED = 0.008
"""Seconds that something else took of this go, so that the next one is taken instead."""
MOST_PUT_OFF = 3
"""Goes in a row that may be left to others."""


class Step(Protocol):
    """Something to do; ``asyncio.Handle`` is one as well."""

    def cancelled(self) -> bool:
        """Whether it need not be done any more."""
        ...

    def _run(self) -> object: ...


class Turns:
    """What waits, first in, first out."""

    def __init__(self) -> None:
        self._waiting: deque[Step] = deque()
        self._timer = QTimer(singleShot=True, interval=0)
        self._timer.timeout.connect(self._take)
        self._asked = 0.0
        self._put_off = 0
        self._first = False
        """Asked for in the midst of a go that may have been long already: the next one is looked at."""

    def add(self, step: Step) -> None:
        """Do this behind all that waits."""
        self._waiting.append(step)
        if not self._timer.isActive():
            self._first = True
            self._start()

    def drop(self, which: Callable[[Step], bool]) -> None:
        """Forget these."""
        kept = [step for step in self._waiting if not which(step)]
        self._waiting = deque(kept)

    def drop_screens(self) -> None:
        """Forget what screens wait for (``Later``): what they would look into was closed."""
        self.drop(lambda step: isinstance(step, _Place))

    def catch_up(self) -> None:
        """Do at once, in one go, what waits now."""
        self._run(float("inf"))

    def _start(self) -> None:
        self._asked = time.perf_counter()
        self._timer.start()

    def _take(self) -> None:
        now = time.perf_counter()
        if self._first:
            self._first = False
            self._start()
            return
        if now - self._asked > CROWDED and self._put_off < MOST_PUT_OFF:
            self._put_off += 1
            self._start()
            return
        self._put_off = 0
        self._run(now + TURN)

    def _run(self, until: float) -> None:
        try:
            for _ in range(len(self._waiting)):
                if not self._waiting:  # a step had a loop of its own inside, which did the rest
                    break
                step = self._waiting.popleft()
                if not step.cancelled():
                    step._run()
                if time.perf_counter() >= until:
                    break
        finally:
            if self._waiting and not self._timer.isActive():
                self._start()


@cache
def turns() -> Turns:
    """Those of this process: there is one window."""
    return Turns()


class Later(QObject):
    """Work of a screen that is asked for often and done once, in its turn.

    For whatever may come a moment after the signal or the timer that asked for it.
    """

    due = Signal()

    def __init__(self, parent: QObject, work: Callable[[], object]) -> None:
        super().__init__(parent)
        self.due.connect(work)
        self._place = _Place(self.due.emit)
        self.destroyed.connect(self._place.leave)

    def after(self, *signals: SignalInstance) -> None:
        """Ask for it whenever one of these is emitted."""
        for signal in signals:
            signal.connect(self.start)

    def start(self) -> None:
        """Ask for it, however often."""
        self._place.take()


class _Place:
    """A place among those that wait, taken once at a time."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._taken = self._gone = False

    def take(self) -> None:
        if not self._taken:
            self._taken = True
            turns().add(self)

    def leave(self) -> None:
        self._gone = True

    def cancelled(self) -> bool:
        return self._gone

    def _run(self) -> None:
        self._taken = False
        self._work()
