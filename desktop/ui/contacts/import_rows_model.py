"""Rows about a file that is imported: its first entries as they would be read, and what cannot be read."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop import wording
from desktop.store.contacts import OWN, Contact
from desktop.ui.contacts.contacts_model import (
    CONTACT_ROLE,
    LISTED_ROLE,
    Listed,
    name_of,
    number_words,
)
from desktop.ui.contacts.import_model import Bad, Entry
from desktop.ui.plain import one_line
from desktop.wording import isolated, tr

BAD_ROLE = Qt.ItemDataRole.UserRole + 3
"""The ``Bad`` of a row, ``None`` where the row is a contact."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Row = Listed | Bad


class ImportRowsModel(QAbstractListModel):
    """Entries and bad rows of a file, in the file's order. Small: a preview, or the bad rows of a report."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []

    def show_rows(self, entries: Sequence[Entry], bad: Sequence[Bad]) -> None:
        """Show these, sorted by their place in the file."""
        places = [(entry.place, _listed(entry)) for entry in entries] + [(one.place, one) for one in bad]
        self.beginResetModel()
        self._rows = [row for _, row in sorted(places, key=lambda one: one[0])]
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if isinstance(row, Bad):
            return _of_bad(row, role)
        if role == LISTED_ROLE:
            return row
        if role == CONTACT_ROLE:
            return row.contact
        if role == Qt.ItemDataRole.DisplayRole:
            return name_of(row.contact)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = [number_words(number) for number in row.contact.numbers]
            parts = [name_of(row.contact), one_line(row.contact.company), *words]
            return ", ".join(part for part in parts if part)
        return None


def _of_bad(bad: Bad, role: int) -> object:
    if role == BAD_ROLE:
        return bad
    if role == Qt.ItemDataRole.DisplayRole:
        return bad_title(bad)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return ", ".join((bad_title(bad), bad_reason(bad)))
    return None


def bad_title(bad: Bad) -> str:
    """Where in the file it stands, and what stands there."""
    if not bad.excerpt:
        return tr("Line {n}").format(n=bad.place)
    return tr("Line {n}: {excerpt}").format(n=bad.place, excerpt=isolated(one_line(bad.excerpt)))


def bad_reason(bad: Bad) -> str:
    """Why it was not taken as it stands."""
    return wording.import_fault(bad.reason)


def _listed(entry: Entry) -> Listed:
    details = entry.details
    contact = Contact(
        OWN, str(entry.place), details.name, details.company, details.numbers, details.email, details.notes
    )
    return Listed(contact)
