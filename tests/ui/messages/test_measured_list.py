"""The answers to what Qt asks of a view: rectangles, hits, the next row; and what screen readers see."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.account import Account
from tests.ui.messages.texts import NOON, Tab, put
from tests.ui.messages.thread_of import bodies


@pytest.fixture
def two_days(account: Account, tab: Tab, qtbot: QtBot) -> Tab:
    """Four texts; a new day begins with the third."""
    put(account, ["one", "two"], since=NOON, tell=False)
    tab.view.open(put(account, ["three", "four"], since=NOON + timedelta(days=1), tell=False))
    qtbot.waitUntil(lambda: tab.thread.rowCount() == 4)
    return tab


def test_rows_follow_each_other_with_the_days_between_them(two_days: Tab) -> None:
    view, model = two_days.view.thread_view, two_days.thread
    rects = [view.visualRect(model.index(row)) for row in range(4)]
    heads = [view.head_height(row) for row in range(4)]
    assert heads[1] == heads[3] == 0 and heads[0] == heads[2] > 0
    for row in range(1, 4):
        assert rects[row].top() == rects[row - 1].bottom() + 1 + heads[row]
    assert {rect.width() for rect in rects} == {view.viewport().width()}
    assert view.visualRect(QModelIndex()) == QRect()


def test_a_point_hits_the_row_that_covers_it_and_a_day_is_no_row(two_days: Tab) -> None:
    view, model = two_days.view.thread_view, two_days.thread
    for row in range(4):
        rect = view.visualRect(model.index(row))
        for point in (rect.topLeft(), rect.center(), rect.bottomRight()):
            assert view.indexAt(point).row() == row
    third = view.visualRect(model.index(2))
    assert not view.indexAt(QPoint(50, third.top() - 1)).isValid()
    assert view.nearest(QPoint(50, third.top() - 1)).row() == 2
    assert not view.indexAt(QPoint(50, -5)).isValid()
    assert not view.indexAt(QPoint(50, view.viewport().height() - 1)).isValid()
    assert view.nearest(QPoint(50, 10_000)).row() == 3
    assert view.nearest(QPoint(50, -10_000)).row() == 0


def test_the_keys_go_from_row_to_row_and_by_pages(account: Account, tab: Tab) -> None:
    tab.view.open(put(account, bodies(0, 90), tell=False))
    view = tab.view.thread_view
    view.setFocus()
    for key, row in ((Qt.Key.Key_End, 89), (Qt.Key.Key_Up, 88), (Qt.Key.Key_Down, 89), (Qt.Key.Key_Down, 89)):
        QTest.keyClick(view, key)
        assert view.currentIndex().row() == row
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    page = view.currentIndex().row()
    assert 60 < page < 88
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.currentIndex().row() > page
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0


def test_an_empty_thread_has_no_next_row_and_nothing_to_paint(tab: Tab) -> None:
    view = tab.view.thread_view
    view.resize(300, 300)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert not view.currentIndex().isValid()
    assert list(view.shown_rows()) == []
    assert not view.nearest(QPoint(1, 1)).isValid()


def test_what_is_selected_covers_its_rows(two_days: Tab) -> None:
    view, model = two_days.view.thread_view, two_days.thread
    rect = view.visualRect(model.index(1))
    view.setSelection(QRect(rect.center(), rect.center()), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert [index.row() for index in view.selectedIndexes()] == [1]
    region = view.visualRegionForSelection(QItemSelection(model.index(1), model.index(2)))
    assert region.contains(rect.center())
    assert region.contains(view.visualRect(model.index(2)).center())
    assert not region.contains(view.visualRect(model.index(0)).center())


def test_screen_readers_see_a_list_with_every_row_where_it_is(two_days: Tab) -> None:
    view = two_days.view.thread_view
    face = QAccessible.queryAccessibleInterface(view)
    assert (face.role(), face.childCount()) == (QAccessible.Role.List, 4)
    for row in range(4):
        child = face.child(row)
        rect = view.visualRect(two_days.thread.index(row))
        where = QRect(view.viewport().mapToGlobal(rect.topLeft()), rect.size())
        assert child.rect() == where
        assert face.childAt(where.center().x(), where.center().y()).text(QAccessible.Text.Name) == child.text(
            QAccessible.Text.Name
        )


def test_a_thread_of_a_hundred_thousand_texts_opens_with_a_page(account: Account, tab: Tab) -> None:
    """Demand 8: what is not looked at is not read."""
    conversation_id = put(account, ["first"], tell=False)
    with account.db.transaction() as session:
        session.connection().exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
            "INSERT INTO message (client_id, account_id, conversation_id, outbound, line, peer, body, "
            "state, created_at, outside, remote_kind, remote_status, currency, carrier, error_text, "
            "attempts, left_alone) "
            "SELECT 'n' || i, account_id, conversation_id, 0, line, peer, 'text ' || i, "
            "'received', created_at + i * 60000000, 0, 'sms', '', '', '', '', 0, 0 FROM n, message "
            "WHERE message.id = (SELECT min(id) FROM message)"
        )
    tab.view.open(conversation_id)
    assert tab.thread.rowCount() == 100
    assert tab.view.thread_view.at_end
    assert tab.thread.messages()[-1].body == "text 100000"
    assert tab.view.show_message(tab.thread.messages()[0].id - 50_000)
    assert tab.thread.rowCount() <= 200
