"""Texts that wait for a person: written offline, and perhaps not what anybody wants to send by now (idea 8).

Look here for when a text is held (``review``, after the connection came back and one pull completed) and
for what a person can do with one: send it, take it up again, drop it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Integer, bindparam, func
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged, TextQueued
from desktop.sms.delivery import State
from desktop.store import parts, waited
from desktop.store.consent import is_stopped
from desktop.store.database import Database
from desktop.store.messages import COLUMNS, Message, plain, read
from desktop.store.part_again import again
from desktop.store.refusals import is_refused
from desktop.store.tables import ConversationRow, MessageRow
from desktop.store.undo import remove, to_draft

OLD, ANSWERED, FOLLOWED = waited.OLD, waited.ANSWERED, waited.FOLLOWED
NO_CREDIT, OPTED_OUT, REFUSED = waited.NO_CREDIT, waited.OPTED_OUT, waited.REFUSED
PART, DAILY = waited.PART, waited.DAILY
"""Why a text is held: see ``waited``."""


def to_review(db: Database, account_id: str, *, up_to: int) -> list[int]:
    """The conversations in which texts with ids up to this one are queued: each can be reviewed alone."""
    with db.reading() as session:
        values = {"account": account_id, "up_to": up_to}
        return list(session.connection().execute(_QUEUED_IN, values).scalars())


def review(
    db: Database, account_id: str, now: datetime, *, up_to: int | None = None, only: int | None = None
) -> int:
    """Hold what should not go out by itself after a time without connection; returns how many that are.

    ``up_to``: only texts with ids up to this one, which were written before the connection was there;
    later ones were written by somebody who saw what had come, and go out. ``only``: those of this
    conversation. A text that the service asked to wait counts its age from when it was allowed to go.
    """
    with db.transaction() as session:
        held: set[int] = set()
        count = 0
        values = {"account": account_id, "up_to": _NO_END if up_to is None else up_to, "there": only}
        for row in session.exec(_QUEUED[only is not None], params=values).all():
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
        return read(session, _WAITING, {"there": conversation_id})


def ids(db: Database, account_ids: Iterable[str]) -> dict[int, set[int]]:
    """Which texts of these accounts are held, by conversation: in one look, however many there are."""
    found: dict[int, set[int]] = {}
    with db.reading() as session:
        for conversation_id, message_id in session.connection().execute(
            _IDS, {"accounts": list(account_ids)}
        ):
            found.setdefault(conversation_id, set()).add(message_id or 0)
    return found


def everywhere(db: Database, account_id: str | None = None) -> dict[int, int]:
    """How many held texts there are by conversation, of one account or of all."""
    with db.reading() as session:
        connection = session.connection()
        if account_id is None:
            rows = connection.execute(_COUNTS)
        else:
            rows = connection.execute(_COUNTS_OF_ACCOUNT, {"account": account_id})
        return dict(rows.all())


def send(db: Database, message_id: int, now: datetime) -> Message | None:
    """A person's click: send it as it is. It becomes a new text of this moment, and is not held for the
    same reason again. Of a part, all held parts of its text go, in order. ``None`` if it is not held,
    or stays held because they opted out (B20) or the same words were refused for good meanwhile (C15)."""
    with db.transaction() as session:
        row = _held(session, message_id)
        if row is None:
            return None
        row = parts.held_rest(session, row)[0]
        if why := _must_stay(session, row):
            row.held_reason = why
            session.add(row)
            stays, sent = row.conversation_id, None
        else:
            stays, sent = row.conversation_id, _anew(session, row, now)
    db.announce(MessagesChanged(frozenset({stays})))
    if sent is not None:
        db.announce(TextQueued(sent.account_id))
    return sent


def edit(db: Database, message_id: int, now: datetime | None = None) -> str | None:
    """A person's click: the text goes, its words are in the draft again. ``None`` if it is not held.

    Of a part, so do all held parts of its text.
    """
    with db.transaction() as session:
        row = _held(session, message_id)
        if row is None:
            return None
        conversation_id = row.conversation_id
        words = to_draft(session, parts.held_rest(session, row), now or datetime.now(UTC))
    db.announce(MessagesChanged(frozenset({conversation_id})))
    return words


def drop(db: Database, message_id: int) -> bool:
    """A person's click: it is not sent, and stays in the thread as stopped. False if it is not held.

    Of a part, so do all held parts of its text.
    """
    with db.transaction() as session:
        row = _held(session, message_id)
        if row is None:
            return False
        for one in parts.held_rest(session, row):
            one.state = State.STOPPED
            session.add(one)
        conversation_id = row.conversation_id
    db.announce(MessagesChanged(frozenset({conversation_id})))
    return True


def _must_stay(session: Session, row: MessageRow) -> str:
    """Why it must not leave, whoever asks; "" where it may."""
    if is_stopped(session, row.account_id, row.line, row.peer):
        return OPTED_OUT
    return REFUSED if is_refused(session, row) else ""


def _anew(session: Session, row: MessageRow, now: datetime) -> Message:
    """The text as a new one of this moment, in the queue."""
    new = again(session, row, now)
    remove(session, row)
    return plain(new)


def _held(session: Session, message_id: int) -> MessageRow | None:
    row = session.get(MessageRow, message_id)
    return row if row is not None and row.state == State.HELD else None


# Made once: putting a statement together takes longer than what it asks.
_NO_END = 2**62
"""Above every id."""
_IS_QUEUED = (
    col(MessageRow.account_id) == bindparam("account"),
    col(MessageRow.state) == State.QUEUED,
    col(MessageRow.id) <= bindparam("up_to", type_=Integer),
)
_EVERYWHERE = select(MessageRow).where(*_IS_QUEUED).order_by(col(MessageRow.id))
# By the index on (account, state): few texts of an account are queued, and a thread may be long.
_THERE = col(MessageRow.conversation_id) + 0 == bindparam("there", type_=Integer)
_QUEUED = {False: _EVERYWHERE, True: _EVERYWHERE.where(_THERE)}
"""By whether it is of one conversation alone."""
_QUEUED_IN = sql_select(col(MessageRow.conversation_id)).where(*_IS_QUEUED).distinct()
_WAITING = (
    sql_select(*COLUMNS)
    .join(ConversationRow, col(ConversationRow.account_id) == col(MessageRow.account_id))
    .where(
        col(ConversationRow.id) == bindparam("there"),
        # By the index on (account, state): few texts of an account are held, and a thread may be long.
        col(MessageRow.conversation_id) + 0 == col(ConversationRow.id),
        col(MessageRow.state) == State.HELD,
    )
    .order_by(col(MessageRow.id))
)
_IDS = sql_select(col(MessageRow.conversation_id), col(MessageRow.id)).where(
    col(MessageRow.account_id).in_(bindparam("accounts", expanding=True)),
    col(MessageRow.state) == State.HELD,
)
_COUNTS = (
    sql_select(col(MessageRow.conversation_id), func.count())
    .where(col(MessageRow.state) == State.HELD)
    .group_by(col(MessageRow.conversation_id))
)
_COUNTS_OF_ACCOUNT = _COUNTS.where(col(MessageRow.account_id) == bindparam("account"))
