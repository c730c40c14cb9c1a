"""How mouse and keyboard select in a thread: drag, double and triple click, Shift with clicks and arrows.

The thread's view hands its events over; what a method takes (True) the view does nothing more with.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop.sms.links import Link
from desktop.ui.messages.bubble_delegate import BubbleDelegate
from desktop.ui.messages.link_opener import LinkOpener
from desktop.ui.messages.media_words_model import Attachment
from desktop.ui.messages.text_offsets import paragraph_around, word_around
from desktop.ui.messages.thread_selection import Place, ThreadSelection, at
from desktop.ui.plain import shown

if TYPE_CHECKING:
    from desktop.ui.messages.thread_view import ThreadView

_Index = QModelIndex | QPersistentModelIndex
_SCROLL_MS = 30
"""Between two steps while the mouse is held beyond the edge."""
_LEFT = Qt.MouseButton.LeftButton


class SelectionGestures(QObject):
    """Turns the mouse's events of one view into a selection; a click on a link asks about it."""

    def __init__(
        self, view: "ThreadView", selection: ThreadSelection, delegate: BubbleDelegate, links: LinkOpener
    ) -> None:
        super().__init__(view)
        self._view = view
        self._selection = selection
        self._delegate = delegate
        self._links = links
        self._dragging = False
        self._unit: tuple[Place, Place] | None = None
        """The word or paragraph that was clicked and stays selected however the mouse moves."""
        self._by_paragraph = False
        self._pressed_link: Link | None = None
        self._pressed_file: Attachment | None = None
        self._mouse = QPoint()
        self._doubled_at = QPoint()
        self._again = QTimer(self, singleShot=True)
        self._scrolling = QTimer(self, interval=_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll)
        view.viewport().setMouseTracking(True)

    def press(self, event: QMouseEvent) -> bool:
        """A button went down: a selection may begin, or its end moves with Shift."""
        if event.button() != _LEFT:
            return event.button() == Qt.MouseButton.RightButton  # the selection stays for the menu
        point = event.position()
        if self._again.isActive() and self._near(point, self._doubled_at):
            self._again.stop()
            self._choose_around(point, by_paragraph=True)
            return True
        place = self._place(point)
        self._dragging = place is not None
        self._unit = None
        self._pressed_link, self._pressed_file = self._link(point), self._file(point)
        if place is None:
            self._selection.clear()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            start = self._selection.anchor or self._current_place() or place
            self._selection.select(start, place)
        else:
            self._selection.select(place, place)
        return True

    def move(self, event: QMouseEvent) -> bool:
        """The mouse moved: the selection follows, or the pointer says what is under it."""
        if not (self._dragging and event.buttons() & _LEFT):
            self._show_pointer(event.position())
            return False
        self._mouse = event.position().toPoint()
        self._follow()
        height = self._view.viewport().height()
        if 0 <= self._mouse.y() < height:
            self._scrolling.stop()
        elif not self._scrolling.isActive():
            self._scrolling.start()
        return True

    def release(self, event: QMouseEvent) -> bool:
        """The button came up: a click on a link asks, a click on a text makes it the current one."""
        if event.button() != _LEFT or not self._dragging:
            return False
        self._dragging = False
        self._scrolling.stop()
        if not self._selection.empty:
            self._selection.offer_to_middle_button()
            return True
        link = self._link(event.position())
        index = self._view.indexAt(event.position().toPoint())
        if index.isValid():
            self._view.setCurrentIndex(index)
        if link is not None and link == self._pressed_link:
            self._links.ask(link, self._words(index))
        file = self._file(event.position())
        if file is not None and file == self._pressed_file:
            self._view.file_wanted.emit(file.id)
        return True

    def double_click(self, event: QMouseEvent) -> bool:
        """A word is selected; another click at once selects its paragraph."""
        if event.button() != _LEFT:
            return False
        self._doubled_at = event.position().toPoint()
        self._again.start(QApplication.doubleClickInterval())
        self._choose_around(event.position(), by_paragraph=False)
        return True

    def _choose_around(self, point: QPointF, *, by_paragraph: bool) -> None:
        self._by_paragraph = by_paragraph
        self._unit = self._around(point)
        self._dragging = self._unit is not None
        if self._unit is not None:
            self._selection.select(*self._unit)

    def _around(self, point: QPointF) -> tuple[Place, Place] | None:
        """The word or paragraph under ``point``."""
        index = self._nearest(point)
        message = self._selection.texts.message(index) if index.isValid() else None
        if message is None:
            return None
        unit = self._delegate.place_at(index, self._view.visualRect(index), point, on_character=True)
        find = paragraph_around if self._by_paragraph else word_around
        start, stop = find(shown(message.body), unit)
        return at(message, start), at(message, stop)

    def _follow(self) -> None:
        """Bring the selection to where the mouse is."""
        port = self._view.viewport().rect()
        inside = QPointF(
            min(max(self._mouse.x(), 0), port.width() - 1), min(max(self._mouse.y(), 0), port.height() - 1)
        )
        if self._unit is None:
            place = self._place(inside)
            if place is not None:
                self._selection.extend(place)
            return
        here = self._around(inside)
        if here is not None:
            first, last = self._unit
            forward = here[1] >= last
            self._selection.select(first if forward else last, here[1] if forward else here[0])

    def _scroll(self) -> None:
        """A step towards the edge beyond which the mouse is held, longer the farther it is."""
        beyond = self._mouse.y() if self._mouse.y() < 0 else self._mouse.y() - self._view.viewport().height()
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + beyond // 2 + (2 if beyond > 0 else -2))
        self._follow()

    def _show_pointer(self, point: QPointF) -> None:
        index = self._view.indexAt(point.toPoint())
        shape = Qt.CursorShape.ArrowCursor
        if index.isValid() and self._selection.texts.message(index) is not None:
            area = self._view.visualRect(index)
            link, file = (
                self._delegate.link_at(index, area, point),
                self._delegate.file_at(index, area, point),
            )
            if link is not None or file is not None:
                shape = Qt.CursorShape.PointingHandCursor
            elif self._delegate.over_words(index, area, point):
                shape = Qt.CursorShape.IBeamCursor
        if self._view.viewport().cursor().shape() != shape:
            self._view.viewport().setCursor(shape)

    def _place(self, point: QPointF) -> Place | None:
        index = self._nearest(point)
        message = self._selection.texts.message(index) if index.isValid() else None
        if message is None:
            return None
        return at(message, self._delegate.place_at(index, self._view.visualRect(index), point))

    def _current_place(self) -> Place | None:
        """The beginning of the current text."""
        index = self._view.currentIndex()
        message = self._selection.texts.message(index) if index.isValid() else None
        return None if message is None else at(message, 0)

    def _nearest(self, point: QPointF) -> _Index:
        return self._view.nearest(point.toPoint())

    def _link(self, point: QPointF) -> Link | None:
        index = self._view.indexAt(point.toPoint())
        if not index.isValid() or self._selection.texts.message(index) is None:
            return None
        return self._delegate.link_at(index, self._view.visualRect(index), point)

    def _file(self, point: QPointF) -> Attachment | None:
        index = self._view.indexAt(point.toPoint())
        if not index.isValid() or self._selection.texts.message(index) is None:
            return None
        return self._delegate.file_at(index, self._view.visualRect(index), point)

    def _words(self, index: _Index) -> str:
        message = self._selection.texts.message(index) if index.isValid() else None
        return "" if message is None else message.body

    @staticmethod
    def _near(point: QPointF, other: QPoint) -> bool:
        return (point.toPoint() - other).manhattanLength() < QApplication.startDragDistance()
