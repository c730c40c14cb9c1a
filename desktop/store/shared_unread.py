"""What is open in the inbox that the users of a service share, by conversation.

It is theirs, not Linedesk's own count of unread texts: reading here changes nothing of it. An entry goes
when somebody closed it, there or here.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, func, insert, select
from sqlmodel import col

from desktop.announce import AccountChanged, MessagesChanged
from desktop.store.crm_tables import SharedUnreadRow
from desktop.store.database import Database
from desktop.store.table import Table
from desktop.store.tables import ConversationRow


@dataclass(frozen=True, slots=True)
class Open:
    """An entry of that inbox: its id there, and the conversation that it is about."""

    remote_id: str
    line: str
    peer: str


def replace(db: Database, account_id: str, entries: Sequence[Open]) -> None:
    """Make what is open these; whoever shows one of the conversations hears of a change."""
    wanted = {one.remote_id: one for one in entries}
    with db.transaction() as session:
        connection = session.connection()
        before = {row[0]: Open(*row) for row in connection.execute(_ALL, {"account": account_id})}
        if before == wanted:
            return
        connection.execute(_EMPTY, {"account": account_id})
        if wanted:
            connection.execute(insert(_TABLE), [_row(account_id, one) for one in wanted.values()])
    _tell(
        db,
        account_id,
        [one for one in (*before.values(), *wanted.values()) if not _same(one, before, wanted)],
    )


def close(db: Database, account_id: str, remote_ids: Collection[str]) -> None:
    """These were closed from here, for everybody."""
    with db.transaction() as session:
        connection = session.connection()
        closed = [
            one
            for row in connection.execute(_ALL, {"account": account_id})
            if (one := Open(*row)).remote_id in remote_ids
        ]
        for one in closed:
            connection.execute(_ONE, {"account": account_id, "entry": one.remote_id})
    _tell(db, account_id, closed)


def of(db: Database, account_id: str, line: str, peer: str) -> list[str]:
    """The ids of what is open about one conversation."""
    with db.reading() as session:
        values = {"account": account_id, "ours": line, "theirs": peer}
        return list(session.connection().execute(_OF_PAIR, values).scalars())


def counts(db: Database) -> dict[int, int]:
    """How many entries are open about each conversation that has any, by its id."""
    with db.reading() as session:
        return {row[0] or 0: row[1] for row in session.connection().execute(_COUNTS)}


def _row(account_id: str, one: Open) -> dict[str, str]:
    return {"account_id": account_id, "remote_id": one.remote_id, "line": one.line, "peer": one.peer}


def _same(one: Open, before: dict[str, Open], wanted: dict[str, Open]) -> bool:
    return before.get(one.remote_id) == wanted.get(one.remote_id)


def _tell(db: Database, account_id: str, changed: Sequence[Open]) -> None:
    pairs = {(one.line, one.peer) for one in changed}
    with db.reading() as session:
        threads = [
            session.connection()
            .execute(_THREAD, {"account": account_id, "ours": line, "theirs": peer})
            .scalar()
            for line, peer in pairs
        ]
    db.announce(AccountChanged(account_id))
    db.announce(MessagesChanged(frozenset(one for one in threads if one is not None)))


# Made once: putting a statement together takes longer than what it asks.
_TABLE = Table.metadata.tables["shared_unread"]
_OF_ACCOUNT = col(SharedUnreadRow.account_id) == bindparam("account")
_ALL = select(col(SharedUnreadRow.remote_id), col(SharedUnreadRow.line), col(SharedUnreadRow.peer)).where(
    _OF_ACCOUNT
)
_EMPTY = delete(_TABLE).where(_TABLE.c.account_id == bindparam("account"))
_ONE = _EMPTY.where(_TABLE.c.remote_id == bindparam("entry"))
_OF_PAIR = (
    select(col(SharedUnreadRow.remote_id))
    .where(
        _OF_ACCOUNT,
        col(SharedUnreadRow.line) == bindparam("ours"),
        col(SharedUnreadRow.peer) == bindparam("theirs"),
    )
    .order_by(col(SharedUnreadRow.remote_id))
)
_THREAD = select(col(ConversationRow.id)).where(
    col(ConversationRow.account_id) == bindparam("account"),
    col(ConversationRow.line) == bindparam("ours"),
    col(ConversationRow.peer) == bindparam("theirs"),
)
_COUNTS = (
    select(col(ConversationRow.id), func.count())
    .join(
        SharedUnreadRow,
        (col(SharedUnreadRow.account_id) == col(ConversationRow.account_id))
        & (col(SharedUnreadRow.line) == col(ConversationRow.line))
        & (col(SharedUnreadRow.peer) == col(ConversationRow.peer)),
    )
    .group_by(col(ConversationRow.id))
)
