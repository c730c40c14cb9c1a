"""What waits in the open conversation, why, and since when; decisions are carried out or said not to be."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtTest import QSignalSpy

from desktop.sms.delivery import State
from desktop.store import held, messages
from desktop.ui.messages.held_model import HeldModel
from tests.ui.account import Account
from tests.ui.messages.texts import NOON, VIKTOR, ZOE, full_disk, know, put

NOW = NOON + timedelta(minutes=14, seconds=50)


def wait(account: Account, *bodies: str, reason: str = held.ANSWERED, **fields: Any) -> int:
    return put(account, bodies, outbound=True, state=State.HELD, held_reason=reason, **fields)


def clock() -> datetime:
    return NOW


@pytest.fixture
def model(account: Account) -> HeldModel:
    know(account, "Anna", ZOE)
    model = HeldModel(account.db, account.changes, clock=clock)
    model.open(wait(account, "one", "two", "three"))
    return model


def test_the_oldest_comes_first_and_says_when_it_was_written_and_before_what(model: HeldModel) -> None:
    """Idea 8."""
    assert [one.body for one in model.waiting] == ["one", "two", "three"]
    assert model.why(model.waiting[0]) == "Written 14 minutes ago, before Anna answered."
    assert model.more() == "And 2 more wait."


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (held.OLD, "Written 14 minutes ago. It waited here for more than 10 minutes."),
        (held.FOLLOWED, "Written 14 minutes ago, after another text that waits."),
        (
            held.NO_CREDIT,
            "Written 14 minutes ago. There was not enough credit: top up at the service, then send it.",
        ),
        (
            held.REFUSED,
            "Written 14 minutes ago. The same words were refused to this number meanwhile, so they cannot go "
            "as they are.",
        ),
        ("", "Written 14 minutes ago. It waits for you."),
    ],
)
def test_every_reason_has_its_sentence(account: Account, reason: str, words: str) -> None:
    model = HeldModel(account.db, account.changes, clock=clock)
    model.open(wait(account, "one", reason=reason))
    assert model.why(model.waiting[0]) == words
    assert model.more() == ""


def test_what_is_older_than_an_hour_is_said_with_its_time_of_day(account: Account) -> None:
    model = HeldModel(account.db, account.changes, clock=clock)
    model.open(wait(account, "one", since=NOON - timedelta(days=3)))
    assert model.why(model.waiting[0]).startswith("Written on 27 February 2026 at ")


def test_send_and_drop_do_what_they_say_once(account: Account, model: HeldModel) -> None:
    first, second, _ = model.waiting
    assert model.send(first) and not model.send(first)
    assert model.drop(second) and not model.drop(second)
    assert [one.body for one in model.waiting] == ["three"]
    states = {one.body: one.state for one in messages.newest(account.db)}
    assert states == {"one": State.QUEUED, "two": State.STOPPED, "three": State.HELD}


def test_a_decision_that_cannot_be_stored_is_said_not_to_be_carried_out(
    account: Account, model: HeldModel
) -> None:
    said = QSignalSpy(model.trouble)
    with full_disk(account):
        assert not model.send(model.waiting[0])
    assert "cannot be written" in said.at(0)[0]
    assert len(model.waiting) == 3


def test_it_follows_the_open_conversation_and_no_other(account: Account, model: HeldModel) -> None:
    told = QSignalSpy(model.changed)
    wait(account, "for Viktor", peer=VIKTOR)
    assert told.count() == 0
    wait(account, "four")
    assert "four" in [one.body for one in model.waiting]
    model.open(None)
    assert model.waiting == []
