"""The keyboard in a thread: Shift with arrows selects by characters, words, lines and texts."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme
from tests.ui.account import Account
from tests.ui.messages.bubbles import CTRL, SHIFT, Thread
from tests.ui.messages.texts import NOON, put

Key = Qt.Key


@pytest.fixture
def thread(account: Account, theme: Theme, qtbot: QtBot) -> Iterator[Thread]:
    there = put(account, ["Is it there?", "👩‍👩‍👧‍👦 e\u0301 end"], tell=False)
    put(
        account,
        ["first line\nsecond line", "مرحبا بك"],
        outbound=True,
        since=NOON + timedelta(hours=1),
        tell=False,
    )
    thread = Thread(account, theme)
    qtbot.waitExposed(thread.view)
    thread.open(there)
    thread.view.setFocus()
    yield thread
    shiboken6.delete(thread.view)


def start_in(thread: Thread, number: int) -> None:
    thread.view.setCurrentIndex(thread.index(number))


def test_a_selection_begins_at_the_beginning_of_the_current_text(thread: Thread) -> None:
    start_in(thread, 0)
    thread.type(Key.Key_Right, SHIFT, times=5)
    assert thread.chosen == "Is it"
    thread.type(Key.Key_Left, SHIFT)
    assert thread.chosen == "Is i"
    assert thread.copied() == "Is i"


def test_backwards_it_begins_at_its_end(thread: Thread) -> None:
    start_in(thread, 0)
    thread.type(Key.Key_Left, SHIFT, times=3)
    assert thread.chosen == "re?"


def test_with_control_it_goes_by_words(thread: Thread) -> None:
    start_in(thread, 0)
    thread.type(Key.Key_Right, SHIFT | CTRL, times=2)
    assert thread.chosen == "Is it "
    thread.type(Key.Key_Left, SHIFT | CTRL)
    assert thread.chosen == "Is "


def test_an_emoji_and_an_accented_letter_are_one_step(thread: Thread) -> None:
    start_in(thread, 1)
    thread.type(Key.Key_Right, SHIFT)
    assert thread.chosen == "👩‍👩‍👧‍👦"
    thread.type(Key.Key_Right, SHIFT, times=2)
    assert thread.chosen == "👩‍👩‍👧‍👦 e\u0301"


def test_in_arabic_left_goes_on_and_right_goes_back(thread: Thread) -> None:
    start_in(thread, 3)
    thread.type(Key.Key_Left, SHIFT)
    thread.view.selection.clear()
    thread.view.selection.select(thread.place(3, "مرحبا"), thread.place(3, "مرحبا"))
    thread.type(Key.Key_Left, SHIFT, times=5)
    assert thread.chosen == "مرحبا"
    thread.type(Key.Key_Right, SHIFT)
    assert thread.chosen == "مرحب"


def test_up_and_down_go_by_lines_and_on_into_the_next_text(thread: Thread) -> None:
    start_in(thread, 2)
    thread.type(Key.Key_Right, SHIFT, times=5)
    thread.type(Key.Key_Down, SHIFT)
    assert thread.chosen.startswith("first line\nsec")
    thread.type(Key.Key_Up, SHIFT, times=2)
    assert "Is it there?" not in thread.chosen
    assert thread.view.selection.caret == thread.place(1, "end", behind=True)


def test_home_and_end_go_to_the_ends_of_the_text(thread: Thread) -> None:
    start_in(thread, 0)
    thread.type(Key.Key_End, SHIFT)
    assert thread.chosen == "Is it there?"
    thread.type(Key.Key_Home, SHIFT)
    assert thread.chosen == ""


def test_beyond_the_end_of_a_text_comes_the_next(thread: Thread) -> None:
    start_in(thread, 0)
    thread.type(Key.Key_End, SHIFT)
    thread.type(Key.Key_Right, SHIFT, times=2)
    assert thread.chosen.count("\n") == 1
    assert thread.chosen.endswith("👩‍👩‍👧‍👦")


def test_ctrl_a_selects_all_and_escape_nothing(thread: Thread) -> None:
    thread.type(Key.Key_A, CTRL)
    assert len(thread.chosen.split("] ")) == 5
    assert thread.copied() == thread.chosen
    thread.type(Key.Key_Escape)
    assert thread.chosen == ""


def test_without_a_current_text_arrows_select_nothing(thread: Thread) -> None:
    thread.view.clearSelection()
    thread.view.setCurrentIndex(thread.model.index(-1))
    thread.type(Key.Key_Right, SHIFT)
    assert thread.chosen == ""


def test_the_end_that_moves_is_scrolled_into_view(account: Account, thread: Thread, qtbot: QtBot) -> None:
    put(account, ["long text " * 400, "last"], since=NOON + timedelta(hours=2))
    qtbot.waitUntil(lambda: len(thread.model.messages()) == 6)
    thread.view.scrollTo(thread.index(0))
    start_in(thread, 4)
    thread.view.viewport().grab()
    thread.type(Key.Key_Home, SHIFT)
    thread.type(Key.Key_End, SHIFT)
    caret = thread.view.selection.caret
    assert caret is not None
    index = thread.index(4)
    line = thread.view.bubbles.caret(index, thread.view.visualRect(index), caret.unit)
    assert line.top() >= 0 and line.bottom() <= thread.view.viewport().height() + 1


def test_what_is_selected_is_spoken(thread: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def keep(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    start_in(thread, 0)
    monkeypatch.setattr(QAccessible, "updateAccessibility", keep)
    thread.type(Key.Key_Right, SHIFT | CTRL)
    assert said == ["Selected: Is"]
