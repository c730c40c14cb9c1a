"""The frame of a card on the failure inbox, and its buttons."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme


class Card(QWidget):
    """Paints an outlined ground below what stands in it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("outline"))
        painter.setBrush(self._theme.color("surface"))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, SIZES.card_radius, SIZES.card_radius)
        painter.end()


def button(kind: str) -> QPushButton:
    """A button of this kind (``primary``, ``card``) that Enter presses as well."""
    made = QPushButton()
    made.setProperty("kind", kind)
    made.setAutoDefault(True)  # Enter presses it, not Space alone
    return made
