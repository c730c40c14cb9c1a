"""Texts and calls are each measured by whoever paints them."""

from PySide6.QtCore import QModelIndex, QPoint, QRect
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from tests.ui.account import Account
from tests.ui.messages.texts import NOON, Tab, put
from tests.ui.messages.thread_of import days, ring


def test_the_height_of_a_row_is_that_of_its_kind(account: Account, tab: Tab) -> None:
    ring(account, "1", since=NOON + days(1))
    tab.view.open(put(account, ["A long text. " * 40]))
    view, option = tab.view.thread_view, QStyleOptionViewItem()
    option.rect = QRect(0, 0, view.viewport().width(), 0)
    heights = [view.itemDelegate().sizeHint(option, tab.thread.index(row)).height() for row in range(2)]
    assert heights[0] == view.bubbles.sizeHint(option, tab.thread.index(0)).height()
    assert heights[1] < heights[0]


def test_where_no_row_is_nothing_is_told(tab: Tab) -> None:
    view = tab.view.thread_view
    event = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1))
    assert not view.itemDelegate().helpEvent(event, view, QStyleOptionViewItem(), QModelIndex())
