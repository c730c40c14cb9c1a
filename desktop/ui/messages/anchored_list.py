"""A list of rows of any height in which nothing ever jumps: rows are measured when they show.

What is being read keeps its place (the anchor) when rows come or go around it, when the pane or the font
changes, and when a row that was estimated turns out taller; at the end it stays at the end.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.ui.messages.measured_list import MeasuredList
from desktop.ui.messages.thread_rows_model import ThreadRows

_Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemView.ScrollHint
STEP = 32
"""Pixels of a step of the scroll bar; a notch of a wheel is three."""
_MOST_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A row, and where its upper and lower edge stand in the pane. Its head is not part of it."""

    key: Hashable
    row: int
    top: int
    bottom: int


class AnchoredList(MeasuredList):
    """A ``MeasuredList`` that scrolls, and keeps its place."""

    placed = Signal()
    """Rows stand elsewhere than before, or others show."""

    def __init__(self, rows: ThreadRows, parent: QWidget | None = None) -> None:
        super().__init__(rows, parent)
        self._at_end = True
        self._anchor: _Anchor | None = None
        self._placing = False
        self._changing = False
        self._laid_out_for = -1
        # Before Qt's own slots, which ask where rows are.
        rows.rowsInserted.connect(self._rows_came)
        rows.rowsRemoved.connect(self._rows_went)
        rows.rowsMoved.connect(self._rows_moved)
        rows.modelReset.connect(self._estimate_all)
        rows.dataChanged.connect(self._rows_changed)
        self.setModel(rows)
        rows.opened.connect(self._land)
        rows.changing.connect(self._hold)
        rows.settled.connect(self._take)
        self.setAutoScroll(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its width must not depend on whether a scroll bar is needed: that would lay out everything twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    # ---- where one is

    @property
    def at_end(self) -> bool:
        """Whether the newest row is on screen, and stays there when others come."""
        return self._at_end

    def to_end(self) -> None:
        """Show the last row, and stay with it."""
        self._at_end = self._rows.reaches_end
        self._settle(None)

    def show_row(self, row: int, *, centred: bool = False) -> None:
        """Put a row in the middle of the pane, or at its top with its head."""
        if not 0 <= row < len(self._geometry):
            return
        self._measure(row)
        room, head = self.viewport().height(), self.head_height(row)
        top = max((room - self._geometry.height(row) + head) // 2, head) if centred else head
        self._at_end = False
        self._settle(self._at(row, top))

    def remeasure(self) -> None:
        """Widths or fonts are others now: lay out anew around what is being read."""
        self._estimate_all()
        self._settle(self._anchor)

    def scrollTo(self, index: _Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        row = index.row()
        if not index.isValid() or row >= len(self._geometry):
            return
        self._measure(row)
        rect, room = self.visualRect(index), self.viewport().height()
        above = rect.top() - self.head_height(row) < 0
        if hint == _Hint.PositionAtCenter:
            self.show_row(row, centred=True)
        elif hint == _Hint.PositionAtTop or (hint == _Hint.EnsureVisible and above):
            self.show_row(row)
        elif hint == _Hint.PositionAtBottom or rect.bottom() >= room:
            self._at_end = False
            self._settle(self._at(row, room - rect.height()))

    def updateGeometries(self) -> None:
        self._set_bar(self.verticalScrollBar().value())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        if not self._placing:
            self._scrolled()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.viewport().width() != self._laid_out_for:
            self._estimate_all()
        self._settle(self._anchor)

    # ---- where rows stand

    def _rows_came(self, _: QModelIndex, first: int, last: int) -> None:
        self._geometry.insert(first, [self._guess(row) for row in range(first, last + 1)])
        self._doubt(last + 1)

    def _rows_went(self, _: QModelIndex, first: int, last: int) -> None:
        self._geometry.remove(first, last)
        self._doubt(first)

    def _rows_moved(self, _: QModelIndex, first: int, last: int, __: QModelIndex, before: int) -> None:
        self._geometry.move(first, last, before)
        for row in range(len(self._geometry)):
            self._doubt(row)

    def _rows_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 2):
            self._doubt(row)
        if not self._changing:
            self._settle(self._anchor, by_bottom=True)

    def _doubt(self, row: int) -> None:
        if row < len(self._geometry):
            self._geometry.doubt(row)

    def _estimate_all(self) -> None:
        self._laid_out_for = self.viewport().width()
        self._geometry.fill([self._guess(row) for row in range(self._rows.rowCount())])

    def _land(self) -> None:
        self._anchor = None
        landing = self._rows.landing
        if landing is None:
            self.to_end()
        else:
            self.show_row(landing.row, centred=landing.centred)

    def _hold(self) -> None:
        self._changing = True

    def _take(self) -> None:
        self._changing = False
        held, row = self._anchor, None
        if held is not None:
            row = self._rows.row_with(held.key)
        anchor = None if held is None or row is None else _Anchor(held.key, row, held.top, held.bottom)
        self._settle(anchor, by_bottom=True)

    def _scrolled(self) -> None:
        """A person scrolled. What was on screen before keeps its place while what comes in is measured."""
        bar = self.verticalScrollBar()
        self._at_end = self._shows_end()
        shown = self.shown_rows()
        known = next((row for row in shown if self._geometry.is_measured(row)), None)
        if known is None and shown:
            known = shown.start
        if known is None:
            return
        self._settle(self._at(known, self._geometry.top(known) + self.head_height(known) - bar.value()))

    def _settle(self, anchor: _Anchor | None, *, by_bottom: bool = False) -> None:
        """Measure what shows until nothing moves any more, with the anchor where it was, or at the end."""
        for _ in range(_MOST_ROUNDS):
            self._set_bar(self._value(anchor, by_bottom))
            if not [row for row in self.shown_rows() if self._measure(row)]:
                break
        self._set_bar(self._value(anchor, by_bottom))
        self._at_end = self._shows_end()
        self._rows.following = self._at_end
        self._note()
        self.viewport().update()
        self.placed.emit()

    def _value(self, anchor: _Anchor | None, by_bottom: bool) -> int:
        geometry = self._geometry
        if self._at_end:
            return geometry.total
        if anchor is None:
            return self.verticalScrollBar().value()
        if by_bottom:
            return geometry.top(anchor.row) + geometry.height(anchor.row) - anchor.bottom
        return geometry.top(anchor.row) + self.head_height(anchor.row) - anchor.top

    def _set_bar(self, value: int) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        was, self._placing = self._placing, True
        bar.setPageStep(max(room, 1))
        bar.setSingleStep(STEP)
        bar.setRange(0, max(self._geometry.total - room, 0))
        bar.setValue(value)
        self._placing = was

    def _note(self) -> None:
        """Remember what is being read: the first row that begins on screen, else the first one there."""
        value = self.verticalScrollBar().value()
        shown = self.shown_rows()
        if not shown:
            self._anchor = None
            return
        tops = {row: self._geometry.top(row) + self.head_height(row) - value for row in shown[:2]}
        row = next((row for row, top in tops.items() if top >= 0), shown.start)
        self._anchor = self._at(row, tops[row])

    def _at(self, row: int, top: int) -> _Anchor:
        bottom = top + self._geometry.height(row) - self.head_height(row)
        return _Anchor(self._rows.key(row), row, top, bottom)

    def _shows_end(self) -> bool:
        bar = self.verticalScrollBar()
        return self._rows.reaches_end and bar.value() >= bar.maximum() - 2
