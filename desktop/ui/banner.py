"""A slim bar across the window for something that lasts: offline, sign-in needed, another window at work.

One sentence, its icon, and at most one button that helps. What is over is taken away, not left to be closed.
"""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.scrolled import ScrolledWords
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr


class Tone(StrEnum):
    """What kind of thing the bar speaks of; gives it its icon and colour."""

    INFO = "info"
    OFFLINE = "offline"
    WARN = "warn"
    BAD = "bad"


_LOOKS = {
    Tone.INFO: ("info", "accent"),
    Tone.OFFLINE: ("offline", "warn"),
    Tone.WARN: ("warning", "warn"),
    Tone.BAD: ("warning", "bad"),
}
"""Drawing and role of each tone."""
_MOST = 0.32
"""Of the bar's width, that the button may take beside the words."""


class Banner(QWidget):
    """The bar: hidden until ``say``, gone after ``clear``."""

    acted = Signal()
    """Its button was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.INFO
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(SIZES.icon, SIZES.icon))
        self._words = Words()
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._button.setProperty("kind", "card")
        self._button.clicked.connect(lambda: self.acted.emit())
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(2 * SIZES.grid, SIZES.half_grid, 2 * SIZES.grid, SIZES.half_grid)
        self._layout.setSpacing(SIZES.grid)
        self._layout.addWidget(self._icon, 0, 0)
        self._scrolled = ScrolledWords(tr("What lasts"), self._words)
        self._layout.addWidget(self._scrolled, 0, 1)
        self._layout.addWidget(self._button, 0, 2)
        self._layout.setColumnStretch(1, 1)
        self._below = False
        self.setMinimumHeight(SIZES.target + SIZES.grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._colour)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is showing; "" while the bar is hidden."""
        return self._words.text()

    @property
    def button(self) -> QPushButton:
        """Its one button; hidden where nothing can be done."""
        return self._button

    def say(self, tone: Tone, text: str, action: str = "") -> None:
        """Show ``text``, plain, with a button named ``action`` if there is one. Other words are spoken once.

        Raises ``ValueError`` for an empty ``text``.
        """
        if not text:
            raise ValueError("a banner needs words")
        news = text != self.text
        self._tone = tone
        self._words.setText(text)
        self._scrolled.to_top()
        # An ampersand would become an underlined letter.
        self._button.setText(action.replace("&", "&&"))
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self._colour()
        self._arrange()
        self.show()
        if news:
            announce(self, text, urgent=tone is Tone.BAD)

    def limit(self, most: int) -> None:
        """The words take ``most`` pixels of the window's height and scroll beyond that."""
        self._scrolled.limit(most)

    def clear(self) -> None:
        """Take the bar away."""
        self._words.clear()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The button stands below the words where it would leave them too little room."""
        below = self._button.sizeHint().width() > _MOST * self.width()
        if below != self._below:
            self._below = below
            self._layout.removeWidget(self._button)
            place, side = ((1, 1), Qt.AlignmentFlag.AlignLeft) if below else ((0, 2), Qt.AlignmentFlag(0))
            self._layout.addWidget(self._button, *place, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._theme.color("outline"))
        painter.end()

    def _colour(self) -> None:
        drawing, role = _LOOKS[self._tone]
        size = QSize(SIZES.icon, SIZES.icon)
        self._icon.setPixmap(self._theme.icon(drawing, role).pixmap(size, self.devicePixelRatioF()))
        self._arrange()
        self.update()
