"""The window's work: furnishes it, keeps its accounts connected, and quits cleanly.

The window stands already, empty; the store and the services are imported in a thread behind it, since their
imports cost more than the whole window. Look here for the one task group, for signals, and for what happens
to an error that nobody caught.
"""

import asyncio
import importlib
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from desktop.app import dressed
from desktop.settings import appearance
from desktop.settings.profile import Profile
from desktop.ui.banner import Tone
from desktop.ui.fair_loop import FairLoop
from desktop.ui.garbage import Garbage
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme
from desktop.ui.turns import turns
from desktop.ui.window import Window
from desktop.wording import store_trouble, tr

if TYPE_CHECKING:
    from desktop.furnishing import Furnishing
    from desktop.instance import Claim
    from desktop.sync.cache import Cache
    from desktop.ui.messages.first_list import FirstList
    from desktop.ui.second_start import SecondStarts

log = logging.getLogger(__name__)

FIRST = ("desktop.store.first_page", "desktop.ui.messages.first_list", "phonenumbers")
"""Imported in a thread while the key of the cache is on its way: what the first list needs."""

HEAVY = (
    "desktop.store.database",
    "desktop.settings.accounts",
    "desktop.settings.preferences",
    "desktop.sync.connections",
    "desktop.providers.cliqtel",
    "desktop.furnishing",
)
"""Imported in a thread, in this order, while the window already stands."""


def work(
    profile: Profile,
    theme: Theme,
    window: Window,
    *,
    seed: int | None,
    link: str,
    background: bool,
    claim: "Claim | None",
) -> int:
    """Work in the window until it is closed; returns the exit code. The rest is as in ``app.run``."""
    application = QApplication.instance()
    assert application is not None, "the window stands already"
    loop = FairLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        desk = Desk(profile, theme, window, seed=seed, link=link, background=background, claim=claim)
        sys.excepthook = desk.show_unexpected
        loop.run_until_complete(desk.run())
    return desk.exit_code


class Desk:
    """Everything that one open profile needs while its window stands."""

    def __init__(
        self,
        profile: Profile,
        theme: Theme,
        window: Window | None = None,
        *,
        seed: int | None = None,
        link: str = "",
        background: bool = False,
        claim: "Claim | None" = None,
    ) -> None:
        self.profile = profile
        self._seed = seed
        self._link = link
        self._background = background
        self._claim = claim
        self._ear: SecondStarts | None = None
        self._garbage: Garbage | None = None
        self.theme = theme
        self._appearance = appearance.read(profile.preferences)
        self.window = window if window is not None else dressed(theme, self._appearance)
        self.exit_code = 0
        self.furnishing: Furnishing | None = None
        self.ready = asyncio.Event()
        """The pages are there, or it was said why they can't be."""
        self._quit = asyncio.Event()
        self.window.closed.connect(self.quit)

    def quit(self) -> None:
        """End the program; what is being written is kept, and a later start is the next window."""
        self._quit.set()
        # Nobody may be told that a window took a link which will not open it any more.
        if self._ear is not None:
            self._ear.close()
        if self._claim is not None:
            self._claim.fall_silent()

    async def run(self) -> None:
        """Furnish the window and keep the accounts connected, until ``quit``."""
        loop = asyncio.get_running_loop()
        garbage = self._garbage = Garbage(self.window)
        with _signals(lambda: loop.call_soon_threadsafe(self.quit)):
            try:
                async with asyncio.TaskGroup() as group:
                    tasks = Tasks(group, self._show_error)
                    tasks.start(self._work(tasks), tr("the window's work"))
                    await self._quit.wait()
                    # Nobody may write any more into what is being closed.
                    self.window.hide()
                    if self.furnishing is not None:
                        await self.furnishing.let_go()
                    raise _Closing
            except* _Closing:
                log.info("closing")
            finally:
                garbage.stop()

    def asked(self, link: str, token: str = "") -> None:
        """Linedesk was started once more: come to the front, and open its link as soon as that can be."""
        if self.furnishing is None:
            self._link = link or self._link
            self._background = False
            self.window.show()
        else:
            self.furnishing.presence.come_forward(token)
            if link:
                self.furnishing.presence.links.open(link)

    def show_unexpected(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log and show an error that nobody caught, as in a slot that Qt called."""
        log.error("an error that nobody caught", exc_info=(kind, error, trace))
        if isinstance(error, Exception):
            self._show_error(tr("the window"), error)

    async def _work(self, tasks: Tasks) -> None:
        try:
            self.furnishing = await self._furnish(tasks)
        finally:
            self.ready.set()
        if self.furnishing is None:
            return
        if self._garbage is not None:
            self._garbage.settle()
        tasks.start(self.furnishing.ask_ahead(), tr("the first look into the texts"))
        presence = self.furnishing.presence
        if self._background:
            presence.begin_hidden()
        if self._link:
            presence.links.open(self._link)
        try:
            await self.furnishing.work()
        finally:
            try:
                await presence.close()
            finally:
                self.furnishing.close()
                turns().drop_screens()

    async def _hear_later_starts(self, claim: "Claim") -> None:
        await asyncio.to_thread(importlib.import_module, "desktop.ui.second_start")
        from desktop.ui.second_start import SecondStarts

        self._ear = SecondStarts(claim, self.window)
        self._ear.knocked.connect(self.asked)

    async def _furnish(self, tasks: Tasks) -> "Furnishing | None":
        cache = await self._unlock(tasks)
        if cache is None:
            return None
        first = await self._show_first_list(cache)
        if self._claim is not None:
            await self._hear_later_starts(self._claim)
        for module in HEAVY:
            await asyncio.to_thread(importlib.import_module, module)
        from desktop.furnishing import Furnishing, OpeningFailed

        try:
            await self._bring_up_to_date(cache)
            furnishing = Furnishing(
                self.profile, self.theme, self.window, tasks, seed=self._seed, cache=cache
            )
            if first is not None and first.chosen is not None:
                furnishing.messages.open(first.chosen)
            return furnishing
        except OpeningFailed as trouble:
            self._give_up(trouble.sentence)
            return None

    async def _bring_up_to_date(self, cache: "Cache") -> None:
        """What an older version left may take seconds to change: that is done beside this thread.

        Raises ``OpeningFailed``.
        """
        from desktop.announce import Announcer
        from desktop.furnishing import OpeningFailed
        from desktop.store.database import StoreError, is_older, open_database

        path = self.profile.database
        if not is_older(path, cache.key):
            return
        self.window.welcome.say(tr("Bringing the texts up to date …"), "")
        try:
            (await asyncio.to_thread(open_database, path, Announcer(), cache.key)).close()
        except StoreError as error:
            words = store_trouble(type(error).__name__, str(error.path), error.detail)
            raise OpeningFailed(words) from error

    async def _unlock(self, tasks: Tasks) -> "Cache | None":
        """The cache's key, asked for while more is imported; ``None``: it was said what is wrong."""
        await asyncio.to_thread(importlib.import_module, "desktop.unlocking")
        from desktop.settings.files import SettingsDamaged, SettingsUnwritable
        from desktop.unlocking import Unlocking

        unlocking = Unlocking(self.profile, self.window, self.theme, tasks)
        try:
            unlocking.begin()
            for module in FIRST:
                await asyncio.to_thread(importlib.import_module, module)
            return await unlocking.cache()
        except (SettingsDamaged, SettingsUnwritable) as error:
            self._give_up(store_trouble(type(error).__name__, str(error.path), error.detail))
            return None

    def _give_up(self, sentence: str) -> None:
        self.window.give_up(sentence)
        self.window.show()
        self.exit_code = 1

    async def _show_first_list(self, cache: "Cache") -> "FirstList | None":
        """Show the conversations of last time, if Messages is what opens."""
        from desktop.store import first_page
        from desktop.ui.messages.first_list import ROWS, FirstList

        left = self._appearance
        rows = first_page.read(
            self.profile.database, line=left.line, all_lines=left.all_lines, most=ROWS, key=cache.key
        )
        if not rows:
            return None
        first = FirstList(rows, self.theme, left.splitter)
        self.window.show_first(first)
        return first

    def _show_error(self, name: str, error: Exception) -> None:
        words = tr("Something went wrong in {name} ({error}). What was written is kept; please report this.")
        sentence = words.format(name=name, error=type(error).__name__)
        if self.furnishing is None:
            self._give_up(sentence)
        else:
            self.window.say(Tone.BAD, sentence)


@contextmanager
def _signals(end: Callable[[], object]) -> Iterator[None]:
    """SIGINT and SIGTERM call ``end``, until the block is left."""
    # Python runs its handlers between two of its own steps, and while Qt waits it takes none: the signal's
    # byte on this pair of sockets makes it take one.
    ours, pythons = socket.socketpair()
    for end_of_pair in (ours, pythons):
        end_of_pair.setblocking(False)
    notifier = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)

    def drain() -> None:
        with suppress(BlockingIOError):
            ours.recv(64)

    notifier.activated.connect(drain)
    before = [(one, signal.signal(one, lambda *_: end())) for one in (signal.SIGINT, signal.SIGTERM)]
    woken = signal.set_wakeup_fd(pythons.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(woken)
        for one, handler in before:
            signal.signal(one, handler)
        notifier.setEnabled(False)
        ours.close()
        pythons.close()


class _Closing(Exception):
    """Ends the task group."""
