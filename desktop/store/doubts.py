"""Texts whose outcome is unknown: which they are, and what a list that does not show them proves."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from desktop.announce import MessagesChanged
from desktop.sms.delivery import State
from desktop.store.database import Database
from desktop.store.messages import Message, plain
from desktop.store.tables import MessageRow


def unconfirmed(db: Database, account_id: str) -> list[Message]:
    """Texts whose outcome is unknown and about which nobody has decided, oldest first."""
    with db.reading() as session:
        rows = session.exec(
            select(MessageRow)
            .where(
                MessageRow.account_id == account_id,
                MessageRow.state == State.UNCONFIRMED,
                col(MessageRow.left_alone).is_(False),
            )
            .order_by(col(MessageRow.id))
        )
        return [plain(row) for row in rows]


def looked(
    db: Database,
    account_id: str,
    *,
    began: datetime,
    complete_since: datetime,
    delay: timedelta,
    window: timedelta,
    there: datetime | None = None,
    ended: datetime | None = None,
) -> int:
    """A pull ended that began at ``began`` and holds all texts since ``complete_since``.

    Every text still unconfirmed was not in it. That releases its conversation; it is evidence only if
    the pull began after the service's listing ``delay`` and reaches back past the attempt and the
    clocks' ``window``. ``there``: when it began by the service's clock, which no change of ours moves;
    ``ended``: when it ended, by the same clock. Returns how many texts a person has to decide about now.
    """
    with db.transaction() as session:
        rows = session.exec(
            select(MessageRow).where(
                MessageRow.account_id == account_id, MessageRow.state == State.UNCONFIRMED
            )
        ).all()
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
            row.looked_at = began
            left = row.attempted_there or row.attempted_at
            if asked >= doubted + delay and complete_since <= left - window:
                row.missing_since = complete_since
            session.add(row)
            touched.add(row.conversation_id)
        asking = sum(row.missing_since is not None and not row.left_alone for row in rows)
    if touched:
        db.announce(MessagesChanged(frozenset(touched)))
    return asking


def _date_anew(row: MessageRow, now: datetime, *, there: bool) -> None:
    if there:
        row.doubted_there = now
    else:
        row.doubted_at = now
