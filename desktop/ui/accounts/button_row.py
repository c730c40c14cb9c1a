"""Buttons side by side where there is room for all of them, else in two columns, else below each other."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.roles import SIZES


class ButtonRow(QWidget):
    """Holds the buttons in their order; those that are hidden take no room."""

    def __init__(self, *buttons: QPushButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = buttons
        self._placed: tuple[list[QPushButton], int] = ([], 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, SIZES.half_grid, 0, 0)
        self._grid.setSpacing(SIZES.grid)
        for place, button in enumerate(buttons):
            self._grid.addWidget(button, 0, place)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        widest = max((one.sizeHint().width() for one in self._showing()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Choose the number of columns anew, as after a button came or went or got other words."""
        showing = self._showing()
        widths = [one.sizeHint().width() for one in showing]
        if sum(widths) + SIZES.grid * (len(widths) - 1) <= self.width():
            columns = len(showing)
        else:
            columns = 2 if 2 * max(widths) + SIZES.grid <= self.width() else 1
        if (showing, columns) == self._placed:
            return
        self._placed = (showing, columns)
        for button in self._buttons:
            self._grid.removeWidget(button)
        for place, button in enumerate(showing):
            self._grid.addWidget(button, place // columns, place % columns)
        in_a_row = columns == len(showing)
        for column in range(len(self._buttons)):
            self._grid.setColumnStretch(column, 1 if column < columns and not in_a_row else 0)
        # In one row the buttons keep their own widths, and what is left stays empty behind them.
        self._grid.setColumnStretch(len(self._buttons), 1 if in_a_row else 0)
        self.updateGeometry()

    def _showing(self) -> list[QPushButton]:
        return [one for one in self._buttons if not one.isHidden()]
