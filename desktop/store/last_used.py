"""Which of somebody's numbers was texted with last, and from which of our lines: what people know.

A person picker shows the first number first; the composer says so where another line would be used.
"""

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


def known_lines(db: Database, number: str) -> list[tuple[str, str]]:
    """(Account id, our number) of the lines that were texted on with this number, the latest first.

    Raises ``StoreError``.
    """
    query = (
        select(ConversationRow.account_id, ConversationRow.line)
        .where(ConversationRow.peer == number, col(ConversationRow.last_message_id).is_not(None))
        .order_by(col(ConversationRow.last_at).desc(), col(ConversationRow.id).desc())
    )
    with db.reading() as session:
        return [(account_id, line) for account_id, line in session.exec(query)]


def texted_since(db: Database, number: str, since: datetime) -> bool:
    """Whether there was a text with this number since then, on any line. Raises ``StoreError``."""
    query = (
        select(ConversationRow.id)
        .where(
            ConversationRow.peer == number,
            ConversationRow.last_at >= since,
            col(ConversationRow.last_message_id).is_not(None),
        )
        .limit(1)
    )
    with db.reading() as session:
        return session.exec(query).first() is not None
