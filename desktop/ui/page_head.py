"""The head of a page that has no place in the navigation: Back, and what the page is."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.ui.elided_label import ElidedLabel
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr


class PageHead(QWidget):
    """Says ``went_back``; Escape does the same, which the window answers."""

    went_back = Signal()

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = QToolButton(self)
        self.back.setAccessibleName(tr("Back"))
        self.back.setToolTip(tr("Back (Esc)"))
        self.back.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.back.setIcon(theme.icon("back", "text"))
        self.back.clicked.connect(lambda: self.went_back.emit())
        self._title = ElidedLabel(theme, "page_title", parent=self)
        self._title.show_text(title)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        layout.setSpacing(SIZES.grid)
        layout.addWidget(self.back)
        layout.addWidget(self._title, 1)
