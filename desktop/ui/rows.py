"""Lists of ours: rows of one height that paint themselves, in plain text only, and a list that shows them.

A row's ground says whether it is current (a bar on the side where reading begins, not colour alone) or
under the mouse. Subclasses of ``RowDelegate`` paint what stands on it.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_LINE = 22
"""Pixels of a line of words, at least."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """Paints rows ``row_height`` pixels high, more for larger words; subclasses write ``paint_content``."""

    row_height = SIZES.row
    current_role = "surface"
    """The current row's ground; another where the list itself lies on ``surface``."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self.theme = theme

    def paint_content(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Paint the row of ``index`` into ``area``, as if one read from left to right: ``placed`` mirrors."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, round(self.row_height * self.theme.row_height() / SIZES.row))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        whole = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, whole.adjusted(4, 2, -4, -2), option)
        self.paint_content(painter, whole.adjusted(2 * SIZES.grid, 0, -2 * SIZES.grid, 0), option, index)
        painter.restore()

    def words(
        self,
        painter: QPainter,
        rect: QRectF,
        area: QRectF,
        option: QStyleOptionViewItem,
        text: str,
        font: QFont,
        role: str,
    ) -> float:
        """One line of plain text at the start of ``rect``, which lies in ``area``, cut short; its width."""
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(font)
        painter.setPen(self.theme.color(role))
        alignment = QStyle.visualAlignment(option.direction, _LEFT)
        painter.drawText(self.placed(rect, area, option), int(alignment.value), shown)
        return min(QFontMetricsF(font).horizontalAdvance(shown), rect.width())

    def words_at_end(
        self,
        painter: QPainter,
        rect: QRectF,
        area: QRectF,
        option: QStyleOptionViewItem,
        text: str,
        font: QFont,
        role: str,
    ) -> QRectF:
        """As ``words``, at the end of ``rect``; what is left of ``rect`` before it."""
        width = min(QFontMetricsF(font).horizontalAdvance(text) + 2, rect.width() * 0.6)
        spot = QRectF(rect.right() - width, rect.top(), width, rect.height())
        self.words(painter, spot, area, option, text, font, role)
        return rect.adjusted(0, 0, -(width + SIZES.grid) if text else 0, 0)

    def line(self, area: QRectF, number: int) -> QRectF:
        """Where the first (0) or the second (1) line of words stands: both together in the row's middle."""
        height = max(_LINE, self.theme.line_height())
        return QRectF(area.left(), area.center().y() + (number - 1) * height, area.width(), height)

    def placed(self, rect: QRectF, area: QRectF, option: QStyleOptionViewItem) -> QRectF:
        """``rect``, or its mirror image in ``area`` where one reads from right to left."""
        whole, part = area.toAlignedRect(), rect.toAlignedRect()
        return QRectF(QStyle.visualRect(option.direction, whole, part))

    def _ground(self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self.theme.color(self.current_role if selected else "raised"))
            painter.drawRoundedRect(card, SIZES.card_radius, SIZES.card_radius)
        if selected:
            bar = QRectF(card.left(), card.top() + 12, 3, card.height() - 24)
            painter.setBrush(self.theme.color("accent"))
            painter.drawRoundedRect(self.placed(bar, card, option), 1.5, 1.5)


class RowList(QListView):
    """A list of such rows. Its first row is current as soon as there is one."""

    entered = Signal()
    """Enter, or a double click, on the current row."""
    current_row_changed = Signal()
    """Another row is current, or none."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        theme.changed.connect(self.viewport().update)

    def begin_at_first(self) -> None:
        """Make the first row current where none is, and mark the current one."""
        model = self.model()
        if model.rowCount() and not self.selectionModel().hasSelection():
            # Getting focus, Qt makes a row current without marking it.
            current = self.currentIndex()
            self.setCurrentIndex(current if current.isValid() else model.index(0, 0))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.current_row_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            if not event.isAutoRepeat():
                self.entered.emit()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self.entered.emit()
