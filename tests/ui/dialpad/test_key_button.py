import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.dialpad.key_button import KeyButton
from desktop.ui.theme import Choice, Theme


@pytest.fixture
def zero(theme: Theme, qtbot: QtBot) -> KeyButton:
    key = KeyButton("0", "+", "0, hold for plus", theme, "+")
    qtbot.addWidget(key)
    key.show()
    key.activateWindow()
    qtbot.waitUntil(key.isActiveWindow)
    return key


@pytest.fixture
def typed(zero: KeyButton) -> list[str]:
    typed: list[str] = []
    zero.typed.connect(typed.append)
    return typed


def test_a_short_press_types_the_digit(zero: KeyButton, typed: list[str]) -> None:
    QTest.mouseClick(zero, Qt.MouseButton.LeftButton)
    assert typed == ["0"]


def test_a_long_press_types_the_plus_and_not_the_digit(
    zero: KeyButton, typed: list[str], qtbot: QtBot
) -> None:
    QTest.mousePress(zero, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: typed == ["+"])
    QTest.mouseRelease(zero, Qt.MouseButton.LeftButton)
    QTest.mouseClick(zero, Qt.MouseButton.LeftButton)
    assert typed == ["+", "0"]


def test_a_press_that_slides_off_the_key_types_nothing_after_it(
    zero: KeyButton, typed: list[str], qtbot: QtBot
) -> None:
    QTest.mousePress(zero, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: typed == ["+"])
    QTest.mouseRelease(zero, Qt.MouseButton.LeftButton, pos=zero.rect().bottomRight() * 3)
    zero.setFocus()
    QTest.keyClick(zero, Qt.Key.Key_Space)
    assert typed == ["+", "0"]


def test_space_and_enter_press_the_key(zero: KeyButton, typed: list[str]) -> None:
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(zero, key)
    assert typed == ["0", "0", "0"]


def test_arrow_keys_ask_for_the_neighbour_on_that_side(zero: KeyButton) -> None:
    asked: list[tuple[int, int]] = []
    zero.stepped.connect(lambda rows, columns: asked.append((rows, columns)))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(zero, key)
    zero.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(zero, Qt.Key.Key_Left)
    assert asked == [(-1, 0), (1, 0), (0, -1), (0, 1), (0, 1)]


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK, Choice.HIGH_CONTRAST])
def test_a_key_that_is_down_or_has_the_focus_looks_so(choice: Choice, zero: KeyButton, theme: Theme) -> None:
    theme.choose(choice)
    zero.clearFocus()
    plain = zero.grab().toImage()
    zero.setDown(True)
    down = zero.grab().toImage()
    zero.setDown(False)
    zero.setFocus()
    assert plain != down
    assert zero.grab().toImage() != plain
