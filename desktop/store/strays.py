"""Drafts at a service that were written from here and never left: their text is gone, so they go as well.

A two-step service keeps what step one wrote. Noted in the transaction in which the text goes, and removed
there by ``sync.later``; the service is looked at first: what left in the meantime stays.
"""

from sqlalchemy import bindparam, delete, select
from sqlmodel import Session, col

from desktop.store.crm_tables import StrayDraftRow
from desktop.store.database import Database
from desktop.store.table import Table
from desktop.store.tables import MessageRow


def leave(session: Session, row: MessageRow) -> None:
    """Inside the caller's transaction: a text goes that has not left; what step one wrote stays behind."""
    if row.outbound and row.handle is not None and row.remote_id is None:
        note(session, row.account_id, row.handle)


def note(session: Session, account_id: str, handle: str) -> None:
    """Inside the caller's transaction: this draft is nobody's now."""
    session.merge(StrayDraftRow(account_id=account_id, handle=handle))


def keep(db: Database, account_id: str, handle: str) -> None:
    """As ``note``, on its own."""
    with db.transaction() as session:
        note(session, account_id, handle)


def listing(db: Database, account_id: str) -> list[str]:
    """What is still to be removed there, by the service's ids."""
    with db.reading() as session:
        return list(session.connection().execute(_ALL, {"account": account_id}).scalars())


def forget(db: Database, account_id: str, handle: str) -> None:
    """It is removed, or is no draft any more."""
    with db.transaction() as session:
        session.connection().execute(_FORGET, {"account": account_id, "draft": handle})


_TABLE = Table.metadata.tables["stray_draft"]
_ALL = (
    select(col(StrayDraftRow.handle))
    .where(col(StrayDraftRow.account_id) == bindparam("account"))
    .order_by(col(StrayDraftRow.handle))
)
_FORGET = delete(_TABLE).where(
    _TABLE.c.account_id == bindparam("account"), _TABLE.c.handle == bindparam("draft")
)
