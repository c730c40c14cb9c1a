"""A column that scrolls: what a card, a form or a report stands in, of a width that can be read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.roles import SIZES

WIDEST = 560
"""Pixels: beyond this a form's fields and a card's lines only get farther from each other."""


class Column(QScrollArea):
    """Holds one widget after the other; follows whatever gets focus."""

    def __init__(self, name: str, *, widest: int = WIDEST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QScrollArea { border: none; }")
        content, column = QWidget(), QWidget()
        column.setMaximumWidth(widest)
        self.rows = QVBoxLayout(column)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(SIZES.grid)
        self._around = QHBoxLayout(content)
        self._around.addWidget(column, 1)
        self._around.addStretch()
        self.set_margin(2 * SIZES.grid)
        self.setWidget(content)
        # Whatever ground it stands on shows through.
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def set_margin(self, margin: int) -> None:
        """The room around the column, in pixels."""
        self._around.setContentsMargins(margin, margin, margin, margin)
