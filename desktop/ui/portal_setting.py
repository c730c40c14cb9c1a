"""One setting of the Linux desktop, read from the freedesktop settings portal, and the news of it.

The portal (``org.freedesktop.portal.Settings``) is asked without waiting for its answer. Where there is none,
as on other systems, the value stays ``None``.
"""

import logging
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

log = logging.getLogger(__name__)

SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACE = "org.freedesktop.portal.Settings"


class PortalSetting(QObject):
    """The setting ``key`` of ``namespace``; ``heard`` tells each value that the portal says."""

    heard = Signal(object)

    def __init__(self, namespace: str, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = (namespace, key)
        self._watcher: QDBusPendingCallWatcher | None = None
        self.value: object = None
        """What the portal said last; ``None`` where it said nothing."""
        if sys.platform == "linux" and _has_bus():
            self._ask()

    def _ask(self) -> None:
        bus = QDBusConnection.sessionBus()
        # PySide6's stubs ask for bytes here, which it then refuses.
        slot: Any = SLOT("hear_portal(QDBusMessage)")
        if not bus.connect(SERVICE, PATH, INTERFACE, "SettingChanged", self, slot):
            log.debug("no settings portal: %s", bus.lastError().name())
            return
        question = QDBusMessage.createMethodCall(SERVICE, PATH, INTERFACE, "Read")
        question.setArguments(list(self._place))
        self._watcher = QDBusPendingCallWatcher(bus.asyncCall(question), self)
        self._watcher.finished.connect(self._answered)

    def _answered(self, watcher: QDBusPendingCallWatcher) -> None:
        answer = watcher.reply()
        if answer.type() == QDBusMessage.MessageType.ReplyMessage and answer.arguments():
            self._learn(answer.arguments()[0])
        else:
            # Many desktops have no portal, or not this setting.
            log.debug("no settings portal: %s", answer.errorName())

    @Slot(QDBusMessage)
    def hear_portal(self, message: QDBusMessage) -> None:
        """Take in the portal's ``SettingChanged``; other settings than this one are passed over."""
        match message.arguments():
            case [namespace, key, value] if (namespace, key) == self._place:
                self._learn(value)

    def _learn(self, value: object) -> None:
        while isinstance(value, QDBusVariant):
            value = value.variant()
        self.value = value
        self.heard.emit(value)


def _has_bus() -> bool:
    # Without an address Qt would start a bus of its own, for nobody to listen to.
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or bool(runtime and Path(runtime, "bus").exists())
