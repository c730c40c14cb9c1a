"""The status history of a text: each state it had, and when this program learned of it (E14).

``status_watch`` writes it; look here to read it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from desktop.sms.delivery import State
from desktop.store.database import Database
from desktop.store.tables import StatusChangeRow


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One change. ``at`` (UTC) is when it was learned; it happened in the ``seen_within`` seconds before.

    ``None`` there: it was told at once.
    """

    at: datetime
    state: State
    remote_status: str
    error_code: str | None
    error_text: str
    seen_within: float | None


def changes(db: Database, message_id: int) -> list[StatusChange]:
    """All changes of one text, oldest first; none for what was first seen in a list that was fetched."""
    with db.reading() as session:
        rows = session.exec(
            select(StatusChangeRow)
            .where(StatusChangeRow.message_id == message_id)
            .order_by(col(StatusChangeRow.id))
        )
        return [
            StatusChange(
                row.at, State(row.state), row.remote_status, row.error_code, row.error_text, row.seen_within
            )
            for row in rows
        ]
