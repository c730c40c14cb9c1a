"""One sentence with its icon: why something did not work, or that it did. Never a colour alone."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words


class TroubleLine(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._good = False
        self._icon = QLabel(self)
        self._icon.setFixedSize(QSize(SIZES.glyph, SIZES.glyph))
        self._words = Words(parent=self)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, SIZES.half_grid, 0, SIZES.half_grid)
        layout.setSpacing(SIZES.grid)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        theme.changed.connect(self._colour)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that shows; "" for none."""
        return self._words.text()

    def say(self, sentence: str, *, good: bool = False) -> None:
        """Show a sentence, or with "" nothing; another one than before is read out."""
        news = sentence != self.text
        self._good = good
        self._words.setText(sentence)
        self._words.setProperty("role", "ok" if good else "bad")
        self._words.style().polish(self._words)
        self.setVisible(bool(sentence))
        self._colour()
        if news and sentence and self.isVisible():
            announce(self, sentence, urgent=not good)

    def _colour(self) -> None:
        size = QSize(SIZES.glyph, SIZES.glyph)
        icon = self._theme.icon("check", "ok") if self._good else self._theme.icon("warning", "bad")
        self._icon.setPixmap(icon.pixmap(size, self.devicePixelRatioF()))
