"""Whom *To* may mean: contacts whose name, company or digits match what was typed (B3)."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop import wording
from desktop.sms.phone import readable
from desktop.store import contacts
from desktop.store.database import Database
from desktop.ui.plain import one_line

NUMBER = Qt.ItemDataRole.UserRole + 1
MOST = 12
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RecipientModel(QAbstractListModel):
    """One row a number, for a completer that filters nothing itself."""

    def __init__(self, db: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._rows: list[tuple[str, str]] = []

    def look_for(self, typed: str) -> None:
        """Make the rows those that match; none for an empty text."""
        self.beginResetModel()
        found = contacts.listing(self._db, typed, limit=MOST) if typed.strip() else []
        self._rows = [
            (_words(contact.name, contact.company, number.label, number.number), number.number)
            for contact in found
            for number in contact.numbers
        ]
        self.endResetModel()

    def number(self, index: _Index) -> str:
        """The number of the row at ``index``, E.164."""
        return self._rows[index.row()][1]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        words, number = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words
        if role in (NUMBER, Qt.ItemDataRole.EditRole):
            return readable(number)
        return None


def _words(name: str, company: str, label: str, number: str) -> str:
    parts = [one_line(name), one_line(company), one_line(label), wording.isolated(readable(number))]
    return " · ".join(part for part in parts if part)
