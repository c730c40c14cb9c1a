"""The context menu of a row of the phone book: text, call and copy each number; edit, delete, save."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.ui.contacts.contacts_model import Contact, ContactsModel, number_words
from desktop.ui.lines.line_model import LineModel
from desktop.ui.lines.reach import message_reason
from desktop.ui.rows import RowList
from desktop.wording import tr


class ContactMenu(QObject):
    """Opens on the row that was asked for; by key, on the current one."""

    message_wanted = Signal(str)
    call_wanted = Signal(str)
    edit_wanted = Signal()
    delete_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, contacts: ContactsModel, rows: RowList, lines: LineModel) -> None:
        super().__init__(rows)
        self._contacts = contacts
        self._rows = rows
        self._lines = lines
        rows.customContextMenuRequested.connect(self._open)

    def _open(self, at: QPoint) -> None:
        current = self._rows.currentIndex()
        if not current.isValid() or not self._rows.indexAt(at).isValid():
            return
        contact = self._contacts.contact(current)
        menu = QMenu(self._rows)
        menu.setAccessibleName(tr("This contact"))
        self._offer_numbers(menu, contact)
        menu.addAction(tr("Edit")).triggered.connect(lambda: self.edit_wanted.emit())
        delete = menu.addAction(tr("Delete"))
        delete.triggered.connect(lambda: self.delete_wanted.emit())
        delete.setEnabled(contact.own)
        menu.addAction(tr("Save as a file…")).triggered.connect(lambda: self.export_wanted.emit())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._rows.viewport().mapToGlobal(at))

    def _offer_numbers(self, menu: QMenu, contact: Contact) -> None:
        for held in contact.numbers:
            words = number_words(held).replace("&", "&&")
            message = menu.addAction(tr("Message {who}").format(who=words))
            message.setEnabled(not message_reason(self._lines.current, held.number))
            message.triggered.connect(lambda _=False, number=held.number: self.message_wanted.emit(number))
            call = menu.addAction(tr("Call {who}").format(who=words))
            call.triggered.connect(lambda _=False, number=held.number: self.call_wanted.emit(number))
            copy = menu.addAction(tr("Copy {number}").format(number=words))
            copy.triggered.connect(
                lambda _=False, number=held.number: QGuiApplication.clipboard().setText(number)
            )
            menu.addSeparator()
