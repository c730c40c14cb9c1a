"""The list side of Contacts: search, *Add*, the menu, the offer of duplicates, and the rows."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.banner import Banner, Tone
from desktop.ui.contacts.contact_delegate import ContactDelegate
from desktop.ui.contacts.contacts_model import ContactsModel
from desktop.ui.empty_state import EmptyState
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowList
from desktop.ui.search_field import SearchField
from desktop.ui.theme import Theme
from desktop.wording import ntr, tr

_TO_THE_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ContactListPane(QWidget):
    """Says what is wanted; ``ContactsView`` does it."""

    entered = Signal()
    """Enter in the search or on a row: text the current contact."""
    shown = Signal()
    """Somebody wants to see the current contact: a click, or the key that points into the row."""
    called = Signal()
    """Ctrl+Enter: call the current contact."""
    add_wanted = Signal()
    delete_wanted = Signal()
    import_wanted = Signal()
    export_wanted = Signal(str)
    """Export those that match this search ("" for all)."""
    duplicates_wanted = Signal()

    def __init__(self, model: ContactsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contacts = model
        self.search = SearchField(theme, tr("Name, company or number"), self)
        self.search.installEventFilter(self)
        self.add = self._tool(theme, "add", tr("Add a contact"))
        self.more = self._tool(theme, "more", tr("More for contacts"))
        self.offer = Banner(theme, self)
        self.list = RowList(theme, tr("Contact list"), self)
        self.list.installEventFilter(self)
        self.list.setModel(model)
        self.list.setItemDelegate(ContactDelegate(theme, self.list))
        self.nobody = EmptyState(theme, "search")
        self._found = QStackedWidget(self)
        self._found.addWidget(self.list)
        self._found.addWidget(self.nobody)
        self._lay_out()
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self.show_matches)
        self.list.entered.connect(self.entered)
        self.list.clicked.connect(lambda _: self.shown.emit())
        self.add.clicked.connect(lambda: self.add_wanted.emit())
        self.more.clicked.connect(lambda: self._open_menu())
        self.offer.acted.connect(self.duplicates_wanted)
        self.nobody.acted.connect(self._clear)

    def show_matches(self, search: str) -> None:
        """Show who matches. Enter takes the best match, which is the first one."""
        self._contacts.show_matches(search)
        if self._contacts.rowCount():
            self.list.setCurrentIndex(self._contacts.index(0))
        self.settle()

    def settle(self) -> None:
        """Show the rows, or say that there are none."""
        some = self._contacts.rowCount() > 0
        if not some and self._contacts.search:
            headline = tr("Nobody found for “{search}”").format(search=self._contacts.search)
            hint = tr("Try part of a name, a company, or some digits.")
            self.nobody.say(headline, hint, tr("Clear the search"))
        elif not some:
            self.nobody.say(tr("No contacts yet"), "")
        self._found.setCurrentWidget(self.list if some else self.nobody)
        self.list.begin_at_first()

    def offer_duplicates(self, count: int) -> None:
        """Say how many groups may be the same; nothing for none."""
        if count:
            words = ntr("{n} possible duplicate", "{n} possible duplicates", count)
            self.offer.say(Tone.INFO, words, tr("Review"))
        else:
            self.offer.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search, the keys that move in a list move in the list."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key, enter = event.key(), event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = self.list.currentIndex().isValid()
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if held and not event.isAutoRepeat():
                self.called.emit()
            return True
        if watched is self.list:
            into = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
            if held and key in (into, Qt.Key.Key_Space):
                self.shown.emit()
                return True
            if held and key == Qt.Key.Key_Delete:
                self.delete_wanted.emit()
                return True
        elif watched is self.search:
            if key in _TO_THE_LIST:
                QApplication.sendEvent(self.list, event)
                return True
            if enter:
                if held and not event.isAutoRepeat():
                    self.entered.emit()
                return True
            if key == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _clear(self) -> None:
        self.search.clear()
        self.search.setFocus()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(tr("More for contacts"))
        menu.addAction(tr("Import contacts…")).triggered.connect(lambda: self.import_wanted.emit())
        everybody = menu.addAction(tr("Export all…"))
        everybody.triggered.connect(lambda: self.export_wanted.emit(""))
        everybody.setEnabled(bool(self._contacts.rowCount() or self._contacts.search))
        if search := self._contacts.search:
            count = self._contacts.count()
            some = menu.addAction(ntr("Export the {n} found…", "Export the {n} found…", count))
            some.triggered.connect(lambda: self.export_wanted.emit(search))
            some.setEnabled(count > 0)
        menu.addSeparator()
        menu.addAction(tr("Look for duplicates")).triggered.connect(lambda: self.duplicates_wanted.emit())
        menu.aboutToHide.connect(menu.deleteLater)
        below = self.more.rect().bottomRight() if self.isRightToLeft() else self.more.rect().bottomLeft()
        menu.popup(self.more.mapToGlobal(below))

    def _tool(self, theme: Theme, drawing: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(theme.icon(drawing))
        button.setIconSize(QSize(SIZES.icon, SIZES.icon))
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(2 * SIZES.grid, SIZES.grid, SIZES.grid, SIZES.grid)
        row.setSpacing(SIZES.half_grid)
        row.addWidget(self.search, 1)
        row.addWidget(self.add)
        row.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.offer)
        layout.addWidget(self._found, 1)
