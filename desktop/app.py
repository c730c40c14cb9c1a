"""The program's first frame: the application, and the window standing empty on the screen.

Nothing large is imported before that frame is painted, asyncio included; everything else is in ``desk``,
which is imported behind it.
"""

import logging
import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QLocale,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from desktop.settings import appearance
from desktop.settings.appearance import Appearance
from desktop.settings.profile import ProfileUnusable, open_profile
from desktop.ui.theme import Choice, Theme
from desktop.ui.window import Window
from desktop.wording import store_trouble, tr

if TYPE_CHECKING:
    from desktop.instance import Claim

UNSEEN = 400
"""Milliseconds after which the rest goes on without a frame: a window can open where nobody sees it."""


def run(
    root: Path | None,
    *,
    seed: int | None = None,
    link: str = "",
    background: bool = False,
    claim: "Claim | None" = None,
) -> int:
    """Open the window on a profile and work until it is closed; returns the exit code.

    ``seed`` is for a practice server that the window starts. ``link`` is what the window opens with
    (``sms/uri.py``). ``background``: behind the tray's icon, if there is one. ``claim`` is where later
    starts knock.
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
    theme = Theme(application)
    window = dressed(theme, appearance.read(profile.preferences))
    if not background and not _seen(window):
        return 0
    from desktop.desk import work

    return work(profile, theme, window, seed=seed, link=link, background=background, claim=claim)


def dressed(theme: Theme, chosen: Appearance) -> Window:
    """The window as it was left, so that not even its first frame looks otherwise."""
    theme.choose(Choice(chosen.scheme))
    theme.set_text_size(chosen.text_size)
    window = Window(theme)
    if chosen.size is not None:
        window.resize(*chosen.size)
    return window


def _seen(window: Window) -> bool:
    """Show the window and let it be painted; whether it was not closed meanwhile.

    No other loop runs yet: what is started later runs in the one of ``desk``.
    """
    first = QEventLoop()
    painted = _Painted(window)
    painted.done.connect(first.quit)
    QTimer.singleShot(UNSEEN, first.quit)
    window.closed.connect(first.quit)
    window.show()
    first.exec()
    window.removeEventFilter(painted)
    return window.isVisible()


class _Painted(QObject):
    """Tells when a window has been painted for the first time."""

    done = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.done.emit)
        return False


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
