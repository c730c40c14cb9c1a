"""Ends a command's work in good order when the person or the system asks for its end.

A request on the wire is given up where its outcome can still be written down, instead of with the process.
"""

import asyncio
import signal
from collections.abc import Coroutine
from types import FrameType
from typing import Any, TypeVar

Result = TypeVar("Result")

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupted(Exception):
    """SIGINT or SIGTERM came, and the work has ended early."""


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """The result of ``work``, run in a loop of its own; for the main thread only.

    A signal cancels it, and once it has tidied up ``Interrupted`` is raised.
    """
    return asyncio.run(_watched(work))


async def _watched(work: Coroutine[Any, Any, Result]) -> Result:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None
    asked = False

    def end(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        loop.call_soon_threadsafe(task.cancel)

    # Not the loop's own handlers: Windows has none.
    before = {number: signal.signal(number, end) for number in SIGNALS}
    try:
        return await work
    except asyncio.CancelledError:
        if asked:
            raise Interrupted from None
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
