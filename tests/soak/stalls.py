"""How long the window did not answer, and what it did meanwhile.

A timer of the window ticks every 5 ms; a thread looks at the window's stack whenever a tick is overdue.
Only what took the window's own thread counts as its stall, not a machine that had other things to do.
"""

import sys
import threading
import time
import traceback
from collections import Counter
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer

TICK = 0.005
STALL = 0.05
"""Seconds after which a person notices (issue 4, 5)."""
WAITING = ("pulled", "commit", "execute", "read", "write", "fsync")


class StallMeter(QObject):
    """Measures from now on; ``take`` gives what came together since."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._main = threading.get_ident()
        self._last = time.perf_counter()
        self._worked = time.thread_time()
        self._worst = 0.0
        self._stalls: list[dict[str, Any]] = []
        self._seen: Counter[str] = Counter()
        self._timer = QTimer(self, interval=round(TICK * 1000), timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._over = threading.Event()
        threading.Thread(target=self._watch, name="stalls", daemon=True).start()

    def take(self) -> dict[str, Any]:
        """The worst lateness in seconds and all stalls since the last time."""
        taken = {"worst": round(self._worst, 4), "stalls": self._stalls}
        self._worst, self._stalls = 0.0, []
        return taken

    def stop(self) -> None:
        """Measure no more."""
        self._timer.stop()
        self._over.set()

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        late, own = now - self._last - TICK, worked - self._worked
        self._last, self._worked = now, worked
        self._worst = max(self._worst, late)
        if late > STALL:
            reason = self._seen.most_common(1)[0][0] if self._seen else ""
            self._stalls.append({"late": round(late, 4), "worked": round(own, 4), "at": reason})
        self._seen.clear()

    def _watch(self) -> None:
        while not self._over.wait(0.02):
            if time.perf_counter() - self._last > STALL / 2:
                frame = sys._current_frames().get(self._main)
                if frame is not None:
                    self._seen[_where(traceback.extract_stack(frame))] += 1


def _where(stack: traceback.StackSummary) -> str:
    """The innermost function of the program itself, and what it called; "" while Qt itself is at work."""
    ours = [one for one in stack if "/desktop/" in one.filename]
    if not ours:
        return ""
    inner = stack[-1]
    place = f"{ours[-1].filename.rpartition('/desktop/')[2]}:{ours[-1].lineno} {ours[-1].name}"
    return place if inner is ours[-1] else f"{place} > {inner.name}"
