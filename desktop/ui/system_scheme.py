"""Whether the desktop is light or dark, and the news when that changes.

On Linux Qt learns it on some desktops only, so the settings portal's word (``org.freedesktop.appearance
color-scheme``: 0 no wish, 1 dark, 2 light) counts first. Elsewhere, and where it is silent, Qt's own counts.
"""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from desktop.ui.portal_setting import PortalSetting

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
        self._hints.colorSchemeChanged.connect(self._hear_qt)
        self.setting = PortalSetting(NAMESPACE, KEY, self)
        """Where the portal's word comes from."""
        self.setting.heard.connect(self._learn)

    @property
    def scheme(self) -> Qt.ColorScheme:
        """What the desktop wants as far as it is known; ``Unknown`` where nobody says."""
        return self._portal if self._portal != Qt.ColorScheme.Unknown else self._qt

    def refresh(self) -> None:
        """Ask Qt anew, after something of ours had told it which scheme to use."""
        self._hear_qt(self._hints.colorScheme())

    def _learn(self, value: object) -> None:
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
