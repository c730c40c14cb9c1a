"""A person's click sends a text once more: of a part that is this part, and the held ones behind it in order.

Every way to do so comes here: from the thread, from above the composer, from the failure inbox.
"""

from datetime import datetime

from sqlmodel import Session

from desktop.announce import MessagesChanged
from desktop.sms.delivery import State
from desktop.store import parts
from desktop.store.database import Database
from desktop.store.messages import queue_again
from desktop.store.tables import MessageRow, SettledFailureRow
from desktop.store.undo import before_draft, remove

EDITED = "edited"
"""How a failure was dealt with whose words a person took up: a code of ``failures``."""


def again(session: Session, row: MessageRow, now: datetime, undo_until: datetime | None = None) -> MessageRow:
    """Inside the caller's transaction: the same text as a new row, queued; the old one stays as it is.

    Held parts behind it go from where they wait into the queue, all as texts of this moment.
    """
    new = queue_again(session, row, now, undo_until)
    if row.group_id is not None:
        new.held_reason = parts.RELEASED
        session.add(new)
        for one in parts.held_rest(session, row):
            if (one.group_place or 0) > (row.group_place or 0):
                queue_again(session, one, now, undo_until)
                remove(session, one)
    return new


def take_up(db: Database, message_id: int, now: datetime) -> str | None:
    """A person's click: the words of a part that failed, and of those that wait behind it, are a draft again.

    The failed part is dealt with by that, and stays in the thread; those behind it go. ``None``: it is no
    part that failed.
    """
    with db.transaction() as session:
        row = session.get(MessageRow, message_id)
        if row is None or row.group_id is None or row.state != State.FAILED:
            return None
        rest = parts.held_rest(session, row)
        words = "".join(one.body for one in (row, *rest))
        before_draft(session, row, words, now)
        for one in rest:
            remove(session, one)
        if session.get(SettledFailureRow, message_id) is None:
            session.add(SettledFailureRow(message_id=message_id, at=now, how=EDITED))
        conversation_id = row.conversation_id
    db.announce(MessagesChanged(frozenset({conversation_id})))
    return words
