"""The Contacts page: who is in the phone book, importing, exporting, and possible duplicates.

Look here for what leads from one of these to another, and for what can be dropped on the page.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.banner import Banner, Tone
from desktop.ui.contacts.contact_edit_model import ContactEditModel, NotKept
from desktop.ui.contacts.contacts_model import Contact, ContactsModel, name_of
from desktop.ui.contacts.duplicates_model import DuplicatesModel
from desktop.ui.contacts.duplicates_view import DuplicatesView
from desktop.ui.contacts.empty_phone_book import EmptyPhoneBook
from desktop.ui.contacts.export_model import ExportModel
from desktop.ui.contacts.file_choice import ask_where_to_export, choose_to_read, readable_filters
from desktop.ui.contacts.import_model import ImportModel, Step
from desktop.ui.contacts.import_view import ImportView
from desktop.ui.contacts.people_view import PeopleView
from desktop.ui.lines.line_model import LineModel
from desktop.ui.theme import Theme
from desktop.wording import tr

SUFFIXES = (".vcf", ".vcard", ".csv")
"""Endings of files that can be dropped here."""


class ContactsView(QWidget):
    """Enter, in the search or on the list, texts the current contact's number for texts."""

    message_to = Signal(str)
    """Somebody wants to text this number, E.164 or a short code."""
    call_wanted = Signal(str)
    """Somebody wants to call this number."""
    text_wanted = Signal(int)
    """Somebody wants to see a text in its conversation: its id."""
    dialpad_wanted = Signal()
    """Somebody wants the dialpad, because there are no contacts to choose from."""

    def __init__(
        self,
        model: ContactsModel,
        theme: Theme,
        lines: LineModel,
        *,
        edits: ContactEditModel,
        duplicates: DuplicatesModel,
        imports: ImportModel,
        exports: ExportModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._contacts = model
        self._edits = edits
        self._duplicates = duplicates
        self._imports = imports
        self._exports = exports
        self._stale = True
        self.bar = Banner(theme, self)
        self.people = PeopleView(model, edits, theme, lines)
        self.search, self.list = self.people.search, self.people.list
        self.card, self.form = self.people.card, self.people.form
        self.empty = EmptyPhoneBook(theme)
        self.imports = ImportView(imports, theme)
        self.duplicates = DuplicatesView(duplicates, edits, theme)
        self.pages = QStackedWidget(self)
        for page in (self.people, self.empty, self.imports, self.duplicates):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.pages, 1)
        self.setAcceptDrops(True)
        self._connect()
        self._follow_page()

    def add(self) -> None:
        """Open the form for a new contact."""
        self.add_with("")

    def add_with(self, number: str) -> None:
        """Open the form for a new contact with this number; an unfinished form asks first."""
        self.pages.setCurrentWidget(self.people)
        self.people.add_with(number)

    def find_here(self) -> None:
        """Put the cursor into the search."""
        self.show_people()
        if self.pages.currentWidget() is self.people:
            self.people.panes.show_list()
            self.people.search.setFocus()
            self.people.search.selectAll()

    def look_for(self, number: str) -> None:
        """Show who has this number, with their other numbers."""
        self.find_here()
        self.people.search.setText(number)

    def choose_import(self) -> None:
        """Ask for a file to import."""
        choose_to_read(self, tr("Import contacts"), readable_filters(), self.import_file)

    def import_file(self, path: Path) -> None:
        """Show what importing this file would do; while one is being imported, how far that is."""
        if self._imports.step is not Step.RUNNING:
            self.bar.clear()
            self._imports.open(path)
        self.pages.setCurrentWidget(self.imports)

    def review_duplicates(self) -> None:
        """Show who may be the same."""
        self._duplicates.look()
        self.pages.setCurrentWidget(self.duplicates)
        self.duplicates.begin()

    def show_people(self) -> None:
        """Show list and card, or that there is nobody; an unfinished form stays."""
        self.pages.setCurrentWidget(self.empty if self.people.nothing_to_show else self.people)

    def escape(self) -> bool:
        """Close the topmost thing that lies over the list; whether there was one."""
        current = self.pages.currentWidget()
        if current in (self.imports, self.duplicates):
            self._return()
            return True
        return current is self.people and self.people.escape()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh()
        self._duplicates.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._edits.undo_sentence:
            self.bar.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.escape():
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.import_file(path)

    def _connect(self) -> None:
        people, pane = self.people, self.people.pane
        people.message_to.connect(self.message_to)
        people.call_wanted.connect(self.call_wanted)
        people.export_wanted.connect(self._export_one)
        people.text_wanted.connect(self.text_wanted)
        people.failed.connect(self._say_trouble)
        people.settled.connect(self._settle)
        pane.import_wanted.connect(self.choose_import)
        pane.export_wanted.connect(self._export_matching)
        pane.duplicates_wanted.connect(self.review_duplicates)
        self.empty.acted.connect(self.add)
        self.empty.import_wanted.connect(self.choose_import)
        self.empty.dialpad_wanted.connect(self.dialpad_wanted)
        self.imports.left.connect(self._return)
        self.imports.another_wanted.connect(self.choose_import)
        self.imports.duplicates_wanted.connect(self.review_duplicates)
        self.duplicates.left.connect(self._return)
        self.duplicates.failed.connect(self._say_trouble)
        self.pages.currentChanged.connect(self._follow_page)
        self.bar.acted.connect(self._undo)
        self._edits.undo_changed.connect(self._show_undo)
        self._exports.finished.connect(self._say_exported)
        self._duplicates.changed.connect(self._offer_duplicates)
        self._duplicates.outdated.connect(self._look_for_duplicates)
        self._contacts.outdated.connect(self._outdated)

    def _outdated(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        self.people.refresh()

    def _settle(self) -> None:
        self.empty.explain(self._contacts.offered)
        if self.pages.currentWidget() in (self.people, self.empty):
            self.show_people()

    def _follow_page(self) -> None:
        page = self.pages.currentWidget() or self.people
        self.setFocusProxy(self.empty.button if page is self.empty else page)

    def _return(self) -> None:
        self.show_people()
        if self.pages.currentWidget() is self.empty:
            self.empty.button.setFocus()
        else:
            (self.people.form if self.people.form_open else self.people.list).setFocus()

    def _look_for_duplicates(self) -> None:
        if self.isVisible():
            self._duplicates.look()

    def _offer_duplicates(self) -> None:
        self.people.pane.offer_duplicates(len(self._duplicates.groups))

    def _undo(self) -> None:
        try:
            self._edits.undo()
        except NotKept as trouble:
            self._say_trouble(trouble.sentence)
        if self.pages.currentWidget() is self.people:
            self.people.go_back()
        else:
            self.setFocus()

    def _show_undo(self) -> None:
        if sentence := self._edits.undo_sentence:
            self.bar.say(Tone.INFO, sentence, tr("Undo"))
        else:
            self.bar.clear()

    def _say_trouble(self, sentence: str) -> None:
        self.bar.say(Tone.BAD, sentence)

    def _say_exported(self, sentence: str, well: bool) -> None:
        self.bar.say(Tone.INFO if well else Tone.BAD, sentence)

    def _export_matching(self, search: str) -> None:
        self.bar.clear()
        ask_where_to_export(
            self, tr("contacts"), lambda path, form: self._exports.export_matching(path, form, search)
        )

    def _export_one(self, contact: Contact) -> None:
        self.bar.clear()
        ask_where_to_export(
            self, name_of(contact), lambda path, form: self._exports.export_one(contact, path, form)
        )


def _dropped(event: QDropEvent) -> Path | None:
    """The file that is being dropped, if it is one that can be imported."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in SUFFIXES else None
