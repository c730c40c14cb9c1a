"""Searching the texts of one conversation for words, a step at a time."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Integer, bindparam, tuple_
from sqlalchemy import select as sql_select
from sqlmodel import col

from desktop.store.database import Database
from desktop.store.messages import Place
from desktop.store.table import UtcTime, storable
from desktop.store.tables import MessageRow


@dataclass(frozen=True, slots=True)
class Found:
    """What one step of a search through a conversation saw; ``older`` is where the next one goes on."""

    hits: list[tuple[Place, str]]
    """(time, id) and words of the texts that contain it, newest first."""
    older: Place | None


def look_through(
    db: Database, conversation_id: int, words: str, *, before: Place | None = None, rows: int = 1000
) -> Found:
    """Search the ``rows`` texts before a (time, id), newest first, whatever the case of the letters.

    A step is short, so that a window can search 100,000 texts without standing still.
    """
    wanted = storable(words).casefold()
    with db.reading() as session:
        at, row_id = before or _AFTER_ALL
        values = {"there": conversation_id, "at": at, "row_id": row_id, "rows": rows}
        seen = session.connection().execute(_WORDS_BEFORE, values).all()
    hits = [((at, found or 0), body) for at, found, body in seen if wanted in body.casefold()]
    return Found(hits, (seen[-1][0], seen[-1][1] or 0) if len(seen) == rows else None)


_AFTER_ALL = (datetime(9999, 1, 1, tzinfo=UTC), 0)
_PLACE = tuple_(col(MessageRow.created_at), col(MessageRow.id))
_AT = tuple_(bindparam("at", type_=UtcTime), bindparam("row_id", type_=Integer))
_NEWEST_FIRST = (col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
_WORDS_BEFORE = (
    sql_select(col(MessageRow.created_at), col(MessageRow.id), col(MessageRow.body))
    .where(col(MessageRow.conversation_id) == bindparam("there"), _PLACE < _AT)
    .order_by(*_NEWEST_FIRST)
    .limit(bindparam("rows", type_=Integer))
)
