"""Whether the desktop is light or dark, and the news when that changes.

On Linux Qt learns it on some desktops only, so the freedesktop settings portal is asked first
(``org.freedesktop.portal.Settings``, key ``org.freedesktop.appearance color-scheme``: 0 no wish, 1 dark,
2 light), without waiting for its answer. Elsewhere, and where it is silent, Qt's own word counts.
"""

import logging
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, Qt, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant
from PySide6.QtGui import QGuiApplication

log = logging.getLogger(__name__)

SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"
NAMESPACE = "org.freedesktop.appearance"
KEY = "color-scheme"

_SCHEMES = {1: Qt.ColorScheme.Dark, 2: Qt.ColorScheme.Light}


class SystemScheme(QObject):
    """The desktop's own scheme; ``changed`` carries the new one."""

    changed = Signal(Qt.ColorScheme)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hints = QGuiApplication.styleHints()
        self._portal = Qt.ColorScheme.Unknown
        self._qt = self._hints.colorScheme()
        self._told = self._qt
        self._watcher: QDBusPendingCallWatcher | None = None
        self._hints.colorSchemeChanged.connect(self._hear_qt)
        if sys.platform == "linux" and _has_bus():
            self._ask_portal()

    @property
    def scheme(self) -> Qt.ColorScheme:
        """What the desktop wants as far as it is known; ``Unknown`` where nobody says."""
        return self._portal if self._portal != Qt.ColorScheme.Unknown else self._qt

    def _ask_portal(self) -> None:
        bus = QDBusConnection.sessionBus()
        # PySide6's stubs ask for bytes here, which it then refuses.
        slot: Any = SLOT("hear_portal(QDBusMessage)")
        if not bus.connect(SERVICE, PATH, INTERFACE, "SettingChanged", self, slot):
            log.debug("no settings portal: %s", bus.lastError().name())
            return
        question = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, "Read")
        question.setArguments([NAMESPACE, KEY])
        self._watcher = QDBusPendingCallWatcher(bus.asyncCall(question), self)
        self._watcher.finished.connect(self._answered)

    def _answered(self, watcher: QDBusPendingCallWatcher) -> None:
        answer = watcher.reply()
        if answer.type() == QDBusMessage.MessageType.ReplyMessage and answer.arguments():
            self._learn(answer.arguments()[0])
        else:
            # Many desktops have no portal; Qt's word is enough there.
            log.debug("no settings portal: %s", answer.errorName())

    @Slot(QDBusMessage)
    def hear_portal(self, message: QDBusMessage) -> None:
        """Take in the portal's ``SettingChanged``; other settings than ours are passed over."""
        match message.arguments():
            case [namespace, key, value] if (namespace, key) == (NAMESPACE, KEY):
                self._learn(value)

    def refresh(self) -> None:
        """Ask Qt anew, after something of ours had told it which scheme to use."""
        self._hear_qt(self._hints.colorScheme())

    def _learn(self, value: object) -> None:
        while isinstance(value, QDBusVariant):
            value = value.variant()
        known = _SCHEMES.get(value) if isinstance(value, int) else None
        self._portal = known or Qt.ColorScheme.Unknown
        self._tell()

    def _hear_qt(self, scheme: Qt.ColorScheme) -> None:
        self._qt = scheme
        self._tell()

    def _tell(self) -> None:
        if self.scheme != self._told:
            self._told = self.scheme
            self.changed.emit(self._told)


def _has_bus() -> bool:
    # Without an address Qt would start a bus of its own, for nobody to listen to.
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or bool(runtime and Path(runtime, "bus").exists())
