"""The window with the agent in it, seen from outside: told what to do, killed, started again.

Look here for what a storm does when the window answers nothing any more.
"""

import json
import os
import select
import signal
import time
from pathlib import Path
from typing import Any

from tests.storm.starter import Order, Started, Starter

PATIENCE = 60.0
"""Seconds after which a window that says nothing hangs."""


class Died(Exception):
    """The window's process ended before it answered."""


class Hangs(AssertionError):
    """The window did not answer; where it was is in its log."""


class Deck:
    """One window process. ``log`` gets what it writes to stderr."""

    def __init__(self, starter: Starter, order: Order, log: Path) -> None:
        ask_read, self._ask = os.pipe()
        self._answer, answer_write = os.pipe()
        with log.open("a") as said:
            self.process: Started = starter.start(order, ask_read, answer_write, said)
        os.close(ask_read)
        os.close(answer_write)
        self._begun = b""

    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process.alive()

    def tell(self, do: str, **more: Any) -> None:
        """Give it something to do without waiting for the answer."""
        try:
            os.write(self._ask, json.dumps({"do": do, **more}).encode() + b"\n")
        except BrokenPipeError as gone:
            raise Died(do) from gone

    def ask(self, do: str, **more: Any) -> dict[str, Any]:
        """Give it something to do; its answer. Raises ``Died`` or ``Hangs``."""
        self.tell(do, **more)
        return self.answer()

    def answer(self) -> dict[str, Any]:
        """The next answer. Raises ``Died`` or ``Hangs``."""
        end = time.monotonic() + PATIENCE
        while b"\n" not in self._begun:
            ready, _, _ = select.select([self._answer], [], [], max(end - time.monotonic(), 0.0))
            if not ready:
                self.process.kill(signal.SIGABRT)
                raise Hangs("the window does not answer")
            heard = os.read(self._answer, 1 << 16)
            if not heard:
                raise Died("no answer")
            self._begun += heard
        line, self._begun = self._begun.split(b"\n", 1)
        found: dict[str, Any] = json.loads(line)
        return found

    def until_ready(self) -> None:
        """Wait until it is furnished. Raises ``Died`` or ``Hangs``."""
        end = time.monotonic() + PATIENCE
        while not self.ask("ready").get("ready"):
            if time.monotonic() > end:
                raise Hangs("the window is never ready")
            time.sleep(0.02)

    def close(self, number: int = signal.SIGKILL) -> int | None:
        """End it; its exit code. A polite signal gets time, and SIGKILL after that."""
        self.process.kill(number)
        try:
            self.process.wait(PATIENCE)
        except TimeoutError:
            self.process.kill(signal.SIGABRT)
            raise Hangs("the window does not end") from None
        finally:
            os.close(self._ask)
            os.close(self._answer)
        return self.process.code
