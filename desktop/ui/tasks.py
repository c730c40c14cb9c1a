"""Starting asynchronous work from the window's ordinary methods, guarded.

A slot cannot await. It calls ``tasks.start(work(), "what it is")``; an exception in the work is logged and
handed to whoever shows errors, and leaves the other work of the program running.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine

log = logging.getLogger(__name__)


class Tasks:
    """Starts work in the program's one task group.

    ``on_error`` gets the name of the work and its exception, on the loop's thread.
    """

    def __init__(self, group: asyncio.TaskGroup, on_error: Callable[[str, Exception], None]) -> None:
        self._group = group
        self._on_error = on_error

    def start(self, work: Coroutine[object, object, object], name: str) -> asyncio.Task[None]:
        """Start ``work`` in the group; ``name`` is for the log and for ``on_error``.

        The task ends without a result. Cancelling it, or the group, cancels the work.
        Raises ``RuntimeError`` where the group has not been entered, or has ended already.
        """
        guarded = self._guard(work, name)
        try:
            task = self._group.create_task(guarded, name=name)
            # One that is cancelled before its first step would leave its work never awaited.
            task.add_done_callback(lambda _: work.close())
            return task
        except RuntimeError:
            guarded.close()
            work.close()
            raise

    async def _guard(self, work: Coroutine[object, object, object], name: str) -> None:
        try:
            await work
        except Exception as error:
            log.exception("%s failed", name)
            self._report(name, error)

    def _report(self, name: str, error: Exception) -> None:
        try:
            self._on_error(name, error)
        except Exception:
            # Raised on, it would end the whole program over a message that could not be shown.
            log.exception("the failure of %s could not be shown", name)
