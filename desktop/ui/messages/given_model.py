"""What settings know of each account, for preflight: read when asked, and again once a file has changed."""

import logging
from pathlib import Path

from desktop.settings import word_lists
from desktop.settings.accounts import Account, Accounts
from desktop.settings.files import SettingsDamaged
from desktop.sms.restricted import Lexicon
from desktop.store.preflight_facts import Given
from desktop.sync.given import edited, given

log = logging.getLogger(__name__)


class SettingsKnown:
    """One per window: plans, countries and word lists."""

    def __init__(self, accounts: Accounts, lists: Path) -> None:
        self._accounts = accounts
        self._path = lists
        self._listing: list[Account] = []
        self._accounts_stamp: tuple[int, int, int] | None = None
        self._words: Lexicon | None = None
        self._words_stamp: tuple[int, int] | None = None

    def of(self, account_id: str) -> Given:
        """What is known of the account of this id; of none, the word lists alone."""
        stamp = self._accounts.stamp()
        if stamp != self._accounts_stamp:
            self._accounts_stamp = stamp
            try:
                self._listing = self._accounts.listing()
            except SettingsDamaged as damaged:
                # What was known still holds; the accounts page says what is wrong.
                log.error("the accounts cannot be read: %s", damaged.detail)
        account = next((one for one in self._listing if one.id == account_id), None)
        return given(account, self._lexicon())

    def _lexicon(self) -> Lexicon:
        stamp = self._stamp()
        if self._words is None or stamp != self._words_stamp:
            changes, damaged = word_lists.load_or_default(self._path)
            if damaged is not None:
                log.error("the edited word lists cannot be read: %s", damaged.detail)
            self._words, self._words_stamp = edited(changes), stamp
        return self._words

    def _stamp(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)
