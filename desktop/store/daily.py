"""How many texts left from here over a service's API on one of its days, for services that count them (B27).

Counted are attempts of this program, as the status history keeps them, of texts that the service took or may
have taken. What other programs sent with the same account is not known here, nor what was deleted since.
"""

from datetime import datetime

from sqlalchemy import bindparam, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import Session, col

from desktop.sms.delivery import TAKEN, State
from desktop.store.tables import MessageRow, StatusChangeRow

_LATELY = 5000
"""So many of the newest attempts are looked at: fifty times what is known to be taken in a day."""


def used(session: Session, account_id: str, since: datetime) -> int:
    """How many texts of the account have left since then, at least."""
    return int(session.connection().execute(_USED, {"account": account_id, "since": since}).scalar_one())


# Made once: putting a statement together takes longer than what it asks.
_attempts = (
    sql_select(col(StatusChangeRow.message_id), col(StatusChangeRow.at))
    .where(col(StatusChangeRow.state) == State.SENDING)
    .order_by(col(StatusChangeRow.id).desc())
    .limit(_LATELY)
    .subquery()
)
_USED = (
    sql_select(func.count(func.distinct(col(MessageRow.id))))
    .join(_attempts, _attempts.c.message_id == col(MessageRow.id))
    .where(
        _attempts.c.at >= bindparam("since"),
        col(MessageRow.account_id) == bindparam("account"),
        or_(
            col(MessageRow.state).in_([*TAKEN, State.SENDING, State.UNCONFIRMED]),
            col(MessageRow.remote_id).is_not(None),
        ),
    )
)
