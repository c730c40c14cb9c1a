"""The words of one bubble, laid out: each paragraph in its own direction, links marked, parts selected.

A ``QTextLayout`` each for the paragraphs that follow one another in one direction, which is mostly one. It is
drawn as fast as a ``QStaticText`` (22 and 20 µs for a mixed text), knows the width of its words, and answers
where a click fell; only so many are kept (``bubble_layout.KEPT``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from desktop.sms.links import Link, links_in
from desktop.ui.direction import directions, from_the_right
from desktop.ui.messages.text_offsets import units

_RTL = Qt.LayoutDirection.RightToLeft
_ORDER = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MOST_BLOCKS = 100
"""Blocks of one text; what is beyond them is laid out as the last one."""
_LINE_END = "\u2028"


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs of one direction; ``at`` is their top left, ``start`` their first place, in UTF-16 units."""

    start: int
    layout: QTextLayout
    at: QPointF
    height: float

    @property
    def from_right(self) -> bool:
        """Whether it reads from the right."""
        return self.layout.textOption().textDirection() == _RTL


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link and its place in UTF-16 units."""

    link: Link
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """How a selected part looks."""

    ground: QColor
    words: QColor


class BubbleText:
    """``text`` in lines of at most ``width``; places are UTF-16 units, points relative to its top left.

    Without a colour for links none are looked for.
    """

    def __init__(
        self, text: str, font: QFont, width: float, link_colour: QColor | None, line: str = ""
    ) -> None:
        self.text = text
        self.length = units(text)
        self.links = () if link_colour is None else _placed(text, line)
        found = [
            (start, _laid_out(words, font, width, rtl, self._formats(start, words, link_colour)))
            for start, words, rtl in _runs(text)
        ]
        used = max(_natural_width(layout) for _, layout in found)
        top = 0.0
        blocks = []
        for start, layout in found:
            height = layout.boundingRect().height()
            # Laid out as wide as it may be; what reads from the right stands at the far edge of that.
            shift = used - width if layout.textOption().textDirection() == _RTL else 0.0
            blocks.append(Block(start, layout, QPointF(shift, top), height))
            top += height
        self.blocks = tuple(blocks)
        self.width = used
        self.height = top

    def draw(
        self,
        painter: QPainter,
        at: QPointF,
        chosen: tuple[int, int] | None = None,
        highlight: Highlight | None = None,
        clip: QRectF | None = None,
    ) -> None:
        """Paint it in the pen of ``painter``, ``chosen`` as ``highlight``; only the lines in ``clip``."""
        for block in self.blocks:
            parts = [] if chosen is None or highlight is None else _part(block, chosen, highlight)
            block.layout.draw(painter, at + block.at, parts, clip or QRectF())

    def place_at(self, point: QPointF, *, on_character: bool = False) -> int:
        """The place between two characters that is nearest to ``point``, or before the one under it."""
        block = self._block_at(point.y())
        inner = point - block.at
        lines = [block.layout.lineAt(number) for number in range(block.layout.lineCount())]
        line = next((line for line in lines if inner.y() < line.rect().bottom()), lines[-1])
        edge = QTextLine.CursorPosition
        how = edge.CursorOnCharacter if on_character else edge.CursorBetweenCharacters
        return block.start + int(line.xToCursor(inner.x(), how))

    def link_at(self, point: QPointF) -> Link | None:
        """The link whose words are under ``point``."""
        return next(
            (
                one.link
                for one in self.links
                for area in self.areas(one.start, one.end)
                if area.contains(point)
            ),
            None,
        )

    def caret(self, place: int) -> QRectF:
        """Where a cursor at ``place`` would stand."""
        block = self._block_of(place)
        line = block.layout.lineForTextPosition(min(place - block.start, len_of(block)))
        return QRectF(_x(line, place - block.start), line.y(), 1, line.height()).translated(block.at)

    def reads_from_right(self, place: int) -> bool:
        """Whether the paragraph at ``place`` does."""
        return self._block_of(place).from_right

    def areas(self, start: int, end: int) -> Iterator[QRectF]:
        """The rectangles that the words from ``start`` to ``end`` take, a line each."""
        for block in self.blocks:
            for number in range(block.layout.lineCount()):
                line = block.layout.lineAt(number)
                first = max(start - block.start, line.textStart())
                last = min(end - block.start, line.textStart() + line.textLength())
                if first < last:
                    one, other = _x(line, first), _x(line, last)
                    area = QRectF(min(one, other), line.y(), abs(one - other), line.height())
                    yield area.translated(block.at)

    def _block_at(self, y: float) -> Block:
        return next((block for block in self.blocks if y < block.at.y() + block.height), self.blocks[-1])

    def _block_of(self, place: int) -> Block:
        return next((block for block in reversed(self.blocks) if place >= block.start), self.blocks[0])

    def _formats(self, start: int, words: str, colour: QColor | None) -> list[QTextLayout.FormatRange]:
        """The marks of the links that begin in these ``words``."""
        if colour is None or not self.links:
            return []
        end = start + units(words)
        formats = []
        for link in self.links:
            if start <= link.start < end:
                look = QTextCharFormat()
                look.setForeground(colour)
                look.setFontUnderline(True)
                formats.append(_range(link.start - start, link.end - link.start, look))
        return formats


def len_of(block: Block) -> int:
    """The length of a block in UTF-16 units."""
    return units(block.layout.text())


def _placed(text: str, line: str) -> tuple[PlacedLink, ...]:
    found = links_in(text, line)
    if text.isascii():
        return tuple(PlacedLink(link, link.start, link.end) for link in found)
    return tuple(PlacedLink(link, units(text[: link.start]), units(text[: link.end])) for link in found)


def _runs(text: str) -> Iterator[tuple[int, str, bool]]:
    """First place, words and whether they read from the right, for paragraphs that can be laid out as one.

    A paragraph with signs that turn directions round stands alone, so that they end with it.
    """
    if not from_the_right(text) and not _ORDER.search(text):
        yield 0, text, False
        return
    paragraphs = text.split("\n")
    runs: list[tuple[list[str], bool, bool]] = []
    for words, direction in zip(paragraphs, directions(paragraphs), strict=True):
        rtl, alone = direction == _RTL, _ORDER.search(words) is not None
        if runs and (len(runs) == _MOST_BLOCKS or (runs[-1][1:] == (rtl, False) and not alone)):
            runs[-1][0].append(words)
        else:
            runs.append(([words], rtl, alone))
    start = 0
    for lines, rtl, _ in runs:
        joined = "\n".join(lines)
        yield start, joined, rtl
        start += units(joined) + 1


def _laid_out(
    words: str, font: QFont, width: float, rtl: bool, formats: list[QTextLayout.FormatRange]
) -> QTextLayout:
    layout = QTextLayout(words.replace("\n", _LINE_END), font)
    # A layout, unlike a document, does not turn its alignment round with the direction.
    option = QTextOption(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(_RTL if rtl else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if formats:
        layout.setFormats(formats)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _natural_width(layout: QTextLayout) -> float:
    return max((layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount())), default=0.0)


def _x(line: QTextLine, place: int) -> float:
    """Where in its line a place of the block is."""
    x, _ = cast("tuple[float, int]", line.cursorToX(place))
    return x


def _part(block: Block, chosen: tuple[int, int], highlight: Highlight) -> list[QTextLayout.FormatRange]:
    start = max(chosen[0] - block.start, 0)
    length = min(chosen[1] - block.start, len_of(block)) - start
    if length <= 0:
        return []
    look = QTextCharFormat()
    look.setBackground(highlight.ground)
    look.setForeground(highlight.words)
    return [_range(start, length, look)]


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, length, look
    return part
