"""What happens between the standing window and its store: the cache's key, asked for in the right place.

A keyring is asked in a thread while the window imports; a passphrase, or what to do about a key that is not
there, is asked on a page. Look here for what the window says meanwhile.
"""

import asyncio
from typing import TYPE_CHECKING, Any

from desktop.settings import system_keyring
from desktop.settings.cache_key import KEYRING
from desktop.settings.profile import Profile
from desktop.store import cipher
from desktop.sync import cache
from desktop.sync.cache import Cache, CacheLocked
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme
from desktop.ui.window import Window
from desktop.wording import tr

if TYPE_CHECKING:
    from desktop.ui.cache.unlock_view import UnlockView

PATIENCE = 0.6
"""Seconds before the window says what it waits for: a keyring that is open answers in a few hundredths."""


class Unlocking:
    """One for each start; ``begin`` at once, ``cache`` when the key is needed."""

    def __init__(self, profile: Profile, window: Window, theme: Theme, tasks: Tasks) -> None:
        self._profile = profile
        self._window = window
        self._theme = theme
        self._tasks = tasks
        self._asked: asyncio.Future[Cache] | None = None
        self._kind = ""
        self._asker = cache.Asker()

    def begin(self) -> None:
        """Ask the keyring, if it is one that has the key or will have it. Raises ``SettingsDamaged``."""
        self._kind = cache.lock_of(self._profile)
        if self._kind == KEYRING:
            self._asked = system_keyring.begun(lambda: cache.with_keyring(self._profile, asker=self._asker))

    async def cache(self) -> Cache:
        """How the cache is to be opened, encrypted if it can be; waits for a person where one is needed.

        Raises ``SettingsDamaged`` or ``SettingsUnwritable``.
        """
        try:
            found = await self._found()
        except CacheLocked as locked:
            found = await self._by_hand(locked)
        if found.key is not None and cipher.is_plain(self._profile.database):
            self._window.welcome.say(tr("Encrypting the texts on this computer …"), "")
        found = await asyncio.to_thread(cache.encrypted, self._profile, found)
        self._window.welcome.say(tr("Opening …"), "")
        return found

    async def _found(self) -> Cache:
        if self._kind == "":
            return Cache(reason="made_up")
        if self._asked is None:
            raise CacheLocked("passphrase_needed", self._profile.database)
        await asyncio.wait({self._asked}, timeout=PATIENCE)
        if self._asked.done():
            return self._asked.result()
        return await self._waited_for(self._asked)

    async def _waited_for(self, asked: "asyncio.Future[Cache]") -> Cache:
        """Say what is waited for. A cache that is plain anyway can be opened without an answer."""
        welcome, path = self._window.welcome, self._profile.database
        can_go_on = cipher.is_plain(path) or cipher.is_absent(path)
        welcome.say(
            tr("Waiting for your password manager\u00a0…"),
            tr("It may have opened a window of its own. It keeps the key of the texts on this computer."),
            tr("Go on without it this time") if can_go_on else "",
        )
        without: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def go_on() -> None:
            if not without.done():
                without.set_result(None)

        welcome.acted.connect(go_on)
        try:
            both: set[asyncio.Future[Any]] = {asked, without}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if asked.done():
                return asked.result()
            # An answer that comes later must not look at a file that is open by then.
            await asyncio.to_thread(self._asker.leave)
            return Cache(reason="keyring_silent")
        finally:
            welcome.acted.disconnect(go_on)
            go_on()

    async def _by_hand(self, locked: CacheLocked) -> Cache:
        await asyncio.to_thread(__import__, "desktop.ui.cache.unlock_view")
        from desktop.ui.cache.unlock_model import UnlockModel
        from desktop.ui.cache.unlock_view import UnlockView

        model = UnlockModel(self._profile, locked, self._tasks, self._window)
        answer: asyncio.Future[Cache] = asyncio.get_running_loop().create_future()
        model.opened.connect(answer.set_result)

        def page() -> "UnlockView":
            return UnlockView(model, self._theme)

        self._window.add_late_page("unlock", page)
        self._window.hold_back(tr("Unlock the texts first."), "unlock")
        self._window.show()
        found = await answer
        self._window.release()
        self._window.navigation.setEnabled(False)  # until the pages are there
        return found
