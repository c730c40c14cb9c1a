"""Which lines of ours somebody told to stop: by a STOP, a service's refusal, or its phone book (B20).

A STOP is one line's, so another line is not closed by it. ``preflight_facts`` says it before a text leaves
from another line, and ``line_advice`` offers no way round it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, exists, literal, select, union_all
from sqlmodel import Session, col

from desktop.store.consent import Consent, held_by
from desktop.store.crm_tables import BlockedNumberRow
from desktop.store.tables import AccountRow, ConsentRow, ConversationRow, LineRow


@dataclass(frozen=True, slots=True)
class StoppedAt:
    """A line that must not text them, and why. ``line`` is "" where a phone book closes a whole account."""

    account_id: str
    line: str
    held: Consent


def places(session: Session, peer: str) -> list[StoppedAt]:
    """Wherever texts to ``peer`` are stopped, the newest first, inside the caller's session."""
    pairs = dict.fromkeys(
        (row.account_id, row.line) for row in session.connection().execute(_ASKED, {"peer": peer})
    )
    found = [StoppedAt(account, line, held_by(session, account, line, peer)) for account, line in pairs]
    stopped = [one for one in found if one.held.stopped]
    return sorted(stopped, key=lambda one: one.held.since or _EVER, reverse=True)


_EVER = datetime(1, 1, 1, tzinfo=UTC)
# Our lines, by each of which the log has an index, and threads of lines that no service listed; made once.
_accounts: Any = union_all(
    select(col(AccountRow.id).label("account_id")), select(col(LineRow.account_id).label("account_id"))
).subquery()
_pairs: Any = union_all(
    select(col(LineRow.account_id).label("account_id"), col(LineRow.number).label("line")),
    select(col(ConversationRow.account_id), col(ConversationRow.line)).where(
        col(ConversationRow.peer) == bindparam("peer")
    ),
).subquery()
_ASKED = union_all(
    select(_pairs.c.account_id, _pairs.c.line).where(
        exists().where(
            col(ConsentRow.account_id) == _pairs.c.account_id,
            col(ConsentRow.line) == _pairs.c.line,
            col(ConsentRow.peer) == bindparam("peer"),
        )
    ),
    select(_accounts.c.account_id, literal("").label("line")).where(
        exists().where(
            col(BlockedNumberRow.account_id) == _accounts.c.account_id,
            col(BlockedNumberRow.peer) == bindparam("peer"),
        )
    ),
)
