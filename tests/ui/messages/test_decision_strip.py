"""A strip that asks: its buttons stand below each other where there is little room, and decide once."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.messages.decision_strip import DecisionStrip, OneDecision
from desktop.ui.scrolled import ScrolledWords
from desktop.ui.theme import Choice, Theme
from tests.ui.clicks import double_click, unhurried

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> DecisionStrip:
    strip = DecisionStrip(theme, "warning")
    qtbot.addWidget(strip)
    return strip


def test_one_click_decides_and_the_second_half_of_a_double_click_does_not(
    strip: DecisionStrip, qtbot: QtBot
) -> None:
    done: list[str] = []
    yes = strip.add_answer("Yes", lambda _: done.append("yes"))
    no = strip.add_answer("No", lambda _: done.append("no"))
    with unhurried():
        strip.ask(1, "Really?")
    QTest.mouseClick(yes, LEFT)
    double_click(no)
    assert done == ["yes"]

    def decided_again() -> bool:
        QTest.mouseClick(no, LEFT)
        return done == ["yes", "no"]

    qtbot.waitUntil(decided_again)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_that_is_held_down_answers_once_however_long(strip: DecisionStrip, key: Qt.Key) -> None:
    """The next question stands in the same place at once: its answer is a press of its own."""
    done: list[int] = []
    answer = strip.add_answer("Send", done.append)
    with unhurried():
        strip.ask(1, "One?")
        for held in (False, True, True):
            press = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", held)
            QApplication.sendEvent(answer, press)
            if key == Qt.Key.Key_Space:
                release = QKeyEvent(QEvent.Type.KeyRelease, key, Qt.KeyboardModifier.NoModifier, "", held)
                QApplication.sendEvent(answer, release)
            strip.ask(2, "Two?")
    assert done == [1]


def test_a_strip_that_has_just_appeared_takes_no_press_that_was_aimed_at_something_else(
    strip: DecisionStrip,
) -> None:
    done: list[int] = []
    answer = strip.add_answer("Send", done.append)
    strip.ask(1, "Really?")
    QTest.mouseClick(answer, LEFT)
    assert done == []
    strip.ask_nothing()
    with unhurried():
        strip.ask(1, "Really?")
    QTest.mouseClick(answer, LEFT)
    assert done == [1]


def test_one_that_was_read_lets_the_first_decision_through() -> None:
    once = OneDecision()
    with unhurried():
        once.show(7)
    once.press()
    assert once.take() == 7 and once.take() is None


def test_a_click_is_about_the_text_that_showed_when_it_was_begun() -> None:
    """Never two without a person's click about that text."""
    once = OneDecision()
    with unhurried():
        once.show(7)
    once.press()
    once.show(8)
    assert once.take() == 7


@pytest.mark.parametrize("before", [7, 8], ids=["another", "the same"])
def test_right_after_a_text_took_the_place_no_click_begins(qtbot: QtBot, before: int) -> None:
    """Also where nothing was asked in between."""
    once = OneDecision()
    with unhurried():
        once.show(before)
    once.show(None)
    once.show(8)
    once.press()
    assert once.take() is None

    def decided() -> bool:
        once.press()
        return once.take() == 8

    qtbot.waitUntil(decided)


def test_buttons_stand_beside_each_other_or_below_and_are_described(
    strip: DecisionStrip, qtbot: QtBot
) -> None:
    buttons = [
        strip.add_answer(word, lambda _: None) for word in ("A rather long answer", "Another long one")
    ]
    strip.resize(600, 200)
    strip.ask(1, "Really?", "And more.")
    qtbot.waitUntil(lambda: buttons[0].y() == buttons[1].y() and buttons[0].x() < buttons[1].x())
    strip.resize(220, 300)
    qtbot.waitUntil(lambda: buttons[0].y() < buttons[1].y())
    assert buttons[0].accessibleDescription() == "Really?"


def test_with_large_letters_its_words_scroll_and_its_buttons_keep_their_room(
    strip: DecisionStrip, theme: Theme, qtbot: QtBot
) -> None:
    """In a low window: at the least two lines of the question, and all of every answer."""
    buttons = [strip.add_answer(word, lambda _: None) for word in ("Leave it", "Check again", "Send again")]
    theme.set_text_size(200)
    strip.resize(360, 1)
    strip.show()
    strip.ask(1, "It probably did not go out, but nobody can be certain. " * 5, "And 2 more.")
    qtbot.waitUntil(lambda: strip.height() >= strip.minimumSizeHint().height())
    (words,) = strip.findChildren(ScrolledWords)
    assert words.height() >= 2 * strip.fontMetrics().lineSpacing()
    assert words.verticalScrollBar().maximum() > 0
    assert words.focusPolicy() == Qt.FocusPolicy.TabFocus
    for one in buttons:
        assert one.height() >= one.sizeHint().height()
        assert one.geometry().bottom() < strip.height()
    buttons[0].setFocus()
    strip.resize(700, 600)
    qtbot.waitUntil(lambda: words.verticalScrollBar().maximum() == 0)
    assert words.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_it_follows_the_colours(strip: DecisionStrip, theme: Theme) -> None:
    strip.ask(1, "Really?")
    light = strip.grab().toImage()
    theme.choose(Choice.DARK)
    assert strip.grab().toImage() != light
