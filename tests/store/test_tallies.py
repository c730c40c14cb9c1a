"""Counts of texts: each once, and what nobody proved never among the delivered."""

import json
from datetime import timedelta

import pytest

from desktop.sms.delivery import Proof, State
from desktop.store import accounts, held, outbox, tallies
from desktop.store.database import Database
from desktop.store.tallies import Tally, tally
from tests.store.test_usual_times import Sent, deliver
from tests.store.texts import ACCOUNT, LINE, OTHER, at, doubted, inbound, listed, pull, queued, sending

HOUR = 3600.0


def prove(db: Database, proof: Proof) -> None:
    stored = json.dumps({"proof": proof})
    accounts.learn(db, ACCOUNT, capabilities=stored, balance=None, currency="")


@pytest.fixture
def one_of_each(db: Database) -> Database:
    """An hour after noon: every state, and of what is awaited a young and an old one."""
    pull(
        db,
        inbound("1"),
        *(
            listed(f"{number}", seconds=seconds, state=state)
            for number, (state, seconds) in enumerate(
                [
                    (State.DELIVERED, 0),
                    (State.SENT, HOUR - 599),
                    (State.SENT, HOUR - 600),
                    (State.ACCEPTED, HOUR - 1),
                    (State.ACCEPTED, -86_400 * 40),
                    (State.FAILED, 0),
                ],
                2,
            )
        ),
    )
    doubted(db)
    sending(db, peer=OTHER)
    queued(db, "old", peer="+12025550100")
    held.review(db, ACCOUNT, at(HOUR))
    queued(db, "new", peer="+12025550101")
    outbox.stop(db, queued(db, "stopped", peer="+12025550102").id)
    return db


def test_a_service_that_proves_delivery_is_waited_for_and_then_counted_apart(one_of_each: Database) -> None:
    """C5."""
    prove(one_of_each, Proof.DELIVERED)
    found = tally(one_of_each, ACCOUNT, now=at(HOUR))
    assert found == Tally(
        delivered=1, sent=1, sent_unconfirmed=1, queued_there=2, unconfirmed=1, failed=1, waiting=3, stopped=1
    )
    assert found.total == 11


def test_what_a_service_never_tells_is_counted_as_that(one_of_each: Database) -> None:
    """C6: even of what an earlier version stored as delivered."""
    prove(one_of_each, Proof.SENT)
    found = tally(one_of_each, ACCOUNT, now=at(HOUR))
    assert (found.delivered, found.cannot_be_confirmed, found.sent, found.queued_there) == (0, 3, 0, 2)
    prove(one_of_each, Proof.ACCEPTED)
    found = tally(one_of_each, ACCOUNT, now=at(HOUR))
    assert (found.delivered, found.cannot_be_confirmed, found.sent, found.queued_there) == (0, 5, 0, 0)
    assert found.total == 11


def test_before_the_first_check_nothing_is_claimed(one_of_each: Database) -> None:
    assert tally(one_of_each, ACCOUNT, now=at(HOUR)).delivered == 0


def test_a_line_and_a_time_can_be_chosen(one_of_each: Database) -> None:
    prove(one_of_each, Proof.DELIVERED)
    assert tally(one_of_each, ACCOUNT, now=at(HOUR), line="+447700900099") == Tally()
    assert tally(one_of_each, "b", now=at(HOUR), line=LINE) == Tally()
    recent = tally(one_of_each, ACCOUNT, now=at(HOUR), since=at(HOUR - 599))
    assert recent == Tally(sent=1, queued_there=1)


def test_the_quiet_period_can_be_given(one_of_each: Database) -> None:
    prove(one_of_each, Proof.DELIVERED)
    found = tally(one_of_each, ACCOUNT, now=at(HOUR), quiet=timedelta(0))
    assert (found.sent, found.sent_unconfirmed, found.queued_there) == (0, 2, 2)


def test_where_delivery_usually_takes_long_it_is_waited_for_longer(db: Database) -> None:
    prove(db, Proof.DELIVERED)
    for number in range(1, 11):
        deliver(db, number, Sent(400))
    pull(db, listed("99", seconds=200_000, state=State.SENT))
    for age, late in ((1199, 0), (1200, 1)):
        found = tallies.tally(db, ACCOUNT, now=at(200_000 + age))
        assert (found.sent, found.sent_unconfirmed) == (1 - late, late)
