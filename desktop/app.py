"""Composition root of the window: builds everything, owns the one task group, quits cleanly.

The window is shown first and empty; the store and the services are imported in a thread behind it, since
their imports cost more than the whole window.
"""

import asyncio
import importlib
import logging
import os
import platform
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import qasync
from PySide6.QtCore import QLocale, QSocketNotifier, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop.settings.profile import Profile, ProfileUnusable, open_profile
from desktop.ui.banner import Tone
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme
from desktop.ui.window import Window
from desktop.wording import store_trouble, tr

if TYPE_CHECKING:
    from desktop.furnishing import Furnishing

log = logging.getLogger(__name__)

HEAVY = (
    "desktop.store.database",
    "desktop.settings.accounts",
    "desktop.settings.preferences",
    "desktop.sync.connections",
    "desktop.providers.cliqtel",
    "desktop.furnishing",
    "phonenumbers",
)
"""Imported in a thread, in this order, while the window already stands."""


def run(root: Path | None, *, seed: int | None = None) -> int:
    """Open the window on a profile and work until it is closed; returns the exit code.

    ``seed`` is for a practice server that the window starts.
    """
    try:
        profile = open_profile(root)
    except ProfileUnusable as error:
        sys.stderr.write(store_trouble("ProfileUnusable", str(error.path), error.detail) + "\n")
        return 1
    if not _can_show_windows():
        sys.stderr.write(
            tr("There is no display to open a window on. See linedesk --help for what works without one.")
            + "\n"
        )
        return 1
    pass_on_qt_messages()
    application = start_application()
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        desk = Desk(profile, Theme(application), seed=seed)
        sys.excepthook = desk.show_unexpected
        desk.window.show()
        loop.run_until_complete(desk.run())
    return desk.exit_code


def _can_show_windows() -> bool:
    """Qt would end the whole process where there is no display."""
    if platform.system() in ("Windows", "Darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def pass_on_qt_messages() -> None:
    """Have Qt speak through our log instead of writing to stderr by itself."""
    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.DEBUG,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    qt = logging.getLogger("qt")

    def pass_on(kind: QtMsgType, _: object, text: str | None) -> None:
        qt.log(levels[kind], "%s", text)

    qInstallMessageHandler(pass_on)


def start_application() -> QApplication:
    """Qt's application object with our names; the one that is there if there is one."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("linedesk")
    application.setApplicationDisplayName("Linedesk")
    application.setDesktopFileName("io.github.linedesk.Linedesk")
    application.setQuitOnLastWindowClosed(False)
    if QLocale().textDirection() == Qt.LayoutDirection.RightToLeft:
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return application


class Desk:
    """Everything that one open profile needs while its window stands."""

    def __init__(self, profile: Profile, theme: Theme, *, seed: int | None = None) -> None:
        self.profile = profile
        self._seed = seed
        self.theme = theme
        self.window = Window(theme)
        self.exit_code = 0
        self.furnishing: Furnishing | None = None
        self.ready = asyncio.Event()
        """The pages are there, or it was said why they can't be."""
        self._quit = asyncio.Event()
        self.window.closed.connect(self.quit)

    def quit(self) -> None:
        """End the program; what is being written is kept."""
        self._quit.set()

    async def run(self) -> None:
        """Furnish the window and keep the accounts connected, until ``quit``."""
        loop = asyncio.get_running_loop()
        with _signals(lambda: loop.call_soon_threadsafe(self.quit)):
            try:
                async with asyncio.TaskGroup() as group:
                    tasks = Tasks(group, self._show_error)
                    tasks.start(self._work(tasks), tr("the window's work"))
                    await self._quit.wait()
                    # Nobody may write any more into what is being closed.
                    self.window.hide()
                    raise _Closing
            except* _Closing:
                log.info("closing")

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
        try:
            await self.furnishing.work()
        finally:
            self.furnishing.close()

    async def _furnish(self, tasks: Tasks) -> "Furnishing | None":
        for module in HEAVY:
            await asyncio.to_thread(importlib.import_module, module)
        from desktop.furnishing import Furnishing, OpeningFailed

        try:
            return Furnishing(self.profile, self.theme, self.window, tasks, seed=self._seed)
        except OpeningFailed as trouble:
            self.window.give_up(trouble.sentence)
            self.exit_code = 1
            return None

    def _show_error(self, name: str, error: Exception) -> None:
        words = tr("Something went wrong in {name} ({error}). What was written is kept; please report this.")
        sentence = words.format(name=name, error=type(error).__name__)
        if self.furnishing is None:
            self.window.give_up(sentence)
            self.exit_code = 1
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
