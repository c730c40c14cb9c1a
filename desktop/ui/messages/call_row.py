"""A call between the texts of a thread: icon, what it was, when, and how long if that was recorded."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from desktop.ui import resources
from desktop.ui.calls.kind_model import Kind, drawing, kind_of
from desktop.ui.messages.person_lines_model import LineChip
from desktop.ui.messages.thread_model import TimelineCall
from desktop.ui.messages.thread_words_model import call_parts
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme


class CallRow:
    """Measures and paints such rows: a quiet line in the middle, so that nobody takes it for a text."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def height(self) -> int:
        """Of every call."""
        words = QFontMetricsF(self._theme.font("caption", tabular=True)).height()
        return round(max(words, SIZES.glyph) + 2 * SIZES.grid + SIZES.half_grid)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        entry: TimelineCall,
        line: LineChip | None = None,
    ) -> None:
        """Paint a call; a missed one is told by its icon and word as well as by its colour."""
        theme, area, kind = self._theme, QRectF(option.rect), kind_of(entry.call)
        font = theme.font("caption", tabular=True)
        colour = theme.color("bad" if kind is Kind.MISSED else "muted")
        metrics, gap = QFontMetricsF(font), float(SIZES.grid)
        room = area.width() - 4 * gap - SIZES.glyph - gap - 2 * gap
        words = metrics.elidedText(" · ".join(call_parts(entry, line)), Qt.TextElideMode.ElideRight, room)
        wide = SIZES.glyph + gap + metrics.horizontalAdvance(words) + 3 * gap
        chip = QRectF(0, 0, wide, area.height() - SIZES.half_grid)
        chip.moveCenter(area.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        pen = QPen(theme.color("accent"), SIZES.focus_ring) if focused else QPen(theme.color("outline"))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = chip.adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        inside = chip.adjusted(1.5 * gap, 0, -1.5 * gap, 0)
        icon = QRectF(inside.left(), 0, SIZES.glyph, SIZES.glyph)
        icon.moveTop(chip.center().y() - SIZES.glyph / 2)
        rest = inside.adjusted(SIZES.glyph + gap, 0, 1, 0)
        whole = inside.toAlignedRect()
        resources.draw(
            painter,
            drawing(kind),
            colour,
            QStyle.visualRect(option.direction, whole, icon.toAlignedRect()),
        )
        painter.setFont(font)
        painter.setPen(colour)
        place = QStyle.visualRect(option.direction, whole, rest.toAlignedRect())
        alignment = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, int(QStyle.visualAlignment(option.direction, alignment).value), words)
        painter.restore()
