"""Notes above the composer that a text may be going to the wrong person, or from the wrong line (idea 4).

Look here for what is asked of the phone book and of other conversations, and for what was copied in this
window: that is kept in memory alone, and for a few minutes. The rules are in ``desktop.sms.brake``.
A note never stops a send.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from PySide6.QtCore import QObject

from desktop import wording
from desktop.sms.brake import carried, named_instead, numbers_in
from desktop.sms.phone import readable
from desktop.sms.reference import appointments, references
from desktop.store import contacts, lines, messages
from desktop.store.conversations import find
from desktop.store.database import Database, StoreError
from desktop.store.last_used import known_lines, texted_since
from desktop.ui.changes import Changes
from desktop.ui.messages.kept_drafts_model import Target
from desktop.ui.messages.name_book_model import NameBook
from desktop.ui.plain import one_line
from desktop.wording import tr

log = logging.getLogger(__name__)

OPEN = timedelta(days=30)
"""Somebody texted with since then is a customer whose number may be mixed up with this one's."""
JUST_NOW = timedelta(minutes=10)
"""What was copied longer ago was hardly copied for this text."""
_COPIES = 5
_LONGEST_COPY = 4000
_LOOKED_BACK = 100


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence; ``line`` is (account id, our number) where writing from that one is offered."""

    words: str
    line: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Copy:
    words: str
    target: Target
    at: datetime


class BrakeModel(QObject):
    """What there is to note of the text that is being written. Asked at every key."""

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
        self._copies: deque[_Copy] = deque(maxlen=_COPIES)
        self._moved: Target | None = None
        self._names = lru_cache(maxsize=8)(self._read_names)
        self._lines = lru_cache(maxsize=8)(self._read_lines)
        self._others = lru_cache(maxsize=64)(self._other_customer)
        self._names_of_all = NameBook(db, changes, self)
        changes.contacts_changed.connect(self._forget)
        changes.messages_changed.connect(self._forget_texts)
        changes.lines_changed.connect(self._forget_texts)
        changes.store_changed_elsewhere.connect(self._forget)

    def copied(self, words: str, target: Target) -> None:
        """Words were copied from this conversation, in this window."""
        self._copies.append(_Copy(words[:_LONGEST_COPY], target, self._clock()))

    def moved(self, target: Target) -> None:
        """The list moved under the pointer just before the click that opens this conversation."""
        self._moved = target

    def begin(self, target: Target | None = None) -> None:
        """Another draft is open, or the text has gone: what was noted of opening another one is over."""
        if self._moved != target:
            self._moved = None

    def notes(self, target: Target, peer: str, text: str) -> list[Note]:
        """What to know before this text goes to ``peer`` ("": nobody yet), the weightiest first."""
        try:
            found = [self._of_moving(target), *self._of_words(target, peer, text)]
            found.append(self._of_line(target, peer) if peer else None)
        except StoreError as error:
            log.error("what a text is about could not be compared: %s", error.detail)
            return []
        return [one for one in found if one is not None]

    def person(self, target: Target, peer: str) -> str:
        """Who this is, by name or number, fit to stand in a sentence."""
        names = self._names(target.account_id, peer)
        return one_line(names[0]) if names else wording.isolated(one_line(readable(peer)))

    def _of_moving(self, target: Target) -> Note | None:
        if self._moved != target:
            return None
        person = self.person(target, target.peer)
        return Note(tr("The list moved as you clicked: this is {person}.").format(person=person))

    def _of_words(self, target: Target, peer: str, text: str) -> list[Note | None]:
        if not peer or not text.strip():
            return []
        person = self.person(target, peer)
        found: list[Note | None] = []
        if name := named_instead(text, self._names(target.account_id, peer), self._names_of_all.book):
            words = tr("The text greets {name}, and it goes to {person}.")
            found.append(Note(words.format(name=one_line(name), person=person)))
        for number in sorted(numbers_in(text, target.line)):
            if other := self._others(target, peer, number):
                words = tr("The text holds the number of {other}, and it goes to {person}.")
                found.append(Note(words.format(other=other, person=person)))
                break
        found.append(self._of_copies(target, peer, text, person))
        return found

    def _other_customer(self, target: Target, peer: str, number: str) -> str:
        """Who else has this number; "" where it is ours, this person's, or nobody's that was texted with."""
        if number == peer or number == target.line or lines.find(self._db, number):
            return ""
        here = contacts.with_number(self._db, peer)
        if any(one.number == number for contact in here for one in contact.numbers):
            return ""
        if not texted_since(self._db, number, self._clock() - OPEN):
            return ""
        return self.person(target, number)

    def _of_copies(self, target: Target, peer: str, text: str, person: str) -> Note | None:
        now = self._clock()
        for copy in reversed(self._copies):
            late = not timedelta(0) <= now - copy.at <= JUST_NOW
            if late or copy.target.peer == peer:
                continue
            what = carried(text, copy.words)
            if what and not self._said_here(target, peer, text, copy.words):
                words = tr("“{what}” was copied from {other}, and this goes to {person}.")
                other = self.person(copy.target, copy.target.peer)
                return Note(words.format(what=one_line(what, longest=40), other=other, person=person))
        return None

    def _said_here(self, target: Target, peer: str, text: str, copy: str) -> bool:
        """Whether the conversation with this person speaks of it as well."""
        conversation = find(self._db, target.account_id, target.line, peer)
        if conversation is None:
            return False
        orders = references(text) & references(copy)
        days = appointments(text) & appointments(copy)
        return any(
            orders & references(one.body) or days & appointments(one.body)
            for one in messages.thread(self._db, conversation, limit=_LOOKED_BACK)
        )

    def _of_line(self, target: Target, peer: str) -> Note | None:
        known = self._lines(peer)
        if not known or (target.account_id, target.line) in known:
            return None
        usable = [one for one in known if self._can_send(*one)]
        if not usable:
            return None
        words = tr("{person} knows your line {line}, and not this one.")
        number = wording.isolated(readable(usable[0][1]))
        return Note(words.format(person=self.person(target, peer), line=number), usable[0])

    def _can_send(self, account_id: str, number: str) -> bool:
        return any(line.can_send is not False for line in lines.find(self._db, number, account_id))

    def _read_names(self, account_id: str, peer: str) -> tuple[str, ...]:
        near = contacts.with_number(self._db, peer, account_id)
        # Another service's phone book may know them alone, or by another name that they are greeted with.
        found = [*near, *(one for one in contacts.with_number(self._db, peer) if one not in near)]
        return tuple(one.name or one.company for one in found if one.name or one.company)

    def _read_lines(self, peer: str) -> list[tuple[str, str]]:
        return known_lines(self._db, peer)

    def _forget(self) -> None:
        self._names.cache_clear()
        self._forget_texts()

    def _forget_texts(self) -> None:
        self._lines.cache_clear()
        self._others.cache_clear()
