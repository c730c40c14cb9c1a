"""Which of somebody's numbers was texted with last: the one that a person picker shows first."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from desktop.store.database import Database
from desktop.store.tables import ConversationRow

_AT_ONCE = 500
"""Numbers of one question; SQLite takes no endless list."""


def last_used(db: Database, numbers: Iterable[str]) -> dict[str, datetime]:
    """When each of these numbers (E.164 or short codes) was last texted with, on any line.

    Numbers that nobody texted with are left out. Raises ``StoreError``.
    """
    wanted = sorted(set(numbers))
    found: dict[str, datetime] = {}
    with db.reading() as session:
        for first in range(0, len(wanted), _AT_ONCE):
            query = (
                select(ConversationRow.peer, func.max(ConversationRow.last_at))
                .where(
                    col(ConversationRow.peer).in_(wanted[first : first + _AT_ONCE]),
                    col(ConversationRow.last_message_id).is_not(None),
                )
                .group_by(col(ConversationRow.peer))
            )
            found.update(session.exec(query).all())
    return found
