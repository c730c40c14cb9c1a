"""How many of our texts stand where: delivered, sent and not confirmed, failed …; for an account or a line.

What nobody proved is never added to what was delivered (C5, C6).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select
from sqlmodel import col

from desktop.sms.delivery import Proof, State, provable
from desktop.store.accounts import terms
from desktop.store.database import Database
from desktop.store.table import UtcTime
from desktop.store.tables import MessageRow
from desktop.store.usual_times import LONGEST_QUIET, QUIET, quiet_period


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of outbound texts; each text is counted once."""

    delivered: int = 0
    """The handset confirmed it."""
    sent: int = 0
    """With the carrier, and not for longer than is usual."""
    sent_unconfirmed: int = 0
    """With the carrier, and no receipt within the quiet period (C5)."""
    cannot_be_confirmed: int = 0
    """Taken, by a service that never tells more (C6)."""
    unconfirmed: int = 0
    """Nobody knows whether the service has it."""
    failed: int = 0
    waiting: int = 0
    """Still here: queued, being sent, or held for a person."""
    stopped: int = 0
    queued_there: int = 0
    """The service took it, its carrier has not yet, however long ago (C4): nobody says that it was sent."""

    @property
    def total(self) -> int:
        """All of them."""
        settled = self.delivered + self.failed + self.stopped + self.waiting
        settled += self.queued_there
        return settled + self.sent + self.sent_unconfirmed + self.cannot_be_confirmed + self.unconfirmed


def tally(
    db: Database,
    account_id: str,
    *,
    now: datetime,
    line: str | None = None,
    since: datetime | None = None,
    quiet: timedelta | None = None,
) -> Tally:
    """The counts of an account, of one line (E.164) or of all, of texts from ``since`` on.

    ``quiet``: after so long a text without a receipt counts as not confirmed; by default what
    ``usual_times.quiet_period`` says of its line and country. Over 100,000 texts: call it in a thread.
    """
    proof = terms(db, account_id).proof
    asked = _statements(line is not None, since is not None)
    values = {"account": account_id, "of_line": line, "since": since}
    with db.reading() as session:
        counts = dict.fromkeys(State, 0)
        for state, count in session.connection().execute(asked.by_state, values):
            counts[provable(State(state), proof)] += count
    receipts = proof is Proof.DELIVERED
    late = _late(db, asked, values, now, quiet) if receipts else 0
    never_told = 0 if receipts else counts[State.SENT]
    return Tally(
        delivered=counts[State.DELIVERED],
        sent=counts[State.SENT] - late if receipts else 0,
        sent_unconfirmed=late,
        cannot_be_confirmed=never_told + (counts[State.ACCEPTED] if proof is Proof.ACCEPTED else 0),
        unconfirmed=counts[State.UNCONFIRMED],
        failed=counts[State.FAILED],
        waiting=counts[State.QUEUED] + counts[State.SENDING] + counts[State.HELD],
        stopped=counts[State.STOPPED],
        queued_there=0 if proof is Proof.ACCEPTED else counts[State.ACCEPTED],
    )


def _late(
    db: Database, asked: "_Statements", values: dict[str, Any], now: datetime, quiet: timedelta | None
) -> int:
    """How many of these were taken longer ago than is usual. Most by their age alone; the others by what
    is known of their country."""
    longest = LONGEST_QUIET if quiet is None else quiet
    with db.reading() as session:
        connection = session.connection()
        certain = int(connection.execute(asked.certain, {**values, "until": now - longest}).scalar_one())
        if quiet is not None:
            return certain
        between = {**values, "from": now - LONGEST_QUIET, "until": now - QUIET}
        rest = connection.execute(asked.doubtful, between).all()
    account_id = values["account"]
    return certain + sum(1 for line, peer, at in rest if at <= now - quiet_period(db, account_id, line, peer))


class _Statements(NamedTuple):
    """What is asked for one tally."""

    by_state: Select[*tuple[Any, ...]]
    certain: Select[*tuple[Any, ...]]
    """How many with the carrier left up to a moment,"""
    doubtful: Select[*tuple[Any, ...]]
    """and which left between two."""


@cache
def _statements(of_line: bool, since: bool) -> _Statements:
    """Made once for each combination: putting statements together takes longer than what they ask of few."""
    where = [col(MessageRow.account_id) == bindparam("account"), col(MessageRow.outbound).is_(True)]
    if of_line:
        where.append(col(MessageRow.line) == bindparam("of_line"))
    if since:
        where.append(col(MessageRow.created_at) >= bindparam("since"))
    left = func.coalesce(MessageRow.attempted_at, MessageRow.created_at)
    sent = [*where, col(MessageRow.state) == State.SENT, left <= bindparam("until", type_=UtcTime)]
    return _Statements(
        select(col(MessageRow.state), func.count()).where(*where).group_by(col(MessageRow.state)),
        select(func.count()).where(*sent),
        select(col(MessageRow.line), col(MessageRow.peer), left).where(
            *sent, left > bindparam("from", type_=UtcTime)
        ),
    )
