"""Words that were refused for good and are to be sent unchanged: the sentence that stops it (C15, B22).

Look here for what is said of a text that failed for its words, its number or an opt-out and that somebody
takes up again without changing it. The rule is ``store.refusals``.
"""

import logging

from PySide6.QtCore import QObject

from desktop import finding_words
from desktop.sms.same_words import core
from desktop.store.database import Database, StoreError
from desktop.store.refusals import Refused, refused_words
from desktop.ui.changes import Changes
from desktop.wording import tr

log = logging.getLogger(__name__)


class RefusedModel(QObject):
    """Asked at every key: what was refused to one number is read once, until something changes."""

    def __init__(self, db: Database, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._known: tuple[tuple[str, str, str], dict[str, Refused]] | None = None
        for signal in (changes.messages_changed, changes.account_changed, changes.store_changed_elsewhere):
            signal.connect(self._forget)

    def sentence(self, account_id: str, line: str, peer: str, body: str) -> str:
        """Why these words must not go out as they are; "" where they may."""
        if not peer or not body.strip():
            return ""
        found = self._of((account_id, line, peer)).get(core(body))
        if found is None:
            return ""
        return finding_words.refused_before(found.entry.group) or tr(
            "This text failed because of the number, and would again. Use another number, or say in the "
            "menu above that this one works."
        )

    def _of(self, key: tuple[str, str, str]) -> dict[str, Refused]:
        if self._known is None or self._known[0] != key:
            try:
                self._known = (key, refused_words(self._db, *key))
            except StoreError as error:
                # What cannot be read stops nothing; sending it asks the store again and says so.
                log.error("what was refused before could not be read: %s", error.detail)
                return {}
        return self._known[1]

    def _forget(self) -> None:
        self._known = None
