"""The conversation list: which one is chosen stays chosen, however the rows are sorted anew."""

from collections import deque
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from desktop.ui.messages.conversation_delegate import ConversationDelegate
from desktop.ui.messages.conversation_rows_model import ConversationRows
from desktop.ui.theme import Theme
from desktop.wording import tr

JUST_MOVED = 0.3
"""Seconds within which a moved row was hardly seen before it was clicked (idea 4)."""
_ONE_CHANGE = 0.02
_SNAPSHOTS = 16


class ConversationsView(QListView):
    """Says which conversation was ``chosen`` by its id, never by its place."""

    chosen = Signal(int)
    """Another conversation became current, by mouse or keyboard."""
    entered_thread = Signal(int)
    """Enter or a click: a person wants to go on in that conversation."""

    def __init__(self, model: ConversationRows, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conversations = model
        self._current: int | None = None
        self._by_itself = False
        self._stood: deque[tuple[float, list[tuple[QRect, int]]]] = deque(maxlen=_SNAPSHOTS)
        """Where rows stood before they moved, and when that was."""
        self._moved_as_clicked = False
        self.clock: Callable[[], float] = monotonic
        """Seconds, of a clock that nobody sets."""
        for signal in (
            model.rowsAboutToBeInserted,
            model.rowsAboutToBeRemoved,
            model.rowsAboutToBeMoved,
            model.modelAboutToBeReset,
        ):
            signal.connect(self._note_places)
        # Connected before Qt's own slots, which choose a neighbour of a row that goes.
        model.rowsAboutToBeRemoved.connect(self._keep_choice)
        self.setModel(model)
        self.setItemDelegate(ConversationDelegate(theme, model))
        self.setAccessibleName(tr("Conversations"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._enter)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(self._mark_current)
        theme.changed.connect(self.viewport().update)

    @property
    def current_id(self) -> int | None:
        """The chosen conversation."""
        return self._current

    @property
    def moved_as_clicked(self) -> bool:
        """Whether another conversation stood under the pointer just before the last click (demand 14)."""
        return self._moved_as_clicked

    def show_chosen(self, conversation_id: int | None) -> None:
        """Mark a conversation as chosen without saying so."""
        self._current = conversation_id
        self._mark_current()

    def step(self, by: int) -> None:
        """Choose the conversation before (-1) or after (1) the chosen one."""
        row = self._conversations.row_of(self._current) if self._current is not None else None
        place = 0 if row is None else row + by
        if 0 <= place < self._conversations.rowCount():
            self.setCurrentIndex(self._conversations.index(place))

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._by_itself:
            conversation_id = self._conversations.conversation(current).id
            if conversation_id != self._current:
                self._current = conversation_id
                self.chosen.emit(conversation_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt makes the first row current; coming here by Tab must not open it, nor mark it as read.
        self._by_itself = True
        super().focusInEvent(event)
        self._by_itself = False
        self._mark_current()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._moved_as_clicked = self._has_moved(point, self.indexAt(point))
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._moved_as_clicked = False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            if not event.isAutoRepeat():
                self._enter(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _enter(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.isValid():
            self.entered_thread.emit(self._conversations.conversation(index).id)

    def _note_places(self) -> None:
        """The rows are about to come, go or move: keep where those on screen stand."""
        now = self.clock()
        # A change comes in many steps; where rows stood before the first of them is what somebody saw.
        if not self.isVisible() or (self._stood and now - self._stood[-1][0] < _ONE_CHANGE):
            return
        places: list[tuple[QRect, int]] = []
        index, bottom = self.indexAt(QPoint(1, 1)), self.viewport().height()
        while index.isValid() and self.visualRect(index).top() < bottom:
            places.append((self.visualRect(index), self._conversations.conversation(index).id))
            index = index.siblingAtRow(index.row() + 1)
        self._stood.append((now, places))

    def _has_moved(self, point: QPoint, index: QModelIndex) -> bool:
        now = self.clock()
        here = self._conversations.conversation(index).id if index.isValid() else None
        return here is not None and any(
            rect.contains(point) and then != here
            for at, places in self._stood
            if now - at <= JUST_MOVED
            for rect, then in places
        )

    def _keep_choice(self) -> None:
        self._by_itself = True

    def _mark_current(self) -> None:
        """Mark the chosen conversation where it stands now; nothing, while it is not among the rows."""
        row = self._conversations.row_of(self._current) if self._current is not None else None
        selection = self.selectionModel()
        self._by_itself = True
        if row is None:
            selection.clear()
        elif selection.currentIndex().row() != row or not selection.isRowSelected(row):
            selection.setCurrentIndex(
                self._conversations.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        self._by_itself = False
