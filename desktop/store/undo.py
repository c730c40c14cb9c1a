"""Taking a text back before it leaves: the window after Send, and how its words return to the draft.

While the window is open the outbox leaves the text alone (``outbox.due`` asks ``is_open``). Whoever is
first wins: the outbox marks a text and this deletes it, each in a transaction of its own.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import bindparam, exists
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged, TextQueued
from desktop.sms.delivery import State
from desktop.store import strays
from desktop.store.crm_tables import LaterTextRow
from desktop.store.database import Database
from desktop.store.tables import ConversationRow, DraftRow, MessageRow

LONGEST = timedelta(seconds=60)
"""Twice as long as any window is. A rest that is longer comes from a clock that was put back by more than
seconds, and does not count."""


def is_open(undo_until: datetime | None, now: datetime) -> bool:
    """Whether a text can still be taken back, and so must not leave."""
    return undo_until is not None and timedelta(0) < undo_until - now <= LONGEST


def take_back(db: Database, message_id: int, now: datetime) -> str | None:
    """Undo Send: the text goes, and its words are in the conversation's draft again, before what is there.

    Parts that travel as texts of their own go together. Returns the words; ``None`` if it is too
    late. A conversation that has no text left stays as long as it has this draft.
    """
    with db.transaction() as session:
        row = session.get(MessageRow, message_id)
        if row is None or row.state != State.QUEUED or row.attempts or not is_open(row.undo_until, now):
            return None
        conversation_id = row.conversation_id
        words = to_draft(session, _unsent(session, row), now)
    db.announce(MessagesChanged(frozenset({conversation_id})))
    return words


def send_now(db: Database, message_id: int) -> bool:
    """End the window: the text may leave at once. False: it is no longer here to be taken back."""
    with db.transaction() as session:
        row = session.get(MessageRow, message_id)
        if row is None or row.state != State.QUEUED or row.undo_until is None:
            return False
        for one in _unsent(session, row):
            one.undo_until = None
            session.add(one)
        conversation_id, account_id = row.conversation_id, row.account_id
    db.announce(MessagesChanged(frozenset({conversation_id})))
    db.announce(TextQueued(account_id))
    return True


def sweep(session: Session) -> set[int]:
    """Inside the caller's transaction: delete conversations without any text or draft; returns their ids.

    One whose text waits for its time at the service stays.
    """
    nothing = [
        col(ConversationRow.last_message_id).is_(None),
        ~exists().where(col(MessageRow.conversation_id) == ConversationRow.id),
        ~exists().where(
            col(DraftRow.account_id) == ConversationRow.account_id,
            col(DraftRow.line) == ConversationRow.line,
            col(DraftRow.peer) == ConversationRow.peer,
            col(DraftRow.body) != "",
        ),
        ~exists().where(
            col(LaterTextRow.account_id) == ConversationRow.account_id,
            col(LaterTextRow.line) == ConversationRow.line,
            col(LaterTextRow.peer) == ConversationRow.peer,
        ),
    ]
    rows = session.exec(select(ConversationRow).where(*nothing)).all()
    for row in rows:
        session.delete(row)
    return {row.id for row in rows if row.id is not None}


def to_draft(session: Session, rows: Sequence[MessageRow], now: datetime) -> str:
    """Inside the caller's transaction: delete a text that has not left, and keep its words in the draft.

    ``rows`` are the text, or those of its parts that have not left, in order. Returns its words.
    """
    words = "".join(one.body for one in rows)
    before_draft(session, rows[0], words, now)
    for one in rows:
        remove(session, one)
    return words


class Written(Protocol):
    """A row that knows between whom it is."""

    account_id: str
    line: str
    peer: str


def before_draft(session: Session, row: Written, words: str, now: datetime) -> None:
    """Inside the caller's transaction: put words into the draft of a text's conversation, before its own."""
    key = (row.account_id, row.line, row.peer)
    draft = session.get(DraftRow, key)
    if draft is None:
        draft = DraftRow(account_id=row.account_id, line=row.line, peer=row.peer, updated_at=now)
    draft.body = f"{words}\n{draft.body}" if draft.body else words
    draft.updated_at = now
    session.add(draft)


def remove(session: Session, row: MessageRow) -> None:
    """Inside the caller's transaction: delete a row; the newest text that is left stands in the list."""
    conversation_id, message_id = row.conversation_id, row.id
    strays.leave(session, row)
    session.delete(row)
    session.flush()
    conversation = session.get(ConversationRow, conversation_id)
    if conversation is not None and conversation.last_message_id == message_id:
        newest_stands(session, conversation_id)


def newest_stands(session: Session, conversation_id: int) -> None:
    """Inside the caller's transaction: the newest text that is there stands in the list."""
    session.flush()
    conversation = session.get(ConversationRow, conversation_id)
    if conversation is None:
        return
    newest = session.connection().execute(_NEWEST, {"there": conversation_id}).first()
    conversation.last_message_id = None if newest is None else newest.id
    if newest is not None:
        conversation.last_at = newest.created_at
    session.add(conversation)


def _unsent(session: Session, row: MessageRow) -> Sequence[MessageRow]:
    """The queued parts of the same text, in order: since one of them is open, none of them has left."""
    if row.group_id is None:
        return [row]
    return session.exec(_PARTS, params={"group": row.group_id}).all()


# Made once: putting a statement together takes longer than what it asks.
_NEWEST = (
    sql_select(col(MessageRow.id), col(MessageRow.created_at))
    .where(col(MessageRow.conversation_id) == bindparam("there"))
    .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
    .limit(1)
)
_PARTS = (
    select(MessageRow)
    .where(col(MessageRow.group_id) == bindparam("group"), col(MessageRow.state) == State.QUEUED)
    .order_by(col(MessageRow.group_place))
)
