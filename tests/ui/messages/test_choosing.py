"""From the list to the thread: the composer is bound with the click, the thread comes a turn later."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.store import messages
from desktop.ui.turns import turns
from tests.ui.account import Account
from tests.ui.messages.texts import NOON, Tab, peer, put


@pytest.fixture
def ids(account: Account) -> list[int]:
    """Five conversations, newest first."""
    return [
        put(account, [f"text {n}"], peer=peer(n), since=NOON - timedelta(hours=n), tell=False)
        for n in range(5)
    ]


def down(tab: Tab) -> None:
    """The arrow key in the list; what may come a turn later has not come yet."""
    QTest.keyClick(tab.view.list, Qt.Key.Key_Down)


def head(tab: Tab) -> list[str]:
    """The words at the top of the thread."""
    return [label.text() for label in tab.view.header.findChildren(QLabel) if not label.isHidden()]


def test_what_is_typed_right_after_the_choice_goes_to_the_chosen_one(
    account: Account, ids: list[int], tab: Tab
) -> None:
    """Demand 13: faster than the thread shows, and never to the one before."""
    tab.view.open(ids[0])
    tab.view.list.setFocus()
    down(tab)
    assert tab.thread.conversation_id == ids[0]  # it is still to come
    QTest.keyClicks(tab.view.composer.edit, "For the second")
    QTest.keyClick(tab.view.composer.edit, Qt.Key.Key_Return)
    turns().catch_up()
    [sent] = [text for text in messages.newest(account.db) if text.outbound]
    assert (sent.peer, sent.body) == (peer(1), "For the second")
    assert tab.thread.conversation_id == tab.chosen == ids[1]


def test_whoever_goes_on_through_the_list_need_not_wait_for_every_thread(ids: list[int], tab: Tab) -> None:
    """Demand 8: a large history never stands in the way."""
    opened: list[int | None] = []
    tab.thread.opened.connect(lambda: opened.append(tab.thread.conversation_id))
    tab.view.list.setFocus()
    for _ in range(4):
        down(tab)
    turns().catch_up()
    assert opened == [ids[3]]


def test_a_thread_that_was_still_to_come_does_not_take_the_place_of_what_was_begun_meanwhile(
    ids: list[int], tab: Tab
) -> None:
    """Demand 14."""
    tab.view.list.setFocus()
    down(tab)
    tab.view.start_new("+447700900999")
    turns().catch_up()
    target = tab.composer.target
    assert target is not None
    assert target.new
    assert tab.thread.conversation_id is None


def test_the_head_is_that_of_the_thread_below_it(ids: list[int], tab: Tab) -> None:
    """Demand 14: while the next thread is still to come, both are those of the one before."""
    tab.view.open(ids[0])
    shown = head(tab)
    tab.view.list.setFocus()
    down(tab)
    tab.conversations.reloaded.emit()
    assert head(tab) == shown
    turns().catch_up()
    assert head(tab) != shown


def test_a_click_that_is_over_before_the_thread_comes_leaves_the_focus_in_the_composer(
    ids: list[int], tab: Tab
) -> None:
    """One click, then write."""
    spot = tab.view.list.visualRect(tab.conversations.index(2)).center()
    QTest.mouseClick(tab.view.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    turns().catch_up()
    assert tab.thread.conversation_id == ids[2]
    assert tab.view.composer.edit.hasFocus()


def test_a_step_goes_from_thread_to_thread_in_one_pane(ids: list[int], open_tab: Callable[..., Tab]) -> None:
    """Conventions 4.1: Alt+Down where the list does not show."""
    tab = open_tab(width=400)
    tab.view.open(ids[0])
    tab.view.step(1)
    turns().catch_up()
    assert tab.thread.conversation_id == ids[1]
    assert (tab.view.list.isVisible(), tab.view.pane.isVisible()) == (False, True)
    target = tab.composer.target
    assert target is not None
    assert target.peer == peer(1)
