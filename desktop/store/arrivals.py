"""Which texts came in since one last looked, and are unread: what a notification speaks of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, select
from sqlmodel import col

from desktop.store.database import Database
from desktop.store.media import OF_LAST
from desktop.store.tables import ConversationRow, MessageRow


@dataclass(frozen=True, slots=True)
class Arrived:
    """The new unread texts of one conversation; ``body`` is the newest one's."""

    conversation_id: int
    count: int
    body: str
    oldest_at: datetime
    """The service's time of the first of them, UTC."""
    newest_id: int
    media: str | None = None
    """What the newest text's first file is, as in ``Conversation.last_media``."""


def newest_id(db: Database) -> int:
    """The id of the row that was stored last; 0 in an empty store."""
    with db.reading() as session:
        return session.connection().execute(_LAST).scalar() or 0


def arrived(db: Database, after_id: int) -> list[Arrived]:
    """Texts stored after the row ``after_id`` that are unread, by conversation, the newest last.

    A conversation counts its unread texts and marks none, so they are the newest ones: of a history that is
    still being fetched, nothing is new but what that count holds.
    """
    with db.reading() as session:
        rows = session.connection().execute(_ARRIVED, {"after": after_id}).all()
    found: dict[int, Arrived] = {}
    for row in rows:
        before = found.pop(row.conversation_id, None)
        found[row.conversation_id] = Arrived(
            row.conversation_id,
            1 if before is None else before.count + 1,
            row.body,
            row.created_at if before is None else before.oldest_at,
            row.id if before is None else max(before.newest_id, row.id),
            row.media,
        )
    return list(found.values())


def still_unread(db: Database, conversation_ids: Collection[int]) -> set[int]:
    """Those of the conversations in which anything is unread."""
    with db.reading() as session:
        found = session.connection().execute(_STILL_UNREAD, {"ids": list(conversation_ids)})
        return {one for one in found.scalars() if one is not None}


# Made once: putting a statement together takes longer than what it asks.
_LAST = select(func.max(col(MessageRow.id)))
_STILL_UNREAD = select(col(ConversationRow.id)).where(
    col(ConversationRow.id).in_(bindparam("ids", expanding=True)), col(ConversationRow.unread) > 0
)


def _arrived() -> Select[*tuple[Any, ...]]:
    # Only what is as new as the first of them: a thread may hold ten thousand texts.
    after = bindparam("after", type_=Integer)
    touched = (
        select(col(MessageRow.conversation_id), func.min(MessageRow.created_at).label("since"))
        .where(col(MessageRow.id) > after, col(MessageRow.outbound).is_(False))
        # By the bare column SQLite would walk through the whole index instead of the few new rows.
        .group_by(col(MessageRow.conversation_id) + 0)
        .subquery()
    )
    place = func.row_number().over(
        partition_by=col(MessageRow.conversation_id),
        order_by=(col(MessageRow.created_at).desc(), col(MessageRow.id).desc()),
    )
    ranked = (
        select(
            col(MessageRow.conversation_id),
            col(MessageRow.id),
            col(MessageRow.body),
            col(MessageRow.created_at),
            OF_LAST.label("media"),
            col(ConversationRow.unread),
            place.label("place"),
        )
        .select_from(touched)
        .join(ConversationRow, col(ConversationRow.id) == touched.c.conversation_id)
        .join(
            MessageRow,
            (col(MessageRow.conversation_id) == touched.c.conversation_id)
            & (col(MessageRow.created_at) >= touched.c.since),
        )
        .where(col(ConversationRow.unread) > 0, col(MessageRow.outbound).is_(False))
        .subquery()
    )
    return (
        select(ranked)
        .where(ranked.c.place <= ranked.c.unread, ranked.c.id > after)
        .order_by(ranked.c.created_at, ranked.c.id)
    )


_ARRIVED = _arrived()
