"""Whom somebody may mean who has dialled some digits: contacts and people of late, for the dialpad.

Look here for how "963" finds Zoë: each digit stands for the letters of its key.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, func, or_, union_all
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from desktop.sms.keypad import LETTERS
from desktop.store import contacts
from desktop.store.contact_names import visible
from desktop.store.contact_tables import ContactNumberRow, ContactRow
from desktop.store.database import Database
from desktop.store.tables import CallRow, ConversationRow

FEWEST_DIGITS = 2
"""With fewer, nearly everybody would match."""
_NAME = func.coalesce(func.nullif(col(ContactRow.name), ""), col(ContactRow.company))
_OF_LATE = 1000
"""Calls and conversations that are looked at, newest first."""


@dataclass(frozen=True, slots=True)
class Match:
    """A number somebody may mean; ``name`` and ``label`` are "" where the contacts have none."""

    number: str
    name: str = ""
    label: str = ""


def matches(db: Database, digits: str, *, limit: int = 5) -> list[Match]:
    """Numbers that hold ``digits``, people of late first, then contacts, also those whose name is dialled.

    ``digits`` are ASCII; leading zeros of a national form count as no digits. Raises ``StoreError``.
    """
    wanted = digits.lstrip("0")
    if len(wanted) < FEWEST_DIGITS:
        return []
    with db.reading() as session:
        late = list(_of_late(session, wanted, limit))
        known = list(_contacts(session, wanted, limit))
    found = {number: Match(number, contacts.name_of(db, number)) for number in late}
    for match in known:
        before = found.get(match.number)
        if before is None or not before.label:
            found[match.number] = Match(match.number, before.name if before else match.name, match.label)
    return list(found.values())[:limit]


def _of_late(session: Session, digits: str, limit: int) -> Iterable[str]:
    talks = (
        sql_select(col(ConversationRow.peer).label("peer"), col(ConversationRow.last_at).label("at"))
        .order_by(col(ConversationRow.last_at).desc())
        .limit(_OF_LATE)
        .subquery()
    )
    rung = (
        sql_select(col(CallRow.peer).label("peer"), col(CallRow.started_at).label("at"))
        .order_by(col(CallRow.started_at).desc())
        .limit(_OF_LATE)
        .subquery()
    )
    both = union_all(sql_select(talks.c.peer, talks.c.at), sql_select(rung.c.peer, rung.c.at)).subquery()
    query = sql_select(both.c.peer).where(both.c.peer.contains(digits)).order_by(both.c.at.desc())
    return list(dict.fromkeys(session.execute(query).scalars()))[:limit]


def _contacts(session: Session, digits: str, limit: int) -> Iterable[Match]:
    query = (
        select(ContactNumberRow.number, _NAME, ContactNumberRow.label)
        .join(ContactRow, col(ContactRow.id) == col(ContactNumberRow.contact_id))
        .where(visible(), or_(_named(digits), col(ContactNumberRow.number).contains(digits)))
        .order_by(col(ContactRow.sorted_by), col(ContactNumberRow.id))
        .limit(2 * limit)
    )
    return [Match(*row) for row in session.exec(query)]


def _named(digits: str) -> ColumnElement[bool]:
    """A word of the name begins with letters of these keys, without case and accents."""
    if not all(digit in LETTERS for digit in digits):
        return false()
    letters = "".join(f"[{LETTERS[digit].lower()}]" for digit in digits)
    name = col(ContactRow.sorted_by)
    return or_(name.op("GLOB")(f"{letters}*"), name.op("GLOB")(f"*[^a-z]{letters}*"))
