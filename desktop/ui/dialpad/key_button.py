"""One key of the pad: a digit and the letters that stand with it on telephones (ITU-T E.161)."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme

HOLD_MS = 500
"""How long a key is held for its second meaning."""

ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
"""Steps in rows and columns."""


class KeyButton(QPushButton):
    """Types ``sign``; held, it types ``held`` instead, where it has one."""

    typed = Signal(str)
    """It was pressed: the sign to type."""
    stepped = Signal(int, int)
    """An arrow key asks for a neighbour: rows down, columns towards the end of reading."""

    def __init__(
        self, sign: str, letters: str, name: str, theme: Theme, held: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(sign, parent)
        self._theme = theme
        self._sign = sign
        self._letters = letters
        self._held = held
        self._holding = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._holding.timeout.connect(self._hold)
        self._was_held = False
        self.setAccessibleName(name)
        # A click leaves the focus in the field, where one may go on typing.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.pressed.connect(self._press)
        self.released.connect(self._holding.stop)
        self.clicked.connect(self._type)
        theme.changed.connect(self.update)

    @property
    def sign(self) -> str:
        """What it types."""
        return self._sign

    def sizeHint(self) -> QSize:
        return QSize(9 * SIZES.grid, 7 * SIZES.grid)

    def minimumSizeHint(self) -> QSize:
        return QSize(6 * SIZES.grid, 5 * SIZES.grid)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif event.key() in ARROWS:
            rows, columns = ARROWS[Qt.Key(event.key())]
            forward = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
            self.stepped.emit(rows, columns * forward)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        down, over = self.isDown(), self.underMouse()
        painter.setPen(self._theme.color("outline" if over or down else "edge"))
        painter.setBrush(self._theme.color("surface" if down else "raised"))
        edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(edge, SIZES.card_radius, SIZES.card_radius)
        self._paint_words(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("accent"), SIZES.focus_ring))
            painter.drawRoundedRect(edge, SIZES.card_radius, SIZES.card_radius)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        digit_font, letter_font = self._theme.font("page_title", tabular=True), self._theme.font("caption")
        letter_font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
        needed = QFontMetricsF(digit_font).height() + QFontMetricsF(letter_font).height()
        if needed > self.height():
            # Large words in a small window: both lines shrink alike, so that none is cut off.
            for font in (digit_font, letter_font):
                font.setPointSizeF(font.pointSizeF() * self.height() / needed)
        digit_height = QFontMetricsF(digit_font).height()
        letter_height = QFontMetricsF(letter_font).height() - 2
        top = (self.height() - digit_height - letter_height) / 2
        painter.setFont(digit_font)
        painter.setPen(self._theme.color("text"))
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(0, top, self.width(), digit_height), centre, self._sign)
        painter.setFont(letter_font)
        painter.setPen(self._theme.color("muted"))
        below = QRectF(0, top + digit_height - 2, self.width(), letter_height)
        painter.drawText(below, centre, self._letters)

    def _press(self) -> None:
        self._was_held = False
        if self._held:
            self._holding.start()

    def _hold(self) -> None:
        self._was_held = True
        self.typed.emit(self._held)

    def _type(self) -> None:
        if not self._was_held:
            self.typed.emit(self._sign)
