"""What stands where a list has nothing to show: what that means, what to do next, and the button for it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme

_ICON = 40


class EmptyState(QWidget):
    """An icon, a headline, a sentence, and at most one button."""

    acted = Signal()
    """Its button was pressed."""

    def __init__(self, theme: Theme, drawing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawing = drawing
        self._icon = QLabel(self)
        self.headline = QLabel(self)
        self.sentence = QLabel(self)
        self.button = QPushButton(self)
        self.sentence.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SIZES.grid, 3 * SIZES.grid, 3 * SIZES.grid, 3 * SIZES.grid)
        layout.setSpacing(SIZES.grid)
        layout.addStretch(2)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.headline, self.sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addSpacing(SIZES.grid)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.button.clicked.connect(lambda: self.acted.emit())
        theme.changed.connect(self._colour)
        self._colour()

    def say(self, headline: str, sentence: str, action: str = "") -> None:
        """Show these words, plain, and a button named ``action`` if there is one."""
        self.headline.setText(headline)
        self.sentence.setText(sentence)
        # An ampersand would become an underlined letter.
        self.button.setText(action.replace("&", "&&"))
        self.button.setAccessibleName(action)
        self.button.setVisible(bool(action))

    def _colour(self) -> None:
        self.headline.setFont(self._theme.font("title"))
        size = QSize(_ICON, _ICON)
        picture = self._theme.icon(self._drawing, "muted").pixmap(size, self.devicePixelRatioF())
        self._icon.setPixmap(picture)
