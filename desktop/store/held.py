"""Texts that wait for a person: written offline, and perhaps not what anybody wants to send by now (idea 8).

Look here for when a text is held (``review``, after the connection came back and one pull completed) and
for what a person can do with one: send it, take it up again, drop it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged, TextQueued
from desktop.sms.delivery import State
from desktop.store import waited
from desktop.store.consent import is_stopped
from desktop.store.database import Database
from desktop.store.messages import Message, plain, queue_row
from desktop.store.tables import MessageRow
from desktop.store.undo import remove, to_draft

OLD, ANSWERED, FOLLOWED = waited.OLD, waited.ANSWERED, waited.FOLLOWED
NO_CREDIT, OPTED_OUT = waited.NO_CREDIT, waited.OPTED_OUT
"""Why a text is held: see ``waited``."""


def review(db: Database, account_id: str, now: datetime, *, up_to: int | None = None) -> int:
    """Hold what should not go out by itself after a time without connection; returns how many that are.

    ``up_to``: only texts with ids up to this one, which were written before the connection was there;
    later ones were written by somebody who saw what had come, and go out. A text that the service asked
    to wait counts its age from when it was allowed to go.
    """
    with db.transaction() as session:
        query = select(MessageRow).where(
            MessageRow.account_id == account_id, MessageRow.state == State.QUEUED
        )
        if up_to is not None:
            query = query.where(col(MessageRow.id) <= up_to)
        held: set[int] = set()
        count = 0
        for row in session.exec(query.order_by(col(MessageRow.id))):
            reason = waited.reason(session, row, now, follows=row.conversation_id in held)
            if reason:
                row.state, row.held_reason, row.undo_until = State.HELD, reason, None
                session.add(row)
                held.add(row.conversation_id)
                count += 1
    if held:
        db.announce(MessagesChanged(frozenset(held)))
    return count


def waiting(db: Database, conversation_id: int) -> list[Message]:
    """The held texts of a conversation, oldest first."""
    with db.reading() as session:
        rows = session.exec(
            select(MessageRow)
            .where(MessageRow.conversation_id == conversation_id, MessageRow.state == State.HELD)
            .order_by(col(MessageRow.id))
        )
        return [plain(row) for row in rows]


def ids(db: Database, account_ids: Iterable[str]) -> dict[int, set[int]]:
    """Which texts of these accounts are held, by conversation: in one look, however many there are."""
    found: dict[int, set[int]] = {}
    with db.reading() as session:
        query = select(MessageRow.conversation_id, MessageRow.id).where(
            col(MessageRow.account_id).in_(list(account_ids)), MessageRow.state == State.HELD
        )
        for conversation_id, message_id in session.exec(query):
            found.setdefault(conversation_id, set()).add(message_id or 0)
    return found


def everywhere(db: Database, account_id: str | None = None) -> dict[int, int]:
    """How many held texts there are by conversation, of one account or of all."""
    with db.reading() as session:
        query = select(MessageRow.conversation_id, func.count()).where(MessageRow.state == State.HELD)
        if account_id is not None:
            query = query.where(MessageRow.account_id == account_id)
        return dict(session.exec(query.group_by(col(MessageRow.conversation_id))).all())


def send(db: Database, message_id: int, now: datetime) -> Message | None:
    """A person's click: send it as it is. It becomes a new text of this moment, and is not held for the
    same reason again. ``None`` if it is not held any more, or stays held because they opted out (B20)."""
    with db.transaction() as session:
        row = _held(session, message_id)
        if row is None:
            return None
        if is_stopped(session, row.account_id, row.line, row.peer):
            row.held_reason = OPTED_OUT
            session.add(row)
            stays, sent = row.conversation_id, None
        else:
            stays, sent = row.conversation_id, _anew(session, row, now)
    db.announce(MessagesChanged(frozenset({stays})))
    if sent is not None:
        db.announce(TextQueued(sent.account_id))
    return sent


def edit(db: Database, message_id: int, now: datetime | None = None) -> str | None:
    """A person's click: the text goes, its words are in the draft again. ``None`` if it is not held."""
    with db.transaction() as session:
        row = _held(session, message_id)
        if row is None:
            return None
        words, conversation_id = row.body, row.conversation_id
        to_draft(session, row, now or datetime.now(UTC))
    db.announce(MessagesChanged(frozenset({conversation_id})))
    return words


def drop(db: Database, message_id: int) -> bool:
    """A person's click: it is not sent, and stays in the thread as stopped. False if it is not held."""
    with db.transaction() as session:
        row = _held(session, message_id)
        if row is None:
            return False
        row.state = State.STOPPED
        session.add(row)
        conversation_id = row.conversation_id
    db.announce(MessagesChanged(frozenset({conversation_id})))
    return True


def _anew(session: Session, row: MessageRow, now: datetime) -> Message:
    """The text as a new one of this moment, in the queue."""
    again = queue_row(
        session, account_id=row.account_id, line=row.line, peer=row.peer, body=row.body, now=now
    )
    remove(session, row)
    return plain(again)


def _held(session: Session, message_id: int) -> MessageRow | None:
    row = session.get(MessageRow, message_id)
    return row if row is not None and row.state == State.HELD else None
