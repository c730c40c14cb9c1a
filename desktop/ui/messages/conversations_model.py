"""The conversations on screen as Qt's model: of the current line or of all lines, perhaps by a search."""

from datetime import datetime, timedelta

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QTimer, Signal

from desktop import wording
from desktop.sms.phone import readable
from desktop.store import accounts, contacts, conversations, lines, usual_times
from desktop.store.database import Database
from desktop.ui.changes import Changes
from desktop.ui.lines.marks_model import Marks
from desktop.ui.messages.conversation_rows_model import (
    CONVERSATION,
    Conversation,
    ConversationRows,
    sentence,
    snippet,
    title,
)
from desktop.ui.messages.shared_marks_model import SharedMarks
from desktop.ui.messages.waiting_model import Waiting
from desktop.ui.plain import one_line
from desktop.ui.row_changes import bring_to
from desktop.ui.turns import Later
from desktop.wording import tr

__all__ = ["CONVERSATION", "Conversation", "ConversationsModel", "sentence", "snippet", "title"]

PAGE = 200
_Index = QModelIndex | QPersistentModelIndex


class ConversationsModel(ConversationRows):
    """Newest activity first. Changes come in quick succession while pulling, so they are gathered."""

    unread_changed = Signal(int)
    """How many texts of all lines are unread now."""
    reloaded = Signal()
    """The rows are those of the store again; what is known of any conversation may be new."""

    def __init__(
        self, db: Database, changes: Changes, parent: QObject | None = None, *, marks: Marks | None = None
    ) -> None:
        """``marks``: which service a line is of, where that has to be said."""
        super().__init__(parent=parent)
        self._db = db
        self._marks = marks
        self._line: tuple[str, str] | None = None
        self._all_lines = False
        self._search = ""
        self._limit = PAGE
        self._complete = True
        self._busy = False
        self._unread = -1
        self._waiting = Waiting(db, changes, self)
        self._waiting.changed.connect(self._tell_waiting)
        self._shared = SharedMarks(db)
        self._labels: dict[tuple[str, str], str] | None = None
        self._touched: set[int] | None = set()
        """What changed since the rows were read; ``None`` where that could be any."""
        self._soon = QTimer(self, singleShot=True, interval=30)
        Later(self, self._catch_up).after(self._soon.timeout)
        changes.messages_changed.connect(self._read_soon)
        changes.drafts_changed.connect(self._read_soon)
        changes.account_changed.connect(self._reload_soon)
        changes.contacts_changed.connect(self._reload_soon)
        changes.store_changed_elsewhere.connect(self._reload_soon)
        changes.lines_changed.connect(self._forget_labels)
        if marks is not None:
            marks.changed.connect(self._reload_soon)

    @property
    def all_lines(self) -> bool:
        """Whether every line's conversations show."""
        return self._all_lines

    @property
    def unread(self) -> int:
        """How many texts of all lines are unread."""
        return max(self._unread, 0)

    @property
    def search(self) -> str:
        """What the rows have to contain; "" for all."""
        return self._search

    @property
    def answers_elsewhere(self) -> bool:
        """Whether the service of the line that shows lists no texts, so that answers are in its own app."""
        line = None if self._all_lines else self._line
        return line is not None and not accounts.terms(self._db, line[0]).listed

    def quiet(self, row: Conversation) -> timedelta | None:
        return usual_times.quiet_period(self._db, row.account_id, row.line, row.peer)

    def waiting(self, row: Conversation) -> int:
        return self._waiting.of(row.id)

    def shared(self, row: Conversation) -> int:
        return self._shared.of(row.id)

    def show_line(self, line: tuple[str, str] | None) -> None:
        """Show the conversations of this (account id, number)."""
        if line != self._line:
            self._line, self._limit = line, PAGE
            self.reload()

    def show_all_lines(self, on: bool) -> None:
        """Show every line's conversations, those of lines that can't text included."""
        if on != self._all_lines:
            self._all_lines, self._limit = on, PAGE
            self.reload()

    def show_matches(self, search: str) -> None:
        """Show only conversations that contain ``search``."""
        if search != self._search:
            self._search, self._limit = search, PAGE
            self.reload()

    def reload(self) -> None:
        """Read the rows anew and tell the views what differs."""
        self._touched = set()
        wanted = self._listed(self._limit)
        self._complete = len(wanted) < self._limit
        self._bring_to(wanted)

    def _catch_up(self) -> None:
        """Read anew only what changed: with thousands of rows, all of them take too long for every text."""
        touched, self._touched = self._touched, set()
        if touched is None or len(touched) > PAGE:
            self.reload()
            return
        fresh = self._listed(len(touched), among=touched)
        others = [row for row in self._rows if row.id not in touched]
        wanted = sorted([*others, *fresh], key=_activity, reverse=True)
        if not self._complete:
            # Beyond the last row that was read there are others, which may come before these.
            last = max((place for place, row in enumerate(wanted) if row.id not in touched), default=0)
            del wanted[last + 1 :]
        self._bring_to(wanted)

    def _listed(self, limit: int, among: set[int] | None = None) -> list[Conversation]:
        if self._line is None and not self._all_lines:
            return []
        line = None if self._all_lines else self._line
        return conversations.listing(self._db, line=line, search=self._search, limit=limit, among=among)

    def _bring_to(self, wanted: list[Conversation]) -> None:
        # Views ask for more in the middle of the steps.
        self._busy = True
        changed = bring_to(self, self._rows, wanted, lambda row: row.id)
        self._busy = False
        places = {*(changed or ()), *self._waiting_otherwise()}
        for place in sorted(places):
            self.dataChanged.emit(self.index(place), self.index(place))
        unread = conversations.unread(self._db)
        if unread != self._unread:
            self._unread = unread
            self.unread_changed.emit(unread)
        self.reloaded.emit()

    def _waiting_otherwise(self) -> list[int]:
        """Read what waits for a person, and what is open for all; the places where that is other now."""
        other = self._waiting.read({row.account_id for row in self._rows}) | self._shared.read()
        return [place for place, row in enumerate(self._rows) if row.id in other] if other else []

    def _tell_waiting(self) -> None:
        for place in self._waiting_otherwise():
            self.dataChanged.emit(self.index(place), self.index(place))

    def line_label(self, row: Conversation) -> str:
        """What the line of a conversation is called; its number if it has no name; and its service's mark."""
        label = self.label_of(row.account_id, row.line) or readable(row.line)
        mark = None if self._marks is None else self._marks.of(row.account_id)
        return label if mark is None else f"{mark.text} {label}"

    def line_said(self, row: Conversation) -> str:
        if not self._all_lines:
            return ""
        label = self.label_of(row.account_id, row.line) or wording.isolated(readable(row.line))
        mark = None if self._marks is None else self._marks.of(row.account_id)
        named = label if mark is None else f"{label}, {mark.name}"
        return tr("on {line}").format(line=named)

    def label_of(self, account_id: str, number: str) -> str:
        """What one of our lines is called; "" if it has no name."""
        if self._labels is None:
            self._labels = {(line.account_id, line.number): line.label for line in lines.listing(self._db)}
        return one_line(self._labels.get((account_id, number), ""))

    def name_of(self, account_id: str, peer: str) -> str:
        """Whose number this is by the contacts, with or without a conversation; "" if nobody knows."""
        return contacts.name_of(self._db, peer, account_id) if peer else ""

    def next_unread(self, here: int | None, by: int) -> int | None:
        """The next (1) or previous (-1) conversation with unread texts, round the whole list and not only
        what is loaded of it; ``here`` is the one to go on from."""
        if self._line is None and not self._all_lines:
            return None
        line = None if self._all_lines else self._line
        unread = conversations.unread_places(self._db, line=line, search=self._search)
        row = None if here is None else self.find(here)
        others = [place for place in unread if place[1] != here]
        if by < 0:
            others.reverse()
        if row is not None:
            at = _activity(row)
            others.sort(key=lambda place: place > at if by > 0 else place < at)
        return others[0][1] if others else None

    def find(self, conversation_id: int) -> Conversation | None:
        """A conversation by its id, whether it shows or not; one that shows as it does."""
        shown = next((row for row in self._rows if row.id == conversation_id), None)
        return shown or conversations.get(self._db, conversation_id)

    def _forget_labels(self) -> None:
        self._labels = None
        self._reload_soon()

    def _reload_soon(self) -> None:
        self._touched = None
        self._begin_soon()

    def _read_soon(self, conversation_ids: frozenset[int]) -> None:
        if self._touched is not None:
            self._touched |= conversation_ids
        self._begin_soon()

    def _begin_soon(self) -> None:
        # Not started anew each time: while a long history comes in there is always another change.
        if not self._soon.isActive():
            self._soon.start()

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and not self._complete and not self._busy

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._limit += PAGE
            self.reload()


def _activity(row: Conversation) -> tuple[datetime, int]:
    return row.active_at, row.id
