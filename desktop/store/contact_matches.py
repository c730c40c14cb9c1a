"""Who of the phone book an entry of a file is: certain matches first, for the whole file, then likely ones.

The whole file first, because a likely match must never take a contact that another entry is for certain.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from desktop.store.contact_details import Details
from desktop.store.contact_folding import folded
from desktop.store.contact_names import visible
from desktop.store.contact_records import Contact
from desktop.store.contact_rows import COLUMNS, read
from desktop.store.contact_tables import ContactSourceRow
from desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class Incoming:
    """An entry of a file; its details are ``contact_details.tidy``. ``extra`` are lines of its vCard.

    ``file`` says which file it is, so that a later state of the same one is known.
    """

    details: Details
    uid: str = ""
    extra: tuple[str, ...] = ()
    file: str = ""

    @property
    def key(self) -> str:
        """What it is known by when the file is read again."""
        return f"uid:{self.uid}" if self.uid else content_key(self.details)


@dataclass(frozen=True, slots=True)
class Match:
    """Whom an entry is: ``contact_id`` is ``None`` for somebody new."""

    contact_id: int | None = None
    repeated: bool = False
    """An entry before it in the file said the same."""
    contradicts: bool = False
    """An entry before it in the file has the same UID and says something else."""
    service: bool = False
    """A service's entry says the same: there is nothing to add."""


def content_key(details: Details | Contact) -> str:
    """The same for the same name (else company) and the same set of numbers."""
    numbers = sorted(number.number for number in details.numbers)
    said = [folded(details.name) or folded(details.company), *numbers]
    if not numbers:
        said += [folded(details.company), details.email.casefold()]
    return "as:" + hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()


def match(db: Database, entries: Sequence[Incoming]) -> list[Match]:
    """For every entry of a file, in order, whom it is."""
    with db.reading() as session:
        everybody = read(session, select(*COLUMNS).where(visible()))
        book = _Book(session, everybody)
    found: list[Match | None] = []
    seen: dict[str, Incoming] = {}
    for entry in entries:
        before = seen.setdefault(entry.key, entry)
        if before is not entry:
            same = before.details == entry.details
            found.append(Match(repeated=same or not entry.uid, contradicts=bool(entry.uid) and not same))
        else:
            found.append(book.certain(entry))
    return [one or book.likely(entry) for one, entry in zip(found, entries, strict=True)]


class _Book:
    """The phone book as it is before an import, by what its people are known by."""

    def __init__(self, session: Session, everybody: Iterable[Contact]) -> None:
        self._sources: dict[str, int] = {}
        files: dict[int, set[str]] = defaultdict(set)
        columns = (ContactSourceRow.key, ContactSourceRow.contact_id, ContactSourceRow.file)
        for key, contact_id, file in session.execute(select(*map(col, columns))):
            self._sources[key] = contact_id
            files[contact_id].add(file)
        self._uids: dict[str, int] = {}
        self._contents: dict[str, list[Contact]] = defaultdict(list)
        self._imported: list[tuple[Contact, set[str]]] = []
        for contact in everybody:
            if contact.own:
                self._uids[contact.remote_id] = contact.id
            self._contents[content_key(contact)].append(contact)
            if contact.id in files:
                self._imported.append((contact, files[contact.id]))
        self._taken: set[int] = set()
        self._by_name: dict[str, list[Contact]] | None = None

    def certain(self, entry: Incoming) -> Match | None:
        """By UID, by what an import before knew it by, or because it says the same."""
        known = self._uids.get(entry.uid) if entry.uid else None
        if known is None:
            known = self._sources.get(entry.key)
        if known is not None:
            # After a merge several entries may be one contact.
            self._taken.add(known)
            return Match(known)
        same = self._contents.get(content_key(entry.details), [])
        for contact in sorted(same, key=lambda one: not one.own):
            if self._take(contact.id):
                return Match(contact.id) if contact.own else Match(service=True)
        return None

    def likely(self, entry: Incoming) -> Match:
        """A contact of this very file with the same name that no other entry is, and only one can be.

        One with another name is another person, whatever they share: only offered as a duplicate.
        """
        if self._by_name is None:
            self._by_name = defaultdict(list)
            for contact, files in self._imported:
                if contact.id not in self._taken and entry.file in files:
                    self._by_name[folded(contact.name)].append(contact)
        name = folded(entry.details.name)
        same = [one for one in self._by_name.get(name, []) if name and _may_be(one, entry.details)]
        if len(same) == 1 and self._take(same[0].id):
            return Match(same[0].id)
        return Match()

    def _take(self, contact_id: int) -> bool:
        if contact_id in self._taken:
            return False
        self._taken.add(contact_id)
        return True


def _may_be(contact: Contact, said: Details) -> bool:
    """Whether two of one name share a number; or, where one has none yet, a company."""
    there, listed = ({number.number for number in one.numbers} for one in (contact, said))
    if there and listed:
        return bool(there & listed)
    company = folded(said.company)
    return bool(company) and company == folded(contact.company)
