"""How many texts are unread, wherever the desktop shows it: title, window's icon, task bar, tray."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.ui import resources
from desktop.ui.roles import ROLES, Scheme

_SIDES = (16, 22, 24, 32, 48, 64, 128, 256)
_MOST = 99
_MOST_WHERE_SMALL = 9
_SMALL = 24


class Badge(QObject):
    """Shows one number everywhere. ``show_icon`` gets the icon with the number for each further place."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._places: list[Callable[[QIcon], None]] = [window.setWindowIcon]
        self.count = 0
        """What shows now."""

    def also(self, show_icon: Callable[[QIcon], None]) -> None:
        """Show it on the icon of another place, too, from now on."""
        self._places.append(show_icon)
        show_icon(icon(self.count))

    def show_count(self, count: int) -> None:
        """``count`` texts are unread; 0 takes the badge away."""
        self.count = count
        self._window.setWindowTitle(f"({count}) Linedesk" if count else "Linedesk")
        drawn = icon(count)
        for show in self._places:
            show(drawn)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.setBadgeNumber(count)


def icon(count: int) -> QIcon:
    """The program's icon with a number on it, in all sizes; "99+" at most, "9+" where it is small."""
    if not count:
        return resources.app_icon()
    result = QIcon()
    for side in _SIDES:
        result.addPixmap(_drawn(side, count))
    return result


def _drawn(side: int, count: int) -> QPixmap:
    # A pixmap of its own: one made of the same image as another is the same to the icon's cache.
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    most = _MOST_WHERE_SMALL if side <= _SMALL else _MOST
    words = str(count) if count <= most else f"{most}+"
    height = side * (0.625 if side <= _SMALL else 0.5)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPixmap(0, 0, resources.pixmap("linedesk", QColor("black"), QSize(side, side)))
    font = painter.font()
    font.setBold(True)
    share = 0.85 if side <= _SMALL else 0.75 if len(words) < 3 else 0.55
    font.setPixelSize(max(round(height * share), 8))
    painter.setFont(font)
    width = max(height, min(painter.fontMetrics().horizontalAdvance(words) + height * 0.35, side))
    disc = QRectF(side - width, 0, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    # Its own colour, whatever the scheme: it stands in bars that are not ours.
    painter.setBrush(QColor(ROLES[Scheme.LIGHT].bad))
    painter.drawRoundedRect(disc, height / 2, height / 2)
    painter.setPen(QColor("white"))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return drawn
