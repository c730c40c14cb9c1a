"""What stands before the store is open looks like what follows, and a choice on it is not lost."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.ui.messages.conversation_rows_model import Conversation
from desktop.ui.messages.first_list import FirstList
from desktop.ui.theme import Theme
from tests.ui.account import unnamed

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def row(number: int) -> Conversation:
    body, peer = f"text {number}", f"+44770090012{number}"
    return Conversation(number, "a", "+1", peer, "", NOON, body, False, State.RECEIVED, None, "", 0, "", NOON)


def test_the_rows_show_and_a_click_on_one_is_remembered(theme: Theme, qtbot: QtBot) -> None:
    first = FirstList([row(3), row(5)], theme, None)
    first.resize(1080, 640)
    qtbot.addWidget(first)
    first.show()
    untouched = first.chosen
    view = first.pane.list
    assert view.model().rowCount() == 2
    spot = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert (untouched, first.chosen) == (None, 5)
    assert unnamed(first) == []


def test_the_list_stands_where_it_was_left_and_alone_in_a_narrow_window(theme: Theme, qtbot: QtBot) -> None:
    first = FirstList([row(3)], theme, (300, 779))
    qtbot.addWidget(first)
    first.resize(1080, 640)
    first.show()
    assert first.pane.width() == 300
    first.resize(400, 640)
    qtbot.waitUntil(lambda: first.pane.width() == 400)
