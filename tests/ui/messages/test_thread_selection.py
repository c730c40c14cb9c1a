"""What a selection holds and how it is copied: exactly the words of one text, names and times of several."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.ui import moments
from desktop.ui.messages.thread_selection import at, beginning, end
from desktop.ui.plain import LONGEST
from desktop.ui.theme import Theme
from tests.ui.account import Account
from tests.ui.messages.bubbles import Thread
from tests.ui.messages.texts import NOON, put


@pytest.fixture
def thread(account: Account, theme: Theme, qtbot: QtBot) -> Iterator[Thread]:
    thread = Thread(account, theme)
    qtbot.waitExposed(thread.view)
    there = put(account, ["Is it there?", "<b>tags</b>\nand \t control \x07"], tell=False)
    put(account, ["On its way 😀"], outbound=True, since=NOON + timedelta(minutes=90), tell=False)
    thread.open(there)
    yield thread
    shiboken6.delete(thread.view)


def copied(thread: Thread) -> str:
    QGuiApplication.clipboard().setText("before")
    thread.view.selection.copy()
    return QGuiApplication.clipboard().text()


def test_of_one_text_exactly_its_words_are_copied(thread: Thread) -> None:
    first, second = thread.message(0), thread.message(1)
    thread.view.selection.select(at(first, 3), at(first, 5))
    assert copied(thread) == "it"
    thread.view.selection.select(beginning(second), end(second))
    assert copied(thread) == second.body


def test_several_are_copied_with_time_and_name(thread: Thread) -> None:
    thread.view.selection.know_name("Zoë Patel")
    thread.view.selection.select(at(thread.message(2), 6), at(thread.message(0), 3))
    times = [moments.stamp(thread.message(number).created_at) for number in range(3)]
    assert copied(thread) == (
        f"[{times[0]}] Zoë Patel: it there?\n"
        f"[{times[1]}] Zoë Patel: <b>tags</b>\nand \t control \x07\n"
        f"[{times[2]}] You: On its"
    )


def test_without_a_name_the_number_stands_there(thread: Thread) -> None:
    thread.view.selection.select_all()
    assert "] +44 7700 900123: Is it there?\n" in copied(thread)


def test_the_time_is_that_of_the_locale_with_the_year_in_full(thread: Thread) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        assert moments.stamp(NOON).startswith(QLocale().toString(QDate(2026, 3, 2), "dd.MM.yyyy "))
    finally:
        QLocale.setDefault(before)


def test_a_selection_that_only_touches_a_text_does_not_hold_it(thread: Thread) -> None:
    thread.view.selection.select(end(thread.message(0)), end(thread.message(1)))
    assert copied(thread) == thread.message(1).body


def test_without_a_selection_the_current_text_is_copied_whole(thread: Thread) -> None:
    thread.view.setCurrentIndex(thread.index(1))
    assert copied(thread) == thread.message(1).body


def test_without_either_the_clipboard_stays_as_it_is(thread: Thread) -> None:
    thread.view.setCurrentIndex(thread.model.index(-1))
    assert copied(thread) == "before"


def test_the_end_of_a_cut_bubble_stands_for_the_end_of_the_text(account: Account, thread: Thread) -> None:
    body = "word " * LONGEST + "the end"
    thread.open(put(account, [body], peer="+447700900456"))
    thread.view.selection.select_all()
    assert copied(thread) == body
    thread.view.selection.select(beginning(thread.message(0)), at(thread.message(0), 9))
    assert copied(thread) == "word word"


def test_a_change_is_told_once(thread: Thread, qtbot: QtBot) -> None:
    selection = thread.view.selection
    with qtbot.waitSignal(selection.changed):
        selection.select_all()
    with qtbot.assertNotEmitted(selection.changed):
        selection.select_all()


def test_the_middle_button_gets_it_where_there_is_such_a_thing(thread: Thread) -> None:
    thread.view.selection.select_all()
    thread.view.selection.offer_to_middle_button()
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection():
        assert clipboard.text(QClipboard.Mode.Selection) == thread.chosen
    assert thread.chosen


@pytest.fixture
def long(account: Account, thread: Thread) -> Thread:
    """A thread of 1,300 texts, of which the newest are loaded."""
    thread.open(put(account, [f"text {n}" for n in range(1300)], peer="+447700900456", tell=False))
    assert thread.model.rowCount() < 300
    return thread


def test_all_of_a_conversation_is_selected_and_copied_be_it_loaded_or_not(long: Thread, qtbot: QtBot) -> None:
    """conventions.md, "Copy": nothing is left out without a word."""
    selection = long.view.selection
    selection.select_all()
    QGuiApplication.clipboard().setText("before")
    with qtbot.waitSignal(selection.copying.done) as told:
        selection.copy()
        assert selection.copying.running, "page by page"
    assert told.args == [1300]
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.rpartition(": ")[2] for line in lines] == [f"text {n}" for n in range(1300)]
    assert selection.words().split("\n") == lines
    assert selection.first_words().startswith(lines[0] + "\n")


def test_an_end_that_is_no_longer_loaded_still_counts(long: Thread, qtbot: QtBot) -> None:
    selection = long.view.selection
    first, last = long.message(5), long.message(7)
    while long.model.messages()[-1].id >= first.id:
        long.model.load_older()
    selection.select(at(last, 2), at(first, 2))
    with qtbot.waitSignal(selection.copying.done) as told:
        selection.copy()
    assert told.args == [3]
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].endswith(": " + first.body[2:]) and lines[2].endswith(": te")


def test_who_copies_something_else_meanwhile_gets_that(long: Thread, qtbot: QtBot) -> None:
    selection = long.view.selection
    selection.select_all()
    selection.copy()
    one = long.message(3)
    selection.select(beginning(one), end(one))
    assert copied(long) == one.body
    assert not selection.copying.running
