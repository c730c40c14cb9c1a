"""The list of conversations: one for each pair of a line and another number, newest first.

Look here for the row that the list shows (name, last text, draft, unread count), for searching it, and
for marking a conversation as read.
"""

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, Protocol

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    tuple_,
    update,
)
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged
from desktop.sms.delivery import Proof, State
from desktop.sms.phone import digits
from desktop.store.contact_folding import folded
from desktop.store.contact_names import sourced_name, told, visible
from desktop.store.contact_tables import ContactNumberRow, ContactRow
from desktop.store.conversation import Conversation
from desktop.store.database import Database
from desktop.store.media import OF_LAST
from desktop.store.schema import METADATA
from desktop.store.table import UtcTime, storable
from desktop.store.tables import AccountRow, ConversationRow, DraftRow, MessageRow

__all__ = [
    "Conversation",
    "conversation_row",
    "find",
    "get",
    "id_of",
    "listing",
    "mark_read",
    "mark_unread",
    "read_up_to",
    "touch",
    "unread",
    "unread_places",
]


def listing(
    db: Database,
    *,
    line: tuple[str, str] | None = None,
    search: str = "",
    limit: int = 200,
    among: Collection[int] | None = None,
) -> list[Conversation]:
    """Conversations, newest activity first, of one (account id, line number) or of all lines.

    A draft counts as activity. ``search`` keeps those whose name, company, number or any text
    contains it (E1: answered from the cache). ``among`` keeps those with these ids.
    """
    with db.reading() as session:
        ids = [one for _, one in _newest(session, limit, line=line, search=search, among=among)]
        found = session.connection().execute(_these_rows(), {"ids": ids})
        rows = {row.id: row for row in map(_plain, found)}
        return [rows[one] for one in ids]


def unread_places(
    db: Database, *, line: tuple[str, str] | None = None, search: str = ""
) -> list[tuple[datetime, int]]:
    """Where all conversations with unread texts stand among those that ``listing`` gives, newest first:
    their activity and id."""
    with db.reading() as session:
        return _newest(session, None, line=line, search=search, unread=True)


def _newest(
    session: Session,
    limit: int | None,
    *,
    line: tuple[str, str] | None,
    search: str,
    among: Collection[int] | None = None,
    unread: bool = False,
) -> list[tuple[datetime, int]]:
    """Activity and id. No index knows of drafts, so the few conversations that have one are read apart."""
    asked = _Asked(line is not None, among is not None, unread)
    wanted = storable(search.strip())
    queries = _by_text_and_draft([*_where(asked), _matches(wanted)]) if wanted else _unsearched(asked)
    account_id, number = line or ("", "")
    values = {
        "account": account_id,
        "line": number,
        "among": list(among or ()),
        "rows": _NO_END if limit is None else limit,
    }
    connection = session.connection()
    active = {one: at for query in queries for one, at in connection.execute(query, values)}
    return sorted(((at, one) for one, at in active.items()), reverse=True)[:limit]


def get(db: Database, conversation_id: int) -> Conversation | None:
    """One row of the list."""
    with db.reading() as session:
        found = session.connection().execute(_one_row(), {"there": conversation_id}).first()
        return None if found is None else _plain(found)


def find(db: Database, account_id: str, line: str, peer: str) -> int | None:
    """The id of the conversation of this line with this number, if there is one."""
    with db.reading() as session:
        return id_of(session, account_id, line, peer)


def id_of(session: Session, account_id: str, line: str, peer: str) -> int | None:
    """As ``find``, inside the caller's session; what that has not written yet is not found."""
    pair = {"account": account_id, "line": line, "peer": peer}
    return session.connection().execute(_ID_OF_PAIR, pair).scalar()


def mark_read(db: Database, conversation_id: int) -> None:
    """Nothing in it is unread any more."""
    with db.transaction() as session:
        if not session.connection().execute(_READ, {"there": conversation_id}).rowcount:
            return
    db.announce(MessagesChanged(frozenset({conversation_id})))


def read_up_to(db: Database, conversation_id: int, at: datetime, message_id: int) -> None:
    """Everything up to this text has been on screen; only what came after it can still be unread."""
    with db.transaction() as session:
        connection = session.connection()
        unread = connection.execute(_UNREAD_OF, {"there": conversation_id}).scalar()
        if not unread:
            return
        values = {"there": conversation_id, "at": at, "row_id": message_id, "unread": unread}
        left = connection.execute(_CAME_AFTER, values).scalar_one()
        if left == unread:
            return
        connection.execute(_COUNT, {"there": conversation_id, "left": left})
    db.announce(MessagesChanged(frozenset({conversation_id})))


def mark_unread(db: Database, conversation_id: int) -> None:
    """Its last text counts as unread again, as a reminder (Ctrl+U)."""
    with db.transaction() as session:
        if not session.connection().execute(_REMIND, {"there": conversation_id}).rowcount:
            return
    db.announce(MessagesChanged(frozenset({conversation_id})))


def unread(db: Database) -> int:
    """How many unread texts there are in all, for the badge."""
    with db.reading() as session:
        return session.connection().execute(_UNREAD_IN_ALL).scalar_one()


def conversation_row(
    session: Session, account_id: str, line: str, peer: str, at: datetime
) -> ConversationRow:
    """The conversation's row inside a transaction, made if it is new."""
    row = session.exec(_OF_PAIR, params={"account": account_id, "line": line, "peer": peer}).first()
    if row is None:
        row = ConversationRow(account_id=account_id, line=line, peer=peer, last_at=at)
        session.add(row)
        session.flush()
    return row


class Touched(Protocol):
    """A conversation's row, or as much of it as ``touch`` writes to."""

    last_at: datetime
    last_message_id: int | None


def touch(conversation: Touched, message_id: int, created_at: datetime) -> None:
    """Make a text the conversation's newest if it is."""
    if conversation.last_message_id is None or created_at >= conversation.last_at:
        conversation.last_message_id = message_id
        conversation.last_at = created_at


class _Asked(NamedTuple):
    """Which of the conditions of a list are asked for: a statement is made once for each combination."""

    line: bool
    among: bool
    unread: bool


@cache
def _unsearched(asked: _Asked) -> list[Select[*tuple[Any, ...]]]:
    return _by_text_and_draft(_where(asked))


def _where(asked: _Asked) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if asked.line:
        where += [
            col(ConversationRow.account_id) == bindparam("account"),
            col(ConversationRow.line) == bindparam("line"),
        ]
    if asked.among:
        where.append(col(ConversationRow.id).in_(bindparam("among", expanding=True)))
    if asked.unread:
        where.append(col(ConversationRow.unread) > 0)
    return where


def _by_text_and_draft(where: Sequence[ColumnElement[bool]]) -> list[Select[*tuple[Any, ...]]]:
    by_text: Select[*tuple[Any, ...]] = (
        sql_select(col(ConversationRow.id), col(ConversationRow.last_at))
        .where(*where)
        .order_by(col(ConversationRow.last_at).desc(), col(ConversationRow.id).desc())
        .limit(bindparam("rows", type_=Integer))
    )
    by_draft: Select[*tuple[Any, ...]] = (
        sql_select(col(ConversationRow.id), func.max(ConversationRow.last_at, DraftRow.updated_at))
        .join(DraftRow, _its_draft())
        .where(*where)
    )
    return [by_text, by_draft]


@cache
def _one_row() -> Select[*tuple[Any, ...]]:
    return _rows().where(col(ConversationRow.id) == bindparam("there"))


@cache
def _these_rows() -> Select[*tuple[Any, ...]]:
    return _rows().where(col(ConversationRow.id).in_(bindparam("ids", expanding=True)))


def _rows() -> Select[*tuple[Any, ...]]:
    """Plain columns in the order of ``Conversation``: whole rows of the tables take ten times as long."""
    contact = sourced_name(col(ConversationRow.peer), col(ConversationRow.account_id))
    return (
        sql_select(
            col(ConversationRow.id),
            col(ConversationRow.account_id),
            col(ConversationRow.line),
            col(ConversationRow.peer),
            func.coalesce(contact, ""),
            col(ConversationRow.last_at),
            func.coalesce(col(MessageRow.body), ""),
            func.coalesce(col(MessageRow.outbound), False),
            col(MessageRow.state),
            col(MessageRow.error_code),
            func.coalesce(col(MessageRow.error_text), ""),
            col(ConversationRow.unread),
            func.coalesce(col(DraftRow.body), ""),
            func.max(ConversationRow.last_at, func.coalesce(DraftRow.updated_at, ConversationRow.last_at)),
            func.coalesce(
                sql_select(func.json_extract(col(AccountRow.capabilities), "$.proof"))
                .where(col(AccountRow.id) == ConversationRow.account_id)
                .scalar_subquery(),
                Proof.ACCEPTED.value,
            ),
            func.coalesce(
                sql_select(func.json_extract(col(AccountRow.capabilities), "$.service"))
                .where(col(AccountRow.id) == ConversationRow.account_id)
                .scalar_subquery(),
                "",
            ),
            OF_LAST,
        )
        .join(MessageRow, col(MessageRow.id) == ConversationRow.last_message_id, isouter=True)
        .join(DraftRow, _its_draft(), isouter=True)
    )


def _its_draft() -> ColumnElement[bool]:
    return and_(
        col(DraftRow.account_id) == ConversationRow.account_id,
        col(DraftRow.line) == ConversationRow.line,
        col(DraftRow.peer) == ConversationRow.peer,
        col(DraftRow.body) != "",
    )


def _matches(search: str) -> ColumnElement[bool]:
    pattern = f"%{_escaped(search)}%"
    words = folded(search).split()
    by_name = (
        exists()
        .where(
            col(ContactNumberRow.contact_id) == ContactRow.id,
            col(ContactNumberRow.number) == ConversationRow.peer,
            visible(),
            *(func.instr(ContactRow.folded, word) > 0 for word in words),
        )
        .correlate(ConversationRow)
    )
    by_text = (
        exists()
        .where(
            col(MessageRow.conversation_id) == ConversationRow.id,
            col(MessageRow.body).like(pattern, escape="\\"),
        )
        # The list itself joins a conversation's newest text; here any will do.
        .correlate(ConversationRow)
    )
    found = [by_text, col(ConversationRow.peer).like(pattern, escape="\\")]
    if words:
        found.append(by_name)
    number = digits(search)
    if len(number) >= 3 and number.strip("0") and not any(character.isalpha() for character in search):
        # People search for a number as they see it: with spaces, or without the country code.
        found.append(col(ConversationRow.peer).like(f"%{number.lstrip('0')}%"))
    return or_(*found)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _plain(row: Row[*tuple[Any, ...]]) -> Conversation:
    values = list(row)
    values[_STATE] = None if row[_STATE] is None else State(row[_STATE])
    values[_PROOF] = Proof(row[_PROOF])
    values[_NAME], source = told(row[_NAME])
    return Conversation(*[*values, source])


# Made once: putting a statement together takes longer than what it asks.
_NAMES = [field.name for field in fields(Conversation)]
_NAME = _NAMES.index("name")
_STATE, _PROOF = _NAMES.index("last_state"), _NAMES.index("proof")
_NO_END = -1
"""A limit that is none."""
_PAIR = (
    col(ConversationRow.account_id) == bindparam("account"),
    col(ConversationRow.line) == bindparam("line"),
    col(ConversationRow.peer) == bindparam("peer"),
)
_OF_PAIR = select(ConversationRow).where(*_PAIR)
_ID_OF_PAIR = sql_select(col(ConversationRow.id)).where(*_PAIR)
_THIS = col(ConversationRow.id) == bindparam("there")
_UNREAD_OF = sql_select(col(ConversationRow.unread)).where(_THIS)
_UNREAD_IN_ALL = sql_select(func.coalesce(func.sum(col(ConversationRow.unread)), 0))
_CAME_AFTER = sql_select(func.count()).select_from(
    sql_select(col(MessageRow.id))
    .where(
        col(MessageRow.conversation_id) == bindparam("there"),
        col(MessageRow.outbound).is_(False),
        tuple_(col(MessageRow.created_at), col(MessageRow.id))
        > tuple_(bindparam("at", type_=UtcTime), bindparam("row_id", type_=Integer)),
    )
    .limit(bindparam("unread", type_=Integer))
    .subquery()
)
_CONVERSATIONS = METADATA.tables["conversation"]
_ROW = _CONVERSATIONS.c.id == bindparam("there")
_COUNT = update(_CONVERSATIONS).where(_ROW).values(unread=bindparam("left"))
_READ = update(_CONVERSATIONS).where(_ROW, _CONVERSATIONS.c.unread != 0).values(unread=0)
_REMIND = update(_CONVERSATIONS).where(_ROW, _CONVERSATIONS.c.unread <= 0).values(unread=1)
