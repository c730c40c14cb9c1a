"""One box that says a sentence: it asks without blocking, changes nothing by Enter, keeps its offer."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.question_box import QuestionBox


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[QuestionBox]:
    window = QWidget()
    window.show()
    yield QuestionBox(window)
    shiboken6.delete(window)


def buttons(box: QuestionBox) -> list[str]:
    assert box.shown is not None
    return [one.text() for one in box.shown.findChildren(QPushButton) if one.isVisible()]


def words(box: QuestionBox) -> str:
    assert box.shown is not None
    return box.shown.text()


def press(box: QuestionBox, words: str) -> None:
    assert box.shown is not None
    (button,) = [one for one in box.shown.findChildren(QPushButton) if one.text() == words]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_sentence_has_one_button_and_a_question_has_two(box: QuestionBox) -> None:
    box.say("<b>Plain</b>")
    assert buttons(box) == ["OK"]
    assert words(box) == "<b>Plain</b>"
    box.say("Add it?", offer="Add it")
    assert sorted(buttons(box)) == ["Add it", "Leave it"]


def test_what_is_offered_is_done_by_its_button_and_not_by_enter(box: QuestionBox) -> None:
    taken: list[str] = []
    box.say("Add it?", offer="Add it", taken=lambda: taken.append("it"))
    standing = box.shown
    assert standing is not None
    QTest.keyClick(standing, Qt.Key.Key_Return)
    assert (box.shown, taken) == (None, [])
    box.say("Add it?", offer="Add it", taken=lambda: taken.append("it"))
    press(box, "Add it")
    assert (box.shown, taken) == (None, ["it"])


def test_what_is_added_leaves_the_question_on_offer(box: QuestionBox) -> None:
    taken: list[str] = []
    box.say("Add it?", offer="Add it", taken=lambda: taken.append("it"))
    box.add("And this was not sent:\nHello")
    assert words(box) == "Add it?\n\nAnd this was not sent:\nHello"
    press(box, "Add it")
    assert taken == ["it"]
    box.add("Alone")
    assert words(box) == "Alone"
    assert buttons(box) == ["OK"]


def test_a_box_that_is_closed_takes_nothing(box: QuestionBox) -> None:
    taken: list[str] = []
    box.say("Add it?", offer="Add it", taken=lambda: taken.append("it"))
    box.close()
    assert (box.shown, taken) == (None, [])
