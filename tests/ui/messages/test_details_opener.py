"""Ctrl+D: the details of the marked text over the thread, by keyboard alone, there and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.ui.messages.message_details_view import MessageDetailsView
from tests.ui.account import Account
from tests.ui.messages.texts import Tab, change, put


@pytest.fixture
def thread(account: Account, tab: Tab, qtbot: QtBot) -> Tab:
    """A thread of three texts of ours; the second has the focus."""
    tab.view.open(put(account, ["one", "two", "three"], outbound=True))
    view = tab.view.thread_view
    view.setFocus()
    view.setCurrentIndex(tab.thread.index(1))
    return tab


def shown(tab: Tab) -> MessageDetailsView:
    view = tab.view.pane.details.shown
    assert view is not None and view.isVisible()
    return view


def words(view: MessageDetailsView) -> str:
    assert view.details is not None
    return view.details.words


def test_the_text_that_has_the_focus_is_meant(thread: Tab) -> None:
    thread.view.pane.details.open()
    assert words(shown(thread)) == "two"


def test_without_one_the_newest_is_meant(thread: Tab) -> None:
    thread.view.composer.edit.setFocus()
    thread.view.pane.details.open()
    assert words(shown(thread)) == "three"


def test_without_any_text_nothing_opens(tab: Tab) -> None:
    tab.view.pane.details.open()
    assert tab.view.pane.details.shown is None


def test_up_and_down_go_along_the_thread_and_the_mark_goes_with_them(thread: Tab) -> None:
    thread.view.pane.details.open()
    view = shown(thread)
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(view.sheet, key)
        seen.append(words(view))
    assert seen == ["one", "one", "two", "three", "three"]
    assert thread.view.thread_view.currentIndex().row() == 2


def test_escape_closes_it_and_the_bubble_has_the_focus_again(thread: Tab, qtbot: QtBot) -> None:
    thread.view.pane.details.open()
    view = shown(thread)
    qtbot.waitUntil(view.isActiveWindow)
    QTest.keyClick(view.sheet, Qt.Key.Key_Escape)
    assert thread.view.pane.details.shown is None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is thread.view.thread_view)


def test_news_of_the_text_show_while_it_is_open(account: Account, thread: Tab) -> None:
    thread.view.pane.details.open()
    change(account, thread.thread.messages()[1].id, state=State.FAILED, error_text="Off")
    assert "State: Failed" in shown(thread).details.as_text()  # type: ignore[union-attr]


def test_it_closes_with_its_thread(account: Account, thread: Tab) -> None:
    thread.view.pane.details.open()
    thread.view.open(put(account, ["hello"], peer="+447700900456"))
    assert thread.view.pane.details.shown is None


def test_the_menu_of_a_text_opens_its_details(thread: Tab) -> None:
    thread.view.thread_view.details_wanted.emit(thread.thread.messages()[0].id)
    assert words(shown(thread)) == "one"
