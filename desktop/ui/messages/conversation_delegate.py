"""Paints a row of the conversation list: avatar, name, time, what was said last, state, unread count."""

from collections import OrderedDict
from datetime import UTC, datetime
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.sms.delivery import State
from desktop.ui import moments
from desktop.ui.avatar import paint_avatar
from desktop.ui.direction import direction_of
from desktop.ui.messages.conversation_rows_model import Conversation, ConversationRows, title
from desktop.ui.roles import SIZES
from desktop.ui.status_glyph import paint_glyph
from desktop.ui.theme import Theme
from desktop.wording import ntr

_Index = QModelIndex | QPersistentModelIndex
_LINE = 22
"""Pixels of a line of words, at least."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


KEPT = 40
"""Pictures of rows in memory; a screen shows some 15, and one takes 60 KB (four times that at scale 2)."""


class _Face(NamedTuple):
    """All that the words of a row say, and in which colours."""

    title: str
    when: str
    words: str
    role: str
    unread: int
    stands: State | None
    glyph_role: str
    shared: str
    """What says that the conversation is open in the shared inbox; "" where it is not."""


class ConversationDelegate(QStyledItemDelegate):
    """Rows of one height, so that the list need not measure them."""

    def __init__(self, theme: Theme, model: ConversationRows) -> None:
        super().__init__(model)
        self._theme = theme
        self._model = model
        self._pictures: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        theme.changed.connect(self._forget)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, self._theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self._model.conversation(index)
        whole = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._ground(painter, whole.adjusted(4, 2, -4, -2), option)
        area = whole.adjusted(2 * SIZES.grid, 0, -2 * SIZES.grid, 0)
        place = QRectF(area.left(), area.center().y() - SIZES.avatar / 2, SIZES.avatar, SIZES.avatar)
        paint_avatar(
            painter, self._placed(place, area, option), row.name, row.peer, self._theme.font(strong=True)
        )
        area.setLeft(area.left() + SIZES.avatar + 1.5 * SIZES.grid)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            area.moveLeft(whole.left() + 2 * SIZES.grid)
        room = area.adjusted(0, 4, 0, -4)
        painter.drawPixmap(room.topLeft(), self._picture(painter, room.size(), option, row, ground))
        painter.restore()

    def _forget(self) -> None:
        self._pictures.clear()

    def _picture(
        self, painter: QPainter, size: QSizeF, option: QStyleOptionViewItem, row: Conversation, ground: str
    ) -> QPixmap:
        """Both lines of words, painted once for what they say, their room and what they stand on."""
        ratio = painter.device().devicePixelRatioF()
        face = self._face(row)
        key = (face, size.width(), size.height(), option.direction, ground, ratio)
        picture = self._pictures.get(key)
        if picture is None:
            picture = QPixmap((size * ratio).toSize())
            picture.setDevicePixelRatio(ratio)
            # Not transparent: words are then as sharp as those that are painted straight on the window.
            picture.fill(self._theme.color(ground))
            inside = QPainter(picture)
            inside.setRenderHint(QPainter.RenderHint.Antialiasing)
            area = QRectF(QPointF(0, 0), size)
            self._first_line(inside, area, option, face)
            self._second_line(inside, area, option, face)
            inside.end()
            self._pictures[key] = picture
            if len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        else:
            self._pictures.move_to_end(key)
        return picture

    def _face(self, row: Conversation) -> _Face:
        when = moments.short(row.last_at, datetime.now(UTC))
        if self._model.all_lines:
            when = f"{self._model.line_label(row)} · {when}"
        failed = row.last_state is State.FAILED and not row.draft
        role = "bad" if failed else "accent" if row.draft else "text" if row.unread else "muted"
        role = "warn" if self._model.waiting(row) else role
        stands = None if row.unread or not row.last_outbound or row.draft else row.stands
        colour = "bad" if failed else "warn" if row.last_state is State.UNCONFIRMED else "muted"
        shared = self._model.shared(row)
        mark = ntr("{n} open", "{n} open", shared) if shared else ""
        return _Face(title(row), when, self._model.second_line(row), role, row.unread, stands, colour, mark)

    def _line(self, area: QRectF, number: int) -> QRectF:
        """Where the first (0) or second (1) line of words stands, in the middle of the row together."""
        height = max(_LINE, self._theme.line_height())
        return QRectF(area.left(), area.center().y() + (number - 1) * height, area.width(), height)

    def _ground(self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem) -> str:
        """Paint what the words stand on; the role of its colour."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        under_mouse = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = "surface" if selected else "raised" if under_mouse else "window"
        painter.setPen(Qt.PenStyle.NoPen)
        if ground != "window":
            painter.setBrush(self._theme.color(ground))
            painter.drawRoundedRect(card, SIZES.card_radius, SIZES.card_radius)
        if selected:
            # Not by colour alone: a bar on the side where reading begins.
            bar = QRectF(card.left(), card.top() + 12, 3, card.height() - 24)
            painter.setBrush(self._theme.color("accent"))
            painter.drawRoundedRect(self._placed(bar, card, option), 1.5, 1.5)
        return ground

    def _first_line(self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, face: _Face) -> None:
        line = self._line(area, 0)
        font = self._theme.font("caption", tabular=True)
        taken = self._at_end(painter, line, option, face.when, font, "muted")
        line.setWidth(line.width() - taken - SIZES.grid)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            line.moveRight(area.right())
        self._words(painter, line, option, face.title, self._theme.font(strong=True), "text")

    def _second_line(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, face: _Face
    ) -> None:
        line = self._line(area, 1)
        taken = 0.0
        if face.unread:
            taken = self._badge(painter, line, option, str(face.unread))
        elif face.stands is not None:
            top = line.center().y() - SIZES.glyph / 2
            spot = QRectF(line.right() - SIZES.glyph, top, SIZES.glyph, SIZES.glyph)
            colour = self._theme.color(face.glyph_role)
            paint_glyph(painter, self._placed(spot, line, option), face.stands, colour)
            taken = SIZES.glyph
        if face.shared:
            before = QRectF(line)
            before.setWidth(line.width() - taken - (SIZES.half_grid if taken else 0))
            before = self._placed(before, line, option)
            taken = line.width() - before.width() + self._outlined(painter, before, option, face.shared)
        line.setWidth(line.width() - taken - (SIZES.grid if taken else 0))
        if option.direction == Qt.LayoutDirection.RightToLeft:
            line.moveRight(area.right())
        self._words(painter, line, option, face.words, self._theme.font(), face.role)

    def _badge(self, painter: QPainter, line: QRectF, option: QStyleOptionViewItem, count: str) -> float:
        font = self._theme.font("caption", tabular=True, strong=True)
        height = max(QFontMetricsF(font).height(), 20.0)
        width = max(QFontMetricsF(font).horizontalAdvance(count) + 12, height)
        place = QRectF(line.right() - width, line.center().y() - height / 2, width, height)
        spot = self._placed(place, line, option)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawRoundedRect(spot, height / 2, height / 2)
        painter.setPen(self._theme.color("on_accent"))
        painter.setFont(font)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, count)
        return width

    def _outlined(self, painter: QPainter, line: QRectF, option: QStyleOptionViewItem, words: str) -> float:
        """Open for everybody, in words and with an outline: nobody takes it for the count of unread texts."""
        font = self._theme.font("caption", tabular=True)
        height = max(QFontMetricsF(font).height(), 20.0)
        width = QFontMetricsF(font).horizontalAdvance(words) + 12
        place = QRectF(line.right() - width, line.center().y() - height / 2, width, height)
        spot = self._placed(place, line, option)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._theme.color("muted"))
        painter.drawRoundedRect(spot.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
        painter.setFont(font)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, words)
        return width

    def _at_end(
        self, painter: QPainter, line: QRectF, option: QStyleOptionViewItem, text: str, font: QFont, role: str
    ) -> float:
        width = min(QFontMetricsF(font).horizontalAdvance(text) + 2, line.width() * 0.6)
        spot = QRectF(line.right() - width, line.top(), width, line.height())
        self._words(painter, self._placed(spot, line, option), option, text, font, role)
        return width

    def _words(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, text: str, font: QFont, role: str
    ) -> None:
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(font)
        painter.setPen(self._theme.color(role))
        # The words read in their own direction, and stand where the list begins all the same.
        painter.setLayoutDirection(direction_of(text) or option.direction)
        place = QStyle.visualAlignment(option.direction, _LEFT) | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(rect, int(place.value), elided)

    def _placed(self, rect: QRectF, within: QRectF, option: QStyleOptionViewItem) -> QRectF:
        """``rect``, or its mirror image where reading goes from right to left."""
        return QRectF(QStyle.visualRect(option.direction, _whole(within), _whole(rect)))


def _whole(rect: QRectF) -> QRect:
    return rect.toAlignedRect()
