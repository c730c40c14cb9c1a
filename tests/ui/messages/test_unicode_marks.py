"""What is underlined in the field, and what hovering it says."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from desktop.ui.messages.message_edit import MessageEdit
from desktop.ui.theme import Theme


@pytest.fixture
def edit(theme: Theme, qtbot: QtBot) -> MessageEdit:
    edit = MessageEdit(theme)
    qtbot.addWidget(edit)
    edit.resize(400, 120)
    edit.show()
    qtbot.waitExposed(edit)
    return edit


def hover(edit: MessageEdit, position: int) -> bool:
    """The mouse rests on the character behind this place; whether something was said."""
    cursor = QTextCursor(edit.document())
    cursor.setPosition(position)
    where = edit.cursorRect(cursor).center() + QPoint(2, 0)
    shown = QHelpEvent(QEvent.Type.ToolTip, where, edit.viewport().mapToGlobal(where))
    return edit.viewportEvent(shown)


def test_characters_that_force_unicode_are_underlined_while_typing(edit: MessageEdit) -> None:
    """B8, idea 11"""
    edit.insertPlainText("👍 It’s here – now")
    assert edit.marks.marked == ["👍", "’", "–"]
    selections = edit.extraSelections()
    assert [one.cursor.selectedText() for one in selections] == ["👍", "’", "–"]
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    assert {one.format.underlineStyle() for one in selections} == {wave}
    edit.setPlainText("It's here - now")
    assert edit.extraSelections() == []


def test_marks_that_touch_are_drawn_as_one_and_each_is_still_named(edit: MessageEdit) -> None:
    """B8: a wall of emoji costs no more to draw than one."""
    edit.insertPlainText("Hi 😀😀😀 you, it’s")
    assert edit.marks.marked == ["😀", "😀", "😀", "’"]
    assert [one.cursor.selectedText() for one in edit.extraSelections()] == ["😀😀😀", "’"]
    assert hover(edit, 7)
    assert "U+1F600" in QToolTip.text()
    QToolTip.hideText()


def test_a_language_that_needs_unicode_is_left_alone(edit: MessageEdit) -> None:
    edit.insertPlainText("Ваш заказ готов – приходите.")
    assert edit.marks.marked == []


def test_hovering_a_mark_names_the_character_and_what_could_stand_for_it(edit: MessageEdit) -> None:
    """B8: the tooltip names it."""
    edit.insertPlainText("It’s here")
    assert hover(edit, 2)
    said = QToolTip.text()
    assert "U+2019, curly apostrophe" in said
    assert "makes the whole text Unicode" in said
    assert "It could be written as \u2068'\u2069" in said
    assert not hover(edit, 6)
    QToolTip.hideText()
