"""What an agent feels: keys, Send, opening and switching threads, scrolling, while texts come in."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import samples
from desktop.sms.delivery import State
from desktop.store.binding import Receipt
from desktop.store.merge import Listed, merge
from tests.benchmarks.conftest import Benchmark, Room

LONG = "The van is on its way and arrives before noon. " * 34
"""1,598 characters: the longest text that a service takes, but for two keys."""


@pytest.fixture
def thread(room: Room) -> Room:
    """The thread of 10,000 texts, open at its end."""
    open_row(room, 0)
    room.furnishing.messages.thread_view.to_end()
    room.paint()
    return room


def open_row(room: Room, row: int) -> None:
    """Open a conversation as a click on its row does."""
    rows = room.furnishing.conversations
    room.window.show_page("messages")
    room.furnishing.messages.open(rows.conversation(rows.index(row)).id)


@pytest.mark.benchmark(group="key")
def test_a_key_in_a_bare_text_field(benchmark: Benchmark, qapp: QApplication) -> None:
    benchmark.extra_info["floor"] = True
    window = QWidget()
    edit = QPlainTextEdit(window)
    QVBoxLayout(window).addWidget(edit)
    window.resize(720, 200)
    window.show()
    edit.setPlainText(LONG)

    def press() -> None:
        QTest.keyClick(edit, Qt.Key.Key_A)
        QApplication.processEvents()

    benchmark.pedantic(press, rounds=200, warmup_rounds=20)
    window.deleteLater()


@pytest.mark.benchmark(group="key")
def test_key_until_the_counter_is_painted_at_1600_characters(benchmark: Benchmark, thread: Room) -> None:
    benchmark.extra_info["aim"] = "p99 < 8 ms"
    composer = thread.furnishing.messages.composer
    keys = itertools.cycle([Qt.Key.Key_A, Qt.Key.Key_Backspace])
    composer.edit.setPlainText(LONG)
    composer.edit.setFocus()

    def press() -> None:
        QTest.keyClick(composer.edit, next(keys))
        QApplication.processEvents()

    benchmark.pedantic(press, rounds=400, warmup_rounds=20)
    composer.edit.setPlainText("")


@pytest.mark.benchmark(group="send")
def test_press_until_the_bubble_is_painted(benchmark: Benchmark, thread: Room) -> None:
    benchmark.extra_info["aim"] = "p99 < 16 ms"
    messages = thread.furnishing.messages
    edit = messages.composer.edit

    def write() -> None:
        edit.setPlainText("On its way")
        thread.paint()

    def press() -> None:
        QTest.keyClick(edit, Qt.Key.Key_Return)
        QApplication.processEvents()

    benchmark.pedantic(press, setup=write, rounds=100, warmup_rounds=5)


@pytest.mark.benchmark(group="open")
def test_opening_the_thread_of_10000_texts(benchmark: Benchmark, room: Room) -> None:
    benchmark.extra_info["aim"] = "< 30 ms"

    def away() -> None:
        open_row(room, 7)
        room.paint()

    def back() -> None:
        open_row(room, 0)
        QApplication.processEvents()

    benchmark.pedantic(back, setup=away, rounds=40, warmup_rounds=2)


@pytest.mark.benchmark(group="open")
def test_switching_threads(benchmark: Benchmark, room: Room) -> None:
    benchmark.extra_info["aim"] = "< 30 ms"
    rows = itertools.cycle(range(1, 60))

    def switch() -> None:
        open_row(room, next(rows))
        QApplication.processEvents()

    benchmark.pedantic(switch, rounds=100, warmup_rounds=5)


@pytest.mark.benchmark(group="scroll")
def test_scrolling_a_bare_list(benchmark: Benchmark, qapp: QApplication) -> None:
    from PySide6.QtCore import QStringListModel

    benchmark.extra_info["floor"] = True
    view = QListView()
    view.setModel(QStringListModel([f"row {place}" for place in range(5_000)]))
    view.setUniformItemSizes(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.resize(720, 560)
    view.show()
    bar = view.verticalScrollBar()

    def step() -> None:
        bar.setValue(bar.value() + 40)
        QApplication.processEvents()

    benchmark.pedantic(step, rounds=500, warmup_rounds=10)
    view.deleteLater()


@pytest.mark.benchmark(group="scroll")
def test_a_frame_of_scrolling_up_a_thread(benchmark: Benchmark, thread: Room) -> None:
    benchmark.extra_info["aim"] = "p99 < 16 ms"
    view = thread.furnishing.messages.thread_view

    def step() -> None:
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() - 40)
        QApplication.processEvents()

    benchmark.pedantic(step, rounds=500, warmup_rounds=10)


@pytest.mark.benchmark(group="scroll")
def test_a_frame_of_scrolling_the_conversations(benchmark: Benchmark, room: Room) -> None:
    benchmark.extra_info["aim"] = "p99 < 16 ms"
    view = room.furnishing.messages.list
    view.verticalScrollBar().setValue(0)

    def step() -> None:
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 40)
        QApplication.processEvents()

    benchmark.pedantic(step, rounds=500, warmup_rounds=10)


@pytest.mark.benchmark(group="merge")
def test_a_frame_of_scrolling_up_while_a_page_of_texts_comes_in(benchmark: Benchmark, thread: Room) -> None:
    """Each frame merges 20 texts, five of them into the open thread."""
    benchmark.extra_info["aim"] = "p99 < 16 ms"
    furnishing = thread.furnishing
    view = furnishing.messages.thread_view
    db = furnishing._db
    pages = arrivals()

    def step() -> None:
        now = datetime.now(UTC)
        merge(db, samples.ACCOUNT.id, next(pages), window=timedelta(minutes=1), now=now)
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() - 40)
        QApplication.processEvents()

    benchmark.pedantic(step, rounds=200, warmup_rounds=5)


def arrivals() -> Iterator[list[Listed]]:
    """Pages of new texts, without end."""
    numbers = itertools.count()
    while True:
        page = []
        for place in range(20):
            number = next(numbers)
            peer = f"+4477009{0 if place % 4 == 0 else number % 400:05}"
            receipt = Receipt(remote_id=f"bench-{number}", state=State.RECEIVED)
            body = f"Number {number} has a question about the parcel."
            page.append(Listed(False, samples.SUPPORT, peer, body, datetime.now(UTC), receipt))
        yield page
