"""The list of conversations: what is chosen stays chosen, by mouse and keys, whatever happens around it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.store import conversations
from desktop.ui.turns import turns
from tests.ui.account import ACCOUNT, SALES, SUPPORT, Account
from tests.ui.messages.texts import NOON, VIKTOR, ZOE, Tab, drop, peer, put, put_each

LEFT = Qt.MouseButton.LeftButton
NOTHING = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def ids(account: Account) -> list[int]:
    """Five conversations, newest first."""
    return [
        put(account, [f"text {n}"], peer=peer(n), since=NOON - timedelta(hours=n), tell=False)
        for n in range(5)
    ]


def click(tab: Tab, row: int) -> None:
    spot = tab.view.list.visualRect(tab.conversations.index(row)).center()
    QTest.mouseClick(tab.view.list.viewport(), LEFT, pos=spot)
    turns().catch_up()


def press(tab: Tab, key: Qt.Key, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
    QTest.keyClick(tab.view.list, key, modifiers)
    turns().catch_up()


def step(tab: Tab, by: int) -> None:
    tab.view.step(by)
    turns().catch_up()


def to_whom(tab: Tab) -> str:
    target = tab.composer.target
    return "" if target is None else target.peer


def order(tab: Tab) -> list[int]:
    model = tab.conversations
    return [model.conversation(model.index(row)).id for row in range(model.rowCount())]


def test_a_click_opens_the_conversation_and_one_can_write_at_once(ids: list[int], tab: Tab) -> None:
    click(tab, 2)
    assert tab.chosen == tab.thread.conversation_id == ids[2]
    assert to_whom(tab) == peer(2)
    assert tab.view.composer.edit.hasFocus()


def test_what_is_chosen_stays_chosen_when_rows_are_sorted_anew_come_go_and_change(
    account: Account, ids: list[int], tab: Tab, qtbot: QtBot
) -> None:
    click(tab, 2)
    put(account, ["news"], peer=peer(4), since=NOON + timedelta(hours=1))
    put(account, ["somebody new"], peer=peer(9), since=NOON + timedelta(hours=2))
    drop(account, ids[0])
    drop(account, ids[3])
    qtbot.waitUntil(lambda: order(tab)[1:] == [ids[4], ids[1], ids[2]])
    assert tab.chosen == tab.thread.conversation_id == ids[2]
    assert to_whom(tab) == peer(2)


def test_a_list_that_is_read_anew_as_a_whole_keeps_the_choice(ids: list[int], tab: Tab, qtbot: QtBot) -> None:
    click(tab, 2)
    tab.conversations.show_line((ACCOUNT, SALES))
    assert tab.chosen is None
    assert to_whom(tab) == peer(2)
    with qtbot.waitSignal(tab.conversations.modelReset):
        tab.conversations.show_line((ACCOUNT, SUPPORT))
    assert tab.chosen == tab.thread.conversation_id == ids[2]


def test_when_the_chosen_row_goes_no_neighbour_is_opened_in_its_place(
    ids: list[int], tab: Tab, qtbot: QtBot
) -> None:
    """Somebody searches while a text is half written: it must not end up in another conversation."""
    click(tab, 1)
    QTest.keyClicks(tab.view.composer.edit, "For you alone")
    tab.view.search.setText("text 3")
    qtbot.waitUntil(lambda: order(tab) == [ids[3]])
    assert tab.chosen is None
    assert to_whom(tab) == peer(1)
    assert tab.view.composer.edit.toPlainText() == "For you alone"
    assert tab.thread.conversation_id == ids[1]

    tab.view.search.clear()
    qtbot.waitUntil(lambda: len(order(tab)) == 5)
    assert tab.chosen == ids[1]


def test_a_row_that_slips_away_under_a_pressed_mouse_button_opens_nothing_else(
    account: Account, ids: list[int], tab: Tab, qtbot: QtBot
) -> None:
    view = tab.view.list
    spot = view.visualRect(tab.conversations.index(2)).center()
    QTest.mousePress(view.viewport(), LEFT, pos=spot)
    put(account, ["news"], peer=peer(4), since=NOON + timedelta(hours=1))
    qtbot.waitUntil(lambda: order(tab)[0] == ids[4])
    QTest.mouseRelease(view.viewport(), LEFT, pos=spot)
    assert tab.chosen == tab.thread.conversation_id == ids[2]
    assert to_whom(tab) == peer(2)


def test_a_click_on_the_empty_ground_below_changes_nothing(ids: list[int], tab: Tab) -> None:
    click(tab, 1)
    view = tab.view.list
    QTest.mouseClick(view.viewport(), LEFT, pos=QPoint(20, view.viewport().height() - 5))
    assert to_whom(tab) == peer(1)
    assert tab.thread.conversation_id == ids[1]


def test_arrow_keys_go_through_the_conversations_and_enter_goes_on_to_the_text(
    ids: list[int], tab: Tab
) -> None:
    tab.view.list.setFocus()
    press(tab, Qt.Key.Key_Down)
    assert tab.thread.conversation_id == ids[0]
    press(tab, Qt.Key.Key_Down)
    press(tab, Qt.Key.Key_Down)
    press(tab, Qt.Key.Key_Up)
    assert tab.chosen == tab.thread.conversation_id == ids[1]
    assert tab.view.list.hasFocus()
    press(tab, Qt.Key.Key_Return)
    assert tab.view.composer.edit.hasFocus()
    assert tab.thread.conversation_id == ids[1]


def test_coming_to_the_list_by_tab_opens_nothing_and_reads_nothing(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    there = put(account, ["new"], unread=1)
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 1)
    tab.view.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert tab.view.list.hasFocus()
    assert tab.thread.conversation_id is None
    row = conversations.get(account.db, there)
    assert row is not None and row.unread == 1


def test_steps_lead_from_conversation_to_conversation_and_stop_at_the_ends(ids: list[int], tab: Tab) -> None:
    click(tab, 0)
    edit = tab.view.composer.edit
    step(tab, 1)
    assert tab.thread.conversation_id == tab.chosen == ids[1]
    assert edit.hasFocus()
    step(tab, -1)
    step(tab, -1)
    assert tab.thread.conversation_id == tab.chosen == ids[0]
    for _ in range(9):
        step(tab, 1)
    assert tab.thread.conversation_id == tab.chosen == ids[4]


def test_steps_begin_at_the_top_where_nothing_is_open(ids: list[int], tab: Tab) -> None:
    tab.view.search.setFocus()
    step(tab, 1)
    assert tab.thread.conversation_id == ids[0]


def test_a_held_enter_does_not_open_the_thread_again_and_again(ids: list[int], tab: Tab) -> None:
    opened: list[int] = []
    tab.view.list.entered_thread.connect(opened.append)
    tab.view.list.setFocus()
    press(tab, Qt.Key.Key_Down)
    for repeated in (False, True, True):
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NOTHING, "\r", repeated)
        QApplication.sendEvent(tab.view.list, key)
    assert opened == [ids[0]]


def test_more_rows_come_when_the_end_of_the_list_is_reached(
    account: Account, open_tab: Callable[..., Tab], qtbot: QtBot
) -> None:
    put_each(account, 450)
    tab = open_tab()
    assert tab.conversations.rowCount() == 200
    bar = tab.view.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 400)
    assert bar.value() > 0
    assert tab.view.list.indexAt(QPoint(50, 50)).row() > 150
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 450)


def test_a_screen_reader_finds_a_list_with_a_sentence_for_each_row(
    account: Account, ids: list[int], tab: Tab
) -> None:
    face = QAccessible.queryAccessibleInterface(tab.view.list)
    assert face.role() == QAccessible.Role.List
    assert face.text(QAccessible.Text.Name) == "Conversations"
    assert face.childCount() == 5
    child = face.child(2)
    assert child is not None
    assert "text 2" in child.text(QAccessible.Text.Name)


def test_the_open_thread_s_own_texts_do_not_move_the_focus(account: Account, tab: Tab, qtbot: QtBot) -> None:
    put(account, ["one"], peer=ZOE)
    put(account, ["two"], peer=VIKTOR, since=NOON + timedelta(hours=1))
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 2)
    click(tab, 1)
    put(account, ["three"], peer=ZOE, since=NOON + timedelta(hours=2))
    qtbot.waitUntil(lambda: tab.thread.rowCount() == 2)
    assert tab.view.composer.edit.hasFocus()


def test_a_click_opens_a_conversation_once(ids: list[int], tab: Tab) -> None:
    """The press opens it; the release gives the composer the focus."""
    click(tab, 0)
    opened: list[int | None] = []
    tab.thread.opened.connect(lambda: opened.append(tab.thread.conversation_id))
    click(tab, 2)
    assert opened == [ids[2]]
    assert tab.view.composer.edit.hasFocus()


def test_a_click_opens_it_again_where_something_else_was_begun_meanwhile(ids: list[int], tab: Tab) -> None:
    click(tab, 1)
    there = to_whom(tab)
    tab.view.start_new()
    click(tab, 1)
    assert (to_whom(tab), tab.thread.conversation_id) == (there, ids[1])
    assert tab.view.recipient.isHidden()
