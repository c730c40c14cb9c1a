"""A person's click sends a text once more: of a part that is this part, and the held ones behind it in order.

Every way to do so comes here: from the thread, from above the composer, from the failure inbox.
"""

from datetime import datetime

from sqlmodel import Session

from desktop.store import parts
from desktop.store.messages import queue_again
from desktop.store.tables import MessageRow
from desktop.store.undo import remove


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
