"""The window's event loop: asyncio's order, in turns."""

import asyncio
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop.ui.fair_loop import FairLoop
from desktop.ui.turns import TURN


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[FairLoop]:
    """A new loop."""
    made = FairLoop(qapp)
    asyncio.set_event_loop(made)
    with made:
        yield made
    asyncio.set_event_loop(None)


def test_what_is_called_soon_comes_in_the_order_of_asking(loop: FairLoop) -> None:
    done: list[int] = []

    async def ask() -> None:
        for number in range(50):
            loop.call_soon(done.append, number)
        cancelled = loop.call_soon(done.append, -1)
        cancelled.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    loop.run_until_complete(ask())
    assert done == list(range(50))


def test_between_the_steps_of_many_tasks_the_window_gets_through(loop: FairLoop) -> None:
    """Issue 4, 5: tasks that wake together do not keep a key waiting until the last is done."""
    seen: list[str] = []
    owner = QObject()
    key = QTimer(owner, interval=0)
    key.timeout.connect(lambda: seen.append("key"))

    async def step(name: str) -> None:
        until = time.perf_counter() + 2 * TURN
        while time.perf_counter() < until:
            pass
        seen.append(name)

    async def all_at_once() -> None:
        key.start()
        await asyncio.gather(*(step(name) for name in "abc"))

    loop.run_until_complete(all_at_once())
    assert "key" in seen[seen.index("a") : seen.index("b")]
    assert "key" in seen[seen.index("b") : seen.index("c")]


def test_a_loop_that_was_closed_runs_nothing_more(qapp: QApplication) -> None:
    done: list[str] = []
    loop = FairLoop(qapp)
    loop.call_soon(done.append, "late")
    loop.close()
    loop.call_soon(done.append, "later")
    qapp.processEvents()
    assert done == []
