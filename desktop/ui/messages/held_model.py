"""Texts of the open conversation that wait for a person: what they were, why they wait, what is decided.

Written when it could not go out, and too old by now, or answered by the person meanwhile (idea 8).
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import wording
from desktop.sms import service_day
from desktop.sms.delivery import TAKEN, State
from desktop.sms.phone import readable
from desktop.store import accounts, contacts, failures, held, outbox, part_group
from desktop.store.database import Database, StoreError
from desktop.store.messages import Message
from desktop.store.part_group import Stopped
from desktop.ui import moments
from desktop.ui.changes import Changes
from desktop.ui.plain import one_line
from desktop.ui.turns import Later
from desktop.wording import ntr, tr

__all__ = ["HeldModel", "Message"]

_MINUTE_MS = 60_000
_HOUR = timedelta(hours=1)
_NOT_OUT = (State.FAILED, State.UNCONFIRMED)


class HeldModel(QObject):
    """Follows one conversation, the oldest text first."""

    changed = Signal()
    """Other texts wait, or they are a minute older."""
    trouble = Signal(str)
    """A decision could not be stored; it has not been carried out."""

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
        self._conversation: int | None = None
        self._waiting: list[Message] = []
        self._before: Stopped | None = None
        """The part before the first one that waits: it may be settled while the rest waits on."""
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self.changed)
        changes.messages_changed.connect(self._maybe_read)
        changes.contacts_changed.connect(self.changed)
        Later(self, self._read).after(changes.store_changed_elsewhere)

    @property
    def waiting(self) -> list[Message]:
        """The texts that wait, oldest first."""
        return list(self._waiting)

    def open(self, conversation_id: int | None) -> None:
        """Follow this conversation, or none."""
        if conversation_id != self._conversation:
            self._conversation = conversation_id
            self._read()

    def why(self, message: Message) -> str:
        """When it was written and why it waits, in a sentence."""
        age = self._age(message.created_at)
        if message.held_reason == held.ANSWERED:
            words = tr("Written {age}, before {person} answered.")
            return words.format(age=age, person=self._person(message))
        if message.held_reason == held.FOLLOWED:
            return tr("Written {age}, after another text that waits.").format(age=age)
        if message.held_reason == held.OPTED_OUT:
            return tr("Written {age}. They opted out with STOP, so it cannot be sent.").format(age=age)
        if message.held_reason == held.REFUSED:
            words = tr(
                "Written {age}. The same words were refused to this number meanwhile, so they cannot go as "
                "they are."
            )
            return words.format(age=age)
        if message.held_reason == held.NO_CREDIT:
            return tr(
                "Written {age}. There was not enough credit: top up at the service, then send it."
            ).format(age=age)
        if message.held_reason == held.PART:
            return self._after_part(message)
        if message.held_reason == held.DAILY:
            return self._after_limit(message, age)
        if message.held_reason == held.OLD:
            # Not only without a connection: a key was refused, or Linedesk was closed.
            return tr("Written {age}. It waited here for more than 10 minutes.").format(age=age)
        return tr("Written {age}. It waits for you.").format(age=age)

    def more(self) -> str:
        """How many others wait; "" for none."""
        group = self._waiting[0].group_id if self._waiting else None
        others = sum(one.group_id is None or one.group_id != group for one in self._waiting[1:])
        return ntr("And {n} more waits.", "And {n} more wait.", others) if others > 0 else ""

    def again_from(self, message: Message) -> int | None:
        """Which part can be sent again together with those that wait behind it; ``None``: none (B7)."""
        found = part_group.stopped(self._db, message)
        return found.place if found is not None and found.state in _NOT_OUT else None

    def send_from(self, message: Message) -> bool:
        """A person's decision: the part that did not go out once more, and then those that wait behind it."""
        found = part_group.stopped(self._db, message)
        if found is None or found.state not in _NOT_OUT:
            return False
        if found.state is State.UNCONFIRMED:
            return self._decide(
                lambda: outbox.send_again(self._db, found.message_id, self._clock()) is not None
            )
        return self._decide(lambda: self._resend(found))

    def _resend(self, found: Stopped) -> bool:
        if failures.resend(self._db, [found.message_id], self._clock(), None).sent:
            return True
        words = tr(
            "Part {n} cannot go as it is. Take the rest back and change its words, or send only the rest."
        )
        self.trouble.emit(words.format(n=found.place))
        return False

    def send(self, message: Message) -> bool:
        """A person's decision: send it as it is, now; of a part all that wait."""
        return self._decide(lambda: held.send(self._db, message.id, self._clock()) is not None)

    def drop(self, message: Message) -> bool:
        """A person's decision: it is not sent, and stays in the thread as stopped."""
        return self._decide(lambda: held.drop(self._db, message.id))

    def _decide(self, act: Callable[[], bool]) -> bool:
        try:
            return act()
        except StoreError as error:
            self.trouble.emit(wording.store_trouble(type(error).__name__, str(error.path), error.detail))
            return False

    def _after_part(self, message: Message) -> str:
        """Which part did not surely go out, and which were not sent for that (B7)."""
        found = part_group.stopped(self._db, message)
        if found is None or not found.rest:
            return tr("An earlier part of the same text did not go through at once.")
        first, last = found.rest[0], found.rest[-1]
        if first == last:
            rest = tr("Part {n} was not sent.").format(n=first)
        else:
            rest = tr("Parts {n}–{m} were not sent.").format(n=first, m=last)
        if found.state is State.FAILED:
            before = tr("Part {n} of {all} failed.")
        elif found.state is State.UNCONFIRMED:
            before = tr("It is not certain whether part {n} of {all} went out.")
        elif found.state in TAKEN:
            before = tr("Part {n} of {all} went out after all.")
        else:
            before = tr("Part {n} of {all} has not gone out yet.")
        return f"{before.format(n=found.place, all=found.total)} {rest}"

    def _after_limit(self, message: Message, age: str) -> str:
        """When the service takes texts again (B27)."""
        zone, now = accounts.terms(self._db, message.account_id).zone, self._clock()
        again = service_day.ends(zone, message.attempted_at or message.created_at)
        if again <= now:
            return tr("Written {age}. The service took no more texts that day; now it can go.").format(
                age=age
            )
        words = tr(
            "Written {age}. The service takes no more texts from programs today: send it after {time}."
        )
        return words.format(age=age, time=moments.since(again, now))

    def _age(self, moment: datetime) -> str:
        now = self._clock()
        gone = now - moment
        if timedelta(0) <= gone < _HOUR:
            return ntr("{n} minute ago", "{n} minutes ago", max(int(gone.total_seconds() // 60), 1))
        return moments.age(moment, now)

    def _person(self, message: Message) -> str:
        name = contacts.name_of(self._db, message.peer, message.account_id)
        return one_line(name) or wording.isolated(readable(message.peer))

    def _maybe_read(self, conversation_ids: frozenset[int]) -> None:
        if self._conversation in conversation_ids:
            self._read()

    def _read(self) -> None:
        there = self._conversation
        said = self._waiting, self._before
        self._waiting = [] if there is None else held.waiting(self._db, there)
        self._before = part_group.stopped(self._db, self._waiting[0]) if self._waiting else None
        if self._waiting:
            self._minute.start()
        else:
            self._minute.stop()
        if said != (self._waiting, self._before):
            self.changed.emit()
