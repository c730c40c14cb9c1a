"""Which warnings stood above a text when it was sent, and when one was wrong often enough (idea 3).

A warning that somebody passed over three times, and the text arrived each time, says no more for that
number, until a text to it fails. Blocks are never passed over, and never go quiet.
"""

import json
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from desktop.sms.delivery import Proof, State
from desktop.store.database import Database
from desktop.store.tables import AccountRow, ConversationRow, MessageRow, OverriddenRow

TIMES = 3
"""How often in a row a warning has to be wrong."""
_LOOKED_AT = 200
"""Texts passed over for one number that are looked at, newest first."""

_PROVEN: dict[Proof, frozenset[str]] = {
    Proof.DELIVERED: frozenset({State.DELIVERED}),
    Proof.SENT: frozenset({State.DELIVERED, State.SENT}),
    Proof.ACCEPTED: frozenset({State.DELIVERED, State.SENT, State.ACCEPTED}),
}
"""The states that are a service's strongest word for "it arrived"."""


def write(session: Session, message_id: int, peer: str, rules: Iterable[str]) -> None:
    """Inside the transaction that queues a text: these warnings stood above it."""
    for rule in dict.fromkeys(map(str, rules)):
        session.add(OverriddenRow(message_id=message_id, peer=peer, rule=rule))


def quiet(db: Database, peer: str) -> frozenset[str]:
    """The rules whose warnings say no more for this number."""
    with db.reading() as session:
        return quiet_for(session, peer)


def quiet_for(session: Session, peer: str) -> frozenset[str]:
    """As ``quiet``, inside the caller's session."""
    found = session.connection().execute(_PASSED_OVER, {"peer": peer}).all()
    if not found:
        return frozenset()
    proofs = _proofs(session, {account_id for _, _, _, account_id in found})
    failed = _newest_failure(session, peer)
    arrived: dict[str, int] = defaultdict(int)
    for rule, message_id, state, account_id in found:
        # In the order of storing: a text that failed ends the row of those that arrived before it.
        if (message_id or 0) > failed and state in _PROVEN[proofs[account_id]]:
            arrived[rule] += 1
    return frozenset(rule for rule, times in arrived.items() if times >= TIMES)


def _newest_failure(session: Session, peer: str) -> int:
    """The id of the last text to this number that failed; 0 where none did."""
    connection = session.connection()
    newest = 0
    for account_id in connection.execute(_ACCOUNTS, {"peer": peer}).scalars().all():
        last = connection.execute(_FAILED, {"account": account_id, "peer": peer}).scalar()
        newest = max(newest, last or 0)
    return newest


def _proofs(session: Session, account_ids: Iterable[str]) -> dict[str, Proof]:
    """The strongest thing that each account's service can say; the least where nothing was told."""
    proofs = {}
    for account_id in account_ids:
        capabilities = session.connection().execute(_CAPABILITIES, {"account": account_id}).scalar()
        told = json.loads(capabilities) if capabilities is not None else {}
        proofs[account_id] = Proof(told.get("proof", Proof.ACCEPTED))
    return proofs


# Made once: putting a statement together takes longer than what it asks.
_PASSED_OVER = (
    select(col(OverriddenRow.rule), col(MessageRow.id), col(MessageRow.state), col(MessageRow.account_id))
    .join(MessageRow, col(MessageRow.id) == col(OverriddenRow.message_id))
    .where(col(OverriddenRow.peer) == bindparam("peer"))
    .order_by(col(MessageRow.id).desc())
    .limit(_LOOKED_AT)
)
_ACCOUNTS = (
    select(col(ConversationRow.account_id)).where(col(ConversationRow.peer) == bindparam("peer")).distinct()
)
# By the index on states: failed texts are few, and a thread may be long.
_FAILED = (
    select(col(MessageRow.id))
    .where(
        col(MessageRow.account_id) == bindparam("account"),
        col(MessageRow.state) == State.FAILED,
        col(MessageRow.peer) == bindparam("peer"),
    )
    .order_by(col(MessageRow.id).desc())
    .limit(1)
)
_CAPABILITIES = select(col(AccountRow.capabilities)).where(col(AccountRow.id) == bindparam("account"))
