"""Searching the texts of one conversation, or of one person's several, for words: a step at a time."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Integer, bindparam, tuple_
from sqlalchemy import select as sql_select
from sqlmodel import col

from desktop.store.database import Database
from desktop.store.messages import Place
from desktop.store.table import UtcTime, storable
from desktop.store.tables import MessageRow
from desktop.store.timeline import Of


@dataclass(frozen=True, slots=True)
class Found:
    """What one step of a search through a conversation saw; ``older`` is where the next one goes on."""

    hits: list[tuple[Place, str]]
    """(time, id) and words of the texts that contain it, newest first."""
    older: Place | None


def look_through(db: Database, of: Of, words: str, *, before: Place | None = None, rows: int = 1000) -> Found:
    """Search about ``rows`` texts before a (time, id), newest first, whatever the case of the letters.

    A step is short, so that a window can search 100,000 texts without standing still.
    """
    wanted = storable(words).casefold()
    ids = (of,) if isinstance(of, int) else of
    each = max(rows // len(ids), 1)
    at, row_id = before or _AFTER_ALL
    seen: list[tuple[Place, str]] = []
    ends: list[Place] = []
    with db.reading() as session:
        for there in ids:
            values = {"there": there, "at": at, "row_id": row_id, "rows": each}
            found = session.connection().execute(_WORDS_BEFORE, values).all()
            seen += [((moment, message_id or 0), body) for moment, message_id, body in found]
            if len(found) == each:
                ends.append(seen[-1][0])
    # What is older than the page of one conversation is looked at again, in the order of all of them.
    older = max(ends, default=None)
    hits = [one for one in seen if wanted in one[1].casefold() and (older is None or one[0] >= older)]
    return Found(sorted(hits, reverse=True, key=lambda one: one[0]), older)


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
