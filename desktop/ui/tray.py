"""The icon in the desktop's tray: its menu, closing the window into it, and never losing the window there.

Some desktops have no tray, and one that is there can go. Look here for what holds then.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from desktop.ui.notifications import Did, Heard
from desktop.ui.notifications_model import Note
from desktop.wording import ntr, tr

LOOK_MS = 2000
"""How often a hidden window looks whether its icon is still there."""
PATIENCE = 15.0
"""Seconds that a start in the background waits for a tray: at sign-in that may come later than we do."""


class Tray(QObject):
    """One per window. It shows where ``wish`` says so and the desktop has a place for it."""

    open_wanted = Signal()
    new_message_wanted = Signal()
    quit_wanted = Signal()
    hidden = Signal()
    """The window went behind the icon."""

    def __init__(
        self, window: QWidget, *, available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable
    ) -> None:
        super().__init__(window)
        self._window = window
        self._available = available
        self._wished = False
        self._until = 0.0
        self.menu = QMenu(window)
        self.menu.addAction(tr("Open Linedesk"), self.open_wanted.emit)
        self.menu.addAction(tr("New message"), self.new_message_wanted.emit)
        self.menu.addSeparator()
        self.menu.addAction(tr("Quit"), self.quit_wanted.emit)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)

    @property
    def there(self) -> bool:
        """Whether the icon stands where somebody can click it."""
        return self._wished and self._available()

    def wish(self, on: bool) -> None:
        """Whether there is to be an icon; without one, a hidden window comes back."""
        self._wished = on
        self.look()

    def show_icon(self, drawn: QIcon) -> None:
        """Another drawing, such as one with a number."""
        self.icon.setIcon(drawn)

    def show_count(self, count: int) -> None:
        """What the icon says: how many texts are unread."""
        words = ntr("Linedesk, {n} unread text", "Linedesk, {n} unread texts", count) if count else "Linedesk"
        self.icon.setToolTip(words)

    def hide_window(self) -> bool:
        """Put the window behind the icon. False where there is none: the window stays as it is."""
        if not self.there:
            return False
        self.look()
        self._window.hide()
        self._look.start()
        self.hidden.emit()
        return True

    def begin_hidden(self) -> None:
        """The program was started in the background: show the window only if no tray turns up."""
        self._until = time.monotonic() + (PATIENCE if self._wished else 0)
        self._look.start()
        self.look()

    def look(self) -> None:
        """Show the icon or take it away; bring back a window that would otherwise be lost."""
        self.icon.setVisible(self.there)
        if self._window.isVisible():
            self._look.stop()
        elif self._look.isActive() and not self.there and time.monotonic() >= self._until:
            self._look.stop()
            self._window.show()

    def close(self) -> None:
        """Take the icon away; the program ends."""
        self._look.stop()
        self.icon.hide()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_wanted.emit()


class TrayMessages:
    """A ``notifications.Way``: the tray's own balloons. Only the last one can be clicked."""

    def __init__(self, tray: Tray, heard: Heard) -> None:
        self._tray = tray
        self._heard = heard
        self._key = ""
        tray.icon.messageClicked.connect(self._clicked)

    async def show(self, note: Note) -> bool:
        """As ``Way.show``."""
        if not self._tray.there or not QSystemTrayIcon.supportsMessages():
            return False
        self._key = note.key
        self._tray.icon.showMessage(note.title, note.body, self._tray.icon.icon())
        return True

    async def withdraw(self, key: str) -> None:
        """A balloon goes by itself; a click on what is over opens nothing."""
        if self._key == key:
            self._key = ""

    async def close(self) -> None:
        """As ``Way.close``."""
        self._key = ""

    def _clicked(self) -> None:
        key, self._key = self._key, ""
        if key:
            self._heard(key, Did.OPENED, "")
