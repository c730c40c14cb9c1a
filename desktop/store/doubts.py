"""Texts whose outcome is unknown: which they are, and what a list that does not show them proves."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import bindparam
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from desktop.announce import MessagesChanged
from desktop.sms.delivery import State
from desktop.store import bad_rows
from desktop.store.database import Database
from desktop.store.messages import COLUMNS, MARKED_SENT, NO_LIST, Message, read
from desktop.store.outbox import SENT_AGAIN
from desktop.store.tables import MessageRow

KNOWN_BEFORE = timedelta(hours=1)
"""A row that could not be read so long before an attempt is no text of it; later ones may be."""


def unconfirmed(db: Database, account_id: str) -> list[Message]:
    """Texts whose outcome is unknown and about which nobody has decided, oldest first."""
    with db.reading() as session:
        return read(session, _UNDECIDED, {"account": account_id})


def bound_ids(db: Database, message: Message) -> frozenset[str]:
    """The service's ids of the other texts from this line to this number: no lookup may adopt one of them."""
    with db.reading() as session:
        values = {"conversation": message.conversation_id, "id": message.id}
        return frozenset(session.execute(_BOUND, values).scalars())


def unreadable(db: Database, message: Message) -> int:
    """How many rows of the service that cannot be read may be this text; 0 where that does not matter."""
    if message.attempted_at is None or message.looked_at is None or message.missing_since is not None:
        return 0
    return bad_rows.count(db, message.account_id, message.attempted_at - KNOWN_BEFORE)


def looked(
    db: Database,
    account_id: str,
    *,
    began: datetime,
    complete_since: datetime | None,
    delay: timedelta,
    window: timedelta,
    there: datetime | None = None,
    ended: datetime | None = None,
    waited: Collection[int] = (),
    unread: datetime | None = None,
) -> int:
    """A pull ended that began at ``began`` and holds all texts since ``complete_since``, if that can be said.

    Every text still unconfirmed was not in it. That releases its conversation; it is evidence only if
    the pull began after the service's listing ``delay`` and reaches back past the attempt and the
    clocks' ``window``. ``there``: when it began by the service's clock, which no change of ours moves;
    ``ended``: when it ended, by the same clock. That one may jump as well, so the delay must have passed
    by ours, too, or the text is one of those that ``waited`` so long by seconds that only go on.
    ``unread``: when the newest of its rows that could not be read came first: such a row may be the text
    itself. Returns how many texts a person has to decide about now.
    """
    with db.transaction() as session:
        rows = session.exec(_UNCONFIRMED, params={"account": account_id}).all()
        touched = set()
        for row in rows:
            assert row.attempted_at is not None and row.doubted_at is not None
            if there is not None and row.doubted_there is None:
                # Doubted before this process knew the service's time, and so before this pull began.
                row.doubted_there = there
            doubted = row.doubted_at if there is None or row.doubted_there is None else row.doubted_there
            asked = began if there is None else there
            if ended is not None and doubted > ended:
                # That clock was set back since: by the old time it would ask for nothing for hours.
                _date_anew(row, ended, there=there is not None and row.doubted_there is not None)
                session.add(row)
                continue
            if asked < doubted:
                continue
            touched.add(row.conversation_id)
            session.add(row)
            hidden = unread is not None and unread >= row.attempted_at - KNOWN_BEFORE
            if complete_since is None or hidden:
                if row.missing_since is None:  # else both speak of the list that did prove something
                    row.looked_at = began
                continue
            row.looked_at = began
            left = row.attempted_there or row.attempted_at
            late = asked >= doubted + delay and (began >= row.doubted_at + delay or row.id in waited)
            if late and complete_since <= left - window:
                row.missing_since = complete_since
        open_now = [row for row in rows if not row.left_alone]
        asking = sum(row.missing_since is not None or row.held_reason == NO_LIST for row in open_now)
    if touched:
        db.announce(MessagesChanged(frozenset(touched)))
    return asking


def mark_sent(db: Database, message_id: int) -> bool:
    """A person's click: it went out, as they saw elsewhere. It asks no more, and gets no tick: that would be
    the service's word. False: it is not unconfirmed any more, or was sent again already."""
    with db.transaction() as session:
        row = session.get(MessageRow, message_id)
        if row is None or row.state != State.UNCONFIRMED or row.held_reason == SENT_AGAIN:
            return False
        row.left_alone, row.held_reason = True, MARKED_SENT
        session.add(row)
        conversation_id = row.conversation_id
    db.announce(MessagesChanged(frozenset({conversation_id})))
    return True


def _date_anew(row: MessageRow, now: datetime, *, there: bool) -> None:
    if there:
        row.doubted_there = now
    else:
        row.doubted_at = now


# Made once: putting a statement together takes longer than what it asks.
_UNDECIDED = (
    sql_select(*COLUMNS)
    .where(
        col(MessageRow.account_id) == bindparam("account"),
        col(MessageRow.state) == State.UNCONFIRMED,
        col(MessageRow.left_alone).is_(False),
    )
    .order_by(col(MessageRow.id))
)
_BOUND = sql_select(col(MessageRow.remote_id)).where(
    col(MessageRow.conversation_id) == bindparam("conversation"),
    col(MessageRow.id) != bindparam("id"),
    col(MessageRow.remote_id).is_not(None),
)
_UNCONFIRMED = select(MessageRow).where(
    MessageRow.account_id == bindparam("account"), MessageRow.state == State.UNCONFIRMED
)
