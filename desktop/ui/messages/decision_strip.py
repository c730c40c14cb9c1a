"""What a strip above the composer is that asks a person to decide: words, and a button for each answer.

Look here for what keeps a click with the text it was meant for: the second half of a double click, or news
between a look and a click, would else decide about the next text, unread.
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
    """Binds a click to the text that showed when it was begun.

    None begins within the time of a double click after a decision, or after another text took the place.
    """

    def __init__(self) -> None:
        self._since = QElapsedTimer()
        self._shown: int | None = None
        self._before: int | None = None
        self._pressed: int | None = None

    def show(self, text: int | None) -> None:
        """Which text (its id) is asked about now; ``None``: none."""
        self._shown = text
        if text is None:
            return
        if self._before is not None and text != self._before:
            self._since.start()
        self._before = text

    def press(self) -> None:
        """A button, or its key, goes down."""
        waits = self._since.isValid() and not self._since.hasExpired(QApplication.doubleClickInterval())
        if waits:
            self._since.start()  # a key that is held down repeats beyond the time of a double click
        self._pressed = None if waits else self._shown

    def take(self) -> int | None:
        """The text that this click decides about; ``None``: it decides nothing."""
        decided, self._pressed = self._pressed, None
        if decided is not None:
            self._since.start()
        return decided


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

    def add_answer(self, words: str, act: Callable[[int], object]) -> QPushButton:
        """A button; ``act`` gets the id of the text that showed when it was pressed."""
        button = QPushButton(words)
        button.setProperty("kind", "card")
        button.setAccessibleName(words)
        button.setAutoDefault(True)  # Enter presses it, not Space alone
        # Wide only as far as there is room: below each other each has all of it.
        button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(1)

        def decide() -> None:
            text = self._once.take()
            if text is not None:
                act(text)

        button.pressed.connect(self._once.press)
        button.clicked.connect(decide)
        self._below.addWidget(button)
        self._buttons.append(button)
        return button

    def ask(self, text: int, words: str, more: str = "") -> None:
        """Ask about the text of this id in these words, with ``more`` below them where there is any."""
        self._once.show(text)
        self._words.setText(words)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        for button in self._buttons:
            button.setAccessibleDescription(words)
        self._arrange()
        self.show()

    def ask_nothing(self) -> None:
        """Nothing is to be decided."""
        self._once.show(None)
        self.hide()

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
