"""Whether the desktop asks for less motion, and the news when that changes.

Linux: the settings portal, GNOME's ``enable-animations`` and KDE's ``AnimationDurationFactor`` (0 is none).
Windows: Qt's flag for "show animations" at the start. macOS: Qt does not tell; there a person chooses in the
preferences. Where nobody says anything, things may move.
"""

import sys

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop.ui.portal_setting import PortalSetting

GNOME = ("org.gnome.desktop.interface", "enable-animations")
KDE = ("org.kde.kdeglobals.KDE", "AnimationDurationFactor")


class SystemMotion(QObject):
    """The desktop's own wish; ``changed`` when it is another."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gnome = PortalSetting(*GNOME, self)
        self.kde = PortalSetting(*KDE, self)
        for setting in (self.gnome, self.kde):
            setting.heard.connect(lambda _: self.changed.emit())

    @property
    def reduced(self) -> bool:
        """Whether nothing should move."""
        if sys.platform == "win32" and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General):
            return True
        return self.gnome.value is False or _is_zero(self.kde.value)


def _is_zero(value: object) -> bool:
    # KDE's portal hands on what stands in a file: words or a number.
    try:
        return value is not None and float(str(value)) == 0
    except ValueError:
        return False
