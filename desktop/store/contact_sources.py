"""What each service says of a person: by number, and behind a contact that was merged of several entries.

Look here for who calls a number what, with the source of each name, and for taking over what one service
changed of its entry without losing what the others say.
"""

import json
from dataclasses import dataclass, replace

from sqlalchemy import select, update
from sqlmodel import Session, col

from desktop.announce import ContactsChanged
from desktop.store.contact_details import Details, tidy
from desktop.store.contact_differences import changed_since
from desktop.store.contact_edits import StandIn, at, said, standing_in
from desktop.store.contact_records import Contact, Number
from desktop.store.contact_rows import change
from desktop.store.contact_tables import StandInRow
from desktop.store.contacts import with_number
from desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class Named:
    """What one source calls a number; ``account_id`` is ``contact_records.OWN`` for our own contacts."""

    name: str
    account_id: str


def names_of(db: Database, number: str) -> list[Named]:
    """Every name that is shown for a number, of all accounts, with its source; the first one names it first.

    What an own contact stands in for is left out: somebody has chosen there.
    """
    found = [Named(one.name or one.company, one.account_id) for one in with_number(db, number)]
    return list(dict.fromkeys(one for one in found if one.name))


def take(db: Database, contact_id: int, theirs: StandIn, *, region: str | None) -> None:
    """Let an own contact say what a service's entry behind it says now. Raises ``Gone`` and ``Empty``.

    Where it stands in for several entries, only what this service changed since somebody last compared is
    changed, and a number that another of them still lists stays.
    """
    if theirs.theirs is None:
        return
    behind = [one for one in standing_in(db, contact_id) if _key(one) != _key(theirs)]
    with db.transaction() as session:
        own = at(session, contact_id)
        wanted = tidy(Details.of(theirs.theirs), region)
        if behind:
            seen = _seen(session, contact_id, theirs)
            wanted = _with_changes(own, wanted, tidy(seen, region), behind)
        change(session, [(contact_id, tidy(wanted, region).own(own.remote_id))])
        session.execute(
            update(StandInRow)
            .where(
                col(StandInRow.account_id) == theirs.account_id, col(StandInRow.remote_id) == theirs.remote_id
            )
            .values(seen=said(theirs.theirs))
        )
    db.announce(ContactsChanged())


def _with_changes(own: Contact, wanted: Details, seen: Details, behind: list[StandIn]) -> Details:
    now = Details.of(own)
    # What a service prefers, and what it notes, was not compared: neither is news.
    unmarked = tuple(replace(one, preferred=False) for one in wanted.numbers)
    changed = changed_since(seen, replace(wanted, numbers=unmarked, notes=""), now)
    kept = {one.number for one in changed.numbers}
    listed = {number.number for one in behind if one.theirs is not None for number in one.theirs.numbers}
    back = [one for one in now.numbers if one.number in listed and one.number not in kept]
    return replace(changed, numbers=(*changed.numbers, *back))


def _seen(session: Session, contact_id: int, theirs: StandIn) -> Details:
    """What the service's entry said when somebody last compared."""
    query = select(col(StandInRow.seen)).where(
        col(StandInRow.contact_id) == contact_id,
        col(StandInRow.account_id) == theirs.account_id,
        col(StandInRow.remote_id) == theirs.remote_id,
    )
    kept = session.execute(query).scalar()
    name, company, email, numbers = json.loads(kept) if kept is not None else ("", "", "", [])
    return Details(name, company, tuple(Number(number, label) for number, label in numbers), email)


def _key(one: StandIn) -> tuple[str, str]:
    return one.account_id, one.remote_id
