"""What is done with the open conversation as a whole: date, calls, number, unread, and going about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.store import contacts, conversations, lines
from desktop.store.tables import ConversationRow
from desktop.ui.elided_label import ElidedLabel
from tests.ui.account import ACCOUNT, LINES, SUPPORT, Account
from tests.ui.messages.texts import HARBOUR, NOON, VIKTOR, ZOE, Tab, know, put, put_each
from tests.ui.messages.thread_of import bodies, days, ring


def unread(account: Account, conversation_id: int) -> int:
    row = conversations.get(account.db, conversation_id)
    assert row is not None
    return row.unread


@pytest.fixture
def long(account: Account, tab: Tab) -> Tab:
    """A thread of ninety days, ten texts each day."""
    tab.view.open(put(account, bodies(0, 900), every=timedelta(hours=2, minutes=24), tell=False))
    return tab


# ---- to a date


@pytest.mark.parametrize("away", [0, 1, 45, 89])
def test_a_day_opens_with_its_first_text_on_top(long: Tab, away: int) -> None:
    """Demand 7."""
    day = (NOON + days(away)).astimezone().date()
    long.view.show_day(day)
    view = long.view.thread_view
    shown = [long.thread.message(long.thread.index(row)) for row in view.shown_rows()]
    of_the_day = [one for one in shown if one is not None and one.created_at.astimezone().date() == day]
    assert of_the_day
    if away < 85:
        first = shown[0]
        assert first is not None and first.created_at.astimezone().date() == day
    assert long.thread.rowCount() <= 250


def test_before_the_first_and_after_the_last_day_one_lands_at_the_ends(long: Tab) -> None:
    long.view.show_day(date(2001, 1, 1))
    assert long.thread.messages()[0].body.startswith("0 ")
    assert long.view.thread_view.verticalScrollBar().value() == 0
    long.view.show_day(date(2039, 1, 1))
    assert long.view.thread_view.at_end
    long.view.to_top()
    assert long.view.thread_view.verticalScrollBar().value() == 0
    long.view.to_latest()
    assert long.view.thread_view.at_end


# ---- to a text


def test_a_text_of_another_conversation_is_opened_there_in_the_middle(account: Account, long: Tab) -> None:
    """Demand 7: with its neighbours."""
    other = put(account, bodies(0, 400), peer=VIKTOR, tell=False)
    wanted = 1100
    assert long.view.show_message(wanted)
    assert long.thread.conversation_id == other
    view, row = long.view.thread_view, long.thread.row_of(wanted)
    assert row is not None and 0 < row < long.thread.rowCount() - 1
    rect = view.visualRect(long.thread.index(row))
    assert abs(rect.center().y() - view.viewport().height() // 2) <= rect.height()
    assert not long.view.show_message(99_999)


# ---- calls


def test_calls_are_shown_or_not_as_the_menu_says(account: Account, tab: Tab, qtbot: QtBot) -> None:
    tab.view.open(put(account, ["a", "b"], every=timedelta(minutes=10)))
    ring(account, "1", since=NOON + timedelta(minutes=5))
    assert tab.thread.rowCount() == 3
    with qtbot.waitSignal(tab.view.calls_toggled) as told:
        tab.view.header.calls_action.trigger()
    assert told.args == [False]
    assert tab.thread.rowCount() == 2
    tab.view.show_calls(True)
    assert tab.view.header.calls_action.isChecked()
    assert tab.thread.rowCount() == 3
    tab.view.thread_view.grab()


def test_call_names_the_line_and_number_of_the_conversation(account: Account, tab: Tab, qtbot: QtBot) -> None:
    tab.view.open(put(account, ["a"]))
    with qtbot.waitSignal(tab.view.call_wanted) as told:
        QTest.mouseClick(tab.view.header.call, Qt.MouseButton.LeftButton)
    assert told.args == [ACCOUNT, SUPPORT, ZOE]


def test_a_sender_s_name_cannot_be_called(account: Account, tab: Tab, qtbot: QtBot) -> None:
    tab.view.open(put(account, ["a"], peer="Parcel"))
    assert "nobody can call" in tab.view.header.call.reason
    with qtbot.assertNotEmitted(tab.view.call_wanted):
        QTest.mouseClick(tab.view.header.call, Qt.MouseButton.LeftButton)


def test_the_number_can_be_copied(account: Account, tab: Tab) -> None:
    know(account, "Zoë Patel", ZOE)
    tab.view.open(put(account, ["a"]))
    tab.view.header.copy_action.trigger()
    assert QGuiApplication.clipboard().text() == ZOE


def test_without_a_conversation_yet_there_is_nothing_to_jump_to(tab: Tab) -> None:
    tab.view.start_with(HARBOUR)
    header = tab.view.header
    assert not header.day_action.isEnabled() and not header.unread_action.isEnabled()
    assert header.copy_action.isEnabled() and header.call.isVisible()
    tab.view.start_new()
    assert not header.call.isVisible() and not header.more.isVisible()


# ---- read and unread


def test_what_is_set_aside_as_unread_stays_so_until_it_is_opened_anew(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    """conventions.md, "Read state": mark unread (Ctrl+U)."""
    there = put(account, ["a", "b"], unread=2)
    tab.view.open(there)
    qtbot.waitUntil(lambda: unread(account, there) == 0)
    tab.view.header.unread_action.trigger()
    assert unread(account, there) == 1
    tab.view.seen_now()
    qtbot.wait(5)
    assert unread(account, there) == 1
    tab.view.open(there)
    qtbot.waitUntil(lambda: unread(account, there) == 0)
    tab.view.mark_unread()
    tab.view.mark_read()
    assert unread(account, there) == 0


# ---- from conversation to conversation


@pytest.fixture
def four(account: Account, open_tab: Callable[..., Tab]) -> Tab:
    """Four conversations, newest first; the second and the fourth have unread texts."""
    for number in range(4):
        put(
            account,
            ["x"],
            peer=f"+44770090080{number}",
            since=NOON - days(number),
            unread=number % 2,
            tell=False,
        )
    return open_tab()


def test_the_next_unread_conversation_is_found_both_ways_round_the_list(four: Tab, qtbot: QtBot) -> None:
    four.view.next_unread(1)
    assert four.thread.conversation_id == 2
    qtbot.waitUntil(lambda: four.thread.unread == 0)
    four.view.next_unread(-1)
    assert four.thread.conversation_id == 4
    qtbot.waitUntil(lambda: four.thread.unread == 0)
    qtbot.waitUntil(lambda: four.conversations.find(2).unread == 0)  # type: ignore[union-attr]
    four.conversations.reload()
    four.view.next_unread(1)
    assert four.thread.conversation_id == 4


def test_a_conversation_opens_by_its_place_in_the_list(four: Tab) -> None:
    for number in (3, 1, 4):
        four.view.nth(number)
        assert four.thread.conversation_id == number
    four.view.nth(9)
    four.view.nth(0)
    assert four.thread.conversation_id == 4


def test_escape_closes_one_thing_at_a_time_and_never_a_draft(four: Tab) -> None:
    four.view.nth(1)
    QTest.keyClicks(four.view.composer.edit, "A draft")
    four.view.find_here()
    assert four.view.escape()
    assert not four.view.pane.find_bar.isVisible()
    assert four.view.escape()
    assert four.view.list.hasFocus()
    assert not four.view.escape()
    assert four.view.composer.edit.toPlainText() == "A draft"
    four.view.focus_composer()
    assert four.view.composer.edit.hasFocus()


def head(tab: Tab) -> list[str]:
    """What stands in the head of the thread."""
    return [label.text() for label in tab.view.header.findChildren(ElidedLabel)]


def test_a_new_thread_says_the_name_and_the_line_like_any_other(account: Account, tab: Tab) -> None:
    """Conventions: names are never missing, be there a conversation or not."""
    know(account, "Harbour Dental", HARBOUR)
    tab.view.start_with(HARBOUR)
    name, under = head(tab)
    assert name == "Harbour Dental"
    assert under.startswith("\u2068+44 20 7946 0018\u2069 · from Support UK \u2068+44 7700 900010\u2069")
    contacts.replace(account.db, ACCOUNT, [])
    tab.conversations.reload()
    assert head(tab)[0] == "\u2068+44 20 7946 0018\u2069"


def test_a_line_without_a_name_is_said_once(account: Account, tab: Tab) -> None:
    lines.replace(account.db, ACCOUNT, [replace(one, label="") for one in LINES])
    tab.view.open(put(account, ["a"]))
    assert head(tab)[1].startswith("from \u2068+44 7700 900010\u2069")


def test_an_unread_conversation_is_found_beyond_what_is_loaded_of_the_list(
    account: Account, open_tab: Callable[..., Tab]
) -> None:
    put_each(account, 450)
    with account.db.transaction() as session:
        for number in (300, 400):
            row = session.get(ConversationRow, number)
            assert row is not None
            row.unread = 1
            session.add(row)
    tab = open_tab()
    tab.view.open(1)
    assert tab.conversations.rowCount() < 300
    for by, found in ((1, 300), (1, 400), (1, 300), (-1, 400)):
        tab.view.next_unread(by)
        assert tab.thread.conversation_id == found
        tab.view.mark_unread()


def test_all_texts_of_a_conversation_can_be_asked_to_be_deleted(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    """E15: those that are meant show as selected; nothing goes before a person agreed."""
    tab.view.open(put(account, ["one", "two", "three"]))
    put(account, ["for somebody else"], peer=VIKTOR)
    with qtbot.waitSignal(tab.view.thread_view.delete_wanted) as asked:
        tab.view.header.delete_action.trigger()
    assert asked.args == [[one.id for one in tab.thread.messages()]]
    assert tab.view.thread_view.selection.words().count("\n") == 2
