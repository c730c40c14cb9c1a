"""The button over the lower edge of the thread: there only while something is below, with its count."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.account import Account, unnamed
from tests.ui.messages.texts import NOON, Tab, put
from tests.ui.messages.thread_of import bodies, bottoms, days, drift


def test_the_button_counts_what_came_below_and_leads_there(account: Account, tab: Tab, qtbot: QtBot) -> None:
    tab.view.open(put(account, bodies(0, 200), tell=False))
    view = tab.view.thread_view
    assert not view.newer.isVisible()
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() - 2000)
    assert view.newer.isVisible() and view.newer.text() == "↓ Latest"
    before = bottoms(tab)
    for number in range(3):
        put(account, ["news"], since=NOON + days(number + 1), unread=1)
    assert drift(before, bottoms(tab)) == {0}
    assert view.newer.text() == "↓ 3 new"
    assert view.newer.accessibleName() == "3 new texts below. Go to them."
    assert unnamed(tab.window) == []
    assert view.viewport().geometry().contains(view.newer.geometry())
    QTest.mouseClick(view.newer, Qt.MouseButton.LeftButton)
    assert view.at_end
    qtbot.waitUntil(lambda: not view.newer.isVisible())
    qtbot.waitUntil(lambda: tab.thread.unread == 0)


def test_it_stays_over_the_middle_of_the_lower_edge_at_any_size(account: Account, tab: Tab) -> None:
    tab.view.open(put(account, bodies(0, 120), tell=False))
    view = tab.view.thread_view
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() - 2500)
    for size in ((500, 400), (1080, 700)):
        tab.resize(*size)
        assert view.newer.isVisible()
        assert view.rect().contains(view.newer.geometry())
        assert abs(view.newer.geometry().center().x() - view.rect().center().x()) <= 1
