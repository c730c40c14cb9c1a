"""Deleting texts for good: the row goes with all that belongs to it, and no list brings it back (E15).

What a service has of a text is deleted by ``sync/removal`` first; a tombstone stays here, since a page that
was on its way may still hold it, and a service without deleting lists it for ever.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import Integer, bindparam, func, tuple_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col

from desktop.announce import MessagesChanged
from desktop.sms.delivery import TAKEN, State
from desktop.store import accounts, passed_on, undo
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.store.table import UtcTime
from desktop.store.tables import ConversationRow, DeletedTextRow, MessageRow

OPEN = frozenset({State.QUEUED, State.SENDING, State.UNCONFIRMED, State.HELD})
"""Not deleted: a text that waits is stopped or dropped, one that is not confirmed is decided about."""

LISTED = timedelta(hours=2)
"""So long after a text a list may bring it under a name that nobody knows yet; no service takes longer, and
an hour of it is the one that autumn has twice."""


def awaits_list(db: Database, message: Message) -> bool:
    """Whether a list has still to tell the id or the kind of a text: deleted before, it would come back."""
    nameless = message.outbound and message.remote_id is None and message.state in TAKEN
    if not nameless and message.remote_kind not in passed_on.KINDS:
        return False
    pulled_at = accounts.known(db, message.account_id).pulled_at
    return pulled_at is None or pulled_at - (message.attempted_at or message.created_at) <= LISTED


def delete(db: Database, message_ids: Collection[int], now: datetime) -> int:
    """Delete texts from this computer; how many were. Those that are ``OPEN`` or gone are passed over.

    Whoever calls has asked ``awaits_list`` where the account is still signed in.
    """
    touched: set[int] = set()
    count = 0
    with db.transaction() as session:
        for message_id in message_ids:
            row = session.get(MessageRow, message_id)
            if row is None or State(row.state) in OPEN:
                continue
            if row.remote_id is not None:
                stone = DeletedTextRow(
                    account_id=row.account_id, remote_kind=row.remote_kind, remote_id=row.remote_id, at=now
                )
                session.merge(stone)
            touched.add(row.conversation_id)
            if not row.outbound:
                _count_down(session, row)
            undo.remove(session, row)
            count += 1
        undo.sweep(session)
    if touched:
        db.announce(MessagesChanged(frozenset(touched)))
    return count


def among(session: Session, account_id: str, keys: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of these texts (kind and id at the service) that were deleted here."""
    wanted = set(keys)
    if not wanted:
        return set()
    values = {"account": account_id, "ids": [remote_id for _, remote_id in wanted]}
    stones = {(row.remote_kind, row.remote_id) for row in session.connection().execute(_DELETED, values)}
    # Of one that is passed on nobody knows the kind: a list still brings another text with this id.
    return {key for key in wanted if any((kind, key[1]) in stones for kind in passed_on.meant(key[0]))}


def _count_down(session: Session, row: MessageRow) -> None:
    """One of the newest texts of theirs, as many as are unread, is one of the unread."""
    conversation = session.get(ConversationRow, row.conversation_id)
    if conversation is None or not conversation.unread:
        return
    values = {"there": row.conversation_id, "at": row.created_at, "row_id": row.id}
    newer = session.connection().execute(_NEWER, values).scalar_one()
    if newer < conversation.unread:
        conversation.unread -= 1
        session.add(conversation)


_DELETED = sql_select(col(DeletedTextRow.remote_kind), col(DeletedTextRow.remote_id)).where(
    col(DeletedTextRow.account_id) == bindparam("account"),
    col(DeletedTextRow.remote_id).in_(bindparam("ids", expanding=True)),
)
_NEWER = (
    sql_select(func.count())
    .select_from(MessageRow)
    .where(
        col(MessageRow.conversation_id) == bindparam("there"),
        col(MessageRow.outbound).is_(False),
        tuple_(col(MessageRow.created_at), col(MessageRow.id))
        > tuple_(bindparam("at", type_=UtcTime), bindparam("row_id", type_=Integer)),
    )
)
