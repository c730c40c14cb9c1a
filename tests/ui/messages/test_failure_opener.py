"""How the card of a failed text comes and goes: by mouse, by keys, from the menu (C7)."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.account import Account
from tests.ui.messages.failing import fail, press_enter, shown, sign
from tests.ui.messages.texts import Tab


def test_escape_takes_the_card_away_and_the_focus_goes_back(account: Account, tab: Tab) -> None:
    fail(account, tab, "30007")
    card = press_enter(tab)
    QTest.keyClick(card.main, Qt.Key.Key_Escape)
    assert card.isHidden() and tab.view.thread_view.hasFocus()


@pytest.mark.parametrize("how", ["hover", "click", "menu"])
def test_the_mouse_shows_the_same_card(account: Account, tab: Tab, how: str) -> None:
    """C7: 20 pixels are enough to hit the cross."""
    message_id = fail(account, tab, "landline")
    view, place = tab.view.thread_view, sign(tab)
    if how == "hover":
        event = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
        QApplication.sendEvent(view.viewport(), event)
    elif how == "click":
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(0, 9))
    else:
        menu = view.menu.open_at(place)
        assert menu is not None
        next(action for action in menu.actions() if action.text() == "Why it failed").trigger()
        menu.close()
    card = shown(tab)
    assert card.failure is not None and card.failure.message.id == message_id
    assert card.title.text() == "Landline"
    assert card.pinned is (how != "hover")


def test_a_click_elsewhere_on_the_bubble_or_on_another_text_shows_no_card(account: Account, tab: Tab) -> None:
    fail(account, tab, "landline")
    view = tab.view.thread_view
    index = tab.thread.index(0)
    words = view.bubbles.bubble(index).body.translated(view.visualRect(index).topLeft()).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=words)
    assert tab.view.pane.failures.card is None


def test_a_hovered_card_goes_with_the_mouse(account: Account, tab: Tab, qtbot: QtBot) -> None:
    message_id = fail(account, tab, "landline")
    assert tab.view.pane.failures.open(message_id, pinned=False)
    card = shown(tab)
    card._near.moveTo(-5000, -5000)
    card.move(-4000, -4000)
    qtbot.waitUntil(card.isHidden)
