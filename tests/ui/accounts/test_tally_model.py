"""The counts on an account's card: each kind by itself, nothing unproven among the delivered."""

import json
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.announce import MessagesChanged
from desktop.sms.delivery import Proof, State
from desktop.store import accounts
from desktop.store.tables import ConversationRow, MessageRow
from desktop.store.tallies import Tally
from desktop.ui.accounts.account_card import AccountCard
from desktop.ui.accounts.tally_model import PERIOD, Count, counts
from desktop.ui.theme import Theme
from tests.ui.accounts.house import KEPT, NUMBER, House, house

NOW = datetime.now(UTC)
LATE = NOW - timedelta(hours=30)


def put(one: House, *texts: tuple[State, datetime], proof: Proof = Proof.DELIVERED) -> None:
    """Outbound texts of the account, with their states and times."""
    accounts.learn(one.db, KEPT.id, capabilities=json.dumps({"proof": proof}), balance=None, currency="")
    with one.db.transaction() as session:
        talk = ConversationRow(account_id=KEPT.id, line=NUMBER, peer="+447700900123", last_at=NOW)
        session.add(talk)
        session.flush()
        session.add_all(
            MessageRow(
                client_id=uuid.uuid4().hex,
                account_id=KEPT.id,
                conversation_id=talk.id or 0,
                outbound=True,
                line=NUMBER,
                peer=talk.peer,
                body="text",
                state=state,
                created_at=at,
            )
            for state, at in texts
        )


def test_each_kind_has_its_own_line_and_empty_ones_have_none() -> None:
    """C5: what nobody confirmed is never added to what was delivered."""
    found = counts(
        Tally(delivered=1204, queued_there=6, sent=2, sent_unconfirmed=3, unconfirmed=1, failed=4, waiting=5)
    )
    assert [(one.name, one.figure) for one in found] == [
        ("Delivered", "1204"),
        ("Queued there", "6"),
        ("Sent, on their way", "2"),
        ("Sent, not confirmed", "3"),
        ("Not confirmed whether they went out", "1"),
        ("Failed", "4"),
        ("Waiting here", "5"),
    ]
    assert counts(Tally()) == []


def test_without_receipts_no_line_speaks_of_delivery() -> None:
    """C6"""
    assert counts(Tally(cannot_be_confirmed=7)) == [Count("Sent, cannot be confirmed", "7")]


async def test_the_last_thirty_days_are_counted_when_somebody_looks(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT) as one:
        put(
            one,
            (State.DELIVERED, NOW),
            (State.DELIVERED, NOW - PERIOD - timedelta(days=1)),
            (State.SENT, LATE),
            (State.FAILED, LATE),
        )
        assert one.model.tally.of(KEPT.id) == []
        one.model.tally.watch([KEPT.id])
        await one.until(lambda: one.model.tally.of(KEPT.id))
        found = [(count.name, count.figure) for count in one.model.tally.of(KEPT.id)]
        assert found == [("Delivered", "1"), ("Sent, not confirmed", "1"), ("Failed", "1")]


@pytest.mark.parametrize("proof", [Proof.ACCEPTED, Proof.SENT])
async def test_a_service_without_receipts_is_never_said_to_have_delivered(
    tmp_path: Path, proof: Proof
) -> None:
    """C6: whatever state an earlier version stored."""
    async with house(tmp_path, KEPT) as one:
        put(one, (State.DELIVERED, LATE), proof=proof)
        one.model.tally.watch([KEPT.id])
        await one.until(lambda: one.model.tally.of(KEPT.id))
        assert one.model.tally.of(KEPT.id) == [Count("Sent, cannot be confirmed", "1")]


async def test_nothing_is_counted_while_nobody_looks(tmp_path: Path) -> None:
    async with house(tmp_path, KEPT) as one:
        one.model.tally.watch([])
        one.announcer.publish(MessagesChanged(frozenset({1})))
        assert not one.model.tally._soon.isActive()


def test_the_card_shows_the_lines_and_nothing_where_there_are_none(theme: Theme) -> None:
    card = AccountCard(theme, KEPT.id)
    assert card.tally.isHidden()
    card.tally.show_counts([Count("Delivered", "12"), Count("Failed", "1", "bad")])
    assert card.tally.lines() == [("Delivered", "12"), ("Failed", "1")]
    assert card.tally.accessibleDescription() == "Delivered: 12, Failed: 1"
    assert not card.tally.isHidden()
    card.tally.show_counts([])
    assert card.tally.isHidden()
