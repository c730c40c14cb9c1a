"""A call between the texts as it is painted and hovered over."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme
from tests.ui.account import Account
from tests.ui.messages.texts import NOON, Tab, put
from tests.ui.messages.thread_of import days, ring


@pytest.fixture
def rung(account: Account, tab: Tab) -> Tab:
    """A text, a missed call, and a call that was taken."""
    ring(account, "1", since=NOON + days(1))
    ring(account, "2", since=NOON + days(2), outcome="answered", seconds=133)
    tab.view.open(put(account, ["Hi"]))
    return tab


def colours(tab: Tab, row: int) -> set[str]:
    view = tab.view.thread_view
    image = view.viewport().grab(view.visualRect(tab.thread.index(row))).toImage()
    return {
        QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(0, image.height(), 2)
    }


def test_a_missed_call_has_the_colour_of_trouble_beside_its_icon_and_word(rung: Tab, theme: Theme) -> None:
    bad = theme.color("bad").name()
    assert bad in colours(rung, 1)
    assert bad not in colours(rung, 2)


def test_the_keyboard_s_ring_stands_around_it(rung: Tab, theme: Theme) -> None:
    view = rung.view.thread_view
    assert theme.color("accent").name() not in colours(rung, 2)
    view.setFocus()
    view.setCurrentIndex(rung.thread.index(2))
    assert theme.color("accent").name() in colours(rung, 2)


@pytest.mark.parametrize("how", ["mouse", "keys"])
def test_it_tells_its_exact_time_and_length(rung: Tab, qtbot: QtBot, how: str) -> None:
    view = rung.view.thread_view
    index = rung.thread.index(2)
    if how == "mouse":
        spot = view.visualRect(index).center()
        event = QHelpEvent(QEvent.Type.ToolTip, spot, view.viewport().mapToGlobal(spot))
        QApplication.sendEvent(view.viewport(), event)
    else:
        view.setFocus()
        view.setCurrentIndex(index)
        QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(QToolTip.isVisible)
    for words in ("2026-03-04", "Incoming call", "2:13"):
        assert words in QToolTip.text()
    QToolTip.hideText()


def test_it_grows_with_the_words(rung: Tab, theme: Theme) -> None:
    view, index = rung.view.thread_view, rung.thread.index(1)
    before = view.visualRect(index).height()
    theme.set_text_size(200)
    try:
        assert view.visualRect(index).height() > before
    finally:
        theme.set_text_size(100)
