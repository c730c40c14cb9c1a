"""What is being written reads in the direction of its letters, each paragraph for itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.messages.message_edit import MessageEdit
from desktop.ui.theme import Theme

WIDTH = 300
ARABIC = "مرحبا بك"


@pytest.fixture
def edit(theme: Theme, qtbot: QtBot) -> Iterator[MessageEdit]:
    edit = MessageEdit(theme)
    qtbot.addWidget(edit)
    edit.resize(WIDTH, 200)
    edit.show()
    qtbot.waitExposed(edit)
    yield edit


def blocks(edit: MessageEdit) -> Iterator[QTextBlock]:
    block = edit.document().firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def sides(edit: MessageEdit) -> str:
    """Where the words of each paragraph stand: l or r; a point for one without words."""
    edit.viewport().grab()
    found = ""
    for block in blocks(edit):
        edit.document().documentLayout().blockBoundingRect(block)
        words = block.layout().lineAt(0).naturalTextRect()
        found += "." if not words.width() else "r" if words.left() > WIDTH / 3 else "l"
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello", "l"),
        (ARABIC, "r"),
        (f"API {ARABIC}", "r"),
        (f"Hello\n{ARABIC}\nworld\n12345", "lrll"),
        (f"{ARABIC}\n12345\nHello", "rrl"),
        ("12345\n" + ARABIC, "lr"),
        ("https://example.com/a/long/address", "l"),
    ],
)
def test_each_paragraph_stands_where_its_reading_begins(edit: MessageEdit, text: str, expected: str) -> None:
    edit.setPlainText(text)
    assert sides(edit) == expected
    edit.resize(WIDTH + 40, 200)
    assert sides(edit) == expected


def test_a_paragraph_turns_round_while_it_is_typed_and_undo_takes_back_letters_only(
    edit: MessageEdit,
) -> None:
    QTest.keyClicks(edit, "API")
    assert sides(edit) == "l"
    edit.insertPlainText(f" {ARABIC}")
    assert sides(edit) == "r"
    edit.undo()
    edit.undo()
    assert edit.toPlainText() == ""
    assert not edit.document().isUndoAvailable()


def test_turning_by_hand_holds_whatever_is_typed_until_the_field_is_empty(edit: MessageEdit) -> None:
    edit.turn_direction()
    QTest.keyClicks(edit, "hello")
    assert sides(edit) == "r"
    edit.turn_direction()
    assert sides(edit) == "l"
    assert edit.toPlainText() == "hello"
    edit.turn_direction()
    edit.clear()
    QTest.keyClicks(edit, "hello")
    assert sides(edit) == "l"


def test_turning_by_hand_turns_all_paragraphs_of_a_selection(edit: MessageEdit) -> None:
    edit.setPlainText(f"one\n{ARABIC}\nthree")
    edit.selectAll()
    edit.turn_direction()
    assert sides(edit) == "rrr"
    assert not edit.document().isUndoAvailable()


def test_lines_break_in_the_same_places_in_either_direction(edit: MessageEdit) -> None:
    edit.setPlainText("one two three " * 30)
    edit.viewport().grab()
    (block,) = blocks(edit)
    before = [block.layout().lineAt(n).textStart() for n in range(block.layout().lineCount())]
    size = edit.document().size()
    edit.turn_direction()
    edit.viewport().grab()
    assert [block.layout().lineAt(n).textStart() for n in range(block.layout().lineCount())] == before
    assert edit.document().size() == size


def test_the_cursor_stands_where_the_next_letter_goes(edit: MessageEdit) -> None:
    edit.setPlainText(f"Hello\n{ARABIC}")
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    assert sides(edit) == "lr"
    words = edit.document().lastBlock().layout().lineAt(0).naturalTextRect()
    assert abs(edit.cursorRect().left() - words.left()) < 8
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.toPlainText() == f"Hello\n{ARABIC[:-1]}"


def test_a_window_from_the_right_begins_on_the_right(edit: MessageEdit) -> None:
    edit.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert edit.cursorRect().left() > WIDTH / 2
    QTest.keyClicks(edit, "hello")
    assert sides(edit) == "l"
