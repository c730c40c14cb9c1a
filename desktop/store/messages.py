"""Texts as the screens and the command line read them, and putting a new one in the queue.

What happens to a queued text afterwards is in ``outbox``; what comes from the service is in ``merge``.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged, TextQueued
from desktop.sms.delivery import State
from desktop.store.conversations import conversation_row, touch
from desktop.store.database import Database
from desktop.store.tables import DraftRow, MessageRow


@dataclass(frozen=True, slots=True)
class Message:
    """One text, plain. ``state`` is as in ``sms.delivery``; times are UTC."""

    id: int
    account_id: str
    conversation_id: int
    outbound: bool
    line: str
    peer: str
    body: str
    state: State
    created_at: datetime
    outside: bool
    remote_id: str | None
    remote_status: str
    parts: int | None
    error_code: str | None
    error_text: str
    attempts: int
    attempted_at: datetime | None
    handle: str | None
    due_at: datetime | None
    doubted_at: datetime | None
    looked_at: datetime | None
    missing_since: datetime | None
    left_alone: bool

    @property
    def asks(self) -> bool:
        """Whether a person has to decide: not confirmed, and the service's list does not show it."""
        return self.state is State.UNCONFIRMED and self.missing_since is not None and not self.left_alone


def queue(
    db: Database, *, account_id: str, line: str, peer: str, body: str, now: datetime | None = None
) -> Message:
    """Put a text in the outbox: message, conversation and draft in one transaction.

    ``body`` must have been through ``segments.outgoing``. Nothing is sent here; a failure to write
    raises and leaves the draft as it was.
    """
    now = now or datetime.now(UTC)
    with db.transaction() as session:
        row = queue_row(session, account_id=account_id, line=line, peer=peer, body=body, now=now)
        draft = session.get(DraftRow, (account_id, line, peer))
        if draft is not None:
            session.delete(draft)
        message = plain(row)
    db.announce(MessagesChanged(frozenset({message.conversation_id})))
    db.announce(TextQueued(account_id))
    return message


def queue_row(
    session: Session, *, account_id: str, line: str, peer: str, body: str, now: datetime
) -> MessageRow:
    """The row of a new queued text, inside the caller's transaction."""
    conversation = conversation_row(session, account_id, line, peer, now)
    assert conversation.id is not None
    row = MessageRow(
        client_id=uuid.uuid4().hex,
        account_id=account_id,
        conversation_id=conversation.id,
        outbound=True,
        line=line,
        peer=peer,
        body=body,
        state=State.QUEUED,
        created_at=now,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    touch(conversation, row.id, now)
    session.add(conversation)
    return row


def thread(
    db: Database, conversation_id: int, *, before: tuple[datetime, int] | None = None, limit: int = 100
) -> list[Message]:
    """A page of a conversation, oldest first: the newest ``limit`` texts, or those before a (time, id)."""
    with db.reading() as session:
        query = select(MessageRow).where(MessageRow.conversation_id == conversation_id)
        if before is not None:
            query = query.where(tuple_(MessageRow.created_at, MessageRow.id) < before)
        query = query.order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc()).limit(limit)
        return [plain(row) for row in reversed(session.exec(query).all())]


def get(db: Database, message_id: int) -> Message | None:
    """One text, or ``None`` if there is none of that id."""
    with db.reading() as session:
        row = session.get(MessageRow, message_id)
        return None if row is None else plain(row)


def newest(db: Database, *, peer: str | None = None, limit: int | None = None) -> list[Message]:
    """Texts of all lines, newest first, optionally only those with one other number."""
    with db.reading() as session:
        query = select(MessageRow)
        if peer is not None:
            query = query.where(MessageRow.peer == peer)
        query = query.order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
        if limit is not None:
            query = query.limit(limit)
        return [plain(row) for row in session.exec(query)]


def plain(row: MessageRow) -> Message:
    """The row as a record that outlives its session."""
    assert row.id is not None
    return Message(
        id=row.id,
        account_id=row.account_id,
        conversation_id=row.conversation_id,
        outbound=row.outbound,
        line=row.line,
        peer=row.peer,
        body=row.body,
        state=State(row.state),
        created_at=row.created_at,
        outside=row.outside,
        remote_id=row.remote_id,
        remote_status=row.remote_status,
        parts=row.parts,
        error_code=row.error_code,
        error_text=row.error_text,
        attempts=row.attempts,
        attempted_at=row.attempted_at,
        handle=row.handle,
        due_at=row.due_at,
        doubted_at=row.doubted_at,
        looked_at=row.looked_at,
        missing_since=row.missing_since,
        left_alone=row.left_alone,
    )
