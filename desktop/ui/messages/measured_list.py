"""A list of rows of any height whose geometry is ours: Qt keeps model, selection and accessibility.

Look here for the answers to what Qt asks of a view (where is a row, what is at a point, which row is next)
and for painting. How it scrolls and keeps its place is in ``anchored_list``, the sums in ``thread_geometry``.
"""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from desktop.ui.messages.thread_geometry import Geometry
from desktop.ui.messages.thread_rows_model import ThreadRows

_Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction


class MeasuredList(QListView):
    """Shows a ``ThreadRows``. Subclasses say how high rows are, and what stands above one (its head)."""

    def __init__(self, rows: ThreadRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._geometry = Geometry()

    # ---- what subclasses say

    def head_height(self, row: int) -> int:
        """The height of what stands above a row."""
        return 0

    def row_height(self, row: int) -> int:
        """The exact height of a row without its head."""
        return 0

    def estimated_height(self, row: int) -> int:
        """About that; called for rows by the thousand."""
        return 0

    def paint_head(self, painter: QPainter, rect: QRect, row: int) -> None:
        """Paint what stands above a row."""

    def paint_over(self, painter: QPainter) -> None:
        """Paint what lies on top of all rows."""

    # ---- where rows are

    def shown_rows(self) -> range:
        """The rows of which something is on screen."""
        value, room = self.verticalScrollBar().value(), self.viewport().height()
        if not len(self._geometry) or room <= 0:
            return range(0)
        return range(self._geometry.row_at(value), self._geometry.row_at(value + room - 1) + 1)

    def nearest(self, point: QPoint) -> QModelIndex:
        """The row nearest to a point of the pane, be it over a head or beyond the edges."""
        row = self._geometry.row_at(point.y() + self.verticalScrollBar().value())
        return self._rows.index(row) if row >= 0 else QModelIndex()

    def _guess(self, row: int) -> int:
        return self.head_height(row) + self.estimated_height(row)

    def _measure(self, row: int) -> int:
        if self._geometry.is_measured(row):
            return 0
        return self._geometry.measured(row, self.head_height(row) + self.row_height(row))

    # ---- what Qt asks

    def visualRect(self, index: _Index) -> QRect:
        row = index.row()
        if not index.isValid() or row >= len(self._geometry):
            return QRect()
        head = self.head_height(row)
        top = self._geometry.top(row) + head - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._geometry.height(row) - head)

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalScrollBar().value()
        if not 0 <= y < self._geometry.total:
            return QModelIndex()
        row = self._geometry.row_at(y)
        return (
            self._rows.index(row) if y >= self._geometry.top(row) + self.head_height(row) else QModelIndex()
        )

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count, current = self._rows.rowCount(), self.currentIndex().row()
        if not count:
            return QModelIndex()
        if current < 0:
            shown = self.shown_rows()
            first = 0 if action == _Move.MoveHome else shown.stop - 1
            return self._rows.index(first if action != _Move.MoveEnd else count - 1)
        page = self.viewport().height()
        top = self._geometry.top(current)
        to = {
            _Move.MoveUp: current - 1,
            _Move.MovePrevious: current - 1,
            _Move.MoveDown: current + 1,
            _Move.MoveNext: current + 1,
            _Move.MoveHome: 0,
            _Move.MoveEnd: count - 1,
            _Move.MovePageUp: min(self._geometry.row_at(top - page), current - 1),
            _Move.MovePageDown: max(self._geometry.row_at(top + page), current + 1),
        }.get(action, current)
        return self._rows.index(min(max(to, 0), count - 1))

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.center())
        chosen = QItemSelection(index, index) if index.isValid() else QItemSelection()
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: _Index) -> bool:
        return False

    def doItemsLayout(self) -> None:
        """Qt's own layout would ask for the size of every row."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain, focused = option.state, self.hasFocus()
        current, chosen, delegate = self.currentIndex(), self.selectionModel(), self.itemDelegate()
        for row in self.shown_rows():
            index = self._rows.index(row)
            rect = self.visualRect(index)
            if head := self.head_height(row):
                self.paint_head(painter, QRect(0, rect.top() - head, rect.width(), head), row)
            option.rect, option.state = rect, plain
            if chosen.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if focused and index == current:
                option.state |= QStyle.StateFlag.State_HasFocus
            delegate.paint(painter, option, index)
        self.paint_over(painter)
        painter.end()
