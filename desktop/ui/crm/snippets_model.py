"""Ready-made texts of a conversation's service as Qt's model: searched in memory, with gaps filled.

Read from the copy on this computer, so they are there while the service is out of reach.
"""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.providers.catalog import service_name
from desktop.sms.gaps import Filled, fill
from desktop.store import accounts, contacts, snippets
from desktop.store.contact_folding import folded
from desktop.store.database import Database, StoreError
from desktop.store.snippets import Snippet
from desktop.ui.features_model import of_account
from desktop.ui.plain import one_line
from desktop.wording import ntr, tr

SNIPPET = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SnippetsModel(QAbstractListModel):
    """What fits a search, by name; empty until ``begin``."""

    def __init__(self, db: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._all: list[Snippet] = []
        self._rows: list[Snippet] = []
        self._person = self._company = ""
        self._service = ""

    def offered(self, account_id: str) -> bool:
        """Whether the account's service keeps ready-made texts."""
        try:
            return of_account(self._db, account_id, "snippets")[0]
        except StoreError:
            return False

    def begin(self, account_id: str, peer: str) -> None:
        """Read those of an account, for a text to this number ("" where it is not known yet)."""
        try:
            self._all = snippets.listing(self._db, account_id)
            people = contacts.with_number(self._db, peer, account_id) if peer else []
            self._service = service_name(accounts.terms(self._db, account_id).service)
        except StoreError:
            self._all, people = [], []
        self._person = _agreed(one.name for one in people)
        self._company = _agreed(one.company for one in people)
        self.look_for("")

    def look_for(self, text: str) -> None:
        """Show those in whose name or words each of these words is."""
        wanted = folded(text).split()
        self.beginResetModel()
        self._rows = [one for one in self._all if all(word in _searched(one) for word in wanted)]
        self.endResetModel()

    def filled(self, index: _Index) -> Filled:
        """The text of a row with what is known of the person in its gaps."""
        return fill(self._rows[index.row()].body, name=self._person, company=self._company)

    def nothing(self) -> str:
        """What is said where there is no row."""
        if self._all:
            return tr("No ready-made text has these words.")
        words = tr("No ready-made texts of {service} are here. Make templates there; they come in minutes.")
        return words.format(service=self._service)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == SNIPPET:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(row.name) or tr("Without a name")
        if role == Qt.ItemDataRole.ToolTipRole:
            return one_line(self.filled(index).text, longest=400)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = one_line(row.name) or tr("Without a name")
            return f"{name}: {one_line(self.filled(index).text, longest=200)}"
        return None


def what_was_filled(filled: Filled) -> str:
    """What is said of a text that was just put in: which words came from the contact, what is open still."""
    said = []
    if filled.filled:
        words = ", ".join(f"“{one_line(one, longest=60)}”" for one in dict.fromkeys(filled.filled))
        said.append(tr("Filled in from the contact: {words}.").format(words=words))
    if filled.left:
        said.append(
            ntr(
                "{n} gap is marked: write what belongs there.",
                "{n} gaps are open, the first is marked: write what belongs there.",
                filled.left,
            )
        )
    return " ".join(said)


def _agreed(words: Iterable[str]) -> str:
    """What all who have the number are called; "" where they differ: nobody knows whom it will reach."""
    told = set(words)
    return told.pop() if len(told) == 1 else ""


def _searched(one: Snippet) -> str:
    return folded(f"{one.name} {one.body}")
