"""Ready-made texts that a service keeps: copied here, so that they are there while it is out of reach."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel import Session, col

from desktop.announce import AccountChanged
from desktop.store.crm_tables import SnippetRow
from desktop.store.database import Database
from desktop.store.table import Table, storable


@dataclass(frozen=True, slots=True)
class Snippet:
    """``body`` may have gaps of the service's own, as ``sms.gaps`` knows them."""

    account_id: str
    remote_id: str
    name: str
    body: str
    shared: bool = False
    """Whether other users of the service have it as well."""


def listing(db: Database, account_id: str) -> list[Snippet]:
    """All of an account, by name. Raises ``StoreError``."""
    with db.reading() as session:
        return _of(session, account_id)


def replace(db: Database, account_id: str, snippets: Sequence[Snippet]) -> None:
    """Make the account's snippets these; announced only where they are others."""
    wanted = {
        one.remote_id: Snippet(account_id, one.remote_id, storable(one.name), storable(one.body), one.shared)
        for one in snippets
    }
    with db.reading() as session:
        if {one.remote_id: one for one in _of(session, account_id)} == wanted:
            return
    with db.transaction() as session:
        session.connection().execute(_EMPTY, {"account": account_id})
        rows = [
            {
                "account_id": account_id,
                "remote_id": one.remote_id,
                "name": one.name,
                "body": one.body,
                "shared": one.shared,
            }
            for one in wanted.values()
        ]
        if rows:
            session.connection().execute(insert(_TABLE), rows)
    db.announce(AccountChanged(account_id))


def _of(session: Session, account_id: str) -> list[Snippet]:
    found = [Snippet(*row) for row in session.connection().execute(_ALL, {"account": account_id})]
    return sorted(found, key=lambda one: (one.name.casefold(), one.remote_id))


_TABLE = Table.metadata.tables["snippet"]
_ALL = select(
    col(SnippetRow.account_id),
    col(SnippetRow.remote_id),
    col(SnippetRow.name),
    col(SnippetRow.body),
    col(SnippetRow.shared),
).where(col(SnippetRow.account_id) == bindparam("account"))
_EMPTY = delete(_TABLE).where(_TABLE.c.account_id == bindparam("account"))
