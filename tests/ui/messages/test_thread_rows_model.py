"""The rows of a thread: texts and calls as one, the days they begin, and what names them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.messages.thread_model import DAY, TURN, Message, ThreadModel, TimelineCall
from tests.ui.account import Account
from tests.ui.messages.texts import NOON, VIKTOR, change, put
from tests.ui.messages.thread_of import ring


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime.now().astimezone().replace(hour=23, minute=50).astimezone(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def model(account: Account, clock: Clock) -> Iterator[ThreadModel]:
    """A thread, under the eyes of Qt's own checker, and late in the evening."""
    model = ThreadModel(account.db, account.changes, clock=clock)
    _checker = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model


def days(model: ThreadModel) -> list[str]:
    return [str(model.index(row).data(DAY)) for row in range(model.rowCount())]


def test_calls_stand_between_the_texts_and_can_be_left_out(account: Account, model: ThreadModel) -> None:
    """Product row "One timeline"."""
    there = put(account, ["a", "b"], every=timedelta(minutes=10))
    ring(account, "between", since=NOON + timedelta(minutes=5))
    ring(account, "somebody else's", since=NOON + timedelta(minutes=5), peer=VIKTOR)
    model.open(there)
    assert [model.is_call(row) for row in range(3)] == [False, True, False]
    assert isinstance(model.entry(1), TimelineCall) and model.message(model.index(1)) is None
    assert [one.body for one in model.messages()] == ["a", "b"]
    assert [model.index(row).data(TURN) for row in range(3)] == [True, True, True]
    model.show_calls(False)
    assert model.rowCount() == 2 and not model.shows_calls
    model.show_calls(True)
    assert model.rowCount() == 3


def test_a_call_that_comes_in_later_takes_its_place_row_by_row(
    account: Account, model: ThreadModel, qtbot: QtBot
) -> None:
    model.open(put(account, ["a", "b"], every=timedelta(minutes=10)))
    with qtbot.assertNotEmitted(model.modelReset):
        ring(account, "between", since=NOON + timedelta(minutes=5), outcome="answered", seconds=133)
    said = str(model.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("Incoming call, ")
    assert said.endswith("2 minutes 13 seconds")
    assert "2:13" not in said


def test_today_becomes_yesterday_at_midnight(
    account: Account, model: ThreadModel, clock: Clock, qtbot: QtBot
) -> None:
    put(account, ["a"], since=clock.now - timedelta(days=1))
    model.open(put(account, ["b", "c"], since=clock.now - timedelta(hours=2)))
    assert days(model) == ["Yesterday", "Today", ""]
    told: list[int] = []
    model.dataChanged.connect(lambda first, _: told.append(first.row()))
    clock.now += timedelta(minutes=20)
    with qtbot.waitSignal(model.days_changed):
        model._today.look()
    assert days(model)[1:] == ["Yesterday", ""]
    assert told == [0, 1]


def test_a_text_of_after_midnight_begins_a_day_of_its_own(
    account: Account, model: ThreadModel, clock: Clock
) -> None:
    there = put(account, ["a"], since=clock.now)
    put(account, ["b"], since=clock.now + timedelta(minutes=20))
    model.open(there)
    assert [model.begins_day(row) for row in range(2)] == [True, True]


def test_a_row_is_found_by_what_names_it_wherever_it_stands(account: Account, model: ThreadModel) -> None:
    there = put(account, ["a", "b", "c"])
    ring(account, "call", since=NOON + timedelta(days=1))
    model.open(there)
    keys = [model.key(row) for row in range(4)]
    assert len(set(keys)) == 4
    first = model.entry(0)
    assert isinstance(first, Message)
    assert model.row_of(first.id) == 0
    change(account, first.id, created_at=NOON + timedelta(days=2))
    assert [model.row_with(key) for key in keys] == [3, 0, 1, 2]
    assert model.row_of(first.id) == 3
    assert model.row_of(4711) is None
