"""The Undo button beside a bubble: there while the text can be taken back, in its place, by mouse and key."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.store import messages
from desktop.ui.messages.bubble_countdown import UndoButtons
from tests.ui.account import Account
from tests.ui.messages.texts import Tab, change, offer, put


@pytest.fixture
def counting(account: Account, tab: Tab, qtbot: QtBot) -> Tab:
    """Zoë's conversation is open, and a text to her counts down."""
    offer(account)
    tab.composer.undo.window = lambda: timedelta(seconds=30)
    tab.view.open(put(account, ["Is it there?"]))
    tab.view.composer.edit.insertPlainText("It is on its way")
    tab.view.composer.send()
    qtbot.waitUntil(lambda: button(tab) is not None)
    return tab


def buttons(tab: Tab) -> UndoButtons:
    return tab.view.thread_view.undo_buttons


def button(tab: Tab) -> QPushButton | None:
    return buttons(tab).button(tab.thread.messages()[-1].id)


def there(tab: Tab) -> QPushButton:
    found = button(tab)
    assert found is not None and found.isVisible()
    return found


def test_the_bubble_counts_in_words_and_the_button_stands_beside_them(counting: Tab) -> None:
    """Demand 20."""
    message = counting.thread.messages()[-1]
    assert counting.thread.said(message).word.startswith("Sending in ")
    assert there(counting).accessibleName() == "Undo sending “It is on its way”"
    view, row = counting.view.thread_view, counting.thread.row_of(message.id)
    assert row is not None
    area = view.visualRect(counting.thread.index(row))
    body = view.bubbles.bubble(counting.thread.index(row)).body.translated(area.topLeft()).toRect()
    place = there(counting).geometry()
    assert view.viewport().rect().contains(place)
    assert place.right() < body.left() and abs(place.center().y() - body.center().y()) < body.height()


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_click_or_a_key_on_it_puts_the_words_back(
    account: Account, counting: Tab, key: Qt.Key | None
) -> None:
    if key is None:
        QTest.mouseClick(there(counting), Qt.MouseButton.LeftButton)
    else:
        there(counting).setFocus()
        QTest.keyClick(there(counting), key)
    assert [one.body for one in messages.newest(account.db)] == ["Is it there?"]
    edit = counting.view.composer.edit
    assert edit.toPlainText() == "It is on its way" and edit.textCursor().atEnd() and edit.hasFocus()


def test_once_the_time_is_over_button_and_room_go_and_the_focus_is_not_lost(
    account: Account, counting: Tab, qtbot: QtBot
) -> None:
    message = counting.thread.messages()[-1]
    assert buttons(counting).room(message) > 0
    there(counting).setFocus()
    change(account, message.id, undo_until=datetime.now(UTC))
    qtbot.waitUntil(lambda: button(counting) is None)
    assert buttons(counting).room(counting.thread.messages()[-1]) == 0
    assert counting.view.thread_view.hasFocus()
    assert counting.thread.said(counting.thread.messages()[-1]).word == "Waiting"


def test_it_goes_along_where_reading_begins_on_the_right(counting: Tab, qtbot: QtBot) -> None:
    before = there(counting).geometry()
    counting.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: there(counting).geometry().right() < before.left())
    view = counting.view.thread_view
    assert view.viewport().rect().contains(there(counting).geometry().center() + QPoint(0, 0))


def test_the_menu_offers_undo_and_send_now(account: Account, counting: Tab) -> None:
    view = counting.view.thread_view
    row = counting.thread.row_of(counting.thread.messages()[-1].id)
    assert row is not None
    menu = view.menu.open_at(view.visualRect(counting.thread.index(row)).center())
    assert menu is not None
    actions = {one.text(): one for one in menu.actions()}
    assert "Undo sending" in actions
    actions["Send now"].trigger()
    assert messages.newest(account.db)[0].undo_until is None
    menu.close()
