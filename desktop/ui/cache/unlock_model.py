"""What it takes to open an encrypted cache: asking again, a passphrase, or setting a lost one aside."""

import asyncio
import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.settings import system_keyring
from desktop.settings.files import SettingsDamaged, SettingsUnwritable
from desktop.settings.profile import Profile
from desktop.store.encrypting import NotEncrypted
from desktop.sync import aside, cache
from desktop.sync.cache import Cache, CacheLocked
from desktop.ui.cache.cache_words import locked
from desktop.ui.tasks import Tasks
from desktop.wording import store_trouble, tr

log = logging.getLogger(__name__)

LOST = ("wrong_passphrase", "passphrase_needed", "old_passphrase")
LOST_KEY = ("keyring_empty", "other_key", "no_record", "damaged")
"""Reasons at which the key may be gone for good. One that is only locked away is not lost."""


class UnlockModel(QObject):
    """One for each start that meets a locked cache."""

    changed = Signal()
    opened = Signal(object)
    """A ``Cache``: the key is there, or a new cache begins."""

    def __init__(
        self, profile: Profile, trouble: CacheLocked, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._profile = profile
        self._tasks = tasks
        self._reason, self._detail = trouble.reason, trouble.detail
        self._note = ""
        self.busy = False
        """Whether an answer is waited for."""

    @property
    def by_passphrase(self) -> bool:
        """Whether a passphrase opens it."""
        return self._reason in LOST

    @property
    def may_be_lost(self) -> bool:
        """Whether it makes sense to offer a new beginning."""
        return self._reason in LOST or self._reason in LOST_KEY

    @property
    def sentence(self) -> str:
        """What is known."""
        known = "passphrase_needed" if self._reason == "wrong_passphrase" else self._reason
        return locked(known, path=str(self._profile.database), detail=self._detail)

    @property
    def trouble(self) -> str:
        """What just did not work; "" for nothing."""
        if self._reason == "wrong_passphrase":
            return self._note or locked(self._reason, path="")
        return self._note

    def consequence(self) -> str:
        """What setting it aside means, before anybody does it."""
        return tr(
            "The old file is renamed and kept in {folder}; nothing is deleted. Without its key nobody can "
            "read it: texts that still waited in it will not be sent, and drafts and your own contacts in it "
            "stay closed. The history comes back from the service."
        ).format(folder=self._profile.root)

    def try_again(self) -> None:
        """Ask the password manager once more."""
        self._start(lambda: cache.with_keyring(self._profile))

    def unlock(self, passphrase: str) -> None:
        """Try a passphrase."""
        if passphrase:
            self._start(lambda: cache.with_passphrase(self._profile, passphrase))

    def set_aside(self) -> None:
        """Rename the cache and begin anew."""

        def begin_anew() -> Cache:
            renamed = aside.set_aside(self._profile)
            log.warning("a cache whose key is lost was set aside as %s", renamed.name)
            return cache.with_keyring(self._profile)

        self._start(begin_anew)

    def _start(self, work: Callable[[], Cache]) -> None:
        if self.busy:
            return
        self.busy = True
        self._note = ""
        self.changed.emit()
        self._tasks.start(self._run(work), tr("opening the texts on this computer"))

    async def _run(self, work: Callable[[], Cache]) -> None:
        found = None
        try:
            found = await system_keyring.in_background(work)
        except CacheLocked as trouble:
            again = trouble.reason == self._reason
            self._reason, self._detail = trouble.reason, trouble.detail
            if again and not self.by_passphrase:
                self._note = tr("That was tried just now; it is still so.")
        except NotEncrypted:
            self._note = tr("Another Linedesk works with it right now. Close it, then try again.")
        except (SettingsDamaged, SettingsUnwritable) as error:
            self._note = store_trouble(type(error).__name__, str(error.path), error.detail)
        except OSError as error:
            self._note = tr("The file cannot be renamed ({detail}).").format(
                detail=error.strerror or type(error).__name__
            )
        finally:
            self.busy = False
        await asyncio.sleep(0)  # whoever hears of it may take this page away
        if found is not None:
            self.busy = True
            self.changed.emit()
            self.opened.emit(found)
        else:
            self.changed.emit()
