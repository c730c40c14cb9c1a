"""What a strip above the composer is that asks a person to decide: words, and a button for each answer.

Look here for what keeps a click with the text it was meant for: the second half of a double click, or news
between a look and a click, would else decide about the next text, unread.
"""

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.roles import SIZES
from desktop.ui.scrolled import ScrolledWords
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr

_ICON = 20


class OneDecision:
    """Binds a click to the text that showed when it was begun.

    None begins within the time of a double click after a decision, or after its question came: what a person
    aimed at stood there until then.
    """

    def __init__(self) -> None:
        self._from = QDeadlineTimer(0)
        self._shown: int | None = None
        self._pressed: int | None = None

    def show(self, text: int | None) -> None:
        """Which text (its id) is asked about now; ``None``: none."""
        if text is not None and text != self._shown:
            self._from = QDeadlineTimer(QApplication.doubleClickInterval())
        self._shown = text

    def press(self) -> None:
        """A button, or its key, goes down."""
        self._pressed = self._shown if self._from.hasExpired() else None

    def take(self) -> int | None:
        """The text that this click decides about; ``None``: it decides nothing."""
        decided, self._pressed = self._pressed, None
        if decided is not None:
            self._from = QDeadlineTimer(QApplication.doubleClickInterval())
        return decided


class _Answer(QPushButton):
    """A key that is held down presses it once: its repeats are no answers to the next question."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            super().keyPressEvent(event)


class DecisionStrip(QWidget):
    """Hidden until it has something to ask. Buttons stand in the order in which they are added."""

    def __init__(self, theme: Theme, drawing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawing = drawing
        self._once = OneDecision()
        self._buttons: list[QPushButton] = []
        self._placed = (0, 0, 0)
        self._icon = QLabel()
        self._icon.setFixedSize(_ICON, _ICON)
        self._words = Words()
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._more = Words(role="muted")
        self._said = ScrolledWords(tr("Question"), self._words, self._more)
        self._lay_out()
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    def add_answer(self, words: str, act: Callable[[int], object]) -> QPushButton:
        """A button; ``act`` gets the id of the text that showed when it was pressed."""
        button = _Answer(words)
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
        self._buttons.append(button)
        button.setParent(self)
        button.setVisible(bool(words))
        self._arrange()
        return button

    def name_answer(self, button: QPushButton, words: str) -> None:
        """What an answer is called from now on; "": it is not offered."""
        if words != button.text():
            button.setText(words)
            button.setAccessibleName(words)
            self._placed = (0, 0, 0)
            self._arrange()
            button.setVisible(bool(words))

    def ask(self, text: int, words: str, more: str = "") -> None:
        """Ask about the text of this id in these words, with ``more`` below them where there is any."""
        self._once.show(text)
        self._words.setText(words)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._said.fit()
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
        """Large words or a narrow window: two buttons beside each other, or one in each row."""
        offered = [button for button in self._buttons if button.text()]
        widths = [button.sizeHint().width() for button in offered]
        high = max((button.sizeHint().height() for button in offered), default=0)
        room = self.width() - 4 * SIZES.grid
        if sum(widths) + SIZES.grid * (len(widths) - 1) <= room:
            columns = len(widths)
        else:
            columns = 2 if 2 * max(widths, default=0) + SIZES.grid <= room else 1
        if (columns, len(widths), high) == self._placed:
            return
        self._placed = (columns, len(widths), high)
        in_a_row = columns == len(widths)
        for button in self._buttons:
            self._below.removeWidget(button)
        for place, button in enumerate(offered):
            row, column = divmod(place, columns)
            last = place == len(offered) - 1
            # The style sheet's own least height knows nothing of large letters.
            button.setMinimumHeight(high)
            # In one row they stand at its end; below each other they fill it.
            self._below.addWidget(button, row, column + 1, 1, columns - column if last else 1)
        self._below.setColumnStretch(0, 1 if in_a_row else 0)
        for column in range(len(self._buttons)):
            self._below.setColumnStretch(column + 1, 0 if in_a_row or column >= columns else 1)

    def _colour(self) -> None:
        drawing = self._theme.icon(self._drawing, "warn")
        self._icon.setPixmap(drawing.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        self._arrange()

    def _lay_out(self) -> None:
        grid = SIZES.grid
        above = QHBoxLayout()
        above.setSpacing(grid)
        above.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        above.addWidget(self._said, 1)
        self._below = QGridLayout()
        self._below.setSpacing(grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * grid, grid, 2 * grid, grid)
        layout.setSpacing(grid)
        layout.addLayout(above)
        layout.addLayout(self._below)
