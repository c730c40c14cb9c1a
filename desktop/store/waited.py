"""Whether a text that waited here is still what somebody wants to send: why one is held (idea 8).

Look here for the reasons and their rules. ``reason`` is asked after a time without connection
(``held.review``), ``after_refusal`` at the last moment before a text leaves that the service put off, or that
stood behind such a one.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.sms.delivery import State
from desktop.store.consent import is_stopped
from desktop.store.refusals import is_refused
from desktop.store.tables import MessageRow

OLD, ANSWERED, FOLLOWED, NO_CREDIT = "old", "answered", "followed", "no_credit"
"""Why a text is held: it waited too long, something came from the person meanwhile, a text of the same
conversation that is held was written before it, or there is no credit for it."""

OPTED_OUT = "opted_out"
"""Why a text is held: they wrote STOP before it left, so it must not leave (B20)."""

REFUSED = "refused"
"""Why a text is held: the same words were refused for good meanwhile, so they must not leave (C15)."""

PART = "part"
"""Why a text is held: it is a part of one whose earlier part failed or is not confirmed (B7)."""

DAILY = "daily"
"""Why a text is held: the service takes no more texts over its API today (B27)."""

FRESH = timedelta(minutes=10)
"""A younger text goes out by itself."""
AHEAD = timedelta(minutes=1)
"""A text from further in the future was written while our clock was wrong: nobody knows how old it is."""
PATIENCE = timedelta(hours=1)
"""So long a text that the service puts off is tried by itself; then a person is asked."""
TRIES = 5
"""And so often at least."""
_LATELY = timedelta(days=1)
"""A text that is tried by itself was written within this time."""


def reason(session: Session, row: MessageRow, now: datetime, *, follows: bool) -> str:
    """Why a queued text should not go out by itself after a time without connection; "" where it may.

    ``follows``: one of its conversation that is held was written before it. A text that the service asked
    to wait counts its age from when it was allowed to go.
    """
    if is_stopped(session, row.account_id, row.line, row.peer):
        return OPTED_OUT
    if follows:
        return FOLLOWED
    if _is_old(row, now) or row.created_at > now + AHEAD:
        return OLD
    return ANSWERED if _answered(session, row) else ""


def after_refusal(session: Session, row: MessageRow, now: datetime) -> str:
    """Why a due text should not go out by itself although the service may take it now; "" where it may.

    Only of one that was put off before, or that waited behind such a one: nobody else waits long.
    """
    if row.attempts:
        if is_refused(session, row):
            return REFUSED
        # Tried often as well: a clock that was set makes no text old.
        if row.attempts >= TRIES and now - row.created_at > PATIENCE:
            return OLD
    elif not _stood_behind_one_put_off(session, row):
        return ""
    elif _is_old(row, now):
        return OLD
    return ANSWERED if _answered(session, row) else ""


def behind(session: Session, row: MessageRow) -> Sequence[MessageRow]:
    """The queued texts of a conversation that were written after this one, oldest first."""
    values = {"account": row.account_id, "there": row.conversation_id, "this": row.id}
    return session.exec(_BEHIND, params=values).all()


def hold(session: Session, row: MessageRow, why: str) -> None:
    """Inside the caller's transaction: it waits for a person, and nothing of an earlier refusal stays."""
    row.state, row.held_reason = State.HELD, why
    row.due_at = row.undo_until = row.error_code = None
    row.error_text = ""
    session.add(row)


def _is_old(row: MessageRow, now: datetime) -> bool:
    return now - max(row.created_at, row.due_at or row.created_at) > FRESH


def _stood_behind_one_put_off(session: Session, row: MessageRow) -> bool:
    """Whether an earlier text of its conversation was tried again while this one waited."""
    values = {
        "there": row.conversation_id,
        "this": row.id,
        "lately": row.created_at - _LATELY,
        "written": row.created_at,
    }
    return session.connection().execute(_PUT_OFF, values).first() is not None


def _answered(session: Session, row: MessageRow) -> bool:
    """Whether something came from the person that nobody could know of when this was written.

    By the order in which rows were stored, not by time: two clocks are involved. What is stored later
    and older than what the thread held already is history that is still being fetched.
    """
    connection = session.connection()
    values = {"there": row.conversation_id, "this": row.id}
    known = connection.execute(_THEIRS_BEFORE, values).scalar()
    # Where nothing of theirs was known there is only the time to go by.
    since = known if known is not None else row.created_at - FRESH
    return connection.execute(_THEIRS_AFTER, {**values, "since": since}).first() is not None


# Made once: putting a statement together takes longer than what it asks.
_THERE = col(MessageRow.conversation_id) == bindparam("there")
_BEHIND = (
    select(MessageRow)
    .where(
        MessageRow.account_id == bindparam("account"),
        MessageRow.state == State.QUEUED,
        _THERE,
        col(MessageRow.id) > bindparam("this"),
    )
    .order_by(col(MessageRow.id))
)
_PUT_OFF = (
    sql_select(col(MessageRow.id))
    .where(
        _THERE,
        col(MessageRow.created_at) > bindparam("lately"),
        col(MessageRow.id) < bindparam("this"),
        col(MessageRow.attempts) > 1,
        col(MessageRow.attempted_at) > bindparam("written"),
    )
    .limit(1)
)
_THEIRS_BEFORE = (
    sql_select(col(MessageRow.created_at))
    .where(_THERE, col(MessageRow.outbound).is_(False), col(MessageRow.id) < bindparam("this"))
    .order_by(col(MessageRow.created_at).desc())
    .limit(1)
)
_THEIRS_AFTER = (
    sql_select(col(MessageRow.id))
    .where(
        _THERE,
        col(MessageRow.outbound).is_(False),
        col(MessageRow.id) > bindparam("this"),
        col(MessageRow.created_at) > bindparam("since"),
    )
    .limit(1)
)
