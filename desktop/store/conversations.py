"""The list of conversations: one for each pair of a line and another number, newest first.

Look here for the row that the list shows (name, last text, draft, unread count), for searching it, and
for marking a conversation as read.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, tuple_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged
from desktop.sms.delivery import Proof, State
from desktop.sms.phone import digits
from desktop.store.contact_folding import folded
from desktop.store.contact_names import reaches, shown_name, visible
from desktop.store.conversation import Conversation
from desktop.store.database import Database
from desktop.store.tables import (
    AccountRow,
    ContactNumberRow,
    ContactRow,
    ConversationRow,
    DraftRow,
    MessageRow,
    storable,
)

__all__ = [
    "Conversation",
    "conversation_row",
    "find",
    "get",
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
        where = _wanted(line, search)
        if among is not None:
            where.append(col(ConversationRow.id).in_(among))
        ids = [one for _, one in _newest(session, where, limit)]
        found = session.execute(_rows().where(col(ConversationRow.id).in_(ids)))
        rows = {row.id: row for row in map(_plain, found)}
        return [rows[one] for one in ids]


def unread_places(
    db: Database, *, line: tuple[str, str] | None = None, search: str = ""
) -> list[tuple[datetime, int]]:
    """Where all conversations with unread texts stand among those that ``listing`` gives, newest first:
    their activity and id."""
    with db.reading() as session:
        return _newest(session, [*_wanted(line, search), col(ConversationRow.unread) > 0], None)


def _wanted(line: tuple[str, str] | None, search: str) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if line is not None:
        where += [col(ConversationRow.account_id) == line[0], col(ConversationRow.line) == line[1]]
    if search.strip():
        where.append(_matches(storable(search.strip())))
    return where


def _newest(
    session: Session, where: Sequence[ColumnElement[bool]], limit: int | None
) -> list[tuple[datetime, int]]:
    """Activity and id. No index knows of drafts, so the few conversations that have one are read apart."""
    by_text = (
        sql_select(col(ConversationRow.id), col(ConversationRow.last_at))
        .where(*where)
        .order_by(col(ConversationRow.last_at).desc(), col(ConversationRow.id).desc())
        .limit(limit)
    )
    by_draft = (
        sql_select(col(ConversationRow.id), func.max(ConversationRow.last_at, DraftRow.updated_at))
        .join(DraftRow, _its_draft())
        .where(*where)
    )
    active = {one: at for query in (by_text, by_draft) for one, at in session.execute(query)}
    return sorted(((at, one) for one, at in active.items()), reverse=True)[:limit]


def get(db: Database, conversation_id: int) -> Conversation | None:
    """One row of the list."""
    with db.reading() as session:
        found = session.execute(_rows().where(col(ConversationRow.id) == conversation_id)).first()
        return None if found is None else _plain(found)


def find(db: Database, account_id: str, line: str, peer: str) -> int | None:
    """The id of the conversation of this line with this number, if there is one."""
    with db.reading() as session:
        return session.exec(
            select(ConversationRow.id).where(
                ConversationRow.account_id == account_id,
                ConversationRow.line == line,
                ConversationRow.peer == peer,
            )
        ).first()


def mark_read(db: Database, conversation_id: int) -> None:
    """Nothing in it is unread any more."""
    with db.transaction() as session:
        row = session.get(ConversationRow, conversation_id)
        if row is None or row.unread == 0:
            return
        row.unread = 0
        session.add(row)
    db.announce(MessagesChanged(frozenset({conversation_id})))


def read_up_to(db: Database, conversation_id: int, at: datetime, message_id: int) -> None:
    """Everything up to this text has been on screen; only what came after it can still be unread."""
    with db.transaction() as session:
        row = session.get(ConversationRow, conversation_id)
        if row is None or row.unread == 0:
            return
        later = (
            select(MessageRow.id)
            .where(
                MessageRow.conversation_id == conversation_id,
                col(MessageRow.outbound).is_(False),
                tuple_(MessageRow.created_at, MessageRow.id) > (at, message_id),
            )
            .limit(row.unread)
            .subquery()
        )
        left = session.exec(select(func.count()).select_from(later)).one()
        if left == row.unread:
            return
        row.unread = left
        session.add(row)
    db.announce(MessagesChanged(frozenset({conversation_id})))


def mark_unread(db: Database, conversation_id: int) -> None:
    """Its last text counts as unread again, as a reminder (Ctrl+U)."""
    with db.transaction() as session:
        row = session.get(ConversationRow, conversation_id)
        if row is None or row.unread > 0:
            return
        row.unread = 1
        session.add(row)
    db.announce(MessagesChanged(frozenset({conversation_id})))


def unread(db: Database) -> int:
    """How many unread texts there are in all, for the badge."""
    with db.reading() as session:
        return session.exec(select(func.coalesce(func.sum(ConversationRow.unread), 0))).one()


def conversation_row(
    session: Session, account_id: str, line: str, peer: str, at: datetime
) -> ConversationRow:
    """The conversation's row inside a transaction, made if it is new."""
    row = session.exec(
        select(ConversationRow).where(
            ConversationRow.account_id == account_id,
            ConversationRow.line == line,
            ConversationRow.peer == peer,
        )
    ).first()
    if row is None:
        row = ConversationRow(account_id=account_id, line=line, peer=peer, last_at=at)
        session.add(row)
        session.flush()
    return row


def touch(conversation: ConversationRow, message_id: int, created_at: datetime) -> None:
    """Make a text the conversation's newest if it is."""
    if conversation.last_message_id is None or created_at >= conversation.last_at:
        conversation.last_message_id = message_id
        conversation.last_at = created_at


@cache
def _rows() -> Select[*tuple[Any, ...]]:
    """Plain columns in the order of ``Conversation``: whole rows of the tables take ten times as long."""
    contact = shown_name(col(ConversationRow.peer), col(ConversationRow.account_id))
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
            reaches(ConversationRow.account_id),
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
    found = Conversation(*row)
    state = None if found.last_state is None else State(found.last_state)
    return replace(found, last_state=state, proof=Proof(found.proof))
