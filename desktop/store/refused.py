"""What becomes of a text that the service said no to and certainly did not take: again later, or held.

Look here for how often and after which waits the program tries again by itself (never anything that may be
out), and for how one missing credit keeps all texts of an account here until a person resumes them. Which
refusals mean what is in ``sms.errors``; a plain refusal is ``outbox.fail``.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from desktop.announce import MessagesChanged
from desktop.sms.delivery import State
from desktop.store.binding import release
from desktop.store.database import Database
from desktop.store.held import NO_CREDIT
from desktop.store.tables import MessageRow
from desktop.store.undo import is_open

MOST = 5
"""How often one text is tried before it has failed."""
WAITS = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=5), timedelta(minutes=15))
"""Until the second attempt, the third …, where the service does not say how long."""


def later(
    db: Database,
    message_id: int,
    now: datetime,
    *,
    code: str | None,
    text: str,
    wait: timedelta | None = None,
) -> bool:
    """Back in the queue with its reason for ``wait``, or for longer each time; failed after ``MOST``.

    Only with proof that the service did not take it. Returns whether it is tried again.
    """
    with db.transaction() as session:
        row = _untaken(session, message_id)
        if row is None:
            return False
        again = row.attempts < MOST
        row.state = State.QUEUED if again else State.FAILED
        row.due_at = now + (wait or WAITS[max(row.attempts, 1) - 1]) if again else None
        row.error_code, row.error_text = code, text
        session.add(row)
        conversation_id = row.conversation_id
    db.announce(MessagesChanged(frozenset({conversation_id})))
    return again


def hold_without_credit(
    db: Database, account_id: str, message_id: int, now: datetime, *, code: str | None, text: str
) -> int:
    """Hold a text that there is no credit for, and all others of the account that would leave now.

    Each would only be refused in its turn. What can still be taken back stays with its undo. They leave by a
    person's click (``held.send``, ``resume``). Returns how many are held.
    """
    with db.transaction() as session:
        row = _untaken(session, message_id)
        rows = [] if row is None else [row]
        if row is not None:
            row.error_code, row.error_text = code, text
            row.state = State.QUEUED
            waiting = select(MessageRow).where(
                MessageRow.account_id == account_id,
                MessageRow.state == State.QUEUED,
                MessageRow.id != message_id,
            )
            rows += [one for one in session.exec(waiting) if not is_open(one.undo_until, now)]
        for one in rows:
            one.state, one.held_reason, one.due_at, one.undo_until = State.HELD, NO_CREDIT, None, None
            session.add(one)
        touched = frozenset(one.conversation_id for one in rows)
    if touched:
        db.announce(MessagesChanged(touched))
    return len(rows)


def without_credit(db: Database, account_id: str) -> list[int]:
    """The texts of the account that are held because there was no credit, oldest first: their ids."""
    with db.reading() as session:
        found = session.exec(
            select(MessageRow.id)
            .where(
                MessageRow.account_id == account_id,
                MessageRow.state == State.HELD,
                MessageRow.held_reason == NO_CREDIT,
            )
            .order_by(col(MessageRow.id))
        )
        return [one for one in found if one is not None]


def _untaken(session: Session, message_id: int) -> MessageRow | None:
    """The row of a text that was just refused; what a pull had taken for it gets a row of its own."""
    row = session.get(MessageRow, message_id)
    if row is None or row.state == State.HELD:
        return None
    if row.remote_id is not None:
        release(session, row)
    elif row.state == State.QUEUED:
        row.attempts += 1  # refused in the first of two steps
    elif row.state != State.SENDING:
        return None
    return row
