"""The status history of a text: each state it had, and when this program learned of it (E14).

``status_watch`` writes it; look here to read it.
"""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlmodel import col

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
        rows = session.connection().execute(_CHANGES, {"message": message_id})
        return [StatusChange(at, State(state), *more) for at, state, *more in rows]


# Made once: putting a statement together takes longer than what it asks.
_CHANGES = (
    select(*(getattr(StatusChangeRow, field.name) for field in fields(StatusChange)))
    .where(col(StatusChangeRow.message_id) == bindparam("message"))
    .order_by(col(StatusChangeRow.id))
)
