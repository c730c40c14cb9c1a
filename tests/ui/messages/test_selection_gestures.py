"""The mouse in a thread: what dragging and clicking select, and that no arrival takes it away."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme
from tests.ui.account import Account
from tests.ui.messages.bubbles import LEFT, NO_KEY, SHIFT, Thread
from tests.ui.messages.texts import NOON, change, put

FIRST = "Is it there? It was to be there at noon."
SECOND = "I shall look.\nA moment, please."
THIRD = "مرحبا بك في متجرنا 😀 thanks"


@pytest.fixture
def thread(account: Account, theme: Theme, qtbot: QtBot) -> Iterator[Thread]:
    there = put(account, [FIRST], tell=False)
    put(account, [SECOND, THIRD], outbound=True, since=NOON + timedelta(minutes=5), tell=False)
    thread = Thread(account, theme)
    qtbot.waitExposed(thread.view)
    thread.open(there)
    yield thread
    shiboken6.delete(thread.view)


def test_dragging_selects_a_part_of_one_text(thread: Thread) -> None:
    thread.drag(thread.point(0, "it there"), thread.point(0, "there?", behind=True))
    assert thread.chosen == "it there?"
    assert thread.copied() == "it there?"


def test_dragging_backwards_selects_the_same(thread: Thread) -> None:
    thread.drag(thread.point(0, "there?", behind=True), thread.point(0, "it there"))
    assert thread.chosen == "it there?"


def test_a_drag_never_ends_inside_an_emoji(thread: Thread) -> None:
    start = thread.point(2, "😀")
    for width in range(-6, 30):
        thread.drag(start, start + QPoint(width, 0))
        thread.chosen.encode()
        assert "\ufffd" not in thread.chosen


def test_arabic_is_selected_from_the_right(thread: Thread) -> None:
    beginning, end = thread.point(2, "مرحبا"), thread.point(2, "بك", behind=True)
    assert end.x() < beginning.x()
    thread.drag(beginning, end)
    assert thread.chosen == "مرحبا بك"


def test_dragging_over_several_texts_selects_from_the_one_point_to_the_other(thread: Thread) -> None:
    thread.drag(thread.point(0, "noon"), thread.point(2, "مرحبا", behind=True))
    lines = thread.chosen.split("\n")
    assert lines[0].endswith(": noon.")
    assert lines[1].endswith("You: I shall look.")
    assert lines[2] == "A moment, please."
    assert lines[3].endswith("You: مرحبا")


def test_beside_and_below_a_bubble_the_nearest_place_counts(thread: Thread) -> None:
    start = thread.point(0, "noon")
    thread.drag(start, QPoint(thread.view.viewport().width() - 2, start.y()))
    assert thread.chosen == "noon."
    thread.drag(start, QPoint(5, thread.view.viewport().height() - 3))
    assert thread.chosen.endswith(THIRD)


def test_a_double_click_selects_the_word_and_a_third_click_the_paragraph(thread: Thread) -> None:
    spot = thread.inside(1, "moment")
    port = thread.view.viewport()
    QTest.mouseDClick(port, LEFT, NO_KEY, spot)
    assert thread.chosen == "moment"
    QTest.mouseRelease(port, LEFT, NO_KEY, spot)
    QTest.mousePress(port, LEFT, NO_KEY, spot)
    assert thread.chosen == "A moment, please."
    QTest.mouseRelease(port, LEFT, NO_KEY, spot)


def test_dragging_on_after_a_double_click_goes_by_words(thread: Thread) -> None:
    port = thread.view.viewport()
    QTest.mouseDClick(port, LEFT, NO_KEY, thread.inside(0, "was"))
    thread.move(thread.inside(0, "noon") + QPoint(3, 0))
    assert thread.chosen == "was to be there at noon"
    thread.move(thread.inside(0, "there?") + QPoint(3, 0))
    assert thread.chosen == "there? It was"
    QTest.mouseRelease(port, LEFT, NO_KEY, thread.inside(0, "there?"))


def test_a_click_gives_the_thread_the_keyboard(thread: Thread) -> None:
    thread.view.clearFocus()
    thread.click(thread.inside(1, "shall"))
    assert thread.view.hasFocus()


def test_shift_and_a_click_move_the_end(thread: Thread) -> None:
    thread.click(thread.point(0, "It was"))
    thread.click(thread.point(0, "noon"), SHIFT)
    assert thread.chosen == "It was to be there at "
    thread.click(thread.point(0, "there at"), SHIFT)
    assert thread.chosen == "It was to be "


def test_a_click_selects_nothing_and_makes_its_text_the_current_one(thread: Thread) -> None:
    thread.drag(thread.point(0, "it there"), thread.point(0, "noon"))
    thread.click(thread.inside(1, "shall"))
    assert thread.chosen == ""
    assert thread.view.currentIndex() == thread.index(1)
    assert thread.copied() == SECOND


def test_the_right_button_leaves_the_selection_alone(thread: Thread) -> None:
    thread.drag(thread.point(0, "it there"), thread.point(0, "noon"))
    before = thread.chosen
    port, right, spot = thread.view.viewport(), Qt.MouseButton.RightButton, thread.inside(1, "shall")
    QTest.mousePress(port, right, NO_KEY, spot)
    QTest.mouseRelease(port, right, NO_KEY, spot)
    assert thread.chosen == before != ""


def test_what_arrives_or_changes_leaves_the_selection_where_it_is(
    account: Account, thread: Thread, qtbot: QtBot
) -> None:
    thread.drag(thread.point(0, "it there"), thread.point(1, "look"))
    before = thread.chosen
    put(account, ["older"] * 20, since=NOON - timedelta(days=1))
    put(account, ["newer"] * 20, since=NOON + timedelta(days=1))
    change(account, thread.message(1).id, remote_status="delivered")
    qtbot.waitUntil(lambda: len(thread.model.messages()) == 43)
    assert thread.chosen == before


def test_another_conversation_begins_without_a_selection(account: Account, thread: Thread) -> None:
    thread.drag(thread.point(0, "it there"), thread.point(0, "noon"))
    thread.open(put(account, ["hello"], peer="+447700900456"))
    assert thread.chosen == ""
    assert thread.view.selection.anchor is None


def test_dragging_beyond_the_edge_scrolls_on_and_selects_on(
    account: Account, thread: Thread, qtbot: QtBot
) -> None:
    put(account, [f"text {n}" for n in range(80)], since=NOON + timedelta(hours=1))
    thread.view.to_latest()
    bar = thread.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    thread.view.viewport().grab()
    port = thread.view.viewport()
    QTest.mousePress(port, LEFT, NO_KEY, thread.point(82, "text 79", behind=True))
    top = bar.value()
    thread.move(QPoint(100, -60))
    qtbot.waitUntil(lambda: bar.value() < top - 200)
    assert len(thread.chosen.split("\n")) > 15
    QTest.mouseRelease(port, LEFT, NO_KEY, QPoint(100, 0))


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("https://example.com", Qt.CursorShape.PointingHandCursor),
        ("look", Qt.CursorShape.IBeamCursor),
        (None, Qt.CursorShape.ArrowCursor),
    ],
)
def test_the_pointer_says_what_is_under_it(
    account: Account, thread: Thread, words: str | None, shape: Qt.CursorShape
) -> None:
    thread.open(put(account, ["look at https://example.com/x"], peer="+447700900457"))
    spot = thread.inside(0, words) if words else QPoint(650, 400)
    thread.move(spot, held=Qt.MouseButton.NoButton)
    assert thread.view.viewport().cursor().shape() == shape
