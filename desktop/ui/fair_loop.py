"""The event loop of the window: asyncio on Qt, whose tasks take turns with the screens (see ``turns``)."""

import asyncio
from collections.abc import Callable
from contextvars import Context
from typing import Any

import qasync
from PySide6.QtCore import QCoreApplication

from desktop.ui.turns import Step, turns


class FairLoop(qasync.QEventLoop):  # type: ignore[misc]  # qasync tells no types
    """``call_soon`` as asyncio promises it, first in, first out, but in short turns."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)

    def call_soon(
        self, callback: Callable[..., object], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        """Run this behind all that was asked for before; a thread that asks a closed loop is not heard."""
        handle = asyncio.Handle(callback, args, self, context)
        if not self.is_closed():
            turns().add(handle)
        return handle

    def close(self) -> None:
        """Let go of everything; what still waits is not run."""
        super().close()
        turns().drop(self._is_ours)

    def _is_ours(self, step: Step) -> bool:
        return isinstance(step, asyncio.Handle) and step._loop is self  # type: ignore[attr-defined]  # typeshed leaves it out

    def _after_run_forever(self) -> None:
        super()._after_run_forever()
        # Whoever stopped the loop gets one pass more, as asyncio gives it.
        turns().catch_up()
