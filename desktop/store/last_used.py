"""Which of somebody's numbers was texted with last, and from which of our lines: what people know.

A person picker shows the first number first; the composer says so where another line would be used.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlmodel import col

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
            some = {"numbers": wanted[first : first + _AT_ONCE]}
            found.update(session.connection().execute(_LAST, some).all())
    return found


def known_lines(db: Database, number: str) -> list[tuple[str, str]]:
    """(Account id, our number) of the lines that were texted on with this number, the latest first.

    Raises ``StoreError``.
    """
    with db.reading() as session:
        rows = session.connection().execute(_LINES, {"number": number})
        return [(account_id, line) for account_id, line in rows]


def texted_since(db: Database, number: str, since: datetime) -> bool:
    """Whether there was a text with this number since then, on any line. Raises ``StoreError``."""
    with db.reading() as session:
        return session.connection().execute(_SINCE, {"number": number, "since": since}).first() is not None


# Made once: putting a statement together takes longer than what it asks.
_WITH_TEXTS = col(ConversationRow.last_message_id).is_not(None)
_LAST = (
    select(col(ConversationRow.peer), func.max(col(ConversationRow.last_at)))
    .where(col(ConversationRow.peer).in_(bindparam("numbers", expanding=True)), _WITH_TEXTS)
    .group_by(col(ConversationRow.peer))
)
_LINES = (
    select(col(ConversationRow.account_id), col(ConversationRow.line))
    .where(col(ConversationRow.peer) == bindparam("number"), _WITH_TEXTS)
    .order_by(col(ConversationRow.last_at).desc(), col(ConversationRow.id).desc())
)
_SINCE = (
    select(col(ConversationRow.id))
    .where(
        col(ConversationRow.peer) == bindparam("number"),
        col(ConversationRow.last_at) >= bindparam("since"),
        _WITH_TEXTS,
    )
    .limit(1)
)
