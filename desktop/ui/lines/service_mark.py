"""Paints a service's mark beside a line: two letters in a frame, never a colour alone."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme

_AIR = 5


def mark_width(text: str, theme: Theme) -> int:
    """How wide the mark is, with the gap behind it; 0 where there is none."""
    if not text:
        return 0
    return (
        round(QFontMetricsF(theme.font("caption", strong=True)).horizontalAdvance(text))
        + 2 * _AIR
        + SIZES.grid
    )


def paint_mark(painter: QPainter, place: QRectF, text: str, theme: Theme) -> None:
    """Paint the mark into ``place``, which is as wide as ``mark_width`` without its gap."""
    font = theme.font("caption", strong=True)
    height = min(QFontMetricsF(font).height() + 2, place.height())
    frame = QRectF(place.left(), place.center().y() - height / 2, place.width(), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.color("outline"))
    painter.setBrush(theme.color("raised"))
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(theme.color("muted"))
    painter.setFont(font)
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
