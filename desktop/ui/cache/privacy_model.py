"""How the texts on this computer are protected now, and the next step: a passphrase, or another one."""

import asyncio

from PySide6.QtCore import QObject, Signal

from desktop.settings import system_keyring
from desktop.settings.cache_key import KEYRING, PASSPHRASE, SHORTEST
from desktop.settings.files import SettingsDamaged, SettingsUnwritable
from desktop.settings.profile import Profile
from desktop.settings.system_keyring import NoSecret
from desktop.store.database import Database
from desktop.store.encrypting import NotEncrypted
from desktop.sync import cache
from desktop.sync.cache import Cache
from desktop.ui.cache import cache_words
from desktop.ui.tasks import Tasks
from desktop.wording import ntr, store_trouble, tr

_NO_KEYRING = ("no_keyring", "keyring_silent", "keyring_refused", "keyring_forgets", "plain_text_keyring")
_NOT_YET = ("busy", "no_room", "damaged", "own_account")


class PrivacyModel(QObject):
    """One per window; ``standing`` is how the cache was opened at this start."""

    changed = Signal()
    done = Signal()
    """A passphrase was set."""

    def __init__(
        self, profile: Profile, db: Database, standing: Cache, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._profile = profile
        self._db = db
        self._standing = standing
        self._tasks = tasks
        self._own_account = False
        """Whether an account of a real service came into a profile that was opened for practice."""
        self._manager = ""
        self.trouble = ""
        """Why a passphrase was not set; "" for nothing."""
        self.wrong_before = False
        """Whether that is since the present passphrase is another one."""
        self.busy = False

    @property
    def state(self) -> str:
        """What is, in a sentence."""
        if self._db.encrypted:
            return cache_words.encrypted(self._standing.lock, self._manager)
        return cache_words.plain(self._reason, self._standing.detail)

    @property
    def changes(self) -> bool:
        """Whether there is a passphrase that can be changed."""
        return self._db.encrypted and self._standing.lock == PASSPHRASE

    @property
    def can_protect(self) -> bool:
        """Whether a passphrase can be set or changed now. Not where the keyring has the key."""
        return self.changes or (not self._db.encrypted and self._standing.reason in _NO_KEYRING)

    @property
    def notice(self) -> str:
        """What is said once by itself: that a passphrase can be had, or that the change waits; or ""."""
        if self._db.encrypted:
            return ""
        if self._reason in _NOT_YET:
            return self.state
        if not self.can_protect:
            return ""
        try:
            return "" if cache.declined(self._profile) else self.state
        except SettingsDamaged:
            return ""  # opening the cache has said it already

    def follow_accounts(self) -> None:
        """Accounts came or went: texts that come now may not be made up any more."""
        try:
            own = not cache.holds_practice_alone(self._profile)
        except SettingsDamaged:
            return  # the window says so at the top
        if own is not self._own_account:
            self._own_account = own
            self.changed.emit()

    @property
    def _reason(self) -> str:
        """Why the cache is plain; what made it so at the start may not hold any more."""
        made_up = self._standing.reason == "made_up"
        return "own_account" if made_up and self._own_account else self._standing.reason

    def learn_manager(self) -> None:
        """Find out what the password manager is called; nobody is asked anything."""
        if self._db.encrypted and self._standing.lock == KEYRING and not self._manager:
            self._tasks.start(self._learn(), tr("the name of the password manager"))

    def decline(self) -> None:
        """Do not offer it by oneself again; the preferences still do."""
        if self.can_protect:
            try:
                cache.decline(self._profile)
            except (SettingsDamaged, SettingsUnwritable) as error:
                self.trouble = store_trouble(type(error).__name__, str(error.path), error.detail)
        self.changed.emit()

    def protect(self, passphrase: str, again: str, before: str = "") -> None:
        """Set the passphrase, typed twice, or change it; ``before`` is the present one."""
        if self.busy:
            return
        self.begin()
        if len(passphrase) < SHORTEST:
            self.trouble = ntr(
                "A passphrase has at least {n} character.",
                "A passphrase has at least {n} characters.",
                SHORTEST,
            )
        elif passphrase != again:
            self.trouble = tr("The two are not the same. Type it again.")
        else:
            self.busy = True
            self._tasks.start(self._protect(passphrase, before), tr("setting the passphrase"))
        self.changed.emit()

    def begin(self) -> None:
        """Forget what was said about another attempt."""
        if not self.busy:
            self.trouble, self.wrong_before = "", False

    async def _protect(self, passphrase: str, before: str) -> None:
        try:
            if self.changes and not await asyncio.to_thread(cache.is_passphrase, self._profile, before):
                self.trouble = tr("The present passphrase is another one. Type it again.")
                self.wrong_before = True
                return
            self._standing = await asyncio.to_thread(
                cache.set_passphrase, self._profile, self._db, passphrase
            )
        except NotEncrypted as error:
            self.trouble = cache_words.not_encrypted_now(error.reason)
        except (SettingsDamaged, SettingsUnwritable) as error:
            self.trouble = store_trouble(type(error).__name__, str(error.path), error.detail)
        finally:
            self.busy = False
            self.changed.emit()
        if not self.trouble:
            self.done.emit()

    async def _learn(self) -> None:
        try:
            self._manager = await system_keyring.in_background(system_keyring.kind)
        except NoSecret:
            return  # it is called "your password manager" then
        self.changed.emit()
