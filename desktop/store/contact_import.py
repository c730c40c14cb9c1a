"""Takes entries of a file into the own contacts: updates who is there already, doubles nobody.

What a file said last is remembered, so that only its news change a contact, and what somebody wrote here
since is kept. Possible duplicates are left to ``contact_duplicates``.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session, col

from desktop.store.contact_details import Details
from desktop.store.contact_edits import new_uid
from desktop.store.contact_matches import Incoming, Match, match
from desktop.store.contact_news import imprint, said_last, says_the_same, with_gaps_filled, with_news
from desktop.store.contact_records import Contact
from desktop.store.contact_rows import COLUMNS, change, make, read
from desktop.store.contact_tables import ContactNumberRow, ContactRow, ContactSourceRow
from desktop.store.database import Database
from desktop.store.schema import METADATA

__all__ = ["BATCH", "Fate", "Incoming", "Match", "Taken", "match", "take_in"]

_SOURCES = METADATA.tables["contact_source"]
BATCH = 200
"""Entries of one transaction; more would hold the window up."""


class Fate(StrEnum):
    """What became of an entry."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an entry, and whose contact it is now (``None``: a service's)."""

    fate: Fate
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    """A file's entry that a contact came from."""

    key: str
    imprint: str


def take_in(db: Database, entries: Sequence[tuple[Incoming, Match]]) -> list[Taken]:
    """Store up to ``BATCH`` entries with whom they are (``match``), in one transaction.

    Announces nothing: whoever imports does that once, at the end.
    """
    with db.transaction() as session:
        known = _known(session, [found.contact_id for _, found in entries if found.contact_id is not None])
        ids = [one.id for one in known.values()]
        sources, imported = _sources(session, ids), _imported(session, ids)
        new = [entry for entry, found in entries if not found.service and found.contact_id not in known]
        made = iter(_add(session, new))
        taken: list[Taken] = []
        news: list[tuple[int, Incoming, str]] = []
        outdated: list[str] = []
        for entry, found in entries:
            contact = known.get(found.contact_id) if found.contact_id is not None else None
            if found.service:
                taken.append(Taken(Fate.UNCHANGED))
            elif contact is None:
                taken.append(Taken(Fate.ADDED, next(made)))
            elif _said_already(entry, sources[contact.id]):
                taken.append(Taken(Fate.UNCHANGED, contact.id))
            else:
                before = sources[contact.id]
                news.append((contact.id, entry, imprint(entry, _last(before))))
                if len(before) == 1:
                    outdated.append(before[0].key)
                fate = _bring_up_to_date(session, contact, entry, before, imported[contact.id])
                taken.append(Taken(fate, contact.id))
        _remember(session, news, outdated)
        return taken


def _known(session: Session, ids: Sequence[int]) -> dict[int | None, Contact]:
    query = select(*COLUMNS).where(col(ContactRow.id).in_(ids))
    return {one.id: one for one in read(session, query)}


def _add(session: Session, entries: Sequence[Incoming]) -> list[int]:
    uids = {entry.uid for entry in entries if entry.uid}
    held = select(col(ContactRow.remote_id)).where(
        col(ContactRow.account_id) == "", col(ContactRow.remote_id).in_(uids)
    )
    uids -= set(session.execute(held).scalars())
    people = [entry.details.own(entry.uid if entry.uid in uids else new_uid()) for entry in entries]
    ids = make(session, people, imported=True)
    _remember(session, [(key, entry, imprint(entry)) for key, entry in zip(ids, entries, strict=True)])
    return ids


def _sources(session: Session, ids: Sequence[int]) -> dict[int, list[_Source]]:
    found = defaultdict[int, list[_Source]](list)
    query = select(
        col(ContactSourceRow.contact_id), col(ContactSourceRow.key), col(ContactSourceRow.imprint)
    ).where(col(ContactSourceRow.contact_id).in_(ids))
    for contact_id, key, said in session.execute(query):
        found[contact_id].append(_Source(key, said))
    return found


def _imported(session: Session, ids: Sequence[int]) -> dict[int, set[str]]:
    found = defaultdict[int, set[str]](set)
    query = select(col(ContactNumberRow.contact_id), col(ContactNumberRow.number)).where(
        col(ContactNumberRow.contact_id).in_(ids), col(ContactNumberRow.imported)
    )
    for contact_id, number in session.execute(query):
        found[contact_id].add(number)
    return found


def _bring_up_to_date(
    session: Session, contact: Contact, entry: Incoming, sources: Sequence[_Source], imported: set[str]
) -> Fate:
    # After a merge several entries are one person, and who was typed here is no file's: fill gaps only.
    gaps_only = len(sources) > 1 or (not sources and entry.uid != contact.remote_id)
    if gaps_only:
        wanted = with_gaps_filled(contact, entry.details)
    else:
        wanted = with_news(contact, entry.details, _last(sources), imported)
    if wanted == Details.of(contact):
        return Fate.UNCHANGED
    listed = {number.number for number in entry.details.numbers}
    typed = {number.number for number in contact.numbers} - imported
    change(
        session,
        [(contact.id, wanted.own(contact.remote_id))],
        from_file={contact.id: (listed | imported) - typed},
    )
    return Fate.UPDATED


def _said_already(entry: Incoming, sources: Sequence[_Source]) -> bool:
    return any(one.key == entry.key and says_the_same(one.imprint, entry) for one in sources)


def _last(sources: Sequence[_Source]) -> Details | None:
    return said_last(sources[0].imprint) if len(sources) == 1 else None


def _remember(
    session: Session, taken: Sequence[tuple[int, Incoming, str]], outdated: Sequence[str] = ()
) -> None:
    """Keep imprints for the next time; ``outdated`` is what the entries were known by until now."""
    if not taken:
        return
    gone = [*outdated, *(entry.key for _, entry, _ in taken)]
    session.execute(delete(ContactSourceRow).where(col(ContactSourceRow.key).in_(gone)))
    sources = [
        {"contact_id": contact_id, "key": entry.key, "file": entry.file, "imprint": kept}
        for contact_id, entry, kept in taken
    ]
    session.execute(insert(_SOURCES), sources)
    for contact_id, entry, _ in taken:
        if entry.extra:
            extra = json.dumps(entry.extra)
            session.execute(update(ContactRow).where(col(ContactRow.id) == contact_id).values(extra=extra))
