"""A strip that asks: its buttons stand below each other where there is little room, and decide once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.messages.decision_strip import DecisionStrip, OneDecision
from desktop.ui.theme import Choice, Theme

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
    strip.ask(1, "Really?")
    QTest.mouseClick(yes, LEFT)
    QTest.mouseDClick(no, LEFT)
    assert done == ["yes"]
    before = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(1)

    def decided_again() -> bool:
        QTest.mouseClick(no, LEFT)
        return done == ["yes", "no"]

    qtbot.waitUntil(decided_again)
    QApplication.setDoubleClickInterval(before)


def test_a_fresh_one_lets_the_first_decision_through() -> None:
    once = OneDecision()
    once.show(7)
    once.press()
    assert once.take() == 7 and once.take() is None


def test_a_click_is_about_the_text_that_showed_when_it_was_begun() -> None:
    """Never two without a person's click about that text."""
    once = OneDecision()
    once.show(7)
    once.press()
    once.show(8)
    assert once.take() == 7


def test_right_after_another_text_took_the_place_no_click_begins(qtbot: QtBot) -> None:
    """Also where nothing was asked in between."""
    once = OneDecision()
    once.show(7)
    once.show(None)
    once.show(8)
    once.press()
    assert once.take() is None
    before = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(1)

    def decided() -> bool:
        once.press()
        return once.take() == 8

    qtbot.waitUntil(decided)
    QApplication.setDoubleClickInterval(before)


def test_what_is_asked_once_more_of_the_same_text_can_be_decided_at_once() -> None:
    once = OneDecision()
    once.show(7)
    once.show(None)
    once.show(7)
    once.press()
    assert once.take() == 7


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


def test_it_follows_the_colours(strip: DecisionStrip, theme: Theme) -> None:
    strip.ask(1, "Really?")
    light = strip.grab().toImage()
    theme.choose(Choice.DARK)
    assert strip.grab().toImage() != light
