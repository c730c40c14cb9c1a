"""The failure inbox for the screen: its groups, their texts page by page, what a press does, and Undo.

Follows the store live. More than ``MANY`` failures are read, and acted upon, in a thread.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import error_words, wording
from desktop.sms.errors import ErrorClass
from desktop.sms.phone import readable
from desktop.sms.remedy import Act, Kind, may_go_again
from desktop.sms.restricted import DEFAULT, Lexicon
from desktop.store import accounts, contacts, failures, reach
from desktop.store.database import Database, StoreError
from desktop.store.failures import Done, Standing
from desktop.store.messages import Message
from desktop.ui import moments
from desktop.ui.changes import Changes
from desktop.ui.failures.credit_model import CreditModel
from desktop.ui.failures.failure_groups_model import Group, Key, grouped
from desktop.ui.failures.failure_words import done_words, undone_words
from desktop.ui.messages import media_words_model
from desktop.ui.plain import beside, one_line
from desktop.ui.turns import Later
from desktop.wording import tr

__all__ = ["FailedText", "FailuresModel", "Group", "Key"]

log = logging.getLogger(__name__)

MANY = 200
"""From so many failures on, nothing about them is done between two frames."""
_AT_ONCE = 40
"""Of many, so many are dealt with at a time: who writes meanwhile waits no longer than for that."""
_SOON_MS = 50
"""Texts come and change by the hundred."""
_NO_EDIT = frozenset({ErrorClass.NUMBER, ErrorClass.CONSENT, ErrorClass.AMBIGUOUS})
"""Other words would not help there, or the first may be out."""


@dataclass(frozen=True, slots=True)
class FailedText:
    """One text of a group; words from outside are made fit to be shown."""

    id: int
    conversation_id: int
    who: str
    when: str
    exact: str
    words: str
    suspected: tuple[tuple[int, int], ...]
    """Where in ``words`` those stand that it may have been refused for (B22): places of code points."""
    code: str
    """"" where the name of the error says it all."""
    name: str
    edits: bool
    """Whether taking its words up again can help (C15)."""
    again: bool
    """Whether it may go out as it is."""


class FailuresModel(QObject):
    """One per window. ``start`` begins work in the background, as ``Tasks.start``."""

    changed = Signal()
    """The groups are others now."""
    told = Signal(str, bool)
    """What came of a press, in a sentence, and whether it can be undone."""
    trouble = Signal(str)
    """Something was not kept: a sentence."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        start: Callable[[Coroutine[Any, Any, Any], str], object],
        parent: QObject | None = None,
        *,
        window: Callable[[], timedelta] = timedelta,
        words: Callable[[str], Lexicon] = lambda _: DEFAULT,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._start = start
        self._window = window
        self._words = words
        self._clock = clock
        self._standing = Standing(0, 0, 0)
        self._reading = self._acting = self._stale = False
        self._last: Done | None = None
        self.groups: tuple[Group, ...] = ()
        self.credit = CreditModel(db, changes, start, self, clock=clock)
        """What has not failed and waits for credit."""
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        Later(self, self.look).after(self._soon.timeout)
        changes.messages_changed.connect(self._look_soon)
        changes.account_changed.connect(self._account_changed)
        changes.store_changed_elsewhere.connect(self._look_soon)
        self._soon.start()

    @property
    def count(self) -> int:
        """How many texts failed and wait for somebody; those that somebody stopped are no failures (C9)."""
        return sum(len(one.ids) for one in self.groups if one.key.remedy.kind is not Kind.STOPPED)

    def group(self, key: Key) -> Group | None:
        """The group as it is now; ``None`` once nothing is in it."""
        return next((one for one in self.groups if one.key == key), None)

    def look(self) -> None:
        """Read anew if there are others than before."""
        if self._reading or self._acting:
            self._stale = True
            return
        try:
            if not failures.more_than(self._db, MANY):
                self._take(_news(self._db, self._standing))
                return
        except StoreError as error:
            self._log(error)
            return
        self._reading = True
        self._start(self._read(), tr("reading the texts that failed"))

    def page(self, key: Key, start: int, count: int) -> list[FailedText]:
        """The texts of a group from place ``start`` on, newest first."""
        group = self.group(key)
        if group is None:
            return []
        try:
            now = self._clock()
            return [
                self._shown(text, now) for text in failures.texts(self._db, group.ids[start : start + count])
            ]
        except StoreError as error:
            log.error("texts that failed could not be read: %s", error.detail)
            return []

    def text(self, message_id: int) -> Message | None:
        """One text, for whoever opens it or takes up its words."""
        found = failures.texts(self._db, [message_id])
        return found[0] if found else None

    def act(self, key: Key) -> None:
        """Do with all of a group what its main button says."""
        group = self.group(key)
        if group is not None:
            self._do(group.act, group.again if group.act is Act.SEND_AGAIN else group.ids)

    def leave(self, key: Key) -> None:
        """Settle all of a group as they are."""
        group = self.group(key)
        if group is not None:
            self._do(Act.SETTLE, group.ids)

    def leave_one(self, message_id: int) -> None:
        """Settle one text as it is."""
        self._do(Act.SETTLE, (message_id,))

    def send_one(self, message_id: int) -> None:
        """Send one text again as it is; passed over where that must not be."""
        self._do(Act.SEND_AGAIN, (message_id,))

    def undo(self) -> None:
        """Take back the last press, as far as it is still here."""
        done = self._last
        if done is None or self._acting:
            return
        self._last = None
        if len(done.settled) > MANY:
            self._acting = True
            self._start(self._undo_behind(done), tr("dealing with the texts that failed"))
            return
        try:
            self._undone(failures.take_back(self._db, done, self._clock()), done)
        except StoreError as error:
            self._say(error, tr("Nothing was changed."))

    def _undone(self, back: int, done: Done) -> None:
        self.look()
        self.told.emit(undone_words(back, len(done.settled)), False)

    def _do(self, act: Act, ids: tuple[int, ...]) -> None:
        if self._acting or not ids:
            return
        if len(ids) > MANY:
            self._acting = True
            self._start(self._do_behind(act, ids), tr("dealing with the texts that failed"))
            return
        try:
            self._finish(act, self._done(self._db, act, ids))
        except StoreError as error:
            self._say(error, tr("Nothing was changed."))

    def _done(self, db: Database, act: Act, ids: tuple[int, ...]) -> Done:
        now = self._clock()
        match act:
            case Act.SEND_AGAIN:
                return failures.resend(db, ids, now, self._window() or None)
            case Act.MARK_LANDLINE:
                return failures.mark(db, ids, reach.LANDLINE, now)
            case Act.MARK_DEAD:
                return failures.mark(db, ids, reach.DEAD, now)
            case _:
                return failures.settle(db, ids, failures.LEFT, now)

    def _finish(self, act: Act, done: Done) -> None:
        undo = bool(done.settled) and (not done.sent or bool(self._window()))
        self._last = done if undo else None
        self.look()
        words = done_words(act, len(done.settled), len(done.marks), done.passed_over)
        self.told.emit(words, undo)

    async def _read(self) -> None:
        try:
            behind, _ = self._db.heard_later()
            found = await asyncio.to_thread(_news, behind, self._standing)
        except StoreError as error:
            self._log(error)
            return
        finally:
            self._reading = False
        self._take(found)
        self._look_again()

    async def _do_behind(self, act: Act, ids: tuple[int, ...]) -> None:
        done = Done()
        behind, publish = self._db.heard_later()
        # What was written first leaves first, across the steps as well.
        ids = tuple(sorted(ids))
        try:
            for start in range(0, len(ids), _AT_ONCE):
                some = ids[start : start + _AT_ONCE]
                done = done.followed_by(await asyncio.to_thread(self._done, behind, act, some))
                publish()
        except StoreError as error:
            self._say(error, tr("The rest was not changed.") if done.settled else tr("Nothing was changed."))
        finally:
            self._acting = False
        if done.settled or done.passed_over:
            self._finish(act, done)
        else:
            self._look_again()

    async def _undo_behind(self, done: Done) -> None:
        back = 0
        behind, publish = self._db.heard_later()
        try:
            for part in done.in_parts(_AT_ONCE):
                back += await asyncio.to_thread(failures.take_back, behind, part, self._clock())
                publish()
        except StoreError as error:
            self._say(error, tr("The rest was not changed.") if back else tr("Nothing was changed."))
            self._look_soon()
            return
        finally:
            self._acting = False
        self._undone(back, done)

    def _take(self, found: tuple[Standing, tuple[Group, ...]] | None) -> None:
        if found is not None:
            self._standing, groups = found
            self._show(groups)

    def _look_again(self) -> None:
        """What changed while it was being read has not been seen."""
        if self._stale:
            self._stale = False
            self._look_soon()

    def _log(self, error: StoreError) -> None:
        # The window says by itself that the store cannot be read; what was read before stands.
        log.error("the texts that failed could not be read: %s", error.detail)

    def _show(self, groups: tuple[Group, ...]) -> None:
        if groups != self.groups:
            self.groups = groups
            self.changed.emit()

    def _account_changed(self) -> None:
        # Perhaps another service: then the same codes mean other things.
        self._standing = Standing(-1, 0, 0)
        self._look_soon()

    def _look_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _say(self, error: StoreError, then: str) -> None:
        words = wording.store_trouble(type(error).__name__, str(error.path), error.detail)
        self.trouble.emit(f"{words} {then}")

    def _shown(self, text: Message, now: datetime) -> FailedText:
        service = accounts.terms(self._db, text.account_id).service
        explained = error_words.explain(service, text.error_code, text.error_text)
        entry = explained.entry
        refused = entry is not None and entry.group is ErrorClass.CONTENT
        number = wording.isolated(readable(text.peer))
        words = beside(text.body) or media_words_model.spoken(text.media)
        # As they are shown: signs that turn a direction round are gone there.
        hits = self._words(text.account_id).hits(words) if refused else ()
        return FailedText(
            id=text.id,
            conversation_id=text.conversation_id,
            who=one_line(contacts.name_of(self._db, text.peer)) or number,
            when=moments.short(text.created_at, now),
            exact=moments.exact(text.created_at),
            words=words,
            suspected=tuple((hit.start, hit.end) for hit in hits),
            code=one_line(explained.number, longest=40),
            name=one_line(explained.name),
            edits=entry is None or entry.group not in _NO_EDIT,
            again=may_go_again(entry),
        )


def _news(db: Database, before: Standing) -> tuple[Standing, tuple[Group, ...]] | None:
    """How it stands now, and the groups; ``None`` where nothing changed."""
    now = failures.standing(db)
    return None if now == before else (now, grouped(failures.listing(db)))
