"""What happened with a contact: which of its numbers was texted last, and which texts to it failed (E19)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import col

from desktop.sms.delivery import State
from desktop.store.contact_records import Contact
from desktop.store.contact_rows import portions
from desktop.store.database import Database
from desktop.store.messages import Message, plain
from desktop.store.tables import ConversationRow, MessageRow


def last_used(db: Database, people: Sequence[Contact]) -> dict[int, str]:
    """Of each contact, by its id, the number with the newest text; left out where there was none."""
    numbers = sorted({number.number for one in people for number in one.numbers})
    newest: dict[str, datetime] = {}
    with db.reading() as session:
        for some in portions(numbers):
            query = select(col(ConversationRow.peer), func.max(ConversationRow.last_at)).where(
                col(ConversationRow.peer).in_(some), col(ConversationRow.last_message_id).is_not(None)
            )
            for peer, at in session.execute(query.group_by(col(ConversationRow.peer))):
                newest[peer] = at
    found: dict[int, str] = {}
    for one in people:
        used = [number.number for number in one.numbers if number.number in newest]
        if used:
            found[one.id] = max(used, key=newest.__getitem__)
    return found


def failures(db: Database, contact: Contact, *, limit: int = 20) -> list[Message]:
    """The newest texts to any of its numbers that failed, newest first, on all lines (E19)."""
    numbers = [number.number for number in contact.numbers]
    query = (
        select(MessageRow)
        .join(ConversationRow, col(ConversationRow.id) == MessageRow.conversation_id)
        .where(
            col(ConversationRow.peer).in_(numbers),
            col(MessageRow.outbound),
            col(MessageRow.state) == State.FAILED,
        )
        .order_by(col(MessageRow.created_at).desc(), col(MessageRow.id).desc())
        .limit(limit)
    )
    with db.reading() as session:
        return [plain(row) for row in session.execute(query).scalars()]
