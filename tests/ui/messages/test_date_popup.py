"""The calendar that leads to a day of the open thread, by mouse and by keys."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Choice, Theme
from tests.ui.account import Account, unnamed
from tests.ui.messages.texts import NOON, Tab, put
from tests.ui.messages.thread_of import bodies, days


@pytest.fixture
def long(account: Account, tab: Tab) -> Tab:
    """A thread of sixty days, five texts each day."""
    tab.view.open(put(account, bodies(0, 300), every=timedelta(hours=4, minutes=48), tell=False))
    return tab


def test_the_menu_asks_for_a_day_in_a_calendar_and_goes_there(long: Tab, qtbot: QtBot) -> None:
    long.view.header.day_action.trigger()
    dates = long.view.pane.dates
    assert dates.isVisible()
    calendar = dates.calendar
    first = NOON.astimezone().date()
    assert calendar.minimumDate() == QDate(first.year, first.month, first.day)
    assert calendar.maximumDate() == QDate.currentDate()
    assert unnamed(dates) == []
    day = NOON + days(30)
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    (table,) = calendar.findChildren(QTableView)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert not dates.isVisible()
    row = long.view.thread_view.shown_rows().start
    assert long.thread.entry(row).created_at.astimezone().date() == day.astimezone().date()


def test_the_calendar_closes_by_escape_and_changes_nothing(long: Tab) -> None:
    long.view.pane.choose_day()
    QTest.keyClick(long.view.pane.dates, Qt.Key.Key_Escape)
    assert not long.view.pane.dates.isVisible()
    assert long.view.thread_view.at_end


def test_days_without_a_text_look_it_in_every_scheme(long: Tab, theme: Theme) -> None:
    long.view.pane.choose_day()
    calendar = long.view.pane.dates.calendar
    for choice in (Choice.LIGHT, Choice.DARK):
        theme.choose(choice)
        day = calendar.minimumDate()
        calendar.setCurrentPage(day.year(), day.month())
        greyed = calendar.dateTextFormat(day.addDays(-1)).foreground().color()
        assert greyed == theme.color("faint")
        assert calendar.dateTextFormat(day).foreground().color() != greyed
    long.view.pane.dates.close()
