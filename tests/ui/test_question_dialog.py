"""The window of a question fits the window it is over, whatever it says."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.question_dialog import QuestionDialog

LONG = "Switch SMS on for +1 415-555-0102 at VoIP.ms? " * 4
ADDRESS = "https://texts.example.com/" + "x" * 120


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    window.resize(360, 500)
    window.show()
    yield window
    shiboken6.delete(window)


def asked(
    window: QWidget, text: str, leave: str = "Leave it as it is", offer: str = "Confirm"
) -> QuestionDialog:
    dialog = QuestionDialog(window)
    dialog.leave.setText(leave)
    dialog.offer.setText(offer)
    dialog.say(text)
    dialog.open()
    return dialog


def places(dialog: QuestionDialog) -> list[QRect]:
    return [QRect(one.mapTo(dialog, QPoint(0, 0)), one.size()) for one in dialog.findChildren(QPushButton)]


@pytest.mark.parametrize("text", ["Ask?", LONG, ADDRESS, LONG * 20])
def test_it_is_never_larger_than_the_window_below_and_nothing_of_it_is_cut(
    window: QWidget, text: str
) -> None:
    """G5: also at 360 pixels"""
    dialog = asked(window, text, offer="Take the words out at the service")
    assert dialog.width() < window.width() and dialog.height() < window.height()
    assert all(dialog.rect().contains(place) for place in places(dialog))
    words = dialog.words
    assert words.document().size().width() <= words.viewport().width()
    hidden = words.document().size().height() - words.viewport().height()
    assert words.verticalScrollBar().maximum() >= hidden - 1
    assert (words.focusPolicy() == Qt.FocusPolicy.StrongFocus) == (text == LONG * 20)


def test_buttons_stand_below_each_other_where_they_do_not_fit_beside_each_other(window: QWidget) -> None:
    """G5"""
    first, second = places(asked(window, "Ask?"))
    assert first.top() == second.top()
    first, second = places(asked(window, "Ask?", "Leave everything as it is now", "Take its words out now"))
    assert first.bottom() < second.top()


def test_more_words_make_it_higher(window: QWidget) -> None:
    dialog = asked(window, "Ask?")
    before = dialog.height()
    dialog.say(LONG)
    assert dialog.height() > before and dialog.text() == LONG


def test_esc_and_enter_change_nothing(window: QWidget) -> None:
    dialog, taken = asked(window, "Ask?"), []
    dialog.accepted.connect(lambda: taken.append("it"))
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        dialog.open()
        QTest.keyClick(dialog, key)
        assert not dialog.isVisible() and not taken


def test_it_is_named_by_what_it_says(window: QWidget) -> None:
    """F8: whoever listens hears the question"""
    dialog = asked(window, LONG)
    assert dialog.accessibleName() == LONG and dialog.words.accessibleName() == LONG
