"""The thread: opens at its end, stays there while it is read there, and never jumps when older texts come."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QToolTip, QWidget

from desktop.ui.messages.bubble_delegate import BubbleDelegate
from desktop.ui.messages.thread_model import ThreadModel
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.tooltip import plain_tooltip
from desktop.wording import tr

NEAR = 400
"""Pixels from the top at which older texts are fetched."""


class ThreadView(QListView):
    """Messages of one conversation, painted as bubbles."""

    seen = Signal()
    """Its newest text is on screen."""

    def __init__(self, model: ThreadModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thread = model
        self._at_end = True
        self._busy = False
        self._held: tuple[int, int] | None = None
        self.setModel(model)
        self.setItemDelegate(BubbleDelegate(theme, model, self))
        self.setAccessibleName(tr("Thread"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its width must not depend on whether a scroll bar is needed: that would lay out everything twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setProperty("idle", True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setViewportMargins(0, 0, 0, SIZES.grid)
        self.setMinimumHeight(SIZES.target)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)
        self.verticalScrollBar().actionTriggered.connect(lambda _: QTimer.singleShot(0, self._note_place))
        model.modelAboutToBeReset.connect(self._forget_place)
        model.opened.connect(self.to_end)
        model.changing.connect(self._hold_place)
        model.settled.connect(self._take_place)
        theme.changed.connect(self._lay_out_again)
        copy = QAction(tr("Copy"), self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        self.addAction(copy)

    @property
    def at_end(self) -> bool:
        """Whether the newest text is on screen, and stays there when others come."""
        return self._at_end

    def to_end(self) -> None:
        """Show the newest text, and stay with it."""
        self._at_end = True
        self.scrollToBottom()

    def copy(self) -> None:
        """Put the words of the chosen message on the clipboard, exactly as they were sent."""
        index = self.currentIndex()
        if index.isValid():
            QGuiApplication.clipboard().setText(self._thread.message(index).body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out_again()
        if self._shows_end():
            self._at_end = True

    def _lay_out_again(self) -> None:
        anchor = None if self._at_end else self._anchor()
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        if anchor is None:
            self.scrollToBottom()
        else:
            self._restore(*anchor)

    def _hold_place(self) -> None:
        self._busy = True
        self._held = None if self._at_end else self._anchor()

    def _take_place(self) -> None:
        self.executeDelayedItemsLayout()
        if self._held is not None:
            self._restore(*self._held)
        self._busy = False
        if self._at_end:
            self.scrollToBottom()
            self.seen.emit()

    def _anchor(self) -> tuple[int, int] | None:
        """The first message on screen and how far below the top it stands."""
        index = self.indexAt(QPoint(self.viewport().width() // 2, 4))
        if not index.isValid():
            return None
        return self._thread.message(index).id, self.visualRect(index).top()

    def _restore(self, message_id: int, top: int) -> None:
        for row in range(self._thread.rowCount()):
            index = self._thread.index(row)
            if self._thread.message(index).id == message_id:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.visualRect(index).top() - top)
                return

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self._note_place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._tell_current()
            return
        super().keyPressEvent(event)
        self._note_place()

    def _note_place(self) -> None:
        """A person scrolled. Laying out moves the bar too, and that must not count as leaving the end."""
        self._at_end = self._shows_end()

    def _shows_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 2

    def _tell_current(self) -> None:
        """What hovering tells, for whoever came by keyboard (C7)."""
        index = self.currentIndex()
        corner = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        QToolTip.showText(corner, plain_tooltip(self._thread.tip(self._thread.message(index))), self)

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if self._busy:
            return
        if self._shows_end():
            self.seen.emit()
        if value < NEAR and bar.maximum() > 0:
            QTimer.singleShot(0, self._fetch_older)

    def _fetch_older(self) -> None:
        if self._busy or self.verticalScrollBar().value() >= NEAR:
            return
        self._thread.load_older()

    def _range_changed(self, _: int, longest: int) -> None:
        # Room is kept for the bar, but an idle one is not drawn.
        self.verticalScrollBar().setProperty("idle", longest == 0)
        self.verticalScrollBar().style().polish(self.verticalScrollBar())
        if self._at_end and not self._busy:
            self.scrollToBottom()
            self.seen.emit()

    def _forget_place(self) -> None:
        self._at_end = True

    def _open_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self.setCurrentIndex(index)
        if not self.currentIndex().isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Copy"), self.copy)
        menu.popup(self.viewport().mapToGlobal(place))

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.scrollTo(current)
