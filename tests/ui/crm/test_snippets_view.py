"""The popup of ready-made texts: typed in, gone through by keys, closed without harm."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.account import unnamed
from tests.ui.crm.conftest import Room
from tests.ui.crm.test_snippets_model import BYE, HELLO


def test_keys_go_through_the_rows_and_enter_takes_one(room: Room) -> None:
    room.keep(HELLO, BYE)
    room.views.snippets.open()
    popup = room.views.snippets.popup
    assert popup.isVisible() and popup.field.hasFocus() and unnamed(popup) == []
    QTest.keyClick(popup.field, Qt.Key.Key_Down)
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert room.composer.edit.toPlainText() == "Hi Zoë, how are you?"


def test_what_fits_no_word_is_said_and_enter_takes_nothing(room: Room) -> None:
    room.keep(HELLO)
    room.views.snippets.open()
    popup = room.views.snippets.popup
    QTest.keyClicks(popup.field, "xyzzy")
    assert popup.nothing.isVisible() and not popup.list.isVisible()
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert popup.isVisible()
    QTest.keyClick(popup.field, Qt.Key.Key_Escape)
    assert not popup.isVisible() and room.composer.edit.toPlainText() == ""


def test_a_click_takes_the_row_under_the_mouse(room: Room) -> None:
    room.keep(HELLO, BYE)
    room.views.snippets.open()
    rows = room.views.snippets.popup.list
    spot = rows.visualRect(room.snippets.index(0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert room.composer.edit.toPlainText() == BYE[1]
