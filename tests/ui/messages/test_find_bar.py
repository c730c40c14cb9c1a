"""The bar that finds words in the open conversation, by keys and by screen reader."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.account import Account, unnamed
from tests.ui.messages.texts import VIKTOR, Tab, put
from tests.ui.messages.thread_of import bodies


def test_words_are_found_in_the_open_thread_and_the_hit_stands_in_the_middle(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    """Demand 7: in context, the neighbours around it; the texts of others are not searched."""
    there = put(account, [*bodies(0, 150), "the blue box", *bodies(150, 400)], tell=False)
    put(account, ["a blue box"], peer=VIKTOR, tell=False)
    tab.view.open(there)
    tab.view.find_here()
    bar, view = tab.view.pane.find_bar, tab.view.thread_view
    assert bar.field.hasFocus()
    QTest.keyClicks(bar.field, "Blue Box")
    qtbot.waitUntil(lambda: bar.count.text().startswith("1 of 1 hit "))
    row = tab.thread.row_of(151)
    assert row is not None
    rect = view.visualRect(tab.thread.index(row))
    assert abs(rect.center().y() - view.viewport().height() // 2) < rect.height()
    assert tab.thread.message(tab.thread.index(row - 1)) is not None
    assert not view.at_end
    assert unnamed(tab.window) == []


def test_enter_goes_from_hit_to_hit_and_escape_goes_back_to_writing(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    tab.view.open(put(account, ["yes", "no", "yes", "yes"]))
    tab.view.find_here()
    bar = tab.view.pane.find_bar
    QTest.keyClicks(bar.field, "yes")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bar.count.text().startswith("1 of 3 hits "))
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text().startswith("2 of 3 hits ")
    assert tab.view.thread_view.currentIndex().row() == 2
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text().startswith("1 of 3 hits ")
    QTest.mouseClick(bar.older, Qt.MouseButton.LeftButton)
    assert bar.count.text().startswith("2 of 3 hits ")
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert tab.view.composer.edit.hasFocus()
    tab.view.find_here()
    assert bar.field.selectedText() == "yes"


def test_it_says_what_was_searched_and_that_nothing_was_found(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    tab.view.open(put(account, ["yes"]))
    tab.view.find_here()
    bar = tab.view.pane.find_bar
    QTest.keyClicks(bar.field, "never")
    qtbot.waitUntil(lambda: bar.count.text().startswith("Not in "))
    assert "cached texts of this conversation" in bar.count.text()
    assert not bar.older.isEnabled()


def test_another_conversation_ends_the_search(account: Account, tab: Tab) -> None:
    other = put(account, ["other"], peer=VIKTOR)
    tab.view.open(put(account, ["yes"]))
    tab.view.find_here()
    tab.view.open(other)
    assert not tab.view.pane.find_bar.isVisible()


def test_without_an_open_conversation_all_of_them_are_searched(tab: Tab) -> None:
    tab.view.find_here()
    assert tab.view.search.hasFocus()
