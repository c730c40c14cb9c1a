"""What news of our texts is still to come: how far back a pull has to read, and how often to look."""

from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select
from sqlmodel import col

from desktop.sms.delivery import State
from desktop.store.database import Database
from desktop.store.table import UtcTime
from desktop.store.tables import ConversationRow, MessageRow


def newest_id(db: Database) -> int:
    """The id of the text that was stored last; those written from now on have higher ones."""
    with db.reading() as session:
        return session.connection().execute(_LAST).scalar() or 0


def oldest_open(db: Database, account_id: str, since: datetime) -> datetime | None:
    """When the oldest text left, not before ``since``, of which news may still come; ``None``: there is none.

    Both in the service's time. A text that is not confirmed counts whatever its age, until the list has
    been read for it.
    """
    with db.reading() as session:
        values = {"account": account_id, "since": since}
        return session.connection().execute(_OLDEST_OPEN, values).scalar()


def youngest(db: Database, account_id: str) -> tuple[datetime | None, datetime | None]:
    """Times of the newest text of the account, and of the newest outbound one that is not settled."""
    with db.reading() as session:
        connection = session.connection()
        newest = connection.execute(_NEWEST, {"account": account_id}).scalar()
        waiting = connection.execute(_NOT_SETTLED, {"account": account_id}).scalar()
    return newest, waiting


# Made once: putting a statement together takes longer than what it asks.
_LAST = select(func.max(col(MessageRow.id)))
_LEFT = func.coalesce(
    col(MessageRow.attempted_there), col(MessageRow.attempted_at), col(MessageRow.created_at), type_=UtcTime
)
_OLDEST_OPEN = select(func.min(_LEFT, type_=UtcTime)).where(
    col(MessageRow.account_id) == bindparam("account"),
    or_(
        and_(
            col(MessageRow.state).in_([State.ACCEPTED, State.SENT, State.SENDING]),
            bindparam("since", type_=UtcTime) <= _LEFT,
        ),
        and_(
            col(MessageRow.state) == State.UNCONFIRMED,
            col(MessageRow.missing_since).is_(None),
        ),
    ),
)
_NEWEST = (
    select(col(ConversationRow.last_at))
    .where(col(ConversationRow.account_id) == bindparam("account"))
    .order_by(col(ConversationRow.last_at).desc())
    .limit(1)
)
_NOT_SETTLED = (
    select(col(MessageRow.created_at))
    .where(
        col(MessageRow.account_id) == bindparam("account"),
        col(MessageRow.state).in_([State.ACCEPTED, State.SENT, State.SENDING, State.UNCONFIRMED]),
    )
    .order_by(col(MessageRow.id).desc())
    .limit(1)
)
