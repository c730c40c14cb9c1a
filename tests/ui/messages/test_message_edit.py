"""The field of a text: what it takes in, and what its keys do before anything else hears of them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.messages.message_edit import MOST_LINES, MessageEdit
from desktop.ui.theme import Theme


@pytest.fixture
def edit(theme: Theme, qtbot: QtBot) -> Iterator[MessageEdit]:
    pane = QWidget()
    qtbot.addWidget(pane)
    layout = QVBoxLayout(pane)
    layout.addStretch(1)
    edit = MessageEdit(theme)
    layout.addWidget(edit)
    pane.resize(320, 400)
    pane.show()
    qtbot.waitExposed(pane)
    yield edit


def test_it_is_called_message_text(edit: MessageEdit) -> None:
    assert edit.accessibleName() == "Message text"


def test_enter_says_so_and_writes_nothing(edit: MessageEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(edit.sent):
        QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.toPlainText() == ""


def test_ctrl_with_enter_sends_too_and_shift_with_enter_does_not(edit: MessageEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(edit.sent):
        QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.assertNotEmitted(edit.sent):
        QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert edit.toPlainText() == "\n"


def test_a_text_that_is_there_already_is_not_put_in_again(edit: MessageEdit) -> None:
    QTest.keyClicks(edit, "abc")
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    edit.show_text("abc")
    assert edit.textCursor().position() == 0
    edit.show_text("other")
    assert edit.textCursor().position() == 5


@pytest.mark.parametrize("text", ["<b>x</b>", "\u202eabc", "a\tb", "🏴\U000e0067\U000e007f", "é"])
def test_whatever_is_pasted_stays_as_it_is(edit: MessageEdit, text: str) -> None:
    paste = QMimeData()
    paste.setText(text)
    edit.insertFromMimeData(paste)
    assert edit.toPlainText() == text


@pytest.mark.parametrize(
    "line", ["plain", "with 😀", "中文字符", "long enough to be broken into two lines or three"]
)
def test_up_to_eight_lines_all_of_it_is_on_screen(edit: MessageEdit, qtbot: QtBot, line: str) -> None:
    heights = []
    for count in range(1, 4):
        edit.setPlainText("\n".join([line] * count))
        qtbot.waitUntil(lambda: edit.height() == edit.sizeHint().height())
        assert edit.verticalScrollBar().maximum() == 0
        heights.append(edit.height())
    assert heights == sorted(set(heights))


def test_a_long_text_is_shown_in_eight_lines_at_most_with_a_bar(edit: MessageEdit, qtbot: QtBot) -> None:
    edit.setPlainText("a word " * 400)
    line = edit.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: MOST_LINES * line <= edit.height() <= (MOST_LINES + 2) * line)
    qtbot.waitUntil(edit.verticalScrollBar().isVisible)
    edit.setPlainText("a word")
    qtbot.waitUntil(lambda: edit.height() < 3 * line)
    qtbot.waitUntil(lambda: not edit.verticalScrollBar().isVisible())


def test_in_a_low_window_a_long_text_makes_do_with_two_lines(edit: MessageEdit, qtbot: QtBot) -> None:
    edit.setPlainText("one\ntwo\nthree\nfour\nfive")
    line = edit.fontMetrics().lineSpacing()
    pane = edit.parentWidget()
    assert pane is not None
    qtbot.waitUntil(lambda: edit.height() > 5 * line)
    pane.resize(320, 0)
    qtbot.waitUntil(lambda: 2 * line < edit.height() < 4 * line)
    qtbot.waitUntil(edit.verticalScrollBar().isVisible)
    pane.resize(320, 400)
    qtbot.waitUntil(lambda: edit.height() > 5 * line)
    qtbot.waitUntil(lambda: not edit.verticalScrollBar().isVisible())


def test_in_a_wider_window_it_is_as_high_as_its_fewer_lines(edit: MessageEdit, qtbot: QtBot) -> None:
    edit.setPlainText("It is on the van and arrives before noon. " * 3)
    line = edit.fontMetrics().lineSpacing()
    pane = edit.parentWidget()
    assert pane is not None
    qtbot.waitUntil(lambda: edit.height() > 3 * line)
    pane.resize(2000, 400)
    qtbot.waitUntil(lambda: edit.height() < 3 * line)
    pane.resize(320, 400)
    qtbot.waitUntil(lambda: edit.height() > 3 * line)
    assert not edit.horizontalScrollBar().isVisible()
