"""A pane in the colour of one role, whatever the scheme: the ground that bubbles and cards stand on."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme


class Surface(QWidget):
    """Paints its whole area in ``role``."""

    def __init__(self, theme: Theme, role: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.color(self._role))
        painter.end()
