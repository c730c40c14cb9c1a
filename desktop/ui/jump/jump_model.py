"""What one can jump to, as Qt's model: conversations, the phone book, pages, actions and error codes.

Names are read once, when the list opens; each key then looks through them in memory, offline.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.sms.phone import digits, readable
from desktop.store import lines
from desktop.store.contact_folding import folded
from desktop.store.database import Database
from desktop.store.people import Person, everyone
from desktop.ui.jump.fuzzy import NO_FIT, fitting
from desktop.ui.plain import one_line
from desktop.ui.sourced_name_model import with_source
from desktop.wording import isolated, tr

PLACE = Qt.ItemDataRole.UserRole + 1
MOST = 50
"""Rows that are offered; whoever wants another types one letter more."""
MOST_CODES = 6
"""Entries of the error guide that are offered below them."""
_LEAST_CODE = 4
"""Characters from which an error code is meant, and not a name."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Command:
    """An action that one can jump to: its id, its words, its keys as people read them."""

    id: str
    words: str
    keys: str = ""
    code: str = ""
    """Of an entry of the error guide: what finds it there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row leads: to somebody or to an action."""

    person: Person | None
    command: Command | None
    title: str
    """Without case and accents, as the next one."""
    rest: str
    digits: str


class JumpModel(QAbstractListModel):
    """The best matches, best first; before anything is typed, the latest conversations."""

    def __init__(self, db: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._all: list[Place] = []
        self._rows: list[Place] = []
        self._labels: dict[tuple[str, str], str] = {}

    def begin(self, commands: Sequence[Command]) -> None:
        """Read everybody anew; ``commands`` are the actions on offer."""
        self._labels = {(one.account_id, one.number): one.label for one in lines.listing(self._db)}
        people = [
            Place(one, None, folded(one.name), folded(one.company), digits(one.number))
            for one in everyone(self._db)
        ]
        self._all = people + [Place(None, one, folded(one.words), "", "") for one in commands]
        self.look_for("")

    def forget(self) -> None:
        """Let go of all names until the list opens again."""
        self.beginResetModel()
        self._all, self._rows = [], []
        self.endResetModel()

    def look_for(self, text: str) -> None:
        """Show what fits ``text``."""
        self.beginResetModel()
        if text.strip():
            fit = fitting(folded(text))
            fits = ((fit(one.title, one.rest, one.digits), at) for at, one in enumerate(self._all))
            best = nsmallest(MOST, (pair for pair in fits if pair[0] < NO_FIT))
            self._rows = ([self._all[at] for _, at in best] + _codes(text))[:MOST]
        else:
            self._rows = self._all[:MOST]
        self.endResetModel()

    def place(self, index: _Index) -> Place:
        """Where the row at ``index`` leads."""
        return self._rows[index.row()]

    def title(self, place: Place) -> str:
        """What a row is called: a name, a number as people read it, or the words of an action."""
        if place.command is not None:
            return place.command.words
        assert place.person is not None
        named = with_source(place.person.name, place.person.name_from)
        return named or isolated(readable(place.person.number))

    def detail(self, place: Place) -> str:
        """What stands beside it: number and line, or the action's keys."""
        if place.command is not None:
            return place.command.keys
        person = place.person
        assert person is not None
        parts = [isolated(readable(person.number))] if person.name else []
        if person.conversation_id is None:
            parts.append(tr("no texts yet"))
        elif len(self._labels) > 1:
            label = one_line(self._labels.get((person.account_id, person.line), ""))
            parts.append(tr("on {line}").format(line=label or isolated(readable(person.line))))
        return " · ".join(parts)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        place = self._rows[index.row()]
        if role == PLACE:
            return place
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(place)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (self.title(place), self.detail(place)) if part)
        return None


def _codes(text: str) -> list[Place]:
    """Entries of the error guide, for a code or a whole word of an explanation (H7)."""
    if len(text.strip()) < _LEAST_CODE:
        return []
    from desktop import error_words  # read when somebody looks for one, not with the window

    return [
        Place(
            None,
            Command(
                f"{entry.provider} {entry.code}",
                f"{entry.code.replace('_', ' ')}: {error_words.of(entry).name}",
                error_words.provider_name(entry.provider),
                entry.code,
            ),
            "",
            "",
            "",
        )
        for entry in error_words.search(text)[:MOST_CODES]
    ]
