"""What becomes of a text that the service said no to and certainly did not take: again later, or held.

Look here for how often and after which waits the program tries again by itself (never anything that may be
out), and for how one missing credit keeps all texts of an account here until a person resumes them. Which
refusals mean what is in ``sms.errors``; a plain refusal is ``outbox.fail``.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged
from desktop.sms.delivery import State
from desktop.store import parts, waited
from desktop.store.binding import release
from desktop.store.database import Database
from desktop.store.outbox import CONTRADICTED, put_in_doubt
from desktop.store.tables import AccountRow, MessageRow
from desktop.store.undo import is_open
from desktop.store.waited import NO_CREDIT

MOST = 5
"""How often one text is tried before it has failed."""
WAITS = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=5), timedelta(minutes=15))
"""Until the second attempt, the third …"""
TOO_FAST = "http_429"
"""The error code of a text that the service put off because too many came at once."""


def later(
    db: Database,
    message_id: int,
    now: datetime,
    *,
    code: str | None,
    text: str,
    there: datetime | None = None,
) -> bool:
    """Back in the queue with its reason, for longer each time; failed after ``MOST``.

    Only with proof that the service did not take it: unconfirmed where a pull found it listed meanwhile.
    ``there``: the service's time, if it is known. Returns whether it is tried again.
    """

    def step(row: MessageRow) -> bool:
        again = row.attempts < MOST
        row.state = State.QUEUED if again else State.FAILED
        row.due_at = now + WAITS[max(row.attempts, 1) - 1] if again else None
        row.error_code, row.error_text = code, text
        return again

    return _again(db, message_id, now, there, step)


_AS_SAID = 3
"""So many times a service that is asked too fast gets just the wait that it named."""


def put_off(
    db: Database,
    message_id: int,
    now: datetime,
    *,
    wait: timedelta,
    there: datetime | None = None,
) -> bool:
    """Back in the queue because too many came at once: as long as the service said, then longer.

    From the fourth time on it waits twice as long as before. It does not fail, however short those waits
    are: ``waited.PATIENCE`` ends it. Else as ``later``.
    """

    def step(row: MessageRow) -> bool:
        row.state = State.QUEUED
        row.due_at = now + max(wait, min(wait * 2 ** min(max(row.attempts - _AS_SAID, 0), 20), WAITS[-1]))
        row.error_code, row.error_text = TOO_FAST, ""
        return True

    return _again(db, message_id, now, there, step)


def hold_all(
    db: Database,
    account_id: str,
    message_id: int,
    now: datetime,
    why: str,
    *,
    code: str | None,
    text: str,
    there: datetime | None = None,
    unreviewed: int = 0,
) -> int:
    """Hold a text that was refused for want of credit, or of texts that are left for today, and all others
    of the account that would leave now. ``why``: ``waited.NO_CREDIT`` or ``waited.DAILY``.

    Each would only be refused in its turn. What can still be taken back stays with its undo, unless it
    would overtake one of its conversation. ``unreviewed``: texts up to this id may be held for a reason that
    ``held.review`` has not said yet; that one counts. They leave by a person's click (``held.send``).
    Returns how many are held.
    """
    touched: dict[int, bool] = {}
    number = 0
    with db.transaction() as session:
        row = _untaken(session, message_id, now, there)
        if row is not None:
            touched[row.conversation_id] = False
            if row.state != State.UNCONFIRMED:
                waited.hold(session, row, why)
                row.error_code, row.error_text = code, text
                number = 1
            waiting = select(MessageRow).where(
                MessageRow.account_id == account_id,
                MessageRow.state == State.QUEUED,
                MessageRow.id != message_id,
            )
            for one in session.exec(waiting.order_by(col(MessageRow.id))):
                follows = touched.get(one.conversation_id)
                reason = why
                if is_open(one.undo_until, now):
                    if follows is None:
                        continue
                    reason = waited.FOLLOWED
                elif (one.id or 0) <= unreviewed:
                    reason = waited.reason(session, one, now, follows=bool(follows)) or why
                waited.hold(session, one, reason)
                touched[one.conversation_id] = bool(follows) or reason != why
                number += 1
    if touched:
        db.announce(MessagesChanged(frozenset(touched)))
    return number


def without_credit(db: Database, account_id: str) -> list[int]:
    """The texts of the account that are held because there was no credit, oldest first: their ids."""
    with db.reading() as session:
        return _without_credit(session, account_id)


def without_any_credit(db: Database) -> list[int]:
    """The same of all accounts that are signed in, oldest first."""
    with db.reading() as session:
        accounts = session.connection().execute(_ACCOUNTS).scalars().all()
        return sorted(one for account_id in accounts for one in _without_credit(session, account_id))


def _without_credit(session: Session, account_id: str) -> list[int]:
    found = session.connection().execute(_WITHOUT_CREDIT, {"account": account_id}).scalars()
    return [one for one in found if one is not None]


def _again(
    db: Database,
    message_id: int,
    now: datetime,
    there: datetime | None,
    step: Callable[[MessageRow], bool],
) -> bool:
    with db.transaction() as session:
        row = _untaken(session, message_id, now, there)
        if row is None:
            return False
        again = row.state != State.UNCONFIRMED and step(row)
        session.add(row)
        parts.halt(session, row)
        conversation_id = row.conversation_id
    db.announce(MessagesChanged(frozenset({conversation_id})))
    return again


def _untaken(session: Session, message_id: int, now: datetime, there: datetime | None) -> MessageRow | None:
    """The row of a text that was just refused; ``None`` where nothing is left to be done about it.

    If a pull found one like it meanwhile, that may be the same text in spite of the answer: it gets a row of
    its own, and ours is unconfirmed.
    """
    row = session.get(MessageRow, message_id)
    if row is None or row.state == State.HELD:
        return None
    if row.remote_id is not None:
        release(session, row)
        put_in_doubt(session, row, now, there, CONTRADICTED)
        session.add(row)
    elif row.state == State.QUEUED:
        row.attempts += 1  # refused in the first of two steps
    elif row.state != State.SENDING:
        return None
    return row


# Made once: putting a statement together takes longer than what it asks.
_ACCOUNTS = sql_select(col(AccountRow.id))
_WITHOUT_CREDIT = (
    sql_select(col(MessageRow.id))
    .where(
        col(MessageRow.account_id) == bindparam("account"),
        col(MessageRow.state) == State.HELD,
        col(MessageRow.held_reason) == NO_CREDIT,
    )
    .order_by(col(MessageRow.id))
)
