"""What stands above rows of a thread: the day, the "New messages" line; and the day that sticks on top."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from desktop.ui.messages.thread_rows_model import ThreadRows
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr

_CENTRED = Qt.AlignmentFlag.AlignCenter


class DayHeads:
    """Measures and paints them. Both may stand above one row: first the day, then the line."""

    def __init__(self, theme: Theme, rows: ThreadRows) -> None:
        self._theme = theme
        self._rows = rows
        self._line_height = 0
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """The font may be another one."""
        self._line_height = 0

    @property
    def line(self) -> int:
        """The height of one of them."""
        if not self._line_height:
            words = QFontMetricsF(self._theme.font("caption", strong=True)).height()
            self._line_height = round(words + 3 * SIZES.grid)
        return self._line_height

    def height(self, row: int) -> int:
        """What stands above a row takes so much."""
        rows = self._rows
        return self.line * (rows.begins_day(row) + rows.begins_news(row))

    def paint(self, painter: QPainter, rect: QRect, row: int, margins: tuple[float, float]) -> None:
        """Paint what stands above a row; ``margins`` are free on the left and on the right of all bubbles."""
        rest = QRectF(rect)
        if self._rows.begins_day(row):
            day = QRectF(rest.left(), rest.top(), rest.width(), self.line)
            painter.setFont(self._theme.font("caption", strong=True))
            painter.setPen(self._theme.color("muted"))
            painter.drawText(day, _CENTRED, self._rows.day(row))
            rest.setTop(day.bottom())
        if self._rows.begins_news(row):
            self._line(painter, rest, margins)

    def paint_sticky(self, painter: QPainter, width: int, top: int, words: str) -> None:
        """The day of what is on screen, on a chip of its own over the rows."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._theme.font("caption", strong=True)
        metrics = QFontMetricsF(font)
        wide = min(metrics.horizontalAdvance(words) + 3 * SIZES.grid, float(width))
        chip = QRectF((width - wide) / 2, top + SIZES.half_grid, wide, metrics.height() + SIZES.grid)
        painter.setPen(QPen(self._theme.color("outline")))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        painter.setFont(font)
        painter.setPen(self._theme.color("muted"))
        painter.drawText(chip, _CENTRED, words)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRectF, margins: tuple[float, float]) -> None:
        font = self._theme.font("caption", strong=True)
        words = tr("New messages")
        half = QFontMetricsF(font).horizontalAdvance(words) / 2 + SIZES.grid
        middle, y = rect.center().x(), rect.center().y()
        painter.setPen(QPen(self._theme.color("accent")))
        left, right = rect.left() + margins[0], rect.right() - margins[1]
        painter.drawLine(round(left), round(y), round(middle - half), round(y))
        painter.drawLine(round(middle + half), round(y), round(right), round(y))
        painter.setFont(font)
        painter.drawText(rect, _CENTRED, words)
