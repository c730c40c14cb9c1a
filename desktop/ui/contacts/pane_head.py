"""The head of a pane that lies over another one: the way back, and what the pane is for."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.ui.elided_label import ElidedLabel
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr


class PaneHead(QWidget):
    """A button that leads back, and a title in plain text."""

    went_back = Signal()
    """Somebody wants to leave the pane."""

    def __init__(self, theme: Theme, where: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = QToolButton(self)
        self.back.setIcon(theme.icon("back"))
        self.back.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.back.setAccessibleName(tr("Back"))
        self.back.setToolTip(where)
        self.title = ElidedLabel(theme, "page_title", parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        layout.setSpacing(SIZES.grid)
        layout.addWidget(self.back)
        layout.addWidget(self.title, 1)
        self.back.clicked.connect(lambda: self.went_back.emit())

    def say(self, title: str) -> None:
        """What the pane is for, in a few words."""
        self.title.show_text(title)
