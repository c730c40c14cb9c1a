"""The calls that a service recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from desktop.announce import AccountChanged
from desktop.store.database import Database
from desktop.store.tables import CallRow, ContactNumberRow, ContactRow

MOST = 200
"""Rows of one transaction; more would hold the window up."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call; ``outcome`` is answered, missed, declined, voicemail or other; ``name`` from the contacts."""

    account_id: str
    remote_id: str
    outbound: bool
    line: str
    peer: str
    started_at: datetime
    outcome: str
    seconds: int | None = None
    name: str = ""


def listing(db: Database, *, limit: int = 500) -> list[Call]:
    """The newest calls of all lines, newest first."""
    with db.reading() as session:
        name = (
            select(ContactRow.name)
            .join(ContactNumberRow, col(ContactNumberRow.contact_id) == ContactRow.id)
            .where(ContactNumberRow.number == CallRow.peer)
            .order_by(col(ContactRow.id))
            .limit(1)
            .correlate(CallRow)
            .scalar_subquery()
        )
        rows = session.exec(
            select(CallRow, name)
            .order_by(col(CallRow.started_at).desc(), col(CallRow.id).desc())
            .limit(limit)
        )
        return [
            Call(
                row.account_id,
                row.remote_id,
                row.outbound,
                row.line,
                row.peer,
                row.started_at,
                row.outcome,
                row.seconds,
                found or "",
            )
            for row, found in rows
        ]


def keep(db: Database, account_id: str, calls: Sequence[Call]) -> None:
    """Add calls that are new and update those that changed; none is ever removed."""
    changed = [_keep(db, account_id, calls[start : start + MOST]) for start in range(0, len(calls), MOST)]
    if any(changed):
        db.announce(AccountChanged(account_id))


def _keep(db: Database, account_id: str, calls: Sequence[Call]) -> bool:
    changed = False
    with db.transaction() as session:
        ids = [call.remote_id for call in calls]
        rows = {
            row.remote_id: row
            for row in session.exec(
                select(CallRow).where(CallRow.account_id == account_id, col(CallRow.remote_id).in_(ids))
            )
        }
        for call in calls:
            row = rows.get(call.remote_id)
            if row is None:
                row = CallRow(
                    account_id=account_id,
                    remote_id=call.remote_id,
                    outbound=call.outbound,
                    line=call.line,
                    peer=call.peer,
                    started_at=call.started_at,
                    outcome=call.outcome,
                    seconds=call.seconds,
                )
                rows[call.remote_id] = row
            elif (row.outcome, row.seconds) == (call.outcome, call.seconds):
                continue
            row.outcome, row.seconds = call.outcome, call.seconds
            session.add(row)
            changed = True
    return changed
