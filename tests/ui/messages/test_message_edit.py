"""The field of a text: what it takes in, and what its keys do before anything else hears of them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.messages.message_edit import MOST_LINES, MessageEdit
from desktop.ui.theme import Theme


@pytest.fixture
def edit(theme: Theme, qtbot: QtBot) -> Iterator[MessageEdit]:
    edit = MessageEdit(theme)
    qtbot.addWidget(edit)
    edit.resize(300, edit.height())
    edit.show()
    qtbot.waitExposed(edit)
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
        qtbot.waitUntil(lambda: edit.verticalScrollBar().maximum() == 0)
        heights.append(edit.height())
    assert heights == sorted(set(heights))


def test_a_long_text_is_shown_in_eight_lines_at_most(edit: MessageEdit) -> None:
    edit.setPlainText("a word " * 400)
    line = edit.fontMetrics().lineSpacing()
    assert MOST_LINES * line <= edit.height() <= (MOST_LINES + 2) * line
    assert edit.sizeHint().height() == edit.height()
