"""Whom somebody may mean who has dialled a part of a number or of a name, as Qt's model."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop import wording
from desktop.sms.phone import readable
from desktop.ui.dialpad.dialpad_model import DialpadModel, Match
from desktop.ui.plain import one_line

__all__ = ["MATCH_ROLE", "Match", "SuggestionsModel", "shown_label", "shown_name", "shown_number"]

MATCH_ROLE = Qt.ItemDataRole.UserRole + 1
"""The ``Match`` of a row."""
MOST = 5
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SuggestionsModel(QAbstractListModel):
    """Follows the dialpad; its few rows are read anew with every sign."""

    def __init__(self, dialpad: DialpadModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialpad = dialpad
        self._rows: list[Match] = []
        dialpad.changed.connect(self._read)

    def meant(self, index: _Index) -> Match:
        """Who stands in a row."""
        return self._rows[index.row()]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        match = self._rows[index.row()]
        if role == MATCH_ROLE:
            return match
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (shown_name(match), shown_label(match), shown_number(match))
            return ", ".join(part for part in parts if part)
        return None

    def _read(self) -> None:
        found = self._dialpad.matches(MOST)
        if found != self._rows:
            self.beginResetModel()
            self._rows = found
            self.endResetModel()


def shown_name(match: Match) -> str:
    """The contact's name; "" where nobody has the number."""
    return one_line(match.name)


def shown_label(match: Match) -> str:
    """What kind of number it is; "" where nobody said."""
    return wording.number_label(one_line(match.label)) if match.label else ""


def shown_number(match: Match) -> str:
    """The number as people read it."""
    return wording.isolated(one_line(readable(match.number)))
