"""A qtbot as patient as a busy computer needs. What is waited for in vain fails all the same, only later."""

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

PATIENCE = 30_000
"""Milliseconds after which something is wrong for certain; nothing is measured by it."""


class PatientBot(QtBot):
    """pytest-qt's own would give up after five seconds."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitActive(self, widget: Any, *, timeout: int = PATIENCE) -> Any:
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE) -> Any:
        return super().waitExposed(widget, timeout=timeout)
