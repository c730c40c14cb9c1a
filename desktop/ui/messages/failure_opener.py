"""Shows the card of a failed bubble: by hovering, by Enter, by a click on its cross, by a long press (C7).

What the card says is in ``failure_model``, what its buttons do in ``failure_acts``.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QGestureEvent, QTapAndHoldGesture

from desktop.ui.messages.failure_card import FailureCard
from desktop.ui.messages.failure_model import Failure
from desktop.ui.messages.thread_model import ThreadModel
from desktop.ui.messages.thread_view import ThreadView
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme

_TARGET = 20
"""Pixels of the cross as a target, at least."""


class FailureOpener(QObject):
    """One per thread; its card lies over the whole window."""

    acted = Signal(object)
    """The next step of this ``Failure`` is wanted."""
    guide_wanted = Signal(str)

    def __init__(self, thread: ThreadModel, view: ThreadView, theme: Theme) -> None:
        super().__init__(view)
        self._thread = thread
        self._view = view
        self._theme = theme
        self.card: FailureCard | None = None
        self._moved = QTimer(self, singleShot=True, interval=0)
        self._moved.timeout.connect(self._follow)
        view.viewport().installEventFilter(self)
        view.viewport().grabGesture(Qt.GestureType.TapAndHoldGesture)
        view.failure_wanted.connect(self._pin)
        view.verticalScrollBar().valueChanged.connect(self._scrolled)
        thread.opened.connect(self._close)

    def open(self, message_id: int, *, pinned: bool = True) -> bool:
        """Show why this text failed. False: it has not, or is not here."""
        row = self._thread.row_of(message_id)
        message = None if row is None else self._thread.message(self._thread.index(row))
        failure = None if message is None else self._thread.failures.of(message)
        if row is None or failure is None:
            return False
        index = self._thread.index(row)
        bubble = self._view.bubbles.bubble(index)
        whole = bubble.body.united(bubble.meta).translated(self._view.visualRect(index).topLeft())
        self._show(failure, whole.toAlignedRect(), pinned=pinned)
        return True

    def _pin(self, message_id: int) -> None:
        self.open(message_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            return self._over(event.pos()) and self._open_at(event.pos(), pinned=False)
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and self._view.selection.empty
            and self._on_sign(event.position().toPoint())
        ):
            self._open_at(event.position().toPoint(), pinned=True)
        if isinstance(event, QGestureEvent):
            held = event.gesture(Qt.GestureType.TapAndHoldGesture)
            if isinstance(held, QTapAndHoldGesture) and held.state() == Qt.GestureState.GestureFinished:
                place = self._view.viewport().mapFromGlobal(held.position().toPoint())
                return self._open_at(place, pinned=True)
        return False

    def _open_at(self, point: QPoint, *, pinned: bool) -> bool:
        index = self._view.indexAt(point)
        message = self._thread.message(index) if index.isValid() else None
        return message is not None and self.open(message.id, pinned=pinned)

    def _on_sign(self, point: QPoint) -> bool:
        """Whether a point is at the cross, or at the words beside it."""
        index = self._view.indexAt(point)
        if not index.isValid() or self._thread.message(index) is None:
            return False
        meta = QRectF(self._view.bubbles.bubble(index).meta).translated(
            self._view.visualRect(index).topLeft()
        )
        more = max((_TARGET - meta.height()) / 2, 0.0)
        return meta.adjusted(-SIZES.half_grid, -more, SIZES.half_grid, more).contains(point)

    def _over(self, point: QPoint) -> bool:
        """Whether a point is at a bubble or beside it at its sign; else it would go as soon as it came."""
        index = self._view.indexAt(point)
        if not index.isValid() or self._thread.message(index) is None:
            return False
        return self._on_sign(point) or self._view.bubbles.over_words(
            index, self._view.visualRect(index), QPointF(point)
        )

    def _show(self, failure: Failure, place: QRect, *, pinned: bool) -> None:
        if self.card is None:
            self.card = FailureCard(self._theme, self._view.window())
            self.card.window_changed.connect(self._moved.start)  # once the thread has its new shape, too
            self.card.acted.connect(self.acted)
            self.card.details_wanted.connect(self._view.details_wanted)
            self.card.guide_wanted.connect(self.guide_wanted)
        corner = self._view.viewport().mapToGlobal(place.topLeft())
        self.card.show_failure(failure, QRect(corner, place.size()), pinned=pinned)

    def _follow(self) -> None:
        """The window has another shape: the card stands by its bubble again, or goes."""
        card = self.card
        if card is None or card.isHidden() or card.failure is None:
            return
        if not card.pinned or not self.open(card.failure.message.id):
            card.close_up()

    def _scrolled(self) -> None:
        # What has the focus stays: a text that comes in meanwhile scrolls, too.
        if self.card is not None and not self.card.pinned:
            self.card.close_up()

    def _close(self) -> None:
        if self.card is not None:
            self.card.close_up()
