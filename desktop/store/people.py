"""Everybody one can jump to by name or number: those texted with, and those in the phone book.

Plain rows without texts, so that thousands are read in one go.
"""

from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import col

from desktop.store.contact_names import visible
from desktop.store.contact_tables import ContactNumberRow, ContactRow
from desktop.store.database import Database
from desktop.store.tables import AccountRow, ConversationRow


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a number; ``conversation_id`` is ``None`` where no text was exchanged yet."""

    name: str
    """"" where only the number is known."""
    company: str
    number: str
    conversation_id: int | None = None
    account_id: str = ""
    line: str = ""
    """Ours, in the conversation."""
    name_from: str = ""
    """The other service whose phone book has the name (a key of ``providers.catalog``); "" for a near one."""


def everyone(db: Database) -> list[Person]:
    """Those with a conversation, latest first (one row a conversation), then the rest of the phone book."""
    with db.reading() as session:
        entries = session.connection().execute(_KNOWN).all()
        rows = session.connection().execute(_TALKS).all()
        services = {row.id: row.service for row in session.connection().execute(_SERVICES)}
    names: dict[str, list[tuple[str, str, str]]] = {}
    for number, name, company, owner in entries:
        names.setdefault(number, []).append((owner, name, company))
    found: list[Person] = []
    for conversation_id, account_id, line, peer in rows:
        # Own contacts (no account) name a number first, then the conversation's service, then others.
        order = {"": 0, account_id: 1}
        all_names = names.get(peer, ())
        owner, name, company = min(all_names, key=lambda one: order.get(one[0], 2), default=("", "", ""))
        source = "" if owner in order else services.get(owner) or owner
        found.append(Person(name, company, peer, conversation_id, account_id, line, source))
    texted = {row.peer for row in rows}
    found += [
        Person(name, company, number)
        for number, name, company, _ in sorted(entries, key=lambda entry: entry[1].casefold())
        if number not in texted
    ]
    return found


# Made once: putting a statement together takes longer than what it asks.
_KNOWN = (
    sql_select(
        col(ContactNumberRow.number),
        col(ContactRow.name),
        col(ContactRow.company),
        col(ContactRow.account_id),
    )
    .join(ContactRow, col(ContactNumberRow.contact_id) == ContactRow.id)
    .where(visible())
    .order_by(col(ContactRow.id))
)
_SERVICES = sql_select(
    col(AccountRow.id),
    func.json_extract(col(AccountRow.capabilities), "$.service").label("service"),
)
_TALKS = sql_select(
    col(ConversationRow.id),
    col(ConversationRow.account_id),
    col(ConversationRow.line),
    col(ConversationRow.peer),
).order_by(col(ConversationRow.last_at).desc(), col(ConversationRow.id).desc())
