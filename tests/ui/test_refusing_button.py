import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.refusing_button import PRESS, RefusingButton
from desktop.ui.theme import Choice, Theme
from desktop.ui.tooltip import shows

REASON = "\u2068+44 808 157 0123\u2069 cannot text: it carries calls only."


@pytest.fixture
def button(theme: Theme, qtbot: QtBot) -> Iterator[RefusingButton]:
    window = QWidget()
    qtbot.addWidget(window)
    button = RefusingButton("Message", theme)
    layout = QVBoxLayout(window)
    layout.addWidget(QLineEdit())
    layout.addWidget(button)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    QTest.mouseMove(window, QPoint(1, 1))
    gc.collect()
    yield button


@pytest.fixture
def used(button: RefusingButton) -> list[str]:
    used: list[str] = []
    button.used.connect(lambda: used.append("used"))
    return used


def press_in_every_way(button: RefusingButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(button, key)
    QAccessible.queryAccessibleInterface(button).actionInterface().doAction(PRESS)


def test_it_is_pressed_by_mouse_by_key_and_by_screen_reader(button: RefusingButton, used: list[str]) -> None:
    press_in_every_way(button)
    assert used == ["used"] * 5


def test_greyed_it_does_nothing_and_shows_why_at_once(button: RefusingButton, used: list[str]) -> None:
    """A2, A3."""
    button.set_reason(REASON)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shows(REASON)
    press_in_every_way(button)
    assert used == []
    assert not button.available


def test_greyed_it_takes_focus_and_keyboard_focus_shows_why(button: RefusingButton, qtbot: QtBot) -> None:
    """A3: the reason can be read without a mouse."""
    button.set_reason(REASON)
    field = button.window().findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert button.hasFocus()
    qtbot.waitUntil(lambda: shows(REASON))
    QTest.keyClick(button, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_resting_the_mouse_on_it_shows_why(button: RefusingButton, qtbot: QtBot) -> None:
    """A3."""
    button.set_reason(REASON)
    QTest.mouseMove(button, QPoint(5, 5))
    qtbot.waitUntil(lambda: shows(REASON))


def test_a_screen_reader_finds_it_focusable_not_enabled_with_the_reason(button: RefusingButton) -> None:
    """A3: the same text is the accessible description."""
    button.set_reason(REASON)
    seen = QAccessible.queryAccessibleInterface(button)
    assert seen.role() == QAccessible.Role.Button
    assert seen.text(QAccessible.Text.Name) == "Message"
    assert seen.text(QAccessible.Text.Description) == REASON
    assert seen.state().disabled
    assert seen.state().focusable
    assert PRESS not in seen.actionInterface().actionNames()
    button.set_reason("")
    again = QAccessible.queryAccessibleInterface(button)
    assert not again.state().disabled
    assert again.text(QAccessible.Text.Description) == ""


def test_a_reason_that_is_being_read_changes_on_screen(button: RefusingButton, qtbot: QtBot) -> None:
    """A4."""
    button.set_reason(REASON)
    button.show_reason()
    button.set_reason("Another reason.")
    assert shows("Another reason.")
    button.set_reason("")
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


@pytest.mark.parametrize("choice", list(Choice)[1:])
def test_greyed_it_looks_greyed_and_shows_its_focus(
    choice: Choice, button: RefusingButton, theme: Theme
) -> None:
    theme.choose(choice)
    button.setFocus()
    usable = button.grab().toImage()
    button.set_reason(REASON)
    focused = button.grab().toImage()
    button.clearFocus()
    greyed = button.grab().toImage()
    assert len({usable.cacheKey(), focused.cacheKey(), greyed.cacheKey()}) == 3
    assert usable != focused != greyed
    centre = button.rect().center().y()
    assert focused.pixelColor(1, centre) == theme.color("accent")
    assert greyed.pixelColor(1, centre) != theme.color("accent")
