import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.dialpad.hold_button import HoldButton


@pytest.fixture
def heard() -> list[str]:
    return []


@pytest.fixture
def button(heard: list[str], qtbot: QtBot) -> HoldButton:
    button = HoldButton("Delete")
    qtbot.addWidget(button)
    button.show()
    button.pressed_shortly.connect(lambda: heard.append("short"))
    button.held.connect(lambda: heard.append("held"))
    return button


def test_a_short_press_and_the_space_bar_are_short(button: HoldButton, heard: list[str]) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert heard == ["short", "short"]


def test_a_long_press_is_held_once_and_nothing_else(
    button: HoldButton, heard: list[str], qtbot: QtBot
) -> None:
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: heard == ["held"])
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert heard == ["held"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == ["held", "short"]
