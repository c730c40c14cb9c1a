"""The side with the conversations: what it says when there are none, and whether a message can be begun."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.account import Account
from tests.ui.messages.texts import Tab, put


def words(tab: Tab) -> str:
    return " ".join(label.text() for label in tab.view.findChildren(QLabel) if label.isVisible())


def test_it_says_what_to_do_where_there_is_nothing_and_shows_what_there_is(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    assert "No conversations yet" in words(tab)
    put(account, ["Hi"])
    qtbot.waitUntil(tab.view.list.isVisible)
    assert "No conversations yet" not in words(tab)


def test_a_reason_greys_the_button_for_a_new_message(tab: Tab) -> None:
    pane = tab.view._left
    pane.allow_new("This line cannot text.", line=True)
    assert not pane.new_message.isEnabled()
    assert pane.new_message.accessibleDescription() == "This line cannot text."
    pane.allow_new("", line=False)
    assert not pane.new_message.isEnabled()
    pane.allow_new("", line=True)
    assert pane.new_message.isEnabled()
