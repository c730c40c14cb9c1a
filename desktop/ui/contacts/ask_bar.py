"""A question asked in place, with its two answers: nothing is covered, and nothing waits for it."""

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.contacts.button_row import ButtonRow
from desktop.ui.contacts.words import Words
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme


class AskBar(QWidget):
    """Hidden until ``ask``, and again after either answer."""

    agreed = Signal()
    """The first answer was chosen."""
    declined = Signal()
    """The second answer was chosen: everything stays as it is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel(self)
        self._icon.setFixedSize(QSize(SIZES.icon, SIZES.icon))
        self._words = Words(theme)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.yes = self._button()
        self.no = self._button()
        upper = QHBoxLayout()
        upper.setSpacing(SIZES.grid)
        upper.addWidget(self._icon)
        upper.addWidget(self._words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        layout.setSpacing(SIZES.half_grid)
        layout.addLayout(upper)
        layout.addWidget(ButtonRow((self.no, self.yes), at_end=True))
        self.yes.clicked.connect(lambda: self._answer(self.agreed))
        self.no.clicked.connect(lambda: self._answer(self.declined))
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    @property
    def text(self) -> str:
        """The question that is showing; "" where none is."""
        return self._words.text() if not self.isHidden() else ""

    def ask(self, question: str, yes: str, no: str) -> None:
        """Show a question in plain words; focus goes to the answer that changes nothing."""
        self._words.setText(question)
        for button, words in ((self.yes, yes), (self.no, no)):
            button.setText(words.replace("&", "&&"))
            button.setAccessibleName(words)
        self.show()
        self.no.setFocus()
        announce(self, question)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.end()

    def _button(self) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "card")
        button.setAutoDefault(True)  # Enter presses it, not Space alone
        return button

    def _answer(self, signal: SignalInstance) -> None:
        self.hide()
        signal.emit()

    def _colour(self) -> None:
        size = QSize(SIZES.icon, SIZES.icon)
        self._icon.setPixmap(self._theme.icon("warning", "warn").pixmap(size, self.devicePixelRatioF()))
        self.update()
