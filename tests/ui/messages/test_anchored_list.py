"""What is being read never moves, whatever comes, goes, grows or is drawn anew around it: by 0 pixels."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.ui.theme import Choice, Theme
from tests.ui.account import Account
from tests.ui.messages.texts import NOON, Tab, change, put
from tests.ui.messages.thread_of import bodies, bottoms, days, drift, ring


@pytest.fixture
def reading(account: Account, tab: Tab, qtbot: QtBot) -> Tab:
    """A long thread, and somebody who reads in the middle of what is loaded."""
    tab.view.open(put(account, bodies(0, 260), tell=False))
    bar = tab.view.thread_view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum() // 2)
    assert not tab.view.thread_view.at_end
    return tab


def test_older_texts_that_load_move_nothing(reading: Tab) -> None:
    for _ in range(2):
        before = bottoms(reading)
        assert reading.thread.load_older()
        assert drift(before, bottoms(reading)) == {0}


def test_news_move_nothing(account: Account, reading: Tab) -> None:
    for number in range(3):
        before = bottoms(reading)
        put(account, bodies(0, 40), since=NOON + days(number + 1))
        assert drift(before, bottoms(reading)) == {0}


def test_texts_and_calls_that_come_late_take_their_place_above_and_move_nothing(
    account: Account, reading: Tab
) -> None:
    before = bottoms(reading)
    first = reading.thread.messages()[0]
    put(account, ["late"] * 5, since=first.created_at + timedelta(seconds=30))
    ring(account, "late", since=first.created_at + timedelta(seconds=90))
    assert any(one.body == "late" for one in reading.thread.messages())
    assert drift(before, bottoms(reading)) == {0}


def test_calls_that_are_shown_or_hidden_move_nothing(account: Account, reading: Tab) -> None:
    first = reading.thread.messages()[0]
    for number in range(8):
        ring(account, str(number), since=first.created_at + timedelta(minutes=3 * number, seconds=10))
    for on in (False, True):
        before = bottoms(reading)
        reading.view.show_calls(on)
        assert drift(before, bottoms(reading)) == {0}


@pytest.mark.parametrize("fields", [{"state": State.FAILED, "outbound": True}, {"body": "short"}])
def test_a_change_of_a_text_above_moves_nothing(
    account: Account, reading: Tab, fields: dict[str, object]
) -> None:
    before = bottoms(reading)
    change(account, reading.thread.messages()[3].id, **fields)
    assert drift(before, bottoms(reading)) == {0}


def test_a_text_that_grows_under_ones_eyes_pushes_what_is_below_it_only(
    account: Account, reading: Tab
) -> None:
    before = bottoms(reading)
    last = max(before)
    change(account, last, body="much longer " * 60)
    after = bottoms(reading)
    assert drift({one: at for one, at in before.items() if one < last}, after) == {0}


def test_a_text_that_grows_while_others_come_above_it_grows_upwards(account: Account, reading: Tab) -> None:
    """The text that is first on screen keeps its lower edge, so that all that is read below it stands."""
    before = bottoms(reading)
    view, rows = reading.view.thread_view, reading.thread
    first = next(row for row in view.shown_rows() if view.visualRect(rows.index(row)).top() >= 0)
    held, oldest = rows.message(rows.index(first)), rows.messages()[0]
    assert held is not None
    put(account, ["late"] * 5, since=oldest.created_at + timedelta(seconds=30), tell=False)
    change(account, held.id, body="much longer " * 60)
    assert any(one.body == "late" for one in rows.messages())
    assert drift({one: at for one, at in before.items() if one >= held.id}, bottoms(reading)) == {0}


@pytest.mark.parametrize("size", [(1080, 400), (1080, 900), (700, 640), (420, 600), (1500, 640)])
def test_a_window_of_another_size_keeps_the_first_whole_text_where_it_is(
    reading: Tab, size: tuple[int, int]
) -> None:
    view = reading.view.thread_view
    row = next(row for row in view.shown_rows() if view.visualRect(reading.thread.index(row)).top() >= 0)
    top = view.visualRect(reading.thread.index(row)).top()
    reading.resize(*size)
    assert view.visualRect(reading.thread.index(row)).top() == top
    reading.resize(1080, 640)
    assert view.visualRect(reading.thread.index(row)).top() == top


def test_a_larger_font_keeps_the_first_whole_text_where_it_is(reading: Tab, theme: Theme) -> None:
    view = reading.view.thread_view
    row = next(row for row in view.shown_rows() if view.visualRect(reading.thread.index(row)).top() >= 0)
    index = reading.thread.index(row)
    top, height = view.visualRect(index).top(), view.visualRect(index).height()
    theme.set_text_size(200)
    try:
        assert view.visualRect(index).top() == top
        assert view.visualRect(index).height() > height
    finally:
        theme.set_text_size(100)
    assert view.visualRect(index).top() == top


def test_another_scheme_moves_nothing(reading: Tab, theme: Theme) -> None:
    before = bottoms(reading)
    theme.choose(Choice.DARK)
    assert bottoms(reading) == before


def test_scrolling_up_by_small_steps_never_jumps(reading: Tab) -> None:
    """Rows that come in from above turn out taller or lower than estimated: the others must not feel it."""
    bar = reading.view.thread_view.verticalScrollBar()
    for _ in range(120):
        before = bottoms(reading)
        bar.setValue(bar.value() - 40)
        assert drift(before, bottoms(reading)) <= {40}
        reading.view.thread_view._fetch()


def test_scrolling_down_by_small_steps_never_jumps(reading: Tab) -> None:
    bar = reading.view.thread_view.verticalScrollBar()
    for _ in range(60):
        before = bottoms(reading)
        bar.setValue(bar.value() + 40)
        moved = drift(before, bottoms(reading))
        assert moved <= {-40} or reading.view.thread_view.at_end


def test_what_is_let_go_at_the_far_end_moves_nothing(account: Account, tab: Tab, qtbot: QtBot) -> None:
    tab.view.open(put(account, [str(n) for n in range(1250)], tell=False))
    bar = tab.view.thread_view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    while tab.thread.reaches_end:
        bar.setValue(500)
        before = bottoms(tab)
        tab.thread.load_older()
        assert drift(before, bottoms(tab)) == {0}
    assert tab.thread.rowCount() == 1000
    while not tab.thread.reaches_end:
        bar.setValue(bar.maximum() - 500)
        before = bottoms(tab)
        tab.thread.load_newer()
        assert drift(before, bottoms(tab)) == {0}


def test_at_the_end_everything_keeps_one_at_the_end(
    account: Account, tab: Tab, theme: Theme, qtbot: QtBot
) -> None:
    there = put(account, bodies(0, 300), tell=False)
    tab.view.open(there)
    view = tab.view.thread_view
    actions: list[Callable[[], object]] = [
        lambda: tab.thread.load_older(),
        lambda: put(account, ["news"], since=NOON + days(1)),
        lambda: ring(account, "call", since=NOON + days(2)),
        lambda: tab.view.show_calls(False),
        lambda: tab.resize(600, 500),
        lambda: theme.choose(Choice.DARK),
        lambda: change(account, tab.thread.messages()[-1].id, body="longer " * 50),
    ]
    for act in actions:
        act()
        last = view.visualRect(tab.thread.index(tab.thread.rowCount() - 1))
        assert view.at_end
        assert last.bottom() + 1 == view.viewport().height()


def test_the_row_that_one_goes_to_is_shown_as_a_whole(reading: Tab, qapp: QApplication) -> None:
    view = reading.view.thread_view
    hint = view.ScrollHint
    for row in (0, 50, reading.thread.rowCount() - 1):
        for how in (hint.EnsureVisible, hint.PositionAtTop, hint.PositionAtBottom, hint.PositionAtCenter):
            index = reading.thread.index(row)
            view.scrollTo(index, how)
            rect = view.visualRect(index)
            assert rect.top() >= 0 and rect.bottom() < view.viewport().height(), (row, how)
