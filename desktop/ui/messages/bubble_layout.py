"""Where everything of one message stands: its bubble, its words, the time and glyph, the day above it.

Measured once for each width and font and kept; painting and hit-testing only look it up.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from desktop.ui.roles import SIZES

KEPT = 1500
"""Layouts in memory."""
PAD_X, PAD_Y = 12.0, 8.0
META_GAP = 6.0
BELOW = 2.0
"""Of the gap to the next bubble, for the lower edge of the focus ring."""
LEAST_SHARE = 0.4
"""Of the pane, for a bubble beside which a lot has to be said."""
DAY_HEIGHT = 40.0


@dataclass(frozen=True, slots=True)
class Bubble:
    """Rectangles relative to the row's top left; ``text`` is laid out and ready to draw at ``words``."""

    height: float
    body: QRectF
    words: QPointF
    text: QTextLayout
    meta: QRectF
    """Time and glyph, beside the bubble on its inner side."""
    day: QRectF | None


class Layouts:
    """The layouts of the messages that were on screen last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Bubble] = OrderedDict()

    def get(
        self,
        key: Hashable,
        *,
        text: str,
        width: float,
        outbound: bool,
        turn: bool,
        day: bool,
        font: QFont,
        caption: QFont,
        meta_width: float,
        mirrored: bool,
        margins: tuple[float, float],
    ) -> Bubble:
        """The layout for these facts; ``key`` names the message and whatever changes its words.

        ``margins`` are free on the left and on the right of all bubbles.
        """
        full = (key, width, outbound, turn, day, font.key(), meta_width, mirrored, margins)
        found = self._kept.get(full)
        if found is None:
            found = _measure(text, width, outbound, turn, day, font, caption, meta_width, mirrored, margins)
            self._kept[full] = found
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(full)
        return found


def _measure(
    text: str,
    width: float,
    outbound: bool,
    turn: bool,
    day: bool,
    font: QFont,
    caption: QFont,
    meta_width: float,
    mirrored: bool,
    margins: tuple[float, float],
) -> Bubble:
    gap = float(SIZES.turn_gap if turn else SIZES.bubble_gap)
    top = DAY_HEIGHT if day else gap - BELOW
    room = width - sum(margins)
    # In a narrow window the words beside a bubble need more than a bubble at its widest leaves them.
    widest = max(min(room * SIZES.bubble_share, room - META_GAP - meta_width), room * LEAST_SHARE)
    layout = _laid_out(text, font, max(widest - 2 * PAD_X, 40.0))
    bounds = layout.boundingRect()
    used = max((layout.lineAt(i).naturalTextWidth() for i in range(layout.lineCount())), default=0.0)
    size = QSizeF(used + 2 * PAD_X, bounds.height() + 2 * PAD_Y)
    on_right = outbound != mirrored
    left = width - margins[1] - size.width() if on_right else margins[0]
    body = QRectF(QPointF(left, top), size)
    line = QFontMetricsF(caption).height()
    meta_left = body.left() - META_GAP - meta_width if on_right else body.right() + META_GAP
    meta = QRectF(meta_left, body.bottom() - PAD_Y - line + 1, meta_width, line)
    # The layout is as wide as it may be; right-to-left lines stand at its far edge.
    shift = 0.0
    if layout.lineCount() and layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft:
        shift = max(widest - 2 * PAD_X, 40.0) - used
    words = QPointF(body.left() + PAD_X - shift, body.top() + PAD_Y)
    day_rect = QRectF(0, 0, width, DAY_HEIGHT) if day else None
    return Bubble(body.bottom() + BELOW, body, words, layout, meta, day_rect)


def _laid_out(text: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    rtl = _is_rtl(text)
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    # A layout, unlike a document, does not turn its alignment round with the direction.
    option = QTextOption(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(direction)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    height = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def _is_rtl(text: str) -> bool:
    """By the first letter that has a direction (Unicode's rule P2)."""
    import unicodedata

    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False
