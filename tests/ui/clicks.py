"""Clicks as a hand makes them: every button that goes down comes up again; and what a test left open.

``QTest.mouseDClick`` leaves it down. From then on Qt takes every move of the pointer for a drag that began
elsewhere, and no later test sees a tooltip or anything hovered.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def double_click(widget: QWidget, pos: QPoint | None = None) -> None:
    """The second half of a double click, with its release; the first half is a click."""
    spot = widget.rect().center() if pos is None else pos
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=spot)


@contextmanager
def unhurried() -> Iterator[None]:
    """What is asked meanwhile can be answered at once, as by somebody who has read it."""
    before = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(0)
    yield
    QApplication.setDoubleClickInterval(before)


def left_open() -> list[str]:
    """What would keep the pointer from other windows, in words; it is closed and let go."""
    left = [f"visible: {one!r}" for one in QApplication.topLevelWidgets() if one.isVisible()]
    grabbed: dict[str, QWidget | None] = {
        "popup": QApplication.activePopupWidget(),
        "modal": QApplication.activeModalWidget(),
        "grabs the mouse": QWidget.mouseGrabber(),
        "grabs the keys": QWidget.keyboardGrabber(),
    }
    left += [f"{what}: {one!r}" for what, one in grabbed.items() if one is not None]
    down = QApplication.mouseButtons()
    if down != Qt.MouseButton.NoButton:
        left.append(f"down: {down}")
    for one in QApplication.topLevelWidgets():
        one.hide()
    nowhere = QWidget()
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        if down & button:
            QTest.mouseRelease(nowhere, button)
    return left
