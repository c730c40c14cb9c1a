"""What the bubbles of a thread say changes when it has to: for the rows on screen, by one timer."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import shiboken6
from PySide6.QtCore import QTimer

from desktop.announce import Link, LinkChanged
from desktop.sms.delivery import State
from desktop.ui.messages.thread_model import Message, ThreadModel
from tests.ui.account import ACCOUNT, Account
from tests.ui.messages.texts import NOON, change, doubtful, put

SECOND = timedelta(seconds=1)


class Room:
    """A thread whose clock stands until it is moved."""

    def __init__(self, account: Account) -> None:
        self.now = NOON
        self.account = account
        self.model = ThreadModel(account.db, account.changes, clock=self.clock)
        self.model.know_services({ACCOUNT: "Cliqtel"})
        self.told: list[int] = []
        self.model.dataChanged.connect(lambda first, last: self.told.append(first.row()))

    def clock(self) -> datetime:
        return self.now

    @property
    def timer(self) -> QTimer:
        return self.model.sayings.timer

    def open(self, conversation_id: int) -> list[Message]:
        """Open a thread with all of its texts on screen."""
        self.model.open(conversation_id)
        texts = self.model.messages()
        for one in texts:
            self.model.said(one)
        self.model.sayings.watch(texts)
        self.model.sayings.look()
        return texts

    def later(self, seconds: float) -> None:
        """So much later, whatever the timer would have done by then."""
        self.now += seconds * SECOND
        self.timer.timeout.emit()

    def note(self, place: int) -> str:
        return self.model.said(self.model.messages()[place]).note


@pytest.fixture
def room(account: Account) -> Iterator[Room]:
    room = Room(account)
    yield room
    shiboken6.delete(room.model)


def test_the_hint_comes_by_itself_and_changes_one_row(account: Account, room: Room) -> None:
    """C3, C4: at sixty seconds, driven by the clock that was handed in."""
    put(account, ["done"], outbound=True, since=NOON - timedelta(hours=1))
    room.open(put(account, ["stuck"], outbound=True, state=State.ACCEPTED))
    assert room.timer.interval() == 60_000
    room.later(59.9)
    assert (room.told, room.timer.interval()) == ([], 100)
    room.later(0.1)
    assert room.told == [1]
    assert "messaging profile" in room.note(1)


def test_the_hint_goes_with_progress(account: Account, room: Room) -> None:
    """C4"""
    (text,) = room.open(put(account, ["stuck"], outbound=True, state=State.ACCEPTED))
    room.later(60)
    change(account, text.id, state=State.DELIVERED)
    assert room.note(0) == ""


def test_rows_that_nobody_sees_cost_nothing(account: Account, room: Room) -> None:
    """C3: a hundred texts wait, one is on screen."""
    there = put(account, ["x"] * 100, outbound=True, state=State.ACCEPTED, every=timedelta(0))
    texts = room.open(there)
    room.model.sayings.watch(texts[-1:])
    room.told.clear()
    before = [room.model.said(one) for one in texts]
    room.later(60)
    again = [room.model.said(one) is said for one, said in zip(texts, before, strict=True)]
    assert again == [True] * 99 + [False]
    assert room.told == [99]


def test_settled_texts_keep_no_timer_running(account: Account, room: Room) -> None:
    room.open(put(account, ["a", "b"], outbound=True))
    room.timer.stop()
    room.model.sayings.look()
    assert not room.timer.isActive()


def test_a_clock_that_was_set_back_starts_no_endless_timer(account: Account, room: Room) -> None:
    room.now -= timedelta(days=400)
    room.open(put(account, ["x"], outbound=True, state=State.ACCEPTED))
    assert room.timer.interval() == 3_600_000


def test_a_service_that_goes_away_changes_what_waits_for_it(account: Account, room: Room) -> None:
    """Demand 3"""
    room.open(put(account, ["done", "waits"], outbound=True, state=State.QUEUED))
    account.announcer.publish(LinkChanged(ACCOUNT, Link.OFFLINE, "timed out"))
    assert room.told == [0, 1]
    assert room.note(1).startswith("Cliqtel cannot be reached since ")
    account.announcer.publish(LinkChanged(ACCOUNT, Link.ONLINE))
    assert room.note(1) == ""


def test_without_a_list_to_look_in_a_person_is_asked_after_a_while(account: Account, room: Room) -> None:
    """A text is never without an answer and without anybody being told."""
    doubted = State.UNCONFIRMED
    room.open(put(account, ["?"], outbound=True, state=doubted, attempted_at=NOON, doubted_at=NOON))
    account.announcer.publish(LinkChanged(ACCOUNT, Link.OFFLINE, "timed out"))
    assert room.model.asking() == []
    room.model.sayings.watch(room.model.messages())
    room.later(30)
    assert [one.body for one in room.model.asking()] == ["?"]
    assert room.told[-1] == 0


def test_check_again_is_answered_in_the_bubble(account: Account, room: Room) -> None:
    (text,) = room.open(doubtful(account, "?"))
    room.now += timedelta(hours=1)
    room.model.check(text)
    assert "Checking with Cliqtel …" in room.note(0)
    change(account, text.id, looked_at=room.now + SECOND)
    room.later(2)
    assert room.note(0).startswith("Checked just now: still not there.")
    room.model.sayings.watch(room.model.messages())
    room.later(60)
    assert room.note(0).startswith("Not in Cliqtel's list")


def test_what_it_says_is_made_once_until_something_changes(account: Account, room: Room) -> None:
    """Painting asks for it again and again."""
    (text,) = room.open(put(account, ["x"], outbound=True, state=State.SENT))
    assert room.model.said(text) is room.model.said(text)
