"""The thread on screen: texts as bubbles, calls between them, days, "New messages", and what is below.

Where rows stand, and that nothing jumps, is in ``anchored_list``; pages come in where one reads.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem, QToolTip, QWidget
from shiboken6 import isValid

from desktop.sms.delivery import State
from desktop.ui.messages.anchored_list import AnchoredList
from desktop.ui.messages.bubble_countdown import UndoButtons
from desktop.ui.messages.bubble_delegate import BubbleDelegate
from desktop.ui.messages.day_heads import DayHeads
from desktop.ui.messages.link_opener import LinkOpener
from desktop.ui.messages.newer_button import NewerButton
from desktop.ui.messages.selection_gestures import SelectionGestures
from desktop.ui.messages.selection_keys import SelectionKeys
from desktop.ui.messages.thread_delegate import ThreadDelegate
from desktop.ui.messages.thread_menu import ThreadMenu
from desktop.ui.messages.thread_model import Message, ThreadModel
from desktop.ui.messages.thread_selection import ThreadSelection
from desktop.ui.messages.thread_words_model import call_tip
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.tooltip import plain_tooltip
from desktop.wording import tr

NEAR = 400
"""Pixels from an end of what is loaded at which the next page is fetched."""
STICKY_MS = 1500
"""The day stays over the rows so long after scrolling."""
_MARK = 4
"""Width of the bar beside the text that one was led to."""


class ThreadView(AnchoredList):
    """Texts and calls of one conversation."""

    seen = Signal()
    """Other rows are on screen than before."""
    undo_wanted = Signal(int)
    """This text is to be taken back before it leaves."""
    send_now_wanted = Signal(int)
    """This text is to leave at once."""
    edit_wanted = Signal(object)
    """The words of this ``Message``, which did not go out, are to be taken up again."""
    number_wanted = Signal(str)
    """A number in a text was clicked: it is to be put into the dialpad."""
    check_wanted = Signal(object)
    """The ``Message`` is to be looked for in the service's list now."""
    details_wanted = Signal(int)
    """All that is known of the text of this id is to be shown."""
    file_wanted = Signal(int)
    """The picture or other file of this id is to be shown."""
    delete_wanted = Signal(object)
    """The texts of these ids are to be deleted."""
    redact_wanted = Signal(int)
    """The words of the text of this id are to be taken out at its service."""
    failure_wanted = Signal(int)
    """Why the text of this id failed is to be shown, and what can be done."""

    def __init__(self, model: ThreadModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._thread = model
        self._theme = theme
        self._marked: int | None = None
        self.heads = DayHeads(theme, model)
        self.bubbles = BubbleDelegate(theme, model, self)
        self.undo_buttons = UndoButtons(self, model, self.bubbles, theme)
        self.undo_buttons.wanted.connect(self.undo_wanted)
        self.setItemDelegate(ThreadDelegate(theme, model, self.bubbles, self))
        self.selection = ThreadSelection(self, model, self.bubbles)
        self.links = LinkOpener(self, theme)
        self.gestures = SelectionGestures(self, self.selection, self.bubbles, self.links)
        self.selection_keys = SelectionKeys(self, self.selection, self.bubbles)
        self.menu = ThreadMenu(self, self.selection, self.bubbles, self.links)
        self.setAccessibleName(tr("Thread"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalScrollBar().setProperty("idle", True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setViewportMargins(0, 0, 0, SIZES.grid)
        self.setMinimumHeight(SIZES.target + SIZES.grid)
        self.links.number_wanted.connect(self.number_wanted)
        self.newer = NewerButton(self)
        self.newer.clicked.connect(self.to_latest)
        self._fetch_soon = QTimer(self, singleShot=True, interval=0)
        self._fetch_soon.timeout.connect(self._fetch)
        self._sticky = QTimer(self, singleShot=True, interval=STICKY_MS)
        self._sticky.timeout.connect(self.viewport().update)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)
        self.placed.connect(self._look_around)
        model.unread_changed.connect(self._look_around)
        model.days_changed.connect(self.viewport().update)
        model.modelAboutToBeReset.connect(self._forget_mark)
        theme.changed.connect(self.remeasure)

    @property
    def texts(self) -> ThreadModel:
        """Whose rows these are."""
        return self._thread

    def to_latest(self) -> None:
        """Go to the newest text, wherever one is."""
        self._thread.show_latest()
        self.to_end()

    def to_top(self) -> None:
        """Go to the first text there is."""
        if self._thread.reaches_beginning:
            self.show_row(0)
        else:
            self._thread.show_beginning()

    def show_message(self, message_id: int) -> bool:
        """Put a text in the middle, its neighbours around it, and mark it. False: it is not here."""
        if not self._thread.show_message(message_id):
            return False
        self._marked = message_id
        row = self._thread.row_of(message_id)
        if row is not None:
            self.setCurrentIndex(self._thread.index(row))
        return True

    def last_seen(self) -> int | None:
        """The last row that is on screen as a whole, or that fills all of it."""
        bottom = self.viewport().height()
        shown = self.shown_rows()
        whole = [row for row in shown if self.visualRect(self._thread.index(row)).bottom() < bottom]
        if whole:
            return whole[-1]
        # The beginning of one that is higher than the pane has been seen only with all of its room.
        return shown.start if shown and self.visualRect(self._thread.index(shown.start)).top() <= 0 else None

    def copy(self) -> None:
        """Put what is selected, else the current message, on the clipboard, exactly as it was sent."""
        self.selection.copy()

    def sticky_day(self) -> tuple[str, int] | None:
        """The words of the day that sticks to the top, and where; ``None`` where the rows say it."""
        shown = self.shown_rows()
        if not shown:
            return None
        first = self.visualRect(self._thread.index(shown.start))
        if first.bottom() < 0 or (first.top() >= 0 and self._thread.begins_day(shown.start)):
            return None
        if first.top() >= self.heads.line:
            return None
        following = shown.start + 1
        top = 0
        if following in shown and self._thread.begins_day(following):
            next_top = self.visualRect(self._thread.index(following)).top() - self.heads.height(following)
            top = min(0, next_top - self.heads.line)
        return self._thread.day(shown.start), top

    # ---- rows

    def head_height(self, row: int) -> int:
        return self.heads.height(row)

    def row_height(self, row: int) -> int:
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, self.viewport().width(), 0)
        return self.itemDelegate().sizeHint(option, self._thread.index(row)).height()

    def estimated_height(self, row: int) -> int:
        entry = self._thread.entry(row)
        metrics = self.fontMetrics()
        if not isinstance(entry, Message):
            return metrics.height() + 2 * SIZES.grid
        room = max(self.viewport().width() * SIZES.bubble_share - 4 * SIZES.grid, 40)
        across = max(int(room / max(metrics.averageCharWidth(), 1)), 1)
        lines = 1 + len(entry.body) // across + entry.body.count("\n")
        return lines * metrics.height() + 3 * SIZES.grid + len(entry.media) * (SIZES.target + SIZES.half_grid)

    def paint_head(self, painter: QPainter, rect: QRect, row: int) -> None:
        port, grid = self.viewport().geometry(), SIZES.grid
        # In line with the bubbles, the header and the composer, whatever the scroll bar takes.
        left, right = 2 * grid - port.left(), 2 * grid - (self.width() - 1 - port.right())
        self.heads.paint(painter, rect, row, (max(left, 2), max(right, 2)))

    def paint_over(self, painter: QPainter) -> None:
        marked = None if self._marked is None else self._thread.row_of(self._marked)
        if marked is not None and marked in self.shown_rows():
            whole = self.viewport().rect()
            rect = self.visualRect(self._thread.index(marked))
            bar = QRect(0, rect.top(), _MARK, rect.height())
            bar = QStyle.visualRect(self.layoutDirection(), whole, bar)
            painter.fillRect(bar, self._theme.color("accent"))
        sticky = self.sticky_day() if self._sticky.isActive() else None
        if sticky is not None:
            self.heads.paint_sticky(painter, self.viewport().width(), sticky[1], sticky[0])

    # ---- scrolling

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not self._placing:
            self._sticky.start()
        super().scrollContentsBy(dx, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.newer.stand()

    def _look_around(self) -> None:
        bar = self.verticalScrollBar()
        far = not self._thread.reaches_end or bar.maximum() - bar.value() > self.viewport().height()
        self.newer.say(self._thread.unread, below=not self.at_end and (far or self._thread.unread > 0))
        self._fetch_soon.start()
        if not isValid(self._thread.sayings):
            return  # the window goes, and its models before its views
        on_screen = (self._thread.entry(row) for row in self.shown_rows())
        self._thread.sayings.watch([one for one in on_screen if isinstance(one, Message)])
        self.seen.emit()

    def _fetch(self) -> None:
        """Pages come in where one reads, one after the other until there is enough."""
        bar, model = self.verticalScrollBar(), self._thread
        if not self.isVisible():
            return
        if bar.value() < NEAR and not model.reaches_beginning:
            model.load_older()
        elif bar.maximum() - bar.value() < NEAR and not model.reaches_end:
            model.load_newer()

    def _range_changed(self, _: int, longest: int) -> None:
        # Room is kept for the bar, but an idle one is not drawn.
        bar = self.verticalScrollBar()
        if bar.property("idle") != (longest == 0):
            bar.setProperty("idle", longest == 0)
            bar.style().polish(bar)

    def _forget_mark(self) -> None:
        self._marked = None

    # ---- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.gestures.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.gestures.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.gestures.release(event):
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.gestures.double_click(event):
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu.open_for(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.selection_keys.press(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._tell_current()
            return
        super().keyPressEvent(event)

    def _tell_current(self) -> None:
        """What hovering tells, for whoever came by keyboard (C7)."""
        index = self.currentIndex()
        entry = self._thread.entry(index.row())
        if isinstance(entry, Message) and entry.outbound and entry.state is State.FAILED:
            self.failure_wanted.emit(entry.id)
            return
        if isinstance(entry, Message) and len(entry.media) == 1:
            self.file_wanted.emit(entry.media[0].id)
            return
        if isinstance(entry, Message) and entry.media:
            self.menu.open_at_current()
            return
        text = (
            self._thread.tip(entry)
            if isinstance(entry, Message)
            else call_tip(entry, self._thread.chip(entry))
        )
        corner = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        QToolTip.showText(corner, plain_tooltip(text), self)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.scrollTo(current)
