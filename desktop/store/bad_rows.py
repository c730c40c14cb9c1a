"""Rows of a service's lists that could not be read: kept with their fault, each once, for a report."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from desktop.store.database import Database
from desktop.store.tables import BadRowRow


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that could not be read, with its fault (E: nothing is lost)."""

    remote_id: str
    fault: str
    row: str


def keep(db: Database, account_id: str, kind: str, rows: Sequence[Unread], now: datetime) -> None:
    """Store unreadable rows of another list than that of texts; ``kind`` says which (line, contact, call).

    It stands before their ids: two lists may count alike.
    """
    if not rows:
        return
    with db.transaction() as session:
        for row in rows:
            known_as = f"{kind}:{row.remote_id}" if row.remote_id else ""
            set_aside(session, account_id, Unread(known_as, row.fault, row.row), now)


def set_aside(session: Session, account_id: str, unread: Unread, now: datetime) -> None:
    """Inside the caller's transaction: keep one row, unless it is kept already."""
    # Rows without an id are told apart by what they hold.
    mark = hashlib.sha256(unread.row.encode("utf-8", "surrogatepass")).hexdigest()
    remote_id = unread.remote_id or f"sha256:{mark}"
    seen = session.exec(
        select(BadRowRow.id).where(
            BadRowRow.account_id == account_id,
            BadRowRow.remote_id == remote_id,
            BadRowRow.fault == unread.fault,
        )
    ).first()
    if seen is None:
        session.add(
            BadRowRow(
                account_id=account_id,
                remote_id=remote_id,
                fault=unread.fault,
                row=json.dumps(unread.row, ensure_ascii=True),
                seen_at=now,
            )
        )
