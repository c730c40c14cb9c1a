"""The chips of a bubble: what came with a text, one below the other, each a place to click.

Measured with the bubble; look in ``bubble_layout`` for where they stand in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from desktop.ui import resources
from desktop.ui.messages import media_words_model as words
from desktop.ui.messages.media_words_model import Attachment
from desktop.ui.roles import SIZES

_GAP = float(SIZES.half_grid)
_PAD = float(SIZES.grid)


@dataclass(frozen=True, slots=True)
class Chip:
    """A file and where it stands, relative to the top left of all chips."""

    one: Attachment
    words: str
    area: QRectF


@dataclass(frozen=True, slots=True)
class Chips:
    """All chips of a bubble; none takes no room."""

    chips: tuple[Chip, ...] = ()

    @property
    def size(self) -> QSizeF:
        """The room they take."""
        if not self.chips:
            return QSizeF(0.0, 0.0)  # an empty one is -1 high
        return QSizeF(max(one.area.right() for one in self.chips), self.chips[-1].area.bottom())

    def at(self, point: QPointF) -> Attachment | None:
        """The file whose chip is under ``point``."""
        return next((chip.one for chip in self.chips if chip.area.contains(point)), None)

    def within(self, width: float, *, mirrored: bool) -> "Chips":
        """The same in a bubble that is ``width`` inside: mirrored ones stand at its right."""
        if not mirrored:
            return self
        return Chips(
            tuple(
                replace(chip, area=chip.area.translated(width - chip.area.width(), 0)) for chip in self.chips
            )
        )

    def draw(self, painter: QPainter, at: QPointF, font: QFont, colour: QColor, *, mirrored: bool) -> None:
        """Paint them in ``colour``; in mirrored ones the drawing stands at the right of the words."""
        painter.setFont(font)
        for chip in self.chips:
            area = chip.area.translated(at)
            painter.setPen(QPen(colour, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, SIZES.field_radius, SIZES.field_radius)
            inner = area.adjusted(_PAD, 0, -_PAD, 0)
            icon = QRectF(0, 0, SIZES.glyph, SIZES.glyph)
            icon.moveCenter(area.center())
            rest = QRectF(inner)
            if mirrored:
                icon.moveRight(inner.right())
                rest.setRight(icon.left() - _GAP)
            else:
                icon.moveLeft(inner.left())
                rest.setLeft(icon.right() + _GAP)
            resources.draw(painter, words.drawing(chip.one.mime), colour, icon.toAlignedRect())
            side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | side, chip.words)


def measured(media: Sequence[Attachment], font: QFont, widest: float) -> Chips:
    """The chips of these files, none wider than ``widest``."""
    metrics = QFontMetricsF(font)
    height = max(metrics.height() + _PAD, float(SIZES.target))
    chips = []
    for place, one in enumerate(media):
        around = 2 * _PAD + SIZES.glyph + _GAP + 2
        label = metrics.elidedText(words.label(one), Qt.TextElideMode.ElideRight, widest - around)
        width = min(metrics.horizontalAdvance(label) + around, widest)
        chips.append(Chip(one, label, QRectF(0, place * (height + _GAP), width, height)))
    return Chips(tuple(chips))
