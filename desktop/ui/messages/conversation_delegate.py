"""Paints a row of the conversation list: avatar, name, time, what was said last, state, unread count."""

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.sms.delivery import State
from desktop.ui import moments
from desktop.ui.avatar import paint_avatar
from desktop.ui.direction import direction_of
from desktop.ui.messages.conversation_rows_model import ConversationRows, title
from desktop.ui.roles import SIZES
from desktop.ui.status_glyph import paint_glyph
from desktop.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_LINE = 22
"""Pixels of a line of words, at least."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ConversationDelegate(QStyledItemDelegate):
    """Rows of one height, so that the list need not measure them."""

    def __init__(self, theme: Theme, model: ConversationRows) -> None:
        super().__init__(model)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, self._theme.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self._model.conversation(index)
        whole = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, whole.adjusted(4, 2, -4, -2), option)
        area = whole.adjusted(2 * SIZES.grid, 0, -2 * SIZES.grid, 0)
        place = QRectF(area.left(), area.center().y() - SIZES.avatar / 2, SIZES.avatar, SIZES.avatar)
        paint_avatar(
            painter, self._placed(place, area, option), row.name, row.peer, self._theme.font(strong=True)
        )
        area.setLeft(area.left() + SIZES.avatar + 1.5 * SIZES.grid)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            area.moveLeft(whole.left() + 2 * SIZES.grid)
        self._first_line(painter, area, option, index)
        self._second_line(painter, area, option, index)
        painter.restore()

    def _line(self, area: QRectF, number: int) -> QRectF:
        """Where the first (0) or second (1) line of words stands, in the middle of the row together."""
        height = max(_LINE, self._theme.line_height())
        return QRectF(area.left(), area.center().y() + (number - 1) * height, area.width(), height)

    def _ground(self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.color("surface" if selected else "raised"))
            painter.drawRoundedRect(card, SIZES.card_radius, SIZES.card_radius)
        if selected:
            # Not by colour alone: a bar on the side where reading begins.
            bar = QRectF(card.left(), card.top() + 12, 3, card.height() - 24)
            painter.setBrush(self._theme.color("accent"))
            painter.drawRoundedRect(self._placed(bar, card, option), 1.5, 1.5)

    def _first_line(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        row = self._model.conversation(index)
        line = self._line(area, 0)
        when = moments.short(row.last_at, datetime.now(UTC))
        if self._model.all_lines:
            when = f"{self._model.line_label(row)} · {when}"
        font = self._theme.font("caption", tabular=True)
        taken = self._at_end(painter, line, option, when, font, "muted")
        line.setWidth(line.width() - taken - SIZES.grid)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            line.moveRight(area.right())
        self._words(painter, line, option, title(row), self._theme.font(strong=True), "text")

    def _second_line(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        row = self._model.conversation(index)
        line = self._line(area, 1)
        failed = row.last_state is State.FAILED and not row.draft
        taken = 0.0
        if row.unread:
            taken = self._badge(painter, line, option, str(row.unread))
        elif row.last_outbound and row.stands is not None and not row.draft:
            top = line.center().y() - SIZES.glyph / 2
            spot = QRectF(line.right() - SIZES.glyph, top, SIZES.glyph, SIZES.glyph)
            colour = self._theme.color("bad" if failed else "muted")
            if row.last_state is State.UNCONFIRMED:
                colour = self._theme.color("warn")
            paint_glyph(painter, self._placed(spot, line, option), row.stands, colour)
            taken = SIZES.glyph
        line.setWidth(line.width() - taken - (SIZES.grid if taken else 0))
        if option.direction == Qt.LayoutDirection.RightToLeft:
            line.moveRight(area.right())
        role = "bad" if failed else "accent" if row.draft else "text" if row.unread else "muted"
        role = "warn" if self._model.waiting(row) else role
        self._words(painter, line, option, self._model.second_line(row), self._theme.font(), role)

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
