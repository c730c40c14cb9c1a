"""Changing own contacts. A service's entry is never changed: an own contact stands in for it.

What somebody wrote wins over what the service lists later; that the service's entry changed since stays
visible (``standing_in``) until somebody looked (``acknowledge``).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import insert, or_, select, update
from sqlmodel import Session, col

from desktop.announce import ContactsChanged
from desktop.store.contact_details import Details, Empty, read_number, tidy
from desktop.store.contact_differences import changed_since
from desktop.store.contact_records import Contact
from desktop.store.contact_rows import COLUMNS, change, make, portions, read, remove
from desktop.store.contact_tables import ContactRow, NotSameRow, StandInRow
from desktop.store.contact_undo import Undo, remember, undo
from desktop.store.database import Database

__all__ = [
    "Details",
    "Empty",
    "Gone",
    "ReadOnly",
    "StandIn",
    "Undo",
    "acknowledge",
    "add",
    "delete",
    "edit",
    "extras",
    "read_number",
    "standing_in",
    "undo",
]


class Gone(LookupError):
    """The contact is no longer there."""


class ReadOnly(ValueError):
    """A service's entry cannot be removed from here."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A service's entry that an own contact is shown instead of."""

    account_id: str
    remote_id: str
    theirs: Contact | None
    """The entry now; ``None`` where the service no longer lists it."""
    changed: bool
    """The service's entry is another one than when somebody last compared."""


def add(db: Database, details: Details, *, region: str | None) -> Contact:
    """A new own contact; ``region`` is the current line's country. Raises ``Empty``."""
    found = tidy(details, region)
    with db.transaction() as session:
        (key,) = make(session, [found.own(new_uid())])
        contact = at(session, key)
    db.announce(ContactsChanged())
    return contact


def edit(
    db: Database, contact_id: int, details: Details, *, region: str | None, before: Details | None = None
) -> Contact:
    """Change an own contact; for a service's entry make an own one that stands in for it, and give that.

    ``before`` is what somebody saw while they wrote ``details``: only what they changed of it is changed, and
    what an import brought meanwhile stays. Without it the contact becomes ``details``. Raises ``Gone`` and
    ``Empty``.
    """
    wanted = tidy(details, region)
    with db.transaction() as session:
        now = at(session, contact_id)
        if before is not None:
            wanted = tidy(changed_since(tidy(before, region), wanted, tidy(Details.of(now), region)), region)
        if now.own:
            change(session, [(contact_id, wanted.own(now.remote_id))])
            key = contact_id
        else:
            (key,) = make(session, [wanted.own(new_uid())])
            stand_in(session, key, now)
        contact = at(session, key)
    db.announce(ContactsChanged())
    return contact


def delete(db: Database, contact_id: int) -> Undo:
    """Remove an own contact; ``undo`` brings it back. A service's entry behind it is shown again.

    Raises ``Gone`` and ``ReadOnly``.
    """
    with db.transaction() as session:
        if not at(session, contact_id).own:
            raise ReadOnly
        token = remember(session, [contact_id])
        remove(session, [contact_id])
    db.announce(ContactsChanged())
    return token


def standing_in(db: Database, contact_id: int) -> list[StandIn]:
    """Which entries of services an own contact is shown instead of."""
    with db.reading() as session:
        rows = session.execute(
            select(col(StandInRow.account_id), col(StandInRow.remote_id), col(StandInRow.seen))
            .where(col(StandInRow.contact_id) == contact_id)
            .order_by(col(StandInRow.id))
        ).all()
        found = []
        for account_id, remote_id, seen in rows:
            theirs = _listed(session, account_id, remote_id)
            changed = theirs is not None and said(theirs) != seen
            found.append(StandIn(account_id, remote_id, theirs, changed))
        return found


def acknowledge(db: Database, contact_id: int, only: StandIn | None = None) -> None:
    """Somebody compared with the services' entries, or ``only`` with this one, and keeps what is here."""
    behind = standing_in(db, contact_id) if only is None else [only]
    compared = [one.theirs for one in behind if one.theirs is not None and one.changed]
    if not compared:
        return
    with db.transaction() as session:
        for theirs in compared:
            session.execute(
                update(StandInRow)
                .where(
                    col(StandInRow.account_id) == theirs.account_id,
                    col(StandInRow.remote_id) == theirs.remote_id,
                )
                .values(seen=said(theirs))
            )
    db.announce(ContactsChanged())


def extras(db: Database, ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Lines of imported vCards that mean nothing here, by contact; kept for an export."""
    found: dict[int, tuple[str, ...]] = {}
    with db.reading() as session:
        for some in portions(list(ids)):
            query = select(col(ContactRow.id), col(ContactRow.extra))
            for key, extra in session.execute(
                query.where(col(ContactRow.id).in_(some), col(ContactRow.extra) != "")
            ):
                found[key] = tuple(json.loads(extra))
    return found


def new_uid() -> str:
    """A name for an own contact that no other contact anywhere has."""
    return uuid4().urn


def at(session: Session, contact_id: int) -> Contact:
    """A contact inside a transaction. Raises ``Gone``."""
    for contact in read(session, select(*COLUMNS).where(col(ContactRow.id) == contact_id)):
        return contact
    raise Gone(contact_id)


def stand_in(session: Session, own_id: int, theirs: Contact) -> None:
    """From now on the own contact is shown instead of a service's entry; decisions about that hold for it."""
    session.execute(
        insert(StandInRow)
        .prefix_with("OR REPLACE")
        .values(
            account_id=theirs.account_id, remote_id=theirs.remote_id, contact_id=own_id, seen=said(theirs)
        )
    )
    inherit_decisions(session, own_id, theirs.id)


def inherit_decisions(session: Session, key: int, other: int) -> None:
    """Whoever was said not to be the same as ``other`` is not the same as ``key`` either."""
    decided = session.execute(
        select(col(NotSameRow.one), col(NotSameRow.other)).where(
            or_(col(NotSameRow.one) == other, col(NotSameRow.other) == other)
        )
    ).all()
    for pair in decided:
        (third,) = {*pair} - {other}
        if third != key:
            first, second = sorted((key, third))
            session.execute(insert(NotSameRow).prefix_with("OR IGNORE").values(one=first, other=second))


def said(contact: Contact) -> str:
    """All that a service's entry says, for comparing."""
    numbers = [(number.number, number.label) for number in contact.numbers]
    return json.dumps([contact.name, contact.company, contact.email, numbers], ensure_ascii=True)


def _listed(session: Session, account_id: str, remote_id: str) -> Contact | None:
    query = select(*COLUMNS).where(
        col(ContactRow.account_id) == account_id, col(ContactRow.remote_id) == remote_id
    )
    return next(iter(read(session, query)), None)
