"""What news of our texts is still to come: how far back a pull has to read, and how often to look."""

from datetime import datetime

from sqlmodel import and_, col, func, or_, select

from desktop.sms.delivery import State
from desktop.store.database import Database
from desktop.store.tables import ConversationRow, MessageRow


def newest_id(db: Database) -> int:
    """The id of the text that was stored last; those written from now on have higher ones."""
    with db.reading() as session:
        return session.exec(select(func.max(MessageRow.id))).one() or 0


def oldest_open(db: Database, account_id: str, since: datetime) -> datetime | None:
    """When the oldest text left, not before ``since``, of which news may still come; ``None``: there is none.

    Both in the service's time. A text that is not confirmed counts whatever its age, until the list has
    been read for it.
    """
    left = func.coalesce(MessageRow.attempted_there, MessageRow.attempted_at, MessageRow.created_at)
    with db.reading() as session:
        rows = session.exec(
            select(left).where(
                MessageRow.account_id == account_id,
                or_(
                    and_(
                        col(MessageRow.state).in_([State.ACCEPTED, State.SENT, State.SENDING]),
                        left >= since,
                    ),
                    and_(
                        MessageRow.state == State.UNCONFIRMED,
                        col(MessageRow.missing_since).is_(None),
                    ),
                ),
            )
        ).all()
    return min(rows, default=None)


def youngest(db: Database, account_id: str) -> tuple[datetime | None, datetime | None]:
    """Times of the newest text of the account, and of the newest outbound one that is not settled."""
    with db.reading() as session:
        newest = session.exec(
            select(ConversationRow.last_at)
            .where(ConversationRow.account_id == account_id)
            .order_by(col(ConversationRow.last_at).desc())
            .limit(1)
        ).first()
        waiting = session.exec(
            select(MessageRow.created_at)
            .where(
                MessageRow.account_id == account_id,
                col(MessageRow.state).in_([State.ACCEPTED, State.SENT, State.SENDING, State.UNCONFIRMED]),
            )
            .order_by(col(MessageRow.id).desc())
            .limit(1)
        ).first()
    return newest, waiting
