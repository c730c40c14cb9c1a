"""Turns: what waits is done once, in order, and in portions between which Qt gets through."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.turns import CROWDED, TURN, Later, turns


class Teller(QObject):
    """Has something to tell."""

    told = Signal(str)


def busy(seconds: float) -> None:
    """Work that keeps the thread."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def test_what_is_asked_for_often_is_done_once_and_in_the_order_of_asking(qtbot: QtBot) -> None:
    done: list[str] = []
    owner = QObject()
    first, second = (Later(owner, noted(done, name)) for name in ("first", "second"))
    for later in (first, second, first, first):
        later.start()
    assert done == []
    qtbot.waitUntil(lambda: len(done) == 2)
    first.start()
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["first", "second", "first"]


def noted(done: list[str], name: str) -> Callable[[], None]:
    """Work that leaves its name."""
    return lambda: done.append(name)


def test_a_signal_with_words_asks_for_it_as_well(qtbot: QtBot) -> None:
    done: list[str] = []
    teller = Teller()
    Later(teller, noted(done, "told")).after(teller.told)
    teller.told.emit("whatever")
    qtbot.waitUntil(lambda: done == ["told"])


def test_nothing_is_done_for_a_screen_that_has_gone(qtbot: QtBot) -> None:
    done: list[str] = []
    owner, other = QObject(), QObject()
    Later(owner, noted(done, "gone")).start()
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 52)  # QEvent.DeferredDelete
    Later(other, noted(done, "there")).start()
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["there"]


def test_what_is_asked_for_in_the_midst_of_a_go_lets_those_behind_it_through_first(qtbot: QtBot) -> None:
    """Issue 4, 5: a click that took its time is not followed by more in the same go."""
    done: list[str] = []
    owner = QObject()
    Later(owner, noted(done, "turn")).start()
    behind = QTimer(owner, singleShot=True, interval=0)
    behind.timeout.connect(noted(done, "behind it"))
    behind.start()
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["behind it", "turn"]


def test_between_two_long_pieces_of_work_whoever_else_waits_gets_through(qtbot: QtBot) -> None:
    """Issue 4, 5: the window is never kept for longer than the longest of them."""
    done: list[str] = []
    owner = QObject()

    def long(name: str) -> Callable[[], None]:
        def work() -> None:
            busy(2 * TURN)
            done.append(name)

        return work

    for name in ("one", "two", "three"):
        Later(owner, long(name)).start()
    key = QTimer(owner, interval=0)
    key.timeout.connect(noted(done, "key"))
    key.start()
    qtbot.waitUntil(lambda: "three" in done)
    assert [name for name in done if name != "key"] == ["one", "two", "three"]
    assert "key" in done[done.index("one") : done.index("two")]
    assert "key" in done[done.index("two") : done.index("three")]


def test_work_waits_for_another_go_where_something_else_took_this_one(qtbot: QtBot) -> None:
    """A click that takes long and what it asks for are not one long pause."""
    done: list[str] = []
    owner = QObject()
    Later(owner, noted(done, "work")).start()
    busy(1.5 * CROWDED)
    QTimer.singleShot(0, owner, noted(done, "paint"))
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["paint", "work"]


def test_an_error_in_one_piece_of_work_keeps_the_others_from_nothing(qtbot: QtBot) -> None:
    done: list[str] = []
    owner = QObject()

    def fails() -> None:
        raise ValueError("this one")

    with qtbot.captureExceptions() as caught:
        Later(owner, fails).start()
        Later(owner, noted(done, "next")).start()
        qtbot.waitUntil(lambda: done == ["next"])
    assert [str(error) for _, error, _ in caught] == ["this one"]


@pytest.mark.usefixtures("qapp")
def test_all_that_waits_can_be_done_at_once() -> None:
    done: list[str] = []
    owner = QObject()
    for name in ("one", "two"):
        Later(owner, noted(done, name)).start()
    turns().catch_up()
    assert done == ["one", "two"]
