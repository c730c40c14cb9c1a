"""What stands where there is nothing to show: what it means and what to do next."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme


class EmptyView(QWidget):
    """An icon, a line, a sentence, and at most one button."""

    acted = Signal()
    """Its button was pressed."""

    def __init__(
        self, theme: Theme, drawing: str, headline: str, advice: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawing = drawing
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._headline = QLabel()
        self._advice = QLabel()
        self._advice.setProperty("role", "muted")
        self.button = QPushButton()
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(lambda: self.acted.emit())
        self.button.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * SIZES.grid, 2 * SIZES.grid, 4 * SIZES.grid, 2 * SIZES.grid)
        layout.setSpacing(SIZES.grid)
        layout.addStretch(1)
        layout.addWidget(self._icon)
        for label in (self._headline, self._advice):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(2)
        theme.changed.connect(self._colour)
        self.say(headline, advice)
        self._colour()

    def say(self, headline: str, advice: str, action: str = "") -> None:
        """Show other words; ``action`` names the button, "" hides it."""
        self._headline.setText(headline)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.button.setText(action)
        self.button.setAccessibleName(action)
        self.button.setVisible(bool(action))

    def _colour(self) -> None:
        self._headline.setFont(self._theme.font("title"))
        size = QSize(40, 40)
        self._icon.setPixmap(self._theme.icon(self._drawing, "faint").pixmap(size, self.devicePixelRatioF()))
