"""The Contacts page: a search, the services' phone book, and a card with the current contact's numbers."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.contacts.contact_card import ContactCard
from desktop.ui.contacts.contact_delegate import ContactDelegate
from desktop.ui.contacts.contacts_model import Contact, ContactsModel, number_words
from desktop.ui.empty_state import EmptyState
from desktop.ui.lines.line_model import LineModel
from desktop.ui.lines.reach import message_reason, recipient
from desktop.ui.list_and_card import ListAndCard
from desktop.ui.roles import SIZES
from desktop.ui.rows import RowList
from desktop.ui.search_field import SearchField
from desktop.ui.theme import Theme
from desktop.wording import tr

_TO_THE_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ContactsView(QWidget):
    """Enter, in the search or on the list, texts the current contact's first number."""

    message_to = Signal(str)
    """Somebody wants to text this number, E.164 or a short code."""
    dialpad_wanted = Signal()
    """Somebody wants the dialpad, because there are no contacts to choose from."""

    def __init__(
        self, model: ContactsModel, theme: Theme, lines: LineModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._contacts = model
        self._lines = lines
        self._stale = True
        self.search = SearchField(theme, tr("Name, company or number"), self)
        self.search.installEventFilter(self)
        self.list = RowList(theme, tr("Contact list"), self)
        self.list.setModel(model)
        self.list.setItemDelegate(ContactDelegate(theme, self.list))
        self.card = ContactCard(theme, lines)
        self.empty = EmptyState(theme, "contacts")
        self.nobody = EmptyState(theme, "search")
        self._pages = ListAndCard(theme, self._list_pane(), self.card, self.empty, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._search)
        self.list.current_row_changed.connect(self._show_contact)
        self.list.entered.connect(self.card.message_first)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.card.message_wanted.connect(self._message)
        self.empty.acted.connect(self.dialpad_wanted)
        self.nobody.acted.connect(self._clear_search)
        model.outdated.connect(self._outdated)
        model.modelReset.connect(self._settle)
        model.dataChanged.connect(self._show_contact)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search, the keys that move in a list move in the list."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _TO_THE_LIST:
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.list.currentIndex().isValid() and not event.isAutoRepeat():
                    self.card.message_first()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _list_pane(self) -> QWidget:
        pane = QWidget()
        around = QVBoxLayout()
        around.setContentsMargins(
            round(1.5 * SIZES.grid), SIZES.grid, round(1.5 * SIZES.grid), SIZES.half_grid
        )
        around.addWidget(self.search)
        self._found = QStackedWidget()
        self._found.addWidget(self.list)
        self._found.addWidget(self.nobody)
        layout = QVBoxLayout(pane)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(around)
        layout.addWidget(self._found)
        return pane

    def _outdated(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        self._contacts.refresh()
        self._settle()

    def _search(self, text: str) -> None:
        self._contacts.show_matches(text)
        if self._contacts.rowCount():
            # Enter takes the best match, which is the first one now.
            self.list.setCurrentIndex(self._contacts.index(0))
        self._settle()

    def _clear_search(self) -> None:
        self.search.clear()
        self.search.setFocus()

    def _settle(self) -> None:
        some = self._contacts.rowCount() > 0
        searching = bool(self._contacts.search)
        if not some:
            self._say_why_empty()
        self._found.setCurrentWidget(self.list if some else self.nobody)
        self._pages.show_card(some)
        self._pages.show_empty(not some and not searching)
        self.list.begin_at_first()
        self._show_contact()

    def _say_why_empty(self) -> None:
        if self._contacts.search:
            found = tr("Nobody found for “{search}”").format(search=self._contacts.search)
            self.nobody.say(
                found, tr("Try part of a name, a company, or some digits."), tr("Clear the search")
            )
        elif self._contacts.offered is False:
            self.empty.say(
                tr("This service has no phone book"),
                tr("Its interface offers no contacts. Any number can be texted from the dialpad."),
                tr("Open the dialpad"),
            )
        else:
            self.empty.say(
                tr("No contacts yet"),
                tr("The service's phone book appears here. Any number can be texted from the dialpad."),
                tr("Open the dialpad"),
            )

    def _current(self) -> Contact | None:
        index = self.list.currentIndex()
        return self._contacts.contact(index) if index.isValid() else None

    def _show_contact(self) -> None:
        contact = self._current()
        if contact is not None:
            self.card.show_contact(contact)

    def _message(self, number: str) -> None:
        if self._lines.current is not None:
            self.message_to.emit(recipient(self._lines.current, number))

    def _open_menu(self, at: QPoint) -> None:
        contact = self._current()
        if contact is None or not contact.numbers or not self.list.indexAt(at).isValid():
            return
        menu = QMenu(self)
        menu.setAccessibleName(tr("This contact"))
        for held in contact.numbers:
            words = number_words(held).replace("&", "&&")
            message = menu.addAction(tr("Message {who}").format(who=words))
            message.setEnabled(not message_reason(self._lines.current, held.number))
            message.triggered.connect(lambda _=False, number=held.number: self._message(number))
        menu.addSeparator()
        for held in contact.numbers:
            words = number_words(held).replace("&", "&&")
            copy = menu.addAction(tr("Copy {number}").format(number=words))
            copy.triggered.connect(
                lambda _=False, number=held.number: QGuiApplication.clipboard().setText(number)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.list.viewport().mapToGlobal(at))
