"""Where everything of one message stands: its bubble, its words, the time and the glyph.

Measured once for each width and font and kept while it is near the screen; painting only looks it up.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF

from desktop.ui.messages.bubble_line import BubbleLine
from desktop.ui.messages.bubble_media import Chips
from desktop.ui.messages.bubble_text import BubbleText
from desktop.ui.messages.media_words_model import Attachment
from desktop.ui.roles import SIZES

KEPT = 400
"""Layouts in memory, of some 8 KB each; a screen shows 40, and one more takes 0.1 ms to make."""
PAD_X, PAD_Y = 12.0, 8.0
META_GAP = 6.0
BELOW = 2.0
"""Of the gap to the next bubble, for the lower edge of the focus ring."""
LEAST_SHARE = 0.4
"""Of the pane, for a bubble beside which a lot has to be said."""
LEAST_WORDS = 40.0
CHIPS_GAP = 6.0
"""Between the words and what came with them."""
LINE_GAP = 4.0
"""Between the line's chip and the words."""
NO_CHIPS = Chips()
NOTE_GAP = 7.0
"""Above and below the line that parts the words from the note below them."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a pane gives to all of its bubbles, in pixels."""

    width: float
    margins: tuple[float, float]
    """Free on the left and on the right."""
    mirrored: bool = False

    @property
    def free(self) -> float:
        """Between the margins."""
        return self.width - sum(self.margins)

    def for_words(self, meta_width: float) -> float:
        """The widest that the words of a bubble may be with so much beside it."""
        # In a narrow window the words beside a bubble need more than a bubble at its widest leaves them.
        widest = max(
            min(self.free * SIZES.bubble_share, self.free - META_GAP - meta_width), self.free * LEAST_SHARE
        )
        return max(widest - 2 * PAD_X, LEAST_WORDS)


@dataclass(frozen=True, slots=True)
class Bubble:
    """Rectangles relative to the row's top left; ``text`` is laid out and ready to draw at ``words``."""

    height: float
    body: QRectF
    words: QPointF
    text: BubbleText
    meta: QRectF
    """Time and glyph, beside the bubble on its inner side."""
    meta_words: str
    note: BubbleText | None = None
    """What is said of the text, below its words and parted from them."""
    note_at: QPointF = field(default_factory=QPointF)
    chips: Chips = NO_CHIPS
    """What came with the text, below its words."""
    chips_at: QPointF = field(default_factory=QPointF)
    mirrored: bool = False
    line: BubbleLine | None = None
    """Over which line it went, above its words, where a thread shows several."""
    line_at: QPointF = field(default_factory=QPointF)

    def file_at(self, point: QPointF) -> Attachment | None:
        """The file whose chip is under ``point``, relative to the row's top left."""
        return self.chips.at(point - self.chips_at)

    @property
    def rule(self) -> QLineF:
        """The line between the words and the note."""
        y = self.note_at.y() - NOTE_GAP
        return QLineF(self.body.left() + PAD_X, y, self.body.right() - PAD_X, y)


class Bubbles:
    """The bubbles that were on screen last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Bubble] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Bubble]) -> Bubble:
        """The bubble under ``key``, which names the message and all that its layout depends on."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def clear(self) -> None:
        """Forget them: fonts or colours are others now."""
        self._kept.clear()


def placed(
    text: BubbleText,
    room: Room,
    *,
    outbound: bool,
    turn: bool,
    meta_words: str,
    meta_width: float,
    meta_height: float,
    note: BubbleText | None = None,
    chips: Chips = NO_CHIPS,
    line: BubbleLine | None = None,
) -> Bubble:
    """Put the parts of one message where they belong.

    ``turn``: another side speaks, or it spoke a while ago.
    """
    top = float(SIZES.turn_gap if turn else SIZES.bubble_gap) - BELOW
    width, words = text.width, text.height
    if chips.chips:
        # A picture without words has no line of words.
        words = text.height + CHIPS_GAP if text.length else 0.0
        width = max(width, chips.size.width())
    head = 0.0
    if line is not None:
        head = line.size.height() + (LINE_GAP if words or chips.chips else 0.0)
        width = max(width, line.size.width())
    height = head + words + chips.size.height()
    if note is not None:
        width, height = max(width, note.width), height + 2 * NOTE_GAP + note.height
    size = QSizeF(width + 2 * PAD_X, height + 2 * PAD_Y)
    on_right = outbound != room.mirrored
    left = room.width - room.margins[1] - size.width() if on_right else room.margins[0]
    body = QRectF(QPointF(left, top), size)
    # Beside a wider note, what reads from the right begins there.
    shift = width - text.width if text.reads_from_right(0) else 0.0
    note_shift = width - note.width if note is not None and room.mirrored else 0.0
    chips_at = QPointF(body.left() + PAD_X, body.top() + PAD_Y + head + words)
    line_shift = width - line.size.width() if line is not None and room.mirrored else 0.0
    below = chips_at.y() + chips.size.height() + 2 * NOTE_GAP
    meta_left = body.left() - META_GAP - meta_width if on_right else body.right() + META_GAP
    return Bubble(
        height=body.bottom() + BELOW,
        body=body,
        words=QPointF(body.left() + PAD_X + shift, body.top() + PAD_Y + head),
        text=text,
        meta=QRectF(meta_left, body.bottom() - PAD_Y - meta_height + 1, meta_width, meta_height),
        meta_words=meta_words,
        note=note,
        note_at=QPointF(body.left() + PAD_X + note_shift, below),
        chips=chips.within(width, mirrored=room.mirrored),
        chips_at=chips_at,
        mirrored=room.mirrored,
        line=line,
        line_at=QPointF(body.left() + PAD_X + line_shift, body.top() + PAD_Y),
    )
