"""The chip at the top of a bubble that says over which line and service a text went (idea 16).

The service's letters in a frame and the line's name beside it: text and mark, never a colour. Measured with
the bubble; look in ``bubble_layout`` for where it stands in it.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from desktop.ui.messages.person_lines_model import LineChip
from desktop.ui.roles import SIZES

_AIR = 4.0
"""Pixels beside the letters in their frame."""
_RADIUS = 4.0


@dataclass(frozen=True, slots=True)
class BubbleLine:
    """Laid out: ``words`` fit beside the frame, which is ``frame`` wide (0: no letters)."""

    mark: str
    words: str
    frame: float
    size: QSizeF

    def draw(self, painter: QPainter, at: QPointF, font: QFont, colour: QColor, *, mirrored: bool) -> None:
        """Paint it with its top left at ``at``; mirrored, the frame stands at the right of the words."""
        whole = QRectF(at, self.size)
        rest = QRectF(whole)
        painter.setFont(font)
        painter.setPen(QPen(colour, 1))
        if self.mark:
            frame = QRectF(whole.left(), whole.top(), self.frame, whole.height())
            if mirrored:
                frame.moveRight(whole.right())
                rest.setRight(frame.left() - SIZES.half_grid)
            else:
                rest.setLeft(frame.right() + SIZES.half_grid)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.mark)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            rest, Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute, self.words
        )


def measured(chip: LineChip | None, font: QFont, widest: float) -> BubbleLine | None:
    """The chip in this font, no wider than ``widest``; ``None`` where there is none."""
    if chip is None:
        return None
    metrics = QFontMetricsF(font)
    frame = metrics.horizontalAdvance(chip.mark) + 2 * _AIR if chip.mark else 0.0
    around = frame + SIZES.half_grid if chip.mark else 0.0
    words = metrics.elidedText(chip.words, Qt.TextElideMode.ElideRight, max(widest - around, 0.0))
    width = around + metrics.horizontalAdvance(words) + 1
    return BubbleLine(chip.mark, words, frame, QSizeF(min(width, widest), metrics.height() + 2))
