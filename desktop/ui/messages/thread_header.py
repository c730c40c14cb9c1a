"""The head of a thread: who it is, which number, from which line of ours."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.ui.avatar import Avatar
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.tooltip import plain_tooltip
from desktop.wording import tr


class ThreadHeader(QWidget):
    """Says ``went_back`` in a narrow window, where the list is behind the thread."""

    went_back = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts = ("", "")
        self.back = QToolButton()
        self.back.setAccessibleName(tr("Back"))
        self.back.setToolTip(tr("Back to the conversations (Esc)"))
        self.back.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.back.clicked.connect(lambda: self.went_back.emit())
        self._avatar = Avatar(theme)
        self._title = QLabel()
        self._under = QLabel()
        self._under.setProperty("role", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._title, self._under):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            words.addWidget(label)
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
        self._texts = (title, under)
        self._title.setToolTip(plain_tooltip(title))
        self._under.setToolTip(plain_tooltip(under))
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        for label, text in zip((self._title, self._under), self._texts, strict=True):
            room = label.width()
            label.setText(label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
            label.setAccessibleName(text)

    def _colour(self) -> None:
        self._title.setFont(self._theme.font("title"))
        self._under.setFont(self._theme.font("caption"))
        self.back.setIcon(self._theme.icon("back", "text"))
        self._elide()
