"""The head of a thread: who it is, which number, from which line of ours."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.ui.avatar import Avatar
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr


class ThreadHeader(QWidget):
    """Says ``went_back`` in a narrow window, where the list is behind the thread."""

    went_back = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.back = QToolButton()
        self.back.setAccessibleName(tr("Back"))
        self.back.setToolTip(tr("Back to the conversations (Esc)"))
        self.back.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.back.clicked.connect(lambda: self.went_back.emit())
        self._avatar = Avatar(theme)
        self._title = ElidedLabel(theme, "title")
        self._under = ElidedLabel(theme, "caption", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._under)
        # As high without a face as with one.
        self.setMinimumHeight(SIZES.avatar + 2 * SIZES.grid)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        layout.setSpacing(12)
        layout.addWidget(self.back)
        layout.addWidget(self._avatar)
        layout.addLayout(words, 1)
        theme.changed.connect(self._colour)
        self._colour()

    def show_person(self, name: str, number: str, *, title: str, under: str) -> None:
        """Show who the thread is with; ``title`` and ``under`` are the two lines of words."""
        self._avatar.setVisible(bool(number))
        self._avatar.show_person(name, number)
        self._title.show_text(title)
        self._under.show_text(under)

    def _colour(self) -> None:
        self.back.setIcon(self._theme.icon("back", "text"))
