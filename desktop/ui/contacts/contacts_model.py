"""The services' phone book as Qt's model: everybody by name, or those who match a search (B3)."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop import wording
from desktop.sms.phone import readable
from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from desktop.ui.changes import Changes
from desktop.ui.features_model import offered
from desktop.ui.plain import one_line
from desktop.ui.row_changes import bring_to
from desktop.wording import tr

__all__ = ["CONTACT_ROLE", "Contact", "ContactsModel", "Number", "name_of", "number_words"]

CONTACT_ROLE = Qt.ItemDataRole.UserRole + 1
"""The ``Contact`` of a row."""
PAGE = 200
"""Rows that are read at first; each time the end comes into view, as many again as there are."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ContactsModel(QAbstractListModel):
    """Reads the store on ``refresh`` and ``show_matches`` only: a page that is not showing costs nothing."""

    outdated = Signal()
    """The store may hold other contacts than the rows."""

    def __init__(self, db: Database, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._rows: list[Contact] = []
        self._search = ""
        self._limit = PAGE
        self._complete = False
        self.offered: bool | None = None
        """Whether any service offers a phone book; ``None`` while none has told."""
        changes.account_changed.connect(self.outdated)
        changes.store_changed_elsewhere.connect(self.outdated)

    @property
    def search(self) -> str:
        """What the rows match; "" for all."""
        return self._search

    def show_matches(self, search: str) -> None:
        """Show only those whose name, company or digits contain ``search``, from its first character on."""
        if search.strip() != self._search:
            self._search, self._limit = search.strip(), PAGE
            self._read()

    def refresh(self) -> None:
        """Read the contacts anew and tell the views what differs. Raises ``StoreError``."""
        self.offered = offered(self._db, "contacts")
        self._read()

    def contact(self, index: _Index) -> Contact:
        """The contact of a row."""
        return self._rows[index.row()]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and bool(self._rows) and not self._complete

    def fetchMore(self, parent: _Index) -> None:
        # Twice as many each time: whoever scrolls through thousands waits a few times, not dozens.
        self._limit *= 2
        wanted = self._listed()
        known = len(self._rows)
        if wanted[:known] != self._rows:
            self._bring_to(wanted)
        elif len(wanted) > known:
            self.beginInsertRows(_ROOT, known, len(wanted) - 1)
            self._rows += wanted[known:]
            self.endInsertRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        contact = self._rows[index.row()]
        if role == CONTACT_ROLE:
            return contact
        if role == Qt.ItemDataRole.DisplayRole:
            return name_of(contact)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            numbers = [number_words(number) for number in contact.numbers]
            parts = [name_of(contact), one_line(contact.company), *(numbers or [tr("no number")])]
            return ", ".join(part for part in parts if part)
        return None

    def _listed(self) -> list[Contact]:
        found = contacts.listing(self._db, self._search, limit=self._limit)
        self._complete = len(found) < self._limit
        return found

    def _read(self) -> None:
        self._bring_to(self._listed())

    def _bring_to(self, wanted: list[Contact]) -> None:
        if wanted == self._rows:
            return  # the commonest case by far: what changed in the account was its balance
        for place in bring_to(self, self._rows, wanted, _key) or ():
            self.dataChanged.emit(self.index(place), self.index(place))


def name_of(contact: Contact) -> str:
    """The name, else the company, else the first number."""
    first = contact.numbers[0].number if contact.numbers else ""
    return one_line(contact.name) or one_line(contact.company) or one_line(readable(first)) or tr("No name")


def number_words(number: Number) -> str:
    """A number with its label, "mobile +44 7700 900123"."""
    shown = wording.isolated(one_line(readable(number.number)))
    return " ".join(part for part in (one_line(number.label), shown) if part)


def _key(contact: Contact) -> tuple[str, str]:
    return contact.account_id, contact.remote_id
