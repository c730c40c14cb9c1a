"""The error guide as Qt's model: all entries of the catalogue, or those that fit a search (H7). Offline.

Look here for what a row says and for what the card beside the list says of an entry.
"""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop import error_words
from desktop.error_words import Explained
from desktop.sms import errors
from desktop.sms.errors import Entry
from desktop.wording import tr

ROW = Qt.ItemDataRole.UserRole + 1
"""The ``GuideRow``."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class GuideRow:
    """One line of the list."""

    code: str
    """As people look it up: the number; a name of several words is written with spaces."""
    name: str
    detail: str
    """The service and the kind of trouble."""


@dataclass(frozen=True, slots=True)
class GuideCard:
    """All that the guide says of one entry, in plain words; "" where there is nothing to say."""

    title: str
    what: str
    next_step: str
    who: str
    again: str
    source: str
    note: str
    """That the explanation is inferred."""
    link: str


class GuideModel(QAbstractListModel):
    """The catalogue, in its own order or the best matches first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = list(errors.entries())

    def look_for(self, text: str) -> None:
        """Show what fits ``text``: a code, or words."""
        self.beginResetModel()
        self._entries = error_words.search(text)
        self.endResetModel()

    def entry(self, index: _Index) -> Entry:
        """The entry of a row."""
        return self._entries[index.row()]

    def card(self, index: _Index) -> GuideCard:
        """What the card says of a row."""
        return card_of(self.entry(index))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ROW:
            return row_of(entry)
        if role == Qt.ItemDataRole.DisplayRole:
            row = row_of(entry)
            return f"{row.code} {row.name}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = row_of(entry)
            return f"{row.code}, {row.name}, {row.detail}"
        return None


def row_of(entry: Entry) -> GuideRow:
    """An entry as a line of a list."""
    detail = f"{error_words.provider_name(entry.provider)} · {error_words.class_words(entry.group)}"
    return GuideRow(entry.code.replace("_", " "), error_words.of(entry).name, detail)


def card_of(entry: Entry) -> GuideCard:
    """An entry in full."""
    known: Explained = error_words.of(entry)
    service = error_words.provider_name(entry.provider)
    inferred = tr("The service does not explain this code; this is what its name suggests.")
    return GuideCard(
        title=known.name,
        what=known.what,
        next_step=known.next_step,
        who=known.who,
        again=error_words.retry_words(entry.retry),
        source=tr("{service}, code {code}. {who}").format(
            service=service, code=entry.code, who=error_words.when_words(entry.when, entry.reporter)
        ),
        note="" if entry.verified else inferred,
        link=entry.link,
    )
