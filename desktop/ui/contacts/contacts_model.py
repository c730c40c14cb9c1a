"""The phone book as Qt's model: own contacts and the services', all by name or those who match (B3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop import wording
from desktop.sms.phone import readable
from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from desktop.store.last_used import last_used
from desktop.ui.changes import Changes
from desktop.ui.contacts.contact_known_model import ContactKnownModel
from desktop.ui.features_model import offered
from desktop.ui.plain import one_line
from desktop.ui.row_changes import bring_to
from desktop.wording import tr

__all__ = [
    "CONTACT_ROLE",
    "LISTED_ROLE",
    "Contact",
    "ContactsModel",
    "Listed",
    "Number",
    "label_words",
    "name_of",
    "number_words",
]

CONTACT_ROLE = Qt.ItemDataRole.UserRole + 1
"""The ``Contact`` of a row."""
LISTED_ROLE = Qt.ItemDataRole.UserRole + 2
"""The ``Listed`` of a row."""
PAGE = 200
"""Rows that are read at a time: at first, and each time the end comes into view."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Listed:
    """A row: the contact, and which of its numbers was texted with last ("" for none)."""

    contact: Contact
    last_used: str = ""

    @property
    def for_texts(self) -> Number | None:
        """The number that texts go to: the preferred, else the last used, else the first that can be read."""
        numbers = self.contact.numbers
        if not any(number.preferred for number in numbers):
            for number in numbers:
                if number.number == self.last_used:
                    return number
        return self.contact.preferred or next(iter(numbers), None)


class ContactsModel(QAbstractListModel):
    """Reads the store on ``refresh`` and ``show_matches`` only: a page that is not showing costs nothing."""

    outdated = Signal()
    """The store may hold other contacts than the rows."""

    def __init__(self, db: Database, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._rows: list[Listed] = []
        self.known = ContactKnownModel(db, changes, self)
        """What past texts tell of a contact."""
        self._search = ""
        self._complete = False
        self.offered: bool | None = None
        """Whether any service offers a phone book; ``None`` while none has told."""
        changes.account_changed.connect(self.outdated)
        changes.contacts_changed.connect(self.outdated)
        changes.messages_changed.connect(self.outdated)
        changes.store_changed_elsewhere.connect(self.outdated)

    @property
    def search(self) -> str:
        """What the rows match; "" for all."""
        return self._search

    def show_matches(self, search: str) -> None:
        """Show those whose name, company, label or digits hold ``search``, from its first character on."""
        if search.strip() != self._search:
            self._search = search.strip()
            self._read(PAGE)

    def refresh(self) -> None:
        """Read the contacts anew and tell the views what differs. Raises ``StoreError``."""
        self.offered = offered(self._db, "contacts")
        self._read(max(PAGE, len(self._rows)))

    def contact(self, index: _Index) -> Contact:
        """The contact of a row."""
        return self._rows[index.row()].contact

    def listed(self, index: _Index) -> Listed:
        """The whole of a row."""
        return self._rows[index.row()]

    def find(self, contact_id: int) -> int | None:
        """The row of a contact, where it is among those that were read."""
        ids = (place for place, row in enumerate(self._rows) if row.contact.id == contact_id)
        return next(ids, None)

    def count(self) -> int:
        """How many match the search, read or not. Raises ``StoreError``."""
        return contacts.count(self._db, self._search)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and bool(self._rows) and not self._complete

    def fetchMore(self, parent: _Index) -> None:
        known = len(self._rows)
        found = contacts.listing(self._db, self._search, limit=PAGE, after=self._rows[-1].contact)
        self._complete = len(found) < PAGE
        if found:
            self.beginInsertRows(_ROOT, known, known + len(found) - 1)
            self._rows += self._with_last_used(found)
            self.endInsertRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        contact = row.contact
        if role == CONTACT_ROLE:
            return contact
        if role == LISTED_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return name_of(contact)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            numbers = [number_words(number) for number in contact.numbers]
            parts = [name_of(contact), one_line(contact.company), *(numbers or [tr("no number")])]
            return ", ".join(dict.fromkeys(part for part in parts if part))
        return None

    def _with_last_used(self, found: Sequence[Contact]) -> list[Listed]:
        several = [number.number for one in found if len(one.numbers) > 1 for number in one.numbers]
        moments = last_used(self._db, several) if several else {}
        rows = []
        for one in found:
            used = [number.number for number in one.numbers if number.number in moments]
            rows.append(Listed(one, max(used, key=moments.__getitem__, default="")))
        return rows

    def _read(self, limit: int) -> None:
        found = contacts.listing(self._db, self._search, limit=limit)
        self._complete = len(found) < limit
        wanted = self._with_last_used(found)
        if wanted == self._rows and [one.contact.id for one in wanted] == [
            one.contact.id for one in self._rows
        ]:
            return  # the commonest case by far: what changed in the account was its balance
        for place in bring_to(self, self._rows, wanted, _key) or ():
            self.dataChanged.emit(self.index(place), self.index(place))


def name_of(contact: Contact) -> str:
    """The name, else the company, else the first number."""
    first = contact.numbers[0].number if contact.numbers else ""
    return one_line(contact.name) or one_line(contact.company) or one_line(readable(first)) or tr("No name")


def label_words(number: Number) -> str:
    """The label of a number in the person's language; "" where it has none."""
    return one_line(wording.number_label(number.label))


def number_words(number: Number) -> str:
    """A number with its label, "mobile +44 7700 900123"."""
    shown = wording.isolated(one_line(readable(number.number)))
    return " ".join(part for part in (label_words(number), shown) if part)


def _key(row: Listed) -> int:
    return row.contact.id
