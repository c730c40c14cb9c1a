"""What past texts tell of a contact: whether each number can be reached, and the texts that failed (E19)."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from desktop import error_words
from desktop.sms.phone import NotANumber, parse
from desktop.store import accounts, failures
from desktop.store.contacts import Number
from desktop.store.database import Database, StoreError
from desktop.store.messages import Message
from desktop.ui import moments
from desktop.ui.changes import Changes
from desktop.ui.lines.line_model import Line
from desktop.ui.lines.reach import home_of
from desktop.ui.messages import media_words_model
from desktop.ui.plain import one_line
from desktop.ui.reachability.reach_model import ReachModel, ReachSaid

log = logging.getLogger(__name__)

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class PastFailure:
    """One failed text, fit to be shown."""

    id: int
    words: str
    cause: str
    when: str
    exact: str


@dataclass(frozen=True, slots=True)
class PastFailures:
    """How many there are, and the newest of them."""

    count: int = 0
    newest: tuple[PastFailure, ...] = ()


class ContactKnownModel(QObject):
    """Asked when a contact is shown; nothing is kept."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        parent: QObject | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._clock = clock
        self._reach = ReachModel(db, changes, self, clock=clock)
        self.trouble = self._reach.trouble
        """A mark was not kept: a sentence."""

    def reach_of(self, number: str, line: Line | None) -> ReachSaid:
        """What is to be expected of a text to a number of the phone book, from this line of ours."""
        peer = _peer(number, line)
        if not peer:
            return ReachSaid()
        return self._reach.of(line.account_id if line else "", line.number if line else "", peer)

    def mark(self, number: str, line: Line | None, what: str) -> None:
        """A person says what a number is."""
        if peer := _peer(number, line):
            self._reach.mark(peer, what)

    def failures_of(self, numbers: Sequence[Number], line: Line | None, limit: int) -> PastFailures:
        """The texts to these numbers that failed, newest first."""
        peers = [peer for one in numbers if (peer := _peer(one.number, line))]
        try:
            count, found = failures.of_peers(self._db, peers, limit)
            now = self._clock()
            return PastFailures(count, tuple(self._shown(text, now) for text in found))
        except StoreError as error:
            log.error("a contact's failed texts could not be read: %s", error.detail)
            return PastFailures()

    def _shown(self, text: Message, now: datetime) -> PastFailure:
        service = accounts.terms(self._db, text.account_id).service
        explained = error_words.explain(service, text.error_code, text.error_text)
        return PastFailure(
            text.id,
            one_line(text.body) or media_words_model.spoken(text.media),
            one_line(explained.what, longest=_LONGEST),
            moments.short(text.created_at, now),
            moments.exact(text.created_at),
        )


def _peer(number: str, line: Line | None) -> str:
    """The number as texts have it; "" for what is none."""
    try:
        return parse(number, home_of(line)).value
    except NotANumber:
        return ""
