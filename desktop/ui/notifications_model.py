"""What the desktop is told of new texts, and when it is told no more.

Look here for the rules: one notification a conversation, one for all after a sleep, none for what is open or
read, no words where they are to stay hidden. How they reach the desktop is in ``notifications``.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import wording
from desktop.store import arrivals, conversations, drafts
from desktop.store.arrivals import Arrived
from desktop.store.database import Database, StoreError
from desktop.store.drafts import Draft
from desktop.ui.changes import Changes
from desktop.ui.messages.composer_model import NO_DRAFT, ComposerModel
from desktop.ui.messages.conversation_rows_model import title as whom
from desktop.ui.messages.preflight_model import PreflightModel
from desktop.ui.messages.undo_model import UndoModel
from desktop.ui.plain import shown
from desktop.ui.preferences.preferences_model import PreferencesModel
from desktop.ui.turns import Later
from desktop.wording import ntr, tr

log = logging.getLogger(__name__)

MOST = 3
"""Conversations that are notified of one by one; more at a time become one summary."""
LATE = timedelta(minutes=3)
"""A text that comes in later than this after it was sent to us tells of a sleep or a time offline."""
SUMMARY = "summary"
QUESTIONS = "questions"
"""The key of the one note about texts of many conversations that wait for a decision."""
_ASKS = "asks-"
"""Begins the key of a note about texts that wait for a decision; the conversation's id follows."""
_GATHER_MS = 300
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Note:
    """One notification. Another of the same ``key`` takes its place. All words are plain text."""

    key: str
    title: str
    body: str = ""
    answers: bool = False
    """Whether it speaks of one conversation, which can be marked as read from it."""
    reply: bool = False
    """Whether it may hold a field for a reply; not where the text itself is hidden."""


class NotificationsModel(QObject):
    """Follows the store from the moment it is made: what is there by then is no news."""

    wanted = Signal(object)
    """A ``Note`` to show, in the place of an earlier one with its key."""
    withdrawn = Signal(str)
    """The note of this key is over: read, or not wished for any more."""
    unsent = Signal(int, str, str)
    """A reply that could not be queued: its conversation, the words, and why, for people."""

    def __init__(
        self,
        db: Database,
        changes: Changes,
        preferences: PreferencesModel,
        *,
        is_open: Callable[[int], bool],
        is_in_front: Callable[[], bool] = lambda: False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._preferences = preferences
        self._is_open = is_open
        self._is_in_front = is_in_front
        self._clock = clock
        self._replies = ComposerModel(db, changes, self)
        # Nothing leaves sooner than from the window: its conversation counts down and takes it back.
        self._replies.undo.window = lambda: timedelta(seconds=preferences.now.undo_seconds)
        self._seen = arrivals.newest_id(db)
        self._shown: dict[int, int] = {}
        """How many texts the note of each conversation speaks of."""
        self._asked: dict[int, int] = {}
        """How many texts the note about decisions of each conversation speaks of."""
        self._asked_together: dict[int, int] = {}
        """The same for the conversations in the one note about many."""
        self._summed: dict[int, int] = {}
        """The same for the conversations in the summary."""
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        Later(self, self.look).after(self._soon.timeout)
        changes.messages_changed.connect(self._look_soon)
        changes.store_changed_elsewhere.connect(self._look_soon)
        preferences.changed.connect(self._follow_preferences)

    def look(self) -> None:
        """Tell of what came in since the last look, and withdraw what has been read."""
        try:
            newest = arrivals.newest_id(self._db)
            # Rows that went with an account give their ids to later ones.
            found = arrivals.arrived(self._db, min(self._seen, newest))
            self._seen = max([newest, *(one.newest_id for one in found)])
            self._withdraw_read()
        except StoreError as error:
            log.error("new texts could not be looked for: %s", error.detail)
            return
        if self._preferences.now.notifications:
            self._tell([one for one in found if not self._is_open(one.conversation_id)])

    def conversation_of(self, key: str) -> int | None:
        """The conversation that a note speaks of; of a summary the newest one; ``None``: none any more."""
        if key == SUMMARY:
            return next(reversed(self._summed), None)
        if key == QUESTIONS:
            return next(iter(self._asked_together), None)
        key = key.removeprefix(_ASKS)
        return int(key) if key.isdecimal() else None

    def ask(self, conversation_id: int, count: int) -> None:
        """``count`` texts of ours became a question while nobody looks: one note, and none again for them."""
        if self._is_in_front() or not self._preferences.now.notifications:
            return
        try:
            row = conversations.get(self._db, conversation_id)
        except StoreError as error:
            log.error("a conversation could not be looked for: %s", error.detail)
            return
        if row is None:
            return
        count = self._asked[conversation_id] = self._asked.get(conversation_id, 0) + count
        person = whom(row)
        title = ntr("{n} text waits for you", "{n} texts wait for you", count)
        whose = tr("To {person}: decide whether it goes out.") if count == 1 else tr("To {person}.")
        private = not self._preferences.now.notification_text
        self.wanted.emit(
            Note(f"{_ASKS}{conversation_id}", title, "" if private else whose.format(person=person))
        )

    def ask_in_many(self, counts: dict[int, int]) -> None:
        """The same in many conversations at once, as when there is no credit: one note for all of them."""
        if self._is_in_front() or not self._preferences.now.notifications:
            return
        for conversation_id, count in counts.items():
            before = self._asked_together.get(conversation_id, 0)
            self._asked_together[conversation_id] = before + count
        texts, talks = sum(self._asked_together.values()), len(self._asked_together)
        title = ntr("{n} text waits for you", "{n} texts wait for you", texts)
        self.wanted.emit(Note(QUESTIONS, title, ntr("In {n} conversation.", "In {n} conversations.", talks)))

    def asks_no_more(self, conversation_id: int) -> None:
        """All is decided in this conversation: its note goes."""
        if self._asked_together.pop(conversation_id, None) is not None and not self._asked_together:
            self.withdrawn.emit(QUESTIONS)
        if self._asked.pop(conversation_id, None) is not None:
            self.withdrawn.emit(f"{_ASKS}{conversation_id}")

    def over(self, key: str) -> None:
        """The desktop took a note away, as after a click on it."""
        if key == SUMMARY:
            self._summed.clear()
        elif key == QUESTIONS:
            self._asked_together.clear()
        elif key.startswith(_ASKS):
            self._asked.pop(int(key.removeprefix(_ASKS)), None)
        elif key.isdecimal():
            self._shown.pop(int(key), None)

    def mark_read(self, conversation_id: int) -> None:
        """The button of a note: its texts have been seen."""
        try:
            conversations.mark_read(self._db, conversation_id)
        except StoreError as error:
            log.error("not marked as read: %s", error.detail)

    def reply(self, conversation_id: int, words: str) -> None:
        """Queue a reply from the conversation's own line, under the composer's rules; a draft there stays."""
        try:
            why_not = self._queue(conversation_id, words)
        except StoreError as error:
            why_not = wording.store_trouble(type(error).__name__, str(error.path), error.detail)
        if why_not:
            self.unsent.emit(conversation_id, words, why_not)
        else:
            self.mark_read(conversation_id)

    def share_undo(self, undo: UndoModel) -> None:
        """Let a reply be taken back by the keys that take back what was sent in the window."""
        self._replies.undo = undo

    def judge_by(self, preflight: PreflightModel) -> None:
        """Let a reply be stopped by what settings know of its account, as in the window."""
        self._replies.preflight.given = lambda account_id: preflight.given(account_id)

    def place_of(self, conversation_id: int) -> tuple[str, str, str] | None:
        """Account, line and other side of a conversation; ``None``: it is gone, or cannot be read."""
        try:
            row = conversations.get(self._db, conversation_id)
        except StoreError as error:
            log.error("a conversation could not be looked for: %s", error.detail)
            return None
        return None if row is None else (row.account_id, row.line, row.peer)

    def keep_as_draft(self, conversation_id: int, words: str) -> bool:
        """Keep a reply that could not be queued as its conversation's draft.

        Only for one whose composer is not open. False: nothing was kept, as where a draft stands already.
        """
        place = self.place_of(conversation_id)
        try:
            if place is None or drafts.get(self._db, *place) != Draft():
                return False
            drafts.keep(self._db, *place, Draft(body=words))
        except StoreError as error:
            log.error("a reply was not kept as a draft: %s", error.detail)
            return False
        return True

    def _queue(self, conversation_id: int, words: str) -> str:
        row = conversations.get(self._db, conversation_id)
        if row is None:
            return tr("This conversation is no longer on this computer.")
        composer = self._replies
        place = (row.account_id, row.line, row.peer)
        troubles: list[str] = []
        composer.trouble.connect(troubles.append)
        composer.write_to(*place)
        composer.set_text(words)
        queued = composer.send(draft=NO_DRAFT)
        why_not = "" if queued is not None else (composer.block() or "".join(troubles) or tr("It is empty."))
        # The words come back to where they were written; the draft of this conversation is another text.
        composer.discard()
        composer.trouble.disconnect(troubles.append)
        return why_not

    def _tell(self, news: list[Arrived]) -> None:
        now = self._clock()
        late = any(now - one.oldest_at > LATE for one in news)
        if len(news) > MOST or (late and len(news) + len(self._summed) > 1):
            self._sum_up(news)
            return
        for one in news:
            if one.conversation_id in self._summed:
                self._sum_up([one])
            else:
                self._tell_one(one)

    def _tell_one(self, one: Arrived) -> None:
        row = conversations.get(self._db, one.conversation_id)
        if row is None:
            return
        count = self._shown[one.conversation_id] = self._shown.get(one.conversation_id, 0) + one.count
        key, how_many = str(one.conversation_id), ntr("New text", "{n} new texts", count)
        if not self._preferences.now.notification_text:
            self.wanted.emit(Note(key, how_many, answers=True))
            return
        bare = wording.attachment(one.media) if one.media is not None else ""
        words = shown(one.body, longest=_LONGEST) or bare
        self.wanted.emit(
            Note(
                key,
                whom(row),
                words if count == 1 else f"{how_many}\n{words}",
                answers=True,
                reply=True,
            )
        )

    def _sum_up(self, news: list[Arrived]) -> None:
        for one in news:
            before = self._shown.pop(one.conversation_id, None)
            if before is not None:
                self.withdrawn.emit(str(one.conversation_id))
            count = self._summed.pop(one.conversation_id, before or 0) + one.count
            self._summed[one.conversation_id] = count
        texts, people = sum(self._summed.values()), len(self._summed)
        if people == 1:
            title = ntr("New text", "{n} new texts", texts)
        else:
            title = ntr(
                "{texts} new texts from {n} person", "{texts} new texts from {n} people", people, texts=texts
            )
        self.wanted.emit(Note(SUMMARY, title))

    def _withdraw_read(self) -> None:
        standing = {*self._shown, *self._summed}
        if not standing:
            return
        unread = arrivals.still_unread(self._db, standing)
        for conversation_id in [one for one in self._shown if one not in unread]:
            del self._shown[conversation_id]
            self.withdrawn.emit(str(conversation_id))
        if self._summed:
            self._summed = {one: count for one, count in self._summed.items() if one in unread}
            if not self._summed:
                self.withdrawn.emit(SUMMARY)

    def _follow_preferences(self) -> None:
        chosen = self._preferences.now
        if chosen.notifications and chosen.notification_text:
            return
        for conversation_id in self._shown:
            self.withdrawn.emit(str(conversation_id))
        if self._summed and not chosen.notifications:
            self._summed.clear()
            self.withdrawn.emit(SUMMARY)
        self._shown.clear()

    def _look_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()
