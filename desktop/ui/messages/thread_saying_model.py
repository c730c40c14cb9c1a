"""What the bubbles of the open thread say, kept until it changes, and the one timer that changes it.

A row is looked at again when its text, its account's service or the time that its words hold for has
changed, and only while it is on screen: rows that nobody sees cost nothing (C3, C4).
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.sms.delivery import State
from desktop.store import doubts, outbox, usual_times
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.store.usual_times import Usual
from desktop.ui.changes import Changes
from desktop.ui.messages.bubble_words_model import Facts, Said, evidence_of, is_open, said
from desktop.ui.messages.evidence_model import Evidence
from desktop.ui.messages.service_model import Services

_LONGEST = timedelta(hours=1)
"""The clock of a computer may be set: no timer runs longer."""
_MILLISECOND = timedelta(milliseconds=1)


class Sayings(QObject):
    """One thread's; ``forget`` when another one opens."""

    changed = Signal(object)
    """Bubbles say something else now: the ids of their texts, a ``list``."""

    def __init__(
        self, db: Database, changes: Changes, clock: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._clock = clock
        self.services = Services(db, changes, clock, self)
        self._kept: dict[int, tuple[Message, Said]] = {}
        self._asked: dict[int, datetime] = {}
        self._usual: dict[tuple[str, str, str], Usual | None] = {}
        self._on_screen: list[Message] = []
        self.timer = QTimer(self, singleShot=True)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.look)
        self.services.changed.connect(lambda _: self._look_at(one for one, _ in [*self._kept.values()]))

    def of(self, message: Message) -> Said:
        """What the bubble of a text says; the same until ``changed`` names it or its text is another."""
        kept = self._kept.get(message.id)
        if kept is not None and kept[0] is message:
            return kept[1]
        found = said(message, self._facts(message))
        self._kept[message.id] = message, found
        return found

    def evidence(self, message: Message) -> Evidence:
        """What is known of an unconfirmed text now."""
        return evidence_of(message, self._facts(message))

    def usual(self, message: Message) -> Usual | None:
        """How long delivery usually takes on the route of a text."""
        route = (message.account_id, message.line, message.peer)
        if route not in self._usual:
            self._usual[route] = usual_times.usual(self._db, *route)
        return self._usual[route]

    def check(self, message: Message) -> None:
        """Somebody wants it looked for now: what comes of it is said."""
        self._asked[message.id] = self._clock()
        self._look_at([message])

    def watch(self, on_screen: list[Message]) -> None:
        """These texts are on screen now."""
        self._on_screen = [one for one in on_screen if is_open(one)]
        # Not at once: rows that get higher while a view lays itself out would have it begin anew.
        self.timer.start(0)

    def look(self) -> None:
        """Say again what the time has changed of what is on screen; wait for the next such moment."""
        now = self._clock()
        self._look_at(one for one in self._on_screen if self._is_over(one, now))
        ends = [self.of(one).until for one in self._on_screen]
        coming = [end - now for end in ends if end is not None]
        if coming:
            wait = min(max(min(coming), _MILLISECOND), _LONGEST)
            self.timer.start(-(-wait // _MILLISECOND))

    def renew(self) -> None:
        """The thread was read anew: what was learned of its route may be more."""
        self._usual.clear()

    def forget(self) -> None:
        """Another thread is open."""
        self.timer.stop()
        self._on_screen = []
        self._kept.clear()
        self._usual.clear()

    def _is_over(self, message: Message, now: datetime) -> bool:
        until = self.of(message).until
        return until is not None and until <= now

    def _look_at(self, texts: Iterator[Message] | list[Message]) -> None:
        other = []
        for message in texts:
            kept = self._kept.get(message.id)
            if kept is None or not is_open(message):
                continue
            found = said(message, self._facts(message))
            self._kept[message.id] = message, found
            if found != kept[1]:
                other.append(message.id)
        if other:
            self.changed.emit(other)

    def _facts(self, message: Message) -> Facts:
        leaves = message.outbound and message.state in (State.ACCEPTED, State.SENT)
        doubtful = message.state is State.UNCONFIRMED and not message.left_alone
        return Facts(
            self._clock(),
            self.services.of(message.account_id),
            usual=self.usual(message) if leaves else None,
            lookalike=outbox.lookalike(self._db, message) if doubtful else None,
            asked_at=self._asked.get(message.id),
            unreadable=doubts.unreadable(self._db, message) if doubtful else 0,
        )
