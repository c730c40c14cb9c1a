"""What a strip above the composer is that asks a person to decide: words, and a button for each answer.

Look here for what keeps one click from deciding twice: the second half of a double click would decide about
the next text, unread.
"""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.words import Words

_ICON = 20


class OneDecision:
    """Lets one decision through, and none within the time of a double click after it."""

    def __init__(self) -> None:
        self._since = QElapsedTimer()

    def take(self) -> bool:
        """Whether this click may decide."""
        if self._since.isValid() and not self._since.hasExpired(QApplication.doubleClickInterval()):
            return False
        self._since.start()
        return True


class DecisionStrip(QWidget):
    """Hidden until it has something to ask. Buttons stand in the order in which they are added."""

    def __init__(self, theme: Theme, drawing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawing = drawing
        self._once = OneDecision()
        self._buttons: list[QPushButton] = []
        self._icon = QLabel()
        self._icon.setFixedSize(_ICON, _ICON)
        self._words = Words()
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._more = Words(role="muted")
        self._lay_out()
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    def add_answer(self, words: str, act: Callable[[], object]) -> QPushButton:
        """A button; one press of any of them counts at a time."""
        button = QPushButton(words)
        button.setProperty("kind", "card")
        button.setAccessibleName(words)
        button.setAutoDefault(True)  # Enter presses it, not Space alone
        # Wide only as far as there is room: below each other each has all of it.
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(1)
        button.clicked.connect(lambda: act() if self._once.take() else None)
        self._below.addWidget(button)
        self._buttons.append(button)
        return button

    def ask(self, words: str, more: str = "") -> None:
        """Show these words, and ``more`` below them where there is any."""
        self._words.setText(words)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        for button in self._buttons:
            button.setAccessibleDescription(words)
        self._arrange()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Large words or a narrow window: the buttons stand below each other."""
        wanted = sum(button.sizeHint().width() for button in self._buttons)
        wanted += len(self._buttons) * SIZES.grid
        ways = QBoxLayout.Direction
        fits = wanted <= self.width() - 4 * SIZES.grid
        self._below.setDirection(ways.LeftToRight if fits else ways.TopToBottom)

    def _colour(self) -> None:
        drawing = self._theme.icon(self._drawing, "warn")
        self._icon.setPixmap(drawing.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        self._arrange()

    def _lay_out(self) -> None:
        grid = SIZES.grid
        said = QVBoxLayout()
        said.setSpacing(SIZES.half_grid)
        said.addWidget(self._words)
        said.addWidget(self._more)
        above = QHBoxLayout()
        above.setSpacing(grid)
        above.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        above.addLayout(said, 1)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(grid)
        self._below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * grid, grid, 2 * grid, grid)
        layout.setSpacing(grid)
        layout.addLayout(above)
        layout.addLayout(self._below)
