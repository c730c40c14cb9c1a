"""The list side of Calls: search, lines, filters, and the rows that they leave.

Look here for the keys: those that move in a list also do so from the search.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from desktop.ui.calls.call_delegate import CallDelegate
from desktop.ui.calls.calls_model import CallsModel
from desktop.ui.calls.filter_row import FilterRow
from desktop.ui.empty_state import EmptyState
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowList
from desktop.ui.search_field import SearchField
from desktop.ui.theme import Theme
from desktop.wording import tr

SEARCH_MS = 150
"""A search begins when nothing was typed for so long: through 100,000 calls it takes longer than a key."""
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CallListPane(QWidget):
    """Enter means *Message*, Ctrl+Enter means *Call*, in the search as well as on the list."""

    message_wanted = Signal()
    """Somebody wants to text whoever the current call was with."""
    call_wanted = Signal()
    """Somebody wants to call them."""
    searched = Signal(str)
    """The calls are to be searched for this; at once where a key acts on what is found."""

    def __init__(self, model: CallsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calls = model
        self.search = SearchField(theme, tr("Name, company or number"), self)
        self.all_lines = QToolButton(self)
        self.all_lines.setText(tr("All lines"))
        self.all_lines.setAccessibleName(tr("All lines"))
        self.all_lines.setToolTip(tr("Show the calls of all lines, not only of the current one"))
        self.all_lines.setCheckable(True)
        self.all_lines.setChecked(True)
        self.all_lines.setProperty("kind", "chip")
        self.filters = FilterRow(theme, self)
        self.list = RowList(theme, tr("Call list"), self)
        self.list.setModel(model)
        self.list.setItemDelegate(CallDelegate(theme, model, self.list))
        self.list.setAccessibleDescription(tr("Enter texts back, Ctrl+Enter calls back."))
        self.nobody = EmptyState(theme, "search")
        self._found = QStackedWidget(self)
        self._found.addWidget(self.list)
        self._found.addWidget(self.nobody)
        self._lay_out()
        self._search_soon = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._search_soon.timeout.connect(self._search_now)
        self.search.textChanged.connect(lambda _: self._search_soon.start())
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.entered.connect(self.message_wanted)
        self.nobody.acted.connect(self.show_all)

    def settle(self) -> None:
        """Show what the model has: rows, or that none match."""
        some = self._calls.rowCount() > 0
        self.filters.show_counts(self._calls.counts)
        if not some:
            self.nobody.say(
                tr("No call matches"),
                tr("There are other calls: look at all of them, or search for part of a name or number."),
                tr("Show all calls"),
            )
        self._found.setCurrentWidget(self.list if some else self.nobody)
        self.list.begin_at_first()

    def show_all(self) -> None:
        """Take search, filter and line off again."""
        self.all_lines.setChecked(True)
        self.filters.choose("all")
        self.search.clear()
        self._search_now()
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if self._search_soon.isActive() and (enter or event.key() in _MOVES):
                # Whom a key acts on is whom the words in the search name, not whom they named before.
                self._search_now()
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return self._ask(event, self.call_wanted.emit)
            if watched is self.search:
                return self._search_key(event, enter)
        return super().eventFilter(watched, event)

    def _search_key(self, event: QKeyEvent, enter: bool) -> bool:
        if event.key() in _MOVES:
            QApplication.sendEvent(self.list, event)
            return True
        if enter:
            return self._ask(event, self.message_wanted.emit)
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self._search_now()
            return True
        return False

    def _search_now(self) -> None:
        self._search_soon.stop()
        self.searched.emit(self.search.text())

    def _ask(self, event: QKeyEvent, ask: Callable[[], object]) -> bool:
        if self.list.currentIndex().isValid() and not event.isAutoRepeat():
            ask()
        return True

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(SIZES.grid)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.all_lines)
        head = QVBoxLayout()
        head.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        head.setSpacing(SIZES.grid)
        head.addLayout(tools)
        head.addWidget(self.filters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._found, 1)
