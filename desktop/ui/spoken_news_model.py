"""What is read out of what happens by itself: texts that come in, and the connection coming back.

Each is said once, with as many words as ``ask`` allows. Going offline is said by the banner, which appears
with its sentence.
"""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop import wording
from desktop.announce import Link
from desktop.sms.phone import readable
from desktop.store import arrivals, conversations
from desktop.store.database import Database, StoreError
from desktop.ui.changes import Changes
from desktop.ui.lines.line_model import LineModel
from desktop.ui.messages.conversation_rows_model import title as whom
from desktop.ui.plain import one_line
from desktop.ui.turns import Later
from desktop.wording import ntr, tr

log = logging.getLogger(__name__)

MOST = 3
"""Conversations whose texts are read out; of more, only how many there are."""


class SpokenNews(QObject):
    """Follows the store from the moment it is made: what is there by then is no news."""

    said = Signal(str)
    """A sentence to read out."""

    def __init__(
        self, db: Database, changes: Changes, lines: LineModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._lines = lines
        self._seen = arrivals.newest_id(db)
        self._links: dict[str, Link] = {}
        self._says_words: Callable[[int], bool] = lambda _: True
        self._heard: list[arrivals.Arrived] = []
        """What came and was not said yet."""
        self._say_soon = Later(self, self._say_heard)
        # At once, before an open thread marks it as read.
        changes.messages_changed.connect(self._look)
        Later(self, self._look).after(changes.store_changed_elsewhere)
        changes.link_changed.connect(self._hear_link)

    def ask(self, says_words: Callable[[int], bool]) -> None:
        """``says_words`` tells of a conversation, by its id, whether its new texts are read out in full.

        Where not, only the sender is said. So the preference "Words in notifications" holds for ears, too.
        """
        self._says_words = says_words

    def _look(self) -> None:
        try:
            newest = arrivals.newest_id(self._db)
            before, self._seen = min(self._seen, newest), newest
            if newest > before:
                self._heard += arrivals.arrived(self._db, before)
                self._say_soon.start()
        except StoreError as error:
            # The window's own reading of the store says so; a second voice would add nothing.
            log.error("new texts could not be looked for: %s", error.detail)

    def _say_heard(self) -> None:
        found, self._heard = self._heard, []
        try:
            self._say(found)
        except StoreError as error:
            log.error("new texts could not be read out: %s", error.detail)

    def _say(self, found: list[arrivals.Arrived]) -> None:
        if len(found) > MOST:
            texts = ntr("{n} new text", "{n} new texts", sum(one.count for one in found))
            whose = {one.conversation_id for one in found}
            people = ntr("from {n} person", "from {n} people", len(whose))
            self.said.emit(f"{texts} {people}")
            return
        for one in found:
            row = conversations.get(self._db, one.conversation_id)
            if row is None:
                continue
            who = whom(row) if row.name else one_line(readable(row.peer))
            if not self._says_words(one.conversation_id):
                self.said.emit(ntr("New text from {who}", "{n} new texts from {who}", one.count, who=who))
                continue
            words = ntr(
                "New text from {who}: {body}",
                "{n} new texts from {who}: {body}",
                one.count,
                who=who,
                body=one_line(one.body) or (wording.attachment(one.media) if one.media is not None else ""),
            )
            self.said.emit(words)

    def _hear_link(self, account_id: str, link: Link, _reason: str) -> None:
        before = self._links.get(account_id)
        if link is Link.CONNECTING:
            return
        self._links[account_id] = link
        back = link is Link.ONLINE and before in (Link.OFFLINE, Link.SIGN_IN_NEEDED)
        current = self._lines.current
        if back and (current is None or current.account_id == account_id):
            self.said.emit(tr("{state} again.").format(state=wording.link(link)))
