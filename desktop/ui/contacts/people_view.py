"""Who is in the phone book: the list, the card about one of them, and the form that changes them.

Look here for what a key, a click or a button on one of the three does to the others.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import wording
from desktop.sms.phone import NotANumber, parse, readable
from desktop.ui.contacts.contact_card import ContactCard
from desktop.ui.contacts.contact_edit_model import ContactEditModel, Details, NotKept, Number
from desktop.ui.contacts.contact_failures import FIRST, STEP
from desktop.ui.contacts.contact_form import ContactForm
from desktop.ui.contacts.contact_list_pane import ContactListPane
from desktop.ui.contacts.contact_menu import ContactMenu
from desktop.ui.contacts.contact_panes import ContactPanes
from desktop.ui.contacts.contacts_model import Contact, ContactsModel, Listed, name_of
from desktop.ui.lines.line_model import LineModel
from desktop.ui.lines.reach import recipient
from desktop.ui.theme import Theme
from desktop.wording import tr


class PeopleView(QWidget):
    """A form stays open, with what was typed, whatever else is looked at; leaving it asks in place."""

    message_to = Signal(str)
    """Somebody wants to text this number, E.164 or a short code."""
    call_wanted = Signal(str)
    export_wanted = Signal(object)
    """Somebody wants this ``Contact`` as a file."""
    text_wanted = Signal(int)
    """Somebody wants to see a text in its conversation: its id."""
    failed = Signal(str)
    """Something was not kept: a sentence."""
    settled = Signal()
    """Rows came or went, or the form opened or closed."""

    def __init__(
        self,
        model: ContactsModel,
        edits: ContactEditModel,
        theme: Theme,
        lines: LineModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._contacts = model
        self._edits = edits
        self._lines = lines
        self._editing: Contact | None = None
        self._next_number: str | None = None
        self._known_of: int | None = None
        self._failures = FIRST
        self.pane = ContactListPane(model, theme)
        self.search, self.list = self.pane.search, self.pane.list
        self.card = ContactCard(theme, lines)
        self.form = ContactForm(theme)
        self._nobody = QWidget()
        self.panes = ContactPanes(theme, self.pane, self)
        for side in (self._nobody, self.card, self.form):
            self.panes.add_side(side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panes)
        self.setFocusProxy(self.pane)
        self._connect(ContactMenu(model, self.list, lines))

    @property
    def form_open(self) -> bool:
        """Whether somebody is adding or changing a contact."""
        return self.panes.side is self.form

    @property
    def nothing_to_show(self) -> bool:
        """Nobody is in the phone book, and nobody is being added."""
        return not (self._contacts.rowCount() or self._contacts.search or self.form_open)

    def refresh(self) -> None:
        """Read the phone book anew. Raises ``StoreError``."""
        self._contacts.refresh()
        self.settle()

    def settle(self) -> None:
        """Show the rows there are, and the card of the current one."""
        self.pane.settle()
        self._follow_row()
        self.settled.emit()

    def add_with(self, number: str) -> None:
        """Open the form for a new contact with this number, "" for none; an unfinished form asks first."""
        if self.form_open and self.form.changed:
            self._next_number = number
            self._show_form()
            question = (
                tr("Discard what you typed, and add {number}?").format(
                    number=wording.isolated(readable(number))
                )
                if number
                else tr("Discard what you typed, and begin a new contact?")
            )
            self.form.asks.ask(question, tr("Discard"), tr("Keep editing"))
            return
        self._editing = None
        numbers = (Number(number, "mobile"),) if number else ()
        self.form.begin(Details(numbers=numbers), title=tr("New contact"), region=self._edits.region)
        if number:
            self.form.expect_changes()
        self._show_form()

    def edit_current(self) -> None:
        """Open the form for the current contact; an unfinished form stays as it is."""
        listed = self.current()
        if self.form_open and self.form.changed:
            self._show_form()
        elif listed is not None:
            self._editing = contact = listed.contact
            self.form.begin(
                Details.of(contact),
                title=tr("Edit {name}").format(name=wording.isolated(name_of(contact))),
                note=self._edits.edit_note(contact),
                region=self._edits.region,
            )
            self._show_form()

    def delete_current(self) -> None:
        """Delete the current contact, or say why it has to stay."""
        listed = self.current()
        if listed is None:
            return
        if self._edits.delete_reason(listed.contact):
            self.card.delete.refuse()
            return
        try:
            self._edits.delete(listed.contact)
        except NotKept as trouble:
            self.failed.emit(trouble.sentence)
        self.go_back()

    def current(self) -> Listed | None:
        """The current row."""
        index = self.list.currentIndex()
        return self._contacts.listed(index) if index.isValid() else None

    def escape(self) -> bool:
        """Close what lies over the list, or ask to; whether there was anything."""
        if self.form_open:
            self.form.leave()
        elif self.panes.covered:
            self.go_back()
        else:
            return False
        return True

    def go_back(self) -> None:
        """From the card to the list."""
        self.panes.show_list()
        # Where the search has no hits any more, the list does not show.
        (self.list if self.list.isVisible() else self.pane.search).setFocus()

    def _connect(self, menu: ContactMenu) -> None:
        pane, card, form = self.pane, self.card, self.form
        self.list.current_row_changed.connect(self._follow_row)
        self._contacts.modelReset.connect(self.settle)
        self._contacts.dataChanged.connect(self._follow_row)
        pane.entered.connect(self._message_current)
        pane.called.connect(card.call_first)
        pane.shown.connect(self._show_card)
        pane.add_wanted.connect(lambda: self.add_with(""))
        pane.delete_wanted.connect(self.delete_current)
        card.went_back.connect(self.go_back)
        card.stand_in.keep_wanted.connect(lambda: self._settle_change(take=False))
        card.stand_in.take_wanted.connect(lambda: self._settle_change(take=True))
        for asking in (card, menu):
            asking.message_wanted.connect(self._message)
            asking.call_wanted.connect(self._call)
            asking.edit_wanted.connect(self.edit_current)
            asking.delete_wanted.connect(self.delete_current)
            asking.export_wanted.connect(self._export)
        card.text_wanted.connect(self.text_wanted)
        card.failures.more_wanted.connect(self._show_more_failures)
        card.mark_wanted.connect(
            lambda number, what: self._contacts.known.mark(number, self._lines.current, what)
        )
        self._contacts.known.trouble.connect(self.failed)
        self._lines.current_changed.connect(self._follow_row)
        form.save_wanted.connect(self._save)
        form.left.connect(self._close_form)
        form.asks.declined.connect(self._forget_next)
        self.panes.arranged.connect(lambda: card.set_narrow(self.panes.narrow))
        card.set_narrow(self.panes.narrow)
        self._lines.current_changed.connect(lambda: form.numbers.read_in(self._edits.region))

    def _follow_row(self) -> None:
        listed = self.current()
        if listed is not None:
            contact = listed.contact
            self.card.show_contact(
                listed, origin=self._edits.origin(contact), delete_reason=self._edits.delete_reason(contact)
            )
            self._show_known(contact)
            change = self._edits.changed_there(contact)
            service = "" if change is None else self._edits.service(change.account_id)
            self.card.stand_in.show_change(change, service)
        if not self.form_open:
            covered = self.panes.covered and listed is not None
            self.panes.show_side(self._nobody if listed is None else self.card, cover=covered)

    def _show_known(self, contact: Contact) -> None:
        """What past texts tell of this contact."""
        if contact.id != self._known_of:
            self._known_of, self._failures = contact.id, FIRST
        known, line = self._contacts.known, self._lines.current
        self.card.show_reach([known.reach_of(one.number, line) for one in contact.numbers])
        self.card.failures.show_failures(known.failures_of(contact.numbers, line, self._failures))

    def _show_more_failures(self) -> None:
        self._failures += STEP
        self._follow_row()

    def _show_card(self) -> None:
        """In a narrow page the card covers the list; in a wide one it shows anyway."""
        if self.form_open:
            self.form.leave()
        if not self.form_open and self.current() is not None:
            self.panes.show_side(self.card, cover=True)
            if self.panes.narrow:
                self.card.back.setFocus()

    def _show_form(self) -> None:
        self.panes.show_side(self.form, cover=True)
        self.settled.emit()
        self.form.name.setFocus()

    def _close_form(self) -> None:
        self.panes.show_side(self.card, cover=False)
        number, self._next_number = self._next_number, None
        if number is not None:
            self.add_with(number)
            return
        self.settle()
        self.list.setFocus()

    def _forget_next(self) -> None:
        self._next_number = None

    def _save(self, details: Details) -> None:
        try:
            kept = self._edits.save(details, self._editing)
        except NotKept as trouble:
            self.form.say_trouble(trouble.sentence)
            return
        self._edits.forget_undo()
        self.form.settle()
        self._close_form()
        self._contacts.refresh()
        self._choose(kept)

    def _choose(self, contact: Contact) -> None:
        """Make this contact the current one; where it is not among the rows, search for it."""
        if self._contacts.find(contact.id) is None:
            self.search.setText(contact.name or contact.company or contact.numbers[0].number)
        row = self._contacts.find(contact.id)
        if row is not None:
            self.list.setCurrentIndex(self._contacts.index(row))
        self.settle()

    def _settle_change(self, *, take: bool) -> None:
        listed = self.current()
        change = None if listed is None else self._edits.changed_there(listed.contact)
        if listed is None or change is None:
            return
        try:
            settle = self._edits.take_theirs if take else self._edits.keep_mine
            settle(listed.contact, change)
        except NotKept as trouble:
            self.failed.emit(trouble.sentence)
        self.refresh()
        self.card.edit.setFocus()

    def _export(self) -> None:
        listed = self.current()
        if listed is not None:
            self.export_wanted.emit(listed.contact)

    def _message_current(self) -> None:
        listed = self.current()
        if listed is not None and listed.for_texts is None:
            self._show_card()
        else:
            self.card.message_first()

    def _message(self, number: str) -> None:
        if self._lines.current is not None:
            self.message_to.emit(recipient(self._lines.current, number))

    def _call(self, number: str) -> None:
        try:
            self.call_wanted.emit(parse(number, self._edits.region).value)
        except NotANumber:
            self.call_wanted.emit(number)
