"""What stands above texts: days, "New messages", the day that sticks to the top."""

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop.store import conversations
from desktop.ui.theme import Theme
from tests.ui.account import Account
from tests.ui.messages.texts import NOON, VIKTOR, Tab, put
from tests.ui.messages.thread_of import bodies, days


def unread(account: Account, conversation_id: int) -> int:
    row = conversations.get(account.db, conversation_id)
    assert row is not None
    return row.unread


def news_row(tab: Tab) -> int | None:
    """The row that "New messages" stands above."""
    found = [row for row in range(tab.thread.rowCount()) if tab.thread.begins_news(row)]
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize("new", [40, 250])
def test_a_thread_opens_at_its_first_unread_text_be_it_further_up_than_a_page(
    account: Account, tab: Tab, new: int
) -> None:
    """conventions.md, "Jump to unread + divider"."""
    put(account, bodies(0, 60), tell=False)
    there = put(account, bodies(0, new), since=NOON + days(3), unread=new, tell=False)
    tab.view.open(there)
    row, view = news_row(tab), tab.view.thread_view
    assert row is not None
    first = tab.thread.message(tab.thread.index(row))
    assert first is not None and first.created_at == NOON + days(3)
    top = view.visualRect(tab.thread.index(row)).top()
    assert top == view.head_height(row) == 2 * view.heads.line
    assert not view.at_end
    assert tab.thread.index(row - 1).isValid()


def test_the_line_stays_until_the_thread_is_left(account: Account, tab: Tab, qtbot: QtBot) -> None:
    other = put(account, ["other"], peer=VIKTOR)
    there = put(account, ["old", "new", "newer"], unread=2)
    tab.view.open(there)
    assert news_row(tab) == 1
    qtbot.waitUntil(lambda: unread(account, there) == 0)
    put(account, ["newest"], since=NOON + days(1), unread=1)
    assert news_row(tab) == 1
    qtbot.waitUntil(lambda: unread(account, there) == 0)
    tab.view.open(other)
    tab.view.open(there)
    assert news_row(tab) is None


def test_only_what_was_on_screen_counts_as_read(account: Account, tab: Tab, qtbot: QtBot) -> None:
    """D1; conventions.md, "Read state"."""
    put(account, bodies(0, 60), tell=False)
    there = put(account, bodies(0, 80), since=NOON + days(3), unread=80, tell=False)
    tab.view.open(there)
    qtbot.waitUntil(lambda: unread(account, there) < 80)
    left, view = unread(account, there), tab.view.thread_view
    assert 50 < left < 80
    last = view.last_seen()
    assert last is not None
    assert left == tab.thread.rowCount() - 1 - last
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + 500)
    qtbot.waitUntil(lambda: unread(account, there) < left)
    tab.view.to_latest()
    qtbot.waitUntil(lambda: unread(account, there) == 0)


def test_the_day_sticks_to_the_top_while_one_scrolls_through_it(account: Account, tab: Tab) -> None:
    noon = datetime.now().astimezone().replace(hour=12, minute=0).astimezone(UTC)
    put(account, bodies(0, 30), since=noon - days(1), tell=False)
    tab.view.open(put(account, bodies(0, 30), since=noon - timedelta(hours=3), tell=False))
    view = tab.view.thread_view
    today = next(row for row in range(1, 60) if tab.thread.begins_day(row))
    view.show_row(today + 5)
    assert view.sticky_day() == ("Today", 0)
    view.show_row(today)
    assert view.sticky_day() is None, "the row says it itself"
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() - view.heads.line // 2)
    sticky = view.sticky_day()
    assert sticky is not None and sticky[0] == "Yesterday"
    assert -view.heads.line < sticky[1] < 0, "the next day pushes it away"
    bar.setValue(bar.value() - 200)
    assert view.sticky_day() == ("Yesterday", 0)


def test_at_midnight_the_words_of_the_days_change_on_screen(account: Account, tab: Tab, qtbot: QtBot) -> None:
    now = datetime.now(UTC)
    tab.view.open(put(account, ["a"], since=now, tell=False))
    view = tab.view.thread_view
    before = view.grab().toImage()
    tab.thread._today._clock = lambda: now + timedelta(days=1)
    with qtbot.waitSignal(tab.thread.days_changed):
        tab.thread._today.look()
    assert tab.thread.day(0) == "Yesterday"
    assert view.grab().toImage() != before


def test_the_heads_grow_with_the_words(account: Account, tab: Tab, theme: Theme) -> None:
    tab.view.open(put(account, ["a"], tell=False))
    heads = tab.view.thread_view.heads
    before = heads.height(0)
    theme.set_text_size(200)
    try:
        assert heads.height(0) > before
    finally:
        theme.set_text_size(100)


def test_the_day_that_sticks_is_painted_over_the_rows_and_goes_when_one_rests(
    account: Account, tab: Tab
) -> None:
    tab.view.open(put(account, bodies(0, 60), tell=False))
    view = tab.view.thread_view
    view.show_row(30)
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() - 100)
    sticky = view.sticky_day()
    assert sticky is not None and sticky[1] == 0
    scrolled = view.viewport().grab().toImage()
    view._sticky.stop()
    resting = view.viewport().grab().toImage()
    differ = [
        (x, y)
        for x in range(scrolled.width())
        for y in range(2 * view.heads.line)
        if scrolled.pixel(x, y) != resting.pixel(x, y)
    ]
    middle = scrolled.width() / 2
    assert len(differ) > 100
    assert min(x for x, _ in differ) < middle < max(x for x, _ in differ)
    assert max(y for _, y in differ) < view.heads.line
