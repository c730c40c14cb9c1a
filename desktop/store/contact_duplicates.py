"""Contacts that may be the same person twice: found and offered, decided by somebody, never by us."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from sqlalchemy import func, insert, select
from sqlmodel import Session, col

from desktop.announce import ContactsChanged
from desktop.store.contact_folding import folded
from desktop.store.contact_merge import merge, merged
from desktop.store.contact_names import visible
from desktop.store.contact_records import Contact
from desktop.store.contact_rows import COLUMNS, portions, read
from desktop.store.contact_tables import ContactNumberRow, ContactRow, NotSameRow
from desktop.store.database import Database

__all__ = ["CROWD", "Group", "Reason", "decline", "merge", "merged", "offered"]

CROWD = 20
"""So many contacts with one number are no duplicates: it is the number of a switchboard."""
_Pair = tuple[int, int]


class Reason(StrEnum):
    """Why contacts may be the same; the first that fits."""

    SAME_NUMBER = "same_number"
    SAME_NAME_AND_COMPANY = "same_name_and_company"
    SAME_NAME = "same_name"
    """The same name, and no number of theirs contradicts: one of two has none at all."""


@dataclass(frozen=True, slots=True)
class Group:
    """Contacts that may be one; own ones first."""

    reason: Reason
    members: tuple[Contact, ...]
    numbers: tuple[str, ...] = ()
    """What they share."""


def offered(db: Database) -> list[Group]:
    """All groups by name. Takes a moment where there are 100,000 contacts: not for the loop's thread."""
    with db.reading() as session:
        contacts = _suspects(session)
        pairs = dict[_Pair, Reason]()
        for pair, reason in _alike(contacts.values()):
            pairs.setdefault(pair, reason)
        for one, other in session.execute(select(col(NotSameRow.one), col(NotSameRow.other))):
            pairs.pop((one, other), None)
    groups = [_group([contacts[key] for key in sorted(keys)], pairs) for keys in _joined(pairs)]
    return sorted(groups, key=lambda group: (group.members[0].name.casefold(), group.members[0].id))


def decline(db: Database, group: Group) -> None:
    """They are not the same: none of these pairs is offered again."""
    with db.transaction() as session:
        ids = sorted(one.id for one in group.members)
        there = set(session.execute(select(col(ContactRow.id)).where(col(ContactRow.id).in_(ids))).scalars())
        for one, other in combinations(ids, 2):
            if {one, other} <= there:
                session.execute(insert(NotSameRow).prefix_with("OR IGNORE").values(one=one, other=other))
    db.announce(ContactsChanged())


def _suspects(session: Session) -> dict[int, Contact]:
    """Everybody whose name or number another contact has as well."""
    shared_number = (
        select(col(ContactNumberRow.number))
        .group_by(col(ContactNumberRow.number))
        .having(func.count(col(ContactNumberRow.contact_id).distinct()) > 1)
    )
    name = col(ContactRow.sorted_by)
    shared_name = select(name).group_by(name).having(func.count() > 1)
    ids = set(
        session.execute(
            select(col(ContactNumberRow.contact_id)).where(col(ContactNumberRow.number).in_(shared_number))
        ).scalars()
    )
    ids |= set(session.execute(select(col(ContactRow.id)).where(name.in_(shared_name))).scalars())
    found: dict[int, Contact] = {}
    for some in portions(sorted(ids)):
        query = select(*COLUMNS).where(col(ContactRow.id).in_(some), visible())
        found |= {one.id: one for one in read(session, query)}
    return found


def _alike(contacts: Iterable[Contact]) -> Iterator[tuple[_Pair, Reason]]:
    """Pairs of ids, the lower first, with the reason; a pair may come with several reasons, best first."""
    by_number, by_name = defaultdict[str, list[Contact]](list), defaultdict[str, list[Contact]](list)
    for contact in contacts:
        for number in {number.number for number in contact.numbers if number.understood}:
            by_number[number].append(contact)
        if name := folded(contact.name):
            by_name[name].append(contact)
    for same in by_number.values():
        if len(same) < CROWD:
            yield from ((_pair(one, other), Reason.SAME_NUMBER) for one, other in combinations(same, 2))
    for same in by_name.values():
        if len(same) < CROWD:
            for one, other in combinations(same, 2):
                if reason := _same_name(one, other):
                    yield _pair(one, other), reason


def _same_name(one: Contact, other: Contact) -> Reason | None:
    companies = {folded(contact.company) for contact in (one, other)}
    if len(companies) == 1 and "" not in companies:
        return Reason.SAME_NAME_AND_COMPANY
    contradicted = len(companies - {""}) > 1 or (one.numbers and other.numbers)
    return None if contradicted else Reason.SAME_NAME


def _pair(one: Contact, other: Contact) -> _Pair:
    return min(one.id, other.id), max(one.id, other.id)


def _joined(pairs: Iterable[_Pair]) -> Iterator[frozenset[int]]:
    """Everybody who is joined by pairs; where that would join two whom nothing pairs, the pairs alone."""
    known = set(pairs)
    neighbours = defaultdict[int, set[int]](set)
    for one, other in known:
        neighbours[one].add(other)
        neighbours[other].add(one)
    left = set(neighbours)
    while left:
        reached, fresh = set[int](), {min(left)}
        while fresh:
            reached |= fresh
            fresh = {key for one in fresh for key in neighbours[one]} - reached
        left -= reached
        if all(neighbours[one] >= reached - {one} for one in reached):
            yield frozenset(reached)
        else:
            yield from (frozenset(pair) for pair in sorted(known) if set(pair) <= reached)


def _group(members: list[Contact], pairs: dict[_Pair, Reason]) -> Group:
    members.sort(key=lambda one: (not one.own, one.id))
    order = list(Reason)
    reasons = [pairs[_pair(one, other)] for one, other in combinations(members, 2)]
    shared = set.intersection(*({number.number for number in one.numbers} for one in members))
    return Group(min(reasons, key=order.index), tuple(members), tuple(sorted(shared)))
