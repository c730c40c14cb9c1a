"""Paints a row of a thread: texts by ``BubbleDelegate``, calls by ``CallRow``."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from desktop.ui.messages.bubble_delegate import BubbleDelegate
from desktop.ui.messages.call_row import CallRow
from desktop.ui.messages.thread_model import ThreadModel, TimelineCall
from desktop.ui.messages.thread_words_model import call_tip
from desktop.ui.theme import Theme
from desktop.ui.tooltip import plain_tooltip

_Index = QModelIndex | QPersistentModelIndex


class ThreadDelegate(QStyledItemDelegate):
    """Asks whoever knows the kind of row."""

    def __init__(
        self, theme: Theme, model: ThreadModel, bubbles: BubbleDelegate, view: QAbstractItemView
    ) -> None:
        super().__init__(view)
        self._model = model
        self._bubbles = bubbles
        self._calls = CallRow(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if self._model.is_call(index.row()):
            return QSize(0, self._calls.height())
        return self._bubbles.sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = self._model.entry(index.row())
        if isinstance(entry, TimelineCall):
            self._calls.paint(painter, option, entry, self._model.chip(entry))
        else:
            self._bubbles.paint(painter, option, index)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        if not index.isValid():
            return False
        entry = self._model.entry(index.row())
        if not isinstance(entry, TimelineCall):
            return self._bubbles.helpEvent(event, view, option, index)
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(
                event.globalPos(), plain_tooltip(call_tip(entry, self._model.chip(entry))), view
            )
        return True
