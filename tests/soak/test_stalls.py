"""The meter of the window's stalls: what it sees of work on the window's own thread."""

import time

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.soak.stalls import StallMeter


def test_work_that_holds_the_window_up_is_seen_with_its_length(qtbot: QtBot) -> None:
    meter = StallMeter()
    qtbot.waitUntil(lambda: meter.take()["worst"] > 0)

    def work() -> None:
        end = time.thread_time() + 0.2
        while time.thread_time() < end:
            pass

    QTimer.singleShot(0, work)
    found: list[dict[str, float]] = []

    def stalled() -> bool:
        found.extend(meter.take()["stalls"])
        return bool(found)

    qtbot.waitUntil(stalled)
    assert found[0]["late"] > 0.15
    assert found[0]["worked"] > 0.15
    meter.stop()
