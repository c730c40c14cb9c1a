"""The conversation that is open: where it opens, where one goes in it, what is read, what has to be decided.

Its rows, and how pages come in, are in ``thread_rows_model``; whether it shows all lines with its person, in
``person_lines_model``.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop import wording
from desktop.sms.delivery import State
from desktop.store import conversations, doubts, messages, outbox, part_group, timeline
from desktop.store.database import Database, StoreError
from desktop.store.messages import Message
from desktop.store.stretch import MOST, PAGE, Stretch
from desktop.store.timeline import Entry, TimelineCall, place
from desktop.ui.changes import Changes
from desktop.ui.lines.marks_model import Marks
from desktop.ui.messages import thread_words_model as words
from desktop.ui.messages.bubble_words_model import Said
from desktop.ui.messages.evidence_model import Evidence
from desktop.ui.messages.failure_model import Failures
from desktop.ui.messages.find_model import FindModel
from desktop.ui.messages.message_details_model import MessageDetails
from desktop.ui.messages.name_sources_model import NameSources
from desktop.ui.messages.person_lines_model import LineChip, PersonLines
from desktop.ui.messages.thread_rows_model import DAY, MESSAGE, TURN, Landing, ThreadRows
from desktop.ui.messages.thread_saying_model import Sayings
from desktop.ui.reachability.reach_model import ReachModel
from desktop.ui.turns import Later
from desktop.wording import ntr

__all__ = ["DAY", "MESSAGE", "MOST", "PAGE", "TURN", "Entry", "Message", "ThreadModel", "TimelineCall"]

log = logging.getLogger(__name__)
_COPIED = 500
"""Texts of a page that is read for copying: short enough to be read between two frames."""


class ThreadModel(ThreadRows):
    """The thread that is open. ``opened`` also comes when one goes to another place in it."""

    asking_changed = Signal()
    """Other texts than before wait for a decision."""
    unread_changed = Signal()
    """More or fewer texts of this conversation are unread."""
    trouble = Signal(str)
    """A decision could not be stored; it has not been carried out."""
    lines_changed = Signal()
    """All lines with the person show from now on, or one alone."""
    too_late = Signal()
    """A text was to be stopped that has left already."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        parent: QObject | None = None,
        *,
        marks: Marks | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """``marks``: which service a line is of, where that has to be said."""
        super().__init__(clock, parent)
        self._db = db
        self._calls = True
        self._standing = timeline.Standing()
        self.find = FindModel(db, self)
        """Finds words in the thread that is open."""
        self.reach = ReachModel(db, changes, self, clock=clock)
        """What is known of the number that the thread is with."""
        self.sayings = Sayings(db, changes, clock, self)
        """What the bubbles say beside their words."""
        self.sayings.changed.connect(self._say_otherwise)
        self.lines = PersonLines(db, changes, self.sayings.services, marks, self)
        """All lines with the person, where they are wanted."""
        self.lines.changed.connect(self._name_lines)
        self.names = NameSources(db, self.sayings.services)
        """What each phone book calls a number."""
        self.details = MessageDetails(db, self.sayings, clock)
        self.failures = Failures(db, self.sayings.services)
        """All that is known of one text (E14)."""
        changes.messages_changed.connect(self._maybe_reload)
        changes.account_changed.connect(self._maybe_reload_calls)
        changes.contacts_changed.connect(self._follow_person)
        changes.store_changed_elsewhere.connect(self._follow_person)
        Later(self, self.reload).after(changes.store_changed_elsewhere)

    @property
    def conversation_id(self) -> int | None:
        """Which conversation shows."""
        return None if self._thread is None else self._thread.conversation_id

    @property
    def shown(self) -> tuple[int, ...]:
        """All conversations that show, the open one first; none where nothing is open."""
        return () if self._thread is None else self._thread.ids

    @property
    def unread(self) -> int:
        """How many texts of the conversation nobody has seen yet."""
        return self._standing.unread

    @property
    def today(self) -> date:
        """The present local day."""
        return self._today.day

    @property
    def shows_calls(self) -> bool:
        """Whether calls stand between the texts."""
        return self._calls

    def know_services(self, names: dict[str, str]) -> None:
        """Names of the services by account id, for the words of states."""
        self.sayings.services.know_names(names)

    def leaves(self, account_id: str) -> bool:
        """Whether a text of this account can go out now, as far as that is known."""
        return self.sayings.services.of(account_id).leaves

    def open(self, conversation_id: int | None) -> None:
        """Show another conversation, or none: at its first unread text, else at its end."""
        self._new_from = None
        self.sayings.forget()
        if conversation_id is None:
            self._thread = None
            self._show(Stretch([]))
            return
        self._thread = self.lines.thread_of(conversation_id, calls=self._calls)
        unread = self._thread.first_unread()
        if unread is None:
            self._show(self._thread.end())
        else:
            self._new_from = timeline.text_place(*unread)
            self._show(self._thread.around(self._new_from), at=self._new_from)

    def show_message(self, message_id: int) -> bool:
        """Go to a text of this conversation, its neighbours around it (demand 7). False: it is not here."""
        message = messages.get(self._db, message_id)
        if self._thread is None or message is None or message.conversation_id not in self.shown:
            return False
        here = self.row_of(message_id)
        if here is None:
            at = place(message)
            self._show(self._thread.around(at), at=at, centred=True)
        else:
            self.landing = Landing(here, centred=True)
            self.opened.emit()
        return True

    def show_day(self, day: date) -> None:
        """Go to the first entry of a local day, or of the next day that has one (demand 7)."""
        if self._thread is not None:
            midnight = datetime(day.year, day.month, day.day).astimezone()
            at = timeline.begin(midnight.astimezone(UTC))
            self._show(self._thread.around(at), at=at)

    def show_beginning(self) -> None:
        """Go to the first entry of all."""
        self.show_day(date(1970, 1, 2))

    def show_latest(self) -> None:
        """Go to the newest entry."""
        if self._thread is not None and self._more:
            self._show(self._thread.end())

    def first_day(self) -> date | None:
        """The local day of the oldest entry there is."""
        if self._thread is None:
            return None
        long_ago = timeline.begin(datetime(1970, 1, 2, tzinfo=UTC))
        first = self._thread.around(long_ago, later=1).rows[:1]
        return first[0].created_at.astimezone().date() if first else None

    def ends(self) -> tuple[Message, Message] | None:
        """The oldest and the newest text of the whole thread; ``None`` where there is none."""
        return None if self._thread is None else self._thread.ends()

    def between(self, first: messages.Place, last: messages.Place) -> Iterator[list[Message]]:
        """The texts from one (time, id) to another by pages, also those that are not loaded; no calls."""
        loaded = self.messages()
        if loaded and _key(loaded[0]) <= first and last <= _key(loaded[-1]):
            yield [one for one in loaded if first <= _key(one) <= last]
            return
        since: messages.Place = (first[0], first[1] - 1)
        while self._thread is not None:
            page = self._thread.following(since, limit=_COPIED)
            yield [one for one in page if _key(one) <= last]
            if len(page) < _COPIED or _key(page[-1]) >= last:
                return
            since = _key(page[-1])

    def conversation_with(self, message_id: int) -> int | None:
        """The conversation in which a text shows, the open one if that does; ``None``: it is gone."""
        message = messages.get(self._db, message_id)
        if message is not None and message.conversation_id in self.shown:
            return self.conversation_id
        return None if message is None else message.conversation_id

    def show_calls(self, on: bool) -> None:
        """Put the calls between the texts, or leave them out."""
        self._calls = on
        if self._thread is not None and self._thread.calls != on:
            self._thread = self.lines.thread_of(self._thread.conversation_id, calls=on)
            self.reload()

    def show_all_lines(self, on: bool) -> None:
        """Show what went over all lines with this person, or over the open one alone. What is read stays."""
        if self.lines.on != on:
            self.lines.on = on
            self.lines_changed.emit()
            at_end = self.following and self.reaches_end
            self._follow_person()
            self._name_lines()
            if at_end and self._thread is not None:
                self._show(self._thread.end())

    def chip(self, entry: Entry) -> LineChip | None:
        return self.lines.chip(entry)

    def mark_read(self) -> None:
        """All that shows has been seen."""
        for there in self._standing.unread_in:
            self._write(partial(conversations.mark_read, self._db, there))

    def mark_unread(self) -> None:
        """Its last text counts as unread again."""
        if self._thread is not None:
            there = self._thread.conversation_id
            self._write(lambda: conversations.mark_unread(self._db, there))

    def saw(self, row: int) -> None:
        """Everything up to this row has been on screen; what comes later has not."""
        if self._thread is None or not self._standing.unread:
            return
        if row >= len(self._rows) - 1 and not self._more:
            self.mark_read()
            return
        text = next((one for one in reversed(self._rows[: row + 1]) if isinstance(one, Message)), None)
        if text is not None:
            for there in self._standing.unread_in:
                at = (text.created_at, text.id)
                self._write(partial(conversations.read_up_to, self._db, there, *at))

    def asking(self) -> list[Message]:
        """Texts of this conversation about which a person has to decide, oldest first.

        Those that are not in the service's list, and those that it cannot be asked about for a while.
        """
        found = {one.id: one for one in self._standing.asking}
        for one in self.messages():
            if one.conversation_id != self.conversation_id:
                continue  # it is asked where one writes from its line
            if one.state is State.UNCONFIRMED and one.id not in found and self.sayings.evidence(one).asks:
                found[one.id] = one
        return sorted(found.values(), key=_key)

    def send_again(self, message_id: int) -> None:
        """A person's decision: the same text once more."""
        self._decide(lambda: outbox.send_again(self._db, message_id, datetime.now(UTC)))

    def leave(self, message_id: int) -> None:
        """A person's decision: leave it as it is."""
        self._decide(lambda: outbox.leave(self._db, message_id))

    def mark_sent(self, message_id: int) -> None:
        """A person's decision: it went out, as they saw in the service's own app."""
        self._decide(lambda: doubts.mark_sent(self._db, message_id))

    def listed(self, message: Message) -> bool:
        """Whether its service lists texts, so that it can be looked for."""
        return self.sayings.services.of(message.account_id).listed

    def whole(self, message: Message) -> str:
        """The words of a text, of a part those of the whole text that it belongs to (B7)."""
        return part_group.whole(self._db, message)

    def goes_along(self, message: Message) -> str:
        """That parts wait behind this one and go with it when it is sent again; "" where none do."""
        behind = part_group.behind(self._db, message)
        return (
            ntr("{n} part that waits goes with it.", "{n} parts that wait go with it.", behind)
            if behind
            else ""
        )

    def sent_again(self, message: Message) -> bool:
        """Whether somebody sent this unconfirmed text once more already."""
        return message.held_reason == outbox.SENT_AGAIN

    def neighbour(self, message_id: int, by: int) -> int | None:
        """The text before (-1) or after (1) one, whatever stands between; ``None``: it is the last."""
        if by < 0 and self.row_of(message_id) == 0:
            self.load_older()
        elif by > 0 and self.row_of(message_id) == len(self._rows) - 1:
            self.load_newer()
        row = self.row_of(message_id)
        while row is not None and 0 <= row + by < len(self._rows):
            row += by
            entry = self._rows[row]
            if isinstance(entry, Message):
                return entry.id
        return None

    def check(self, message: Message) -> None:
        """Somebody wants a text looked for now: its bubble says what comes of that."""
        self.sayings.check(message)

    def stop(self, message_id: int) -> None:
        """A person's decision: a text that has not left this computer is not to leave it."""
        if self._decide(lambda: outbox.stop(self._db, message_id)) is False:
            message = messages.get(self._db, message_id)
            if message is not None and message.state not in (State.STOPPED, State.HELD):
                self.too_late.emit()

    def said(self, message: Message) -> Said:
        return self.sayings.of(message)

    def spoken(self, message: Message) -> str:
        told = words.sentence(message, self.said(message), self.sayings.services.of(message.account_id))
        return words.with_line(told, self.chip(message))

    def tip(self, message: Message) -> str:
        """What is known of a text, for a tooltip."""
        service = self.sayings.services.of(message.account_id)
        usual = self.sayings.usual(message) if message.outbound else None
        return words.with_line(
            words.tip(message, self.said(message), service, usual), self.chip(message), "\n"
        )

    def evidence(self, message: Message) -> Evidence:
        """What is known of a text that is not confirmed, for the person who decides."""
        return self.sayings.evidence(message)

    def _say_otherwise(self, message_ids: list[int]) -> None:
        for message_id in message_ids:
            row = self.row_of(message_id)
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _decide(self, act: Callable[[], object]) -> object:
        try:
            return act()
        except StoreError as error:
            self.trouble.emit(wording.store_trouble(type(error).__name__, str(error.path), error.detail))
            return None

    def _write(self, act: Callable[[], None]) -> None:
        try:
            act()
        except StoreError as error:
            log.error("not marked as read: %s", error.detail)

    def _maybe_reload(self, conversation_ids: frozenset[int]) -> None:
        if not conversation_ids.isdisjoint(self.shown):
            self.reload()
        if self.lines.on and not conversation_ids.issubset(self.shown):
            self._follow_person()  # they may have written to another line for the first time

    def _follow_person(self) -> None:
        """Who has which number may be another, or a line new to them: show what is theirs now."""
        if self._thread is None or not (self.lines.on or self._thread.others):
            return
        now = self.lines.thread_of(self._thread.conversation_id, calls=self._calls)
        if now != self._thread:
            self._thread = now
            self.reload()

    def _name_lines(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _maybe_reload_calls(self) -> None:
        """News of an account may be of its calls; of its balance and names nothing stands here."""
        if self._thread is not None and self._thread.calls_differ(self._stretch):
            self.reload()

    def _look(self) -> None:
        """Read what the stretch alone does not tell: who asks, and how many are unread."""
        self.sayings.renew()
        found = timeline.Standing() if self._thread is None else timeline.standing(self._db, self._thread.of)
        before, self._standing = self._standing, found
        if found.asking != before.asking:
            self.asking_changed.emit()
        if found.unread != before.unread:
            self.unread_changed.emit()


def _key(message: Message) -> messages.Place:
    return message.created_at, message.id
