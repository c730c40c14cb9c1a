"""The list of conversations: one for each pair of a line and another number, newest first.

Look here for the row that the list shows (name, last text, draft, unread count), for searching it, and
for marking a conversation as read.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged
from desktop.sms.delivery import State
from desktop.sms.phone import digits
from desktop.store.database import Database
from desktop.store.tables import ContactNumberRow, ContactRow, ConversationRow, DraftRow, MessageRow, storable


@dataclass(frozen=True, slots=True)
class Conversation:
    """A row of the list. ``last_*`` describe its newest text; ``draft`` is "" if there is none."""

    id: int
    account_id: str
    line: str
    peer: str
    name: str
    last_at: datetime
    last_body: str
    last_outbound: bool
    last_state: State | None
    last_error_code: str | None
    last_error: str
    unread: int
    draft: str


def listing(
    db: Database, *, line: tuple[str, str] | None = None, search: str = "", limit: int = 200
) -> list[Conversation]:
    """Conversations, newest activity first, of one (account id, line number) or of all lines.

    A draft counts as activity. ``search`` keeps those whose name, company, number or any text
    contains it (E1: answered from the cache).
    """
    with db.reading() as session:
        activity = func.max(
            ConversationRow.last_at, func.coalesce(DraftRow.updated_at, ConversationRow.last_at)
        )
        query = _rows()
        if line is not None:
            query = query.where(
                col(ConversationRow.account_id) == line[0], col(ConversationRow.line) == line[1]
            )
        if search.strip():
            query = query.where(_matches(storable(search.strip())))
        found = session.execute(query.order_by(activity.desc(), col(ConversationRow.id).desc()).limit(limit))
        return [_plain(row) for row in found]


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


def _rows() -> Select[*tuple[Any, ...]]:
    contact = (
        select(ContactRow.name)
        .join(ContactNumberRow, col(ContactNumberRow.contact_id) == ContactRow.id)
        .where(
            ContactNumberRow.number == ConversationRow.peer,
            ContactRow.account_id == ConversationRow.account_id,
        )
        .order_by(col(ContactRow.id))
        .limit(1)
        .correlate(ConversationRow)
        .scalar_subquery()
    )
    return (
        sql_select(ConversationRow, MessageRow, col(DraftRow.body), contact)
        .join(MessageRow, col(MessageRow.id) == ConversationRow.last_message_id, isouter=True)
        .join(
            DraftRow,
            and_(
                col(DraftRow.account_id) == ConversationRow.account_id,
                col(DraftRow.line) == ConversationRow.line,
                col(DraftRow.peer) == ConversationRow.peer,
                col(DraftRow.body) != "",
            ),
            isouter=True,
        )
    )


def _matches(search: str) -> ColumnElement[bool]:
    pattern = f"%{_escaped(search)}%"
    by_name = (
        exists()
        .where(
            col(ContactNumberRow.contact_id) == ContactRow.id,
            col(ContactNumberRow.number) == ConversationRow.peer,
            col(ContactRow.account_id) == ConversationRow.account_id,
            or_(
                col(ContactRow.name).like(pattern, escape="\\"),
                col(ContactRow.company).like(pattern, escape="\\"),
            ),
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
    found = [by_name, by_text, col(ConversationRow.peer).like(pattern, escape="\\")]
    number = digits(search)
    if len(number) >= 3 and number.strip("0") and not any(character.isalpha() for character in search):
        # People search for a number as they see it: with spaces, or without the country code.
        found.append(col(ConversationRow.peer).like(f"%{number.lstrip('0')}%"))
    return or_(*found)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _plain(row: Row[*tuple[Any, ...]]) -> Conversation:
    conversation, message, draft, name = row
    return Conversation(
        id=conversation.id,
        account_id=conversation.account_id,
        line=conversation.line,
        peer=conversation.peer,
        name=name or "",
        last_at=conversation.last_at,
        last_body=message.body if message else "",
        last_outbound=message.outbound if message else False,
        last_state=State(message.state) if message else None,
        last_error_code=message.error_code if message else None,
        last_error=message.error_text if message else "",
        unread=conversation.unread,
        draft=draft or "",
    )
