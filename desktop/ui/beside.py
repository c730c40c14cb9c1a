"""Words, and what belongs to them: beside them where there is room, else below. For rows of settings."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme

_ROOM = 420
"""Width from which there is room beside, for words in their usual size."""


def scaled(width: int, theme: Theme) -> int:
    """``width`` (of words in their usual size, in pixels) for larger ones; for smaller ones as it is."""
    return round(width * max(theme.text_size, 100) / 100)


class Beside(QWidget):
    """The direction depends on the width alone, so that laying out comes to rest."""

    def __init__(self, words: QWidget, control: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SIZES.grid)
        self._layout.addWidget(words, 1)
        self._layout.addWidget(control)
        theme.changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        beside = self.width() >= scaled(_ROOM, self._theme)
        direction = directions.LeftToRight if beside else directions.TopToBottom
        if direction != self._layout.direction():
            self._layout.setDirection(direction)


class Slot(QWidget):
    """Holds a control at its beginning, ``width`` pixels wide (at the usual size of words), or less."""

    def __init__(self, control: QWidget, width: int, theme: Theme) -> None:
        super().__init__()
        self._control = control
        self._theme = theme
        self._width = width
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(control, 1)
        layout.addStretch()
        theme.changed.connect(self._follow)
        self._follow()

    def sizeHint(self) -> QSize:
        return QSize(scaled(self._width, self._theme), super().sizeHint().height())

    def _follow(self) -> None:
        self._control.setMaximumWidth(scaled(self._width, self._theme))
        self.updateGeometry()
