"""Which conversations are with one person: those of all our lines with the same number or numbers (idea 16).

Demand 10: a contact's several numbers are shown together where somebody wants that. A number that two
contacts share is nobody's alone: then only the texts with that number itself are taken, and nobody's texts
are shown as somebody else's.
"""

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from desktop.store.contact_names import visible
from desktop.store.contact_tables import ContactNumberRow, ContactRow
from desktop.store.database import Database
from desktop.store.tables import ConversationRow

MOST = 50
"""Conversations of one person that are shown together: a thread reads a page of each. The latest count."""


def number_of(db: Database, conversation_id: int) -> str:
    """Whom a conversation is with; "" where there is no such one."""
    with db.reading() as session:
        return session.connection().execute(_PEER, {"there": conversation_id}).scalar() or ""


def other_conversations(db: Database, conversation_id: int) -> tuple[int, ...]:
    """The other conversations with the person of this one, latest first; none where there is no such one."""
    with db.reading() as session:
        connection = session.connection()
        peer = connection.execute(_PEER, {"there": conversation_id}).scalar()
        if peer is None:
            return ()
        values = {"numbers": _numbers(session, peer), "there": conversation_id}
        return tuple(there for (there,) in connection.execute(_OTHERS, values) if there is not None)


def _numbers(session: Session, peer: str) -> list[str]:
    """The number, and the others of the one contact that has it where nobody else has them."""
    connection = session.connection()
    who = connection.execute(_WHO, {"number": peer}).scalars().all()
    if len(who) != 1:
        return [peer]
    alone = connection.execute(_ALONE, {"contact": who[0]}).scalars()
    return list({peer, *alone})


# Made once: putting a statement together takes longer than what it asks.
_PEER = select(col(ConversationRow.peer)).where(col(ConversationRow.id) == bindparam("there"))
_WHO = (
    select(col(ContactRow.id))
    .join(ContactNumberRow, col(ContactNumberRow.contact_id) == ContactRow.id)
    .where(col(ContactNumberRow.number) == bindparam("number"), visible())
    .distinct()
    .limit(2)
)
_THEIRS = select(col(ContactNumberRow.number)).where(col(ContactNumberRow.contact_id) == bindparam("contact"))
_ALONE = (
    select(col(ContactNumberRow.number))
    .join(ContactRow, col(ContactNumberRow.contact_id) == ContactRow.id)
    .where(col(ContactNumberRow.number).in_(_THEIRS), visible())
    .group_by(col(ContactNumberRow.number))
    .having(func.count(col(ContactNumberRow.contact_id).distinct()) == 1)
)
_OTHERS = (
    select(col(ConversationRow.id))
    .where(
        col(ConversationRow.peer).in_(bindparam("numbers", expanding=True)),
        col(ConversationRow.id) != bindparam("there"),
    )
    .order_by(col(ConversationRow.last_at).desc(), col(ConversationRow.id).desc())
    .limit(MOST)
)
