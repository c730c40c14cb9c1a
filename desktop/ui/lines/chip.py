"""The chip that says what a line can do: an icon and a word in one colour (requirement A8)."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop import wording
from desktop.ui import resources
from desktop.ui.lines.line_model import Line, capability_sentence
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme, fitted
from desktop.ui.tooltip import set_tooltip

_ICON = 14
_HEIGHT = 24


def chip_size(line: Line, theme: Theme) -> QSize:
    """The room that the chip of a line takes."""
    words = QFontMetricsF(theme.font("caption", strong=True)).horizontalAdvance(_word(line))
    height = max(_HEIGHT, round(QFontMetricsF(theme.font("caption")).height()) + SIZES.half_grid)
    return QSize(round(words) + _ICON + SIZES.half_grid + 2 * SIZES.grid + 2, height)


def paint_chip(
    painter: QPainter, rect: QRectF, line: Line, theme: Theme, direction: Qt.LayoutDirection
) -> None:
    """Paint the chip of a line into ``rect``, which has the size that ``chip_size`` gave."""
    drawing, role = _look(line)
    colour = theme.color(role)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.color("outline"))
    painter.setBrush(theme.color("surface"))
    edge = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)
    inner = rect.adjusted(SIZES.grid, 0, -SIZES.grid, 0)
    icon = QRect(0, 0, _ICON, _ICON)
    rtl = direction == Qt.LayoutDirection.RightToLeft
    x = inner.right() - _ICON / 2 if rtl else inner.left() + _ICON / 2
    icon.moveCenter(QPointF(x, rect.center().y()).toPoint())
    resources.draw(painter, drawing, colour, icon)
    taken = _ICON + SIZES.half_grid
    words = inner.adjusted(0, 0, -taken, 0) if rtl else inner.adjusted(taken, 0, 0, 0)
    # Large words on a narrow window: rather smaller than cut.
    painter.setFont(fitted(theme.font("caption", strong=True), _word(line), words.width()))
    painter.setPen(colour)
    painter.drawText(words, Qt.AlignmentFlag.AlignCenter, _word(line))
    painter.restore()


class Chip(QAbstractButton):
    """The chip of one line, with its sentence as the tooltip; pressed, it leads to the line's sheet."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line: Line | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def show_line(self, line: Line | None) -> None:
        """Show what this line can do; nothing without a line."""
        self._line = line
        self.setText("" if line is None else _word(line))
        sentence = "" if line is None else capability_sentence(line)
        set_tooltip(self, sentence)
        self.setVisible(line is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, 0) if self._line is None else chip_size(self._line, self._theme)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line is not None:
            painter = QPainter(self)
            paint_chip(painter, QRectF(self.rect()), self._line, self._theme, self.layoutDirection())
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(self._theme.color("accent"), SIZES.focus_ring))
                edge = QRectF(self.rect()).adjusted(1, 1, -1, -1)
                painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)


def _word(line: Line) -> str:
    return wording.capability(line.can_send, line.can_receive, line.reason_code)


def _look(line: Line) -> tuple[str, str]:
    """Drawing and role."""
    if not line.can_text:
        # What can be switched on, or will be active, is no telephone for ever.
        return ("info", "warn") if line.reason_code in ("provisioning", "sms_off") else ("phone", "muted")
    if line.can_send is False or line.can_receive is False:
        return "messages", "warn"
    return "messages", "ok" if line.can_send else "muted"
