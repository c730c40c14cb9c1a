"""Rows of a service's lists that could not be read: kept with their fault, each once, for a report."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

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
    remote_id = _known_as(unread)
    seen = session.exec(_KEPT, params=_same(account_id, unread)).first()
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


def first_seen(db: Database, account_id: str, rows: Sequence[Unread]) -> datetime | None:
    """When the one of these texts' rows came first that came last; ``None``: none of them is kept."""
    with db.reading() as session:
        times = [session.connection().execute(_SEEN, _same(account_id, row)).scalar() for row in rows]
    return max((time for time in times if time is not None), default=None)


def count(db: Database, account_id: str, since: datetime) -> int:
    """How many rows of the account that cannot be read came since then."""
    with db.reading() as session:
        return session.connection().execute(_CAME, {"account": account_id, "since": since}).scalar_one()


def _same(account_id: str, row: Unread) -> dict[str, str]:
    return {"account": account_id, "remote_id": _known_as(row), "fault": row.fault}


def _known_as(unread: Unread) -> str:
    """Rows without an id are told apart by what they hold."""
    mark = hashlib.sha256(unread.row.encode("utf-8", "surrogatepass")).hexdigest()
    return unread.remote_id or f"sha256:{mark}"


# Made once: putting a statement together takes longer than what it asks.
_SAME = (
    col(BadRowRow.account_id) == bindparam("account"),
    col(BadRowRow.remote_id) == bindparam("remote_id"),
    col(BadRowRow.fault) == bindparam("fault"),
)
_KEPT = select(BadRowRow.id).where(*_SAME)
_SEEN = sql_select(col(BadRowRow.seen_at)).where(*_SAME)
_CAME = (
    sql_select(func.count())
    .select_from(BadRowRow)
    .where(col(BadRowRow.account_id) == bindparam("account"), col(BadRowRow.seen_at) >= bindparam("since"))
)
