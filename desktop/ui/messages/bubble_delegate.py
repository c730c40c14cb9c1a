"""Paints one message of a thread: bubble, words, time, status glyph, and the day above the first of it."""

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from desktop.sms.delivery import State
from desktop.ui import moments
from desktop.ui.messages.bubble_layout import Bubble, Layouts
from desktop.ui.messages.thread_model import DAY, TURN, ThreadModel
from desktop.ui.plain import shown
from desktop.ui.roles import SIZES
from desktop.ui.status_glyph import paint_glyph
from desktop.ui.theme import Theme
from desktop.ui.tooltip import plain_tooltip
from desktop.wording import tr

_Index = QModelIndex | QPersistentModelIndex
_GLYPH_GAP = 4.0
MOST_SIZES = 20_000
"""Sizes that are remembered; each is small."""


class BubbleDelegate(QStyledItemDelegate):
    """Bubbles hug their words; ours stand on the right, theirs on the left."""

    def __init__(self, theme: Theme, model: ThreadModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view
        self._layouts = Layouts()
        self._sizes: dict[Hashable, QSize] = {}
        theme.changed.connect(self._sizes.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        # A list without uniform rows asks for every row whenever one of them changes.
        key = (self._model.shape(index), self._view.viewport().width())
        size = self._sizes.get(key)
        if size is None:
            if len(self._sizes) > MOST_SIZES:
                self._sizes.clear()
            size = self._sizes[key] = QSize(0, round(self._bubble(index).height + 0.5))
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        message, bubble = self._model.message(index), self._bubble(index)
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(option.rect.topLeft()))
        if bubble.day is not None:
            painter.setFont(theme.font("caption", strong=True))
            painter.setPen(theme.color("muted"))
            painter.drawText(bubble.day, Qt.AlignmentFlag.AlignCenter, str(index.data(DAY)))
        painter.setPen(Qt.PenStyle.NoPen if message.outbound else QPen(theme.color("edge")))
        painter.setBrush(theme.color("out_bubble" if message.outbound else "raised"))
        painter.drawRoundedRect(bubble.body, SIZES.bubble_radius, SIZES.bubble_radius)
        painter.setPen(theme.color("out_text" if message.outbound else "text"))
        bubble.text.draw(painter, bubble.words)
        self._meta(painter, bubble, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), SIZES.focus_ring))
            ring = bubble.body.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(ring, SIZES.bubble_radius + 2, SIZES.bubble_radius + 2)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            text = self._model.tip(self._model.message(index))
            QToolTip.showText(event.globalPos(), plain_tooltip(text), view)
            return True
        return super().helpEvent(event, view, option, index)

    def _bubble(self, index: _Index) -> Bubble:
        message = self._model.message(index)
        caption = self._theme.font("caption", tabular=True)
        return self._layouts.get(
            (message.id, len(message.body), index.data(DAY)),
            text=shown(message.body),
            width=float(self._view.viewport().width()),
            outbound=message.outbound,
            turn=bool(index.data(TURN)),
            day=bool(index.data(DAY)),
            font=self._theme.font(),
            caption=caption,
            meta_width=self._meta_width(index),
            mirrored=self._view.isRightToLeft(),
            margins=self._margins(),
        )

    def _margins(self) -> tuple[float, float]:
        """So that bubbles stand in line with the header and the composer, whatever the scroll bar takes."""
        view, port = self._view, self._view.viewport().geometry()
        left, right = port.left(), view.width() - 1 - port.right()
        return float(max(2 * SIZES.grid - left, 2)), float(max(2 * SIZES.grid - right, 2))

    def _meta_width(self, index: _Index) -> float:
        message = self._model.message(index)
        width = QFontMetricsF(self._theme.font("caption", tabular=True)).horizontalAdvance(self._words(index))
        return width + (SIZES.glyph + _GLYPH_GAP if message.outbound else 0) + 2

    def _words(self, index: _Index) -> str:
        """The time, and a word where the glyph alone would not do."""
        message = self._model.message(index)
        word = {
            State.FAILED: tr("Failed"),
            State.UNCONFIRMED: tr("Not confirmed"),
            State.QUEUED: tr("Waiting"),
            State.STOPPED: tr("Stopped"),
        }.get(message.state, "")
        clock = moments.clock(message.created_at)
        return f"{word} · {clock}" if word else clock

    def _meta(self, painter: QPainter, bubble: Bubble, index: _Index) -> None:
        message = self._model.message(index)
        role = {State.FAILED: "bad", State.UNCONFIRMED: "warn"}.get(message.state, "muted")
        colour = self._theme.color(role)
        painter.setFont(self._theme.font("caption", tabular=True))
        painter.setPen(colour)
        meta = QRectF(bubble.meta)
        if message.outbound:
            spot = QRectF(meta.right() - SIZES.glyph, 0, SIZES.glyph, SIZES.glyph)
            spot.moveTop(meta.center().y() - SIZES.glyph / 2)
            paint_glyph(painter, spot, message.state, colour)
            meta.setRight(spot.left() - _GLYPH_GAP)
        painter.drawText(
            meta, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._words(index)
        )
