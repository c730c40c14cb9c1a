"""Paints one message of a thread: bubble, words, time and status glyph.

All that takes time is measured once and kept: ``bubble_layout`` holds the bubbles near the screen, here are
the heights of all that were measured. Painting asks the model in Python and no role through Qt.
"""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from desktop.sms.links import Link
from desktop.ui import moments
from desktop.ui.messages import bubble_line
from desktop.ui.messages.bubble_layout import Bubble, Bubbles, Room, placed
from desktop.ui.messages.bubble_media import measured
from desktop.ui.messages.bubble_text import BubbleText, Highlight
from desktop.ui.messages.media_words_model import Attachment
from desktop.ui.messages.thread_model import TURN, Message, ThreadModel
from desktop.ui.messages.thread_words_model import part_sign
from desktop.ui.plain import shown
from desktop.ui.roles import SIZES
from desktop.ui.status_glyph import paint_glyph, paint_outside
from desktop.ui.theme import Theme
from desktop.ui.tooltip import plain_tooltip

_Index = QModelIndex | QPersistentModelIndex
_GLYPH_GAP = 4.0
_FAINT = 0.4
_TALL = 400.0
"""Pixels of a bubble from which it pays to leave out the lines that are not on screen."""
MOST_SIZES = 20_000
"""Sizes that are remembered; each is small."""


class BubbleDelegate(QStyledItemDelegate):
    """Bubbles hug their words; ours stand on the right, theirs on the left."""

    def __init__(self, theme: Theme, model: ThreadModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view
        self._bubbles = Bubbles()
        self._sizes: dict[Hashable, QSize] = {}
        self.chosen_part: Callable[[Message], tuple[int, int] | None] = lambda _: None
        """What is selected of a message, in UTF-16 units."""
        self.beside: Callable[[Message], float] = lambda _: 0.0
        """Pixels that something else takes beside a bubble, at the outer end of its words."""
        self._take_look()
        theme.changed.connect(self._take_look)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        # A list without uniform rows asks for every row whenever one of them changes.
        key = self._key(index)
        size = self._sizes.get(key)
        if size is None:
            if len(self._sizes) > MOST_SIZES:
                self._sizes.clear()
            size = self._sizes[key] = QSize(0, round(self.bubble(index).height + 0.5))
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        message, bubble = self._message(index), self.bubble(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(option.rect.topLeft()))
        outbound = message.outbound
        look, marked = (self._out, self._out_marked) if outbound else (self._in, self._in_marked)
        painter.setPen(Qt.PenStyle.NoPen if outbound or self._edge is None else self._edge)
        painter.setBrush(look.ground)
        painter.drawRoundedRect(bubble.body, SIZES.bubble_radius, SIZES.bubble_radius)
        painter.setPen(look.words)
        clip = self._on_screen(option.rect) if bubble.height > _TALL else None
        bubble.text.draw(painter, bubble.words, self.chosen_part(message), marked, clip)
        if bubble.line is not None:
            bubble.line.draw(painter, bubble.line_at, self._caption, look.words, mirrored=bubble.mirrored)
            painter.setBrush(look.ground)
        bubble.chips.draw(painter, bubble.chips_at, self._caption, look.words, mirrored=bubble.mirrored)
        painter.setPen(look.words)
        if bubble.note is not None:
            painter.setOpacity(_FAINT)
            painter.drawLine(bubble.rule)
            painter.setOpacity(1.0)
            bubble.note.draw(painter, bubble.note_at)
        self._meta(painter, bubble, message)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._ring)
            ring = bubble.body.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(ring, SIZES.bubble_radius + 2, SIZES.bubble_radius + 2)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            text = self._model.tip(self._message(index))
            QToolTip.showText(event.globalPos(), plain_tooltip(text), view)
            return True
        return super().helpEvent(event, view, option, index)

    def bubble(self, index: _Index) -> Bubble:
        """Where everything of the row stands, relative to the top left of its rectangle."""
        return self._bubbles.get(self._key(index), lambda: self._measured(index))

    def place_at(self, index: _Index, area: QRect, point: QPointF, *, on_character: bool = False) -> int:
        """The place in the row's text nearest to ``point``, in UTF-16 units; ``area``: the row's rectangle.

        Above the bubble that is the beginning of the text, below it its end.
        """
        bubble = self.bubble(index)
        inner = point - QPointF(area.topLeft())
        if inner.y() < bubble.body.top():
            return 0
        if inner.y() > bubble.body.bottom():
            return bubble.text.length
        return bubble.text.place_at(inner - bubble.words, on_character=on_character)

    def link_at(self, index: _Index, area: QRect, point: QPointF) -> Link | None:
        """The link under ``point``."""
        bubble = self.bubble(index)
        return bubble.text.link_at(point - QPointF(area.topLeft()) - bubble.words)

    def file_at(self, index: _Index, area: QRect, point: QPointF) -> Attachment | None:
        """The picture or other file whose chip is under ``point``."""
        return self.bubble(index).file_at(point - QPointF(area.topLeft()))

    def over_words(self, index: _Index, area: QRect, point: QPointF) -> bool:
        """Whether ``point`` is inside the row's bubble."""
        return self.bubble(index).body.contains(point - QPointF(area.topLeft()))

    def in_words(self, index: _Index, area: QRect, point: QPointF) -> bool:
        """Whether ``point`` is at the height of one of the row's lines."""
        bubble = self.bubble(index)
        return 0 <= point.y() - area.top() - bubble.words.y() < bubble.text.height

    def caret(self, index: _Index, area: QRect, place: int) -> QRectF:
        """Where a cursor at ``place`` of the row's text would stand."""
        bubble = self.bubble(index)
        return bubble.text.caret(place).translated(bubble.words + QPointF(area.topLeft()))

    def _key(self, index: _Index) -> Hashable:
        view = self._view
        return self._model.shape(index), view.viewport().width(), view.width(), view.isRightToLeft()

    def _message(self, index: _Index) -> Message:
        message = self._model.message(index)
        assert message is not None  # rows of calls are painted by somebody else
        return message

    def _on_screen(self, row: QRect) -> QRectF:
        """The part of a row that is on screen, relative to its top left."""
        return QRectF(self._view.viewport().rect().translated(-row.topLeft()))

    def _measured(self, index: _Index) -> Bubble:
        message = self._message(index)
        said = self._model.said(message)
        clock = moments.clock(message.created_at)
        words = " · ".join(filter(None, (part_sign(message), said.word, clock)))
        width = self._caption_metrics.horizontalAdvance(words) + 2
        if message.outbound:
            width += (SIZES.glyph + _GLYPH_GAP) * (2 if message.outside else 1) + self.beside(message)
        view = self._view
        room = Room(float(view.viewport().width()), self._margins(), view.isRightToLeft())
        link = self._theme.color("out_text" if message.outbound else "accent")
        widest = room.for_words(width)
        return placed(
            BubbleText(shown(message.body), self._font, widest, link, message.line),
            room,
            outbound=message.outbound,
            turn=bool(self._model.data(index, TURN)),
            meta_words=words,
            meta_width=width,
            meta_height=self._caption_metrics.height(),
            note=BubbleText(said.note, self._caption, widest, None) if said.note else None,
            chips=measured(message.media, self._caption, widest),
            line=bubble_line.measured(self._model.chip(message), self._caption, widest),
        )

    def _margins(self) -> tuple[float, float]:
        """So that bubbles stand in line with the header and the composer, whatever the scroll bar takes."""
        view, port = self._view, self._view.viewport().geometry()
        left, right = port.left(), view.width() - 1 - port.right()
        return float(max(2 * SIZES.grid - left, 2)), float(max(2 * SIZES.grid - right, 2))

    def _meta(self, painter: QPainter, bubble: Bubble, message: Message) -> None:
        """Next to the bubble, on whichever side of it: the time, where it came from, where it stands."""
        said = self._model.said(message)
        colour = self._colours[said.role]
        painter.setFont(self._caption)
        painter.setPen(colour)
        meta = QRectF(bubble.meta)
        if message.outbound:
            paint_glyph(painter, self._sign(meta), said.state, colour)
            if message.outside:
                paint_outside(painter, self._sign(meta), self._colours["muted"])
            taken, mirrored = self.beside(message), self._view.isRightToLeft()
            meta.adjust(0.0 if mirrored else taken, 0, -taken if mirrored else 0.0, 0)
        painter.drawText(meta, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, bubble.meta_words)

    def _sign(self, meta: QRectF) -> QRectF:
        """Room for a sign at the end of ``meta`` that is nearest to the bubble, taken from it."""
        mirrored = self._view.isRightToLeft()
        left = meta.left() if mirrored else meta.right() - SIZES.glyph
        spot = QRectF(left, meta.center().y() - SIZES.glyph / 2, SIZES.glyph, SIZES.glyph)
        if mirrored:
            meta.setLeft(spot.right() + _GLYPH_GAP)
        else:
            meta.setRight(spot.left() - _GLYPH_GAP)
        return spot

    def _take_look(self) -> None:
        """Fonts and colours as they are now; what was measured with others is forgotten."""
        theme = self._theme
        self._sizes.clear()
        self._bubbles.clear()
        self._font, self._caption = theme.font(), theme.font("caption", tabular=True)
        self._caption_metrics = QFontMetricsF(self._caption)
        self._in = Highlight(theme.color("raised"), theme.color("text"))
        self._out = Highlight(theme.color("out_bubble"), theme.color("out_text"))
        self._in_marked = Highlight(theme.color("accent"), theme.color("on_accent"))
        self._out_marked = Highlight(theme.color("out_text"), theme.color("out_bubble"))
        edge = theme.color("edge")
        self._edge = QPen(edge) if edge != self._in.ground else None
        self._ring = QPen(theme.color("accent"), SIZES.focus_ring)
        self._colours = {role: theme.color(role) for role in ("muted", "warn", "bad")}
