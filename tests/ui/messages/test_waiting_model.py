"""How many texts wait for a person: held ones and those in doubt, and when the time alone changes that."""

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop.announce import Link, LinkChanged
from desktop.sms.delivery import State
from desktop.ui.messages.waiting_model import Waiting
from tests.asked import asked
from tests.ui.account import ACCOUNT, Account
from tests.ui.messages.texts import NOON, VIKTOR, ZOE, change, doubtful, peer, put

MINUTE = timedelta(minutes=1)


def doubted(account: Account, at: datetime) -> int:
    """A text that has not been looked for yet."""
    return put(
        account, ["one"], outbound=True, state=State.UNCONFIRMED, attempted_at=at, doubted_at=at, since=at
    )


@pytest.fixture
def waiting(account: Account) -> Waiting:
    return Waiting(account.db, account.changes)


def test_held_texts_and_texts_in_doubt_are_counted_together(account: Account, waiting: Waiting) -> None:
    """Idea 8, demand 3"""
    zoe = doubtful(account, "perhaps sent", peer=ZOE)
    put(account, ["held"], outbound=True, state=State.HELD, peer=ZOE)
    viktor = put(account, ["sent"], outbound=True, peer=VIKTOR)
    assert waiting.read([ACCOUNT]) == {zoe}
    assert (waiting.of(zoe), waiting.of(viktor)) == (2, 0)
    change(account, 1, left_alone=True)
    assert waiting.read([ACCOUNT]) == {zoe}
    assert waiting.of(zoe) == 1
    assert waiting.read([ACCOUNT]) == set()


def test_a_text_that_is_still_looked_for_asks_nobody(account: Account, waiting: Waiting) -> None:
    there = doubted(account, datetime.now(UTC))
    account.announcer.publish(LinkChanged(ACCOUNT, Link.ONLINE))
    waiting.read([ACCOUNT])
    assert waiting.of(there) == 0


def test_where_its_service_is_out_of_reach_it_asks_after_a_while(account: Account, qtbot: QtBot) -> None:
    """Nobody need open the conversation for that."""
    now = NOON + MINUTE
    waiting = Waiting(account.db, account.changes, clock=lambda: now)
    there = doubted(account, NOON)
    with qtbot.waitSignal(waiting.changed):
        account.announcer.publish(LinkChanged(ACCOUNT, Link.OFFLINE, "timed out"))
    waiting.read([ACCOUNT])
    assert waiting.of(there) == 0
    now += timedelta(seconds=29.9)
    with qtbot.waitSignal(waiting.changed):
        waiting.read([ACCOUNT])
    now += timedelta(seconds=0.1)
    assert waiting.read([ACCOUNT]) == {there}
    assert waiting.of(there) == 1


def test_however_many_conversations_have_held_texts_the_store_is_asked_the_same(
    account: Account, waiting: Waiting
) -> None:
    """What is missing credit may hold a thousand: every key of a draft would wait for them."""
    counts = []
    for number in range(3):
        put(account, ["held"], outbound=True, state=State.HELD, peer=peer(number))
        with asked() as statements:
            waiting.read([ACCOUNT])
        counts.append(len(statements))
    assert counts == [counts[0]] * 3
    assert len(waiting.texts) == 3
