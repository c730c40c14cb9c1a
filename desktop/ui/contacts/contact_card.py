"""The card about one contact: who it is, each number with its buttons, notes, and where it comes from."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.ui.contacts.button_row import ButtonRow
from desktop.ui.contacts.column import Column
from desktop.ui.contacts.contact_failures import ContactFailures
from desktop.ui.contacts.contacts_model import Contact, Listed, name_of
from desktop.ui.contacts.number_row import NumberRow
from desktop.ui.contacts.stand_in_notice import StandInNotice
from desktop.ui.contacts.words import Words
from desktop.ui.lines.line_model import LineModel
from desktop.ui.list_and_card import PersonHeader
from desktop.ui.plain import one_line, shown
from desktop.ui.reachability.reach_model import ReachSaid
from desktop.ui.refusing_button import RefusingButton
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr


class ContactCard(QWidget):
    """Its buttons are greyed with the reason where the current line cannot text that number."""

    message_wanted = Signal(str)
    """Somebody wants to text this number, as the phone book has it."""
    call_wanted = Signal(str)
    """Somebody wants to call it."""
    mark_wanted = Signal(str, str)
    """A person says what this number is: a mark of ``reach_model``."""
    kind_wanted = Signal(str)
    """Somebody wants to know what kind of number this is."""
    text_wanted = Signal(int)
    """Somebody wants to see a text that failed, in its conversation."""
    edit_wanted = Signal()
    delete_wanted = Signal()
    export_wanted = Signal()
    went_back = Signal()
    """In a narrow page: back to the list."""

    def __init__(self, theme: Theme, lines: LineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._listed: Listed | None = None
        self._rows: list[NumberRow] = []
        self.may_ask_kind: Callable[[str], bool] = lambda _: False
        """Whether a service can be asked about a number, as the phone book has it."""
        self.back = QToolButton(self)
        self.back.setIcon(theme.icon("back"))
        self.back.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.back.setAccessibleName(tr("Back"))
        self.back.setToolTip(tr("Back to the contacts (Esc)"))
        self._header = PersonHeader(theme, self)
        self.edit = QPushButton(tr("Edit"), self)
        self.edit.setIcon(theme.icon("edit"))
        self.edit.setAutoDefault(True)  # Enter presses it, not Space alone
        self.delete = RefusingButton(tr("Delete"), theme, self)
        self.delete.setIcon(theme.icon("delete"))
        self.export = QToolButton(self)
        self.export.setIcon(theme.icon("file-out"))
        self.export.setIconSize(QSize(SIZES.glyph + 2, SIZES.glyph + 2))
        self.export.setToolTip(tr("Save this contact as a file"))
        self.stand_in = StandInNotice(theme, self)
        nobody = tr("The phone book has no number for this contact.")
        self._nothing = Words(theme, role="muted", text=nobody)
        self._email_title = Words(theme, "caption", "muted", tr("E-mail"))
        self._notes_title = Words(theme, "caption", "muted", tr("Notes"))
        self._email, self._notes = _readable(theme), _readable(theme)
        self.failures = ContactFailures(theme)
        self.failures.text_wanted.connect(self.text_wanted)
        self._origin = Words(theme, "caption", "muted")
        self._lay_out()
        self.set_narrow(False)
        self.back.clicked.connect(lambda: self.went_back.emit())
        self.edit.clicked.connect(lambda: self.edit_wanted.emit())
        self.delete.used.connect(self.delete_wanted)
        self.export.clicked.connect(lambda: self.export_wanted.emit())
        lines.current_changed.connect(self._ask_again)

    @property
    def contact(self) -> Contact | None:
        """Whom the card is about."""
        return None if self._listed is None else self._listed.contact

    def show_contact(self, listed: Listed, *, origin: str, delete_reason: str) -> None:
        """Show this contact; ``origin`` says where it comes from, ``delete_reason`` why it has to stay."""
        self._listed = listed
        contact = listed.contact
        number = contact.numbers[0].number if contact.numbers else ""
        name, company = name_of(contact), one_line(contact.company)
        self._header.show_person(contact.name, number, name, company if company != name else "")
        self._nothing.setVisible(not contact.numbers)
        self._show_numbers(name, listed)
        for title, label, words in (
            (self._email_title, self._email, one_line(contact.email)),
            (self._notes_title, self._notes, shown(contact.notes)),
        ):
            label.say(words)
            title.setVisible(bool(words))
        self._origin.setText(origin)
        for button, words in (
            (self.edit, tr("Edit {name}")),
            (self.delete, tr("Delete {name}")),
            (self.export, tr("Save {name} as a file")),
        ):
            button.setAccessibleName(words.format(name=name))
        self.delete.set_reason(delete_reason)
        self._ask_again()

    def show_reach(self, of_numbers: Sequence[ReachSaid]) -> None:
        """Say what is known of each number, in the contact's order (idea 10)."""
        for row, said in zip(self._rows, of_numbers, strict=False):
            row.show_reach(said)

    def message_first(self) -> None:
        """As if the button of the number for texts was pressed: it may refuse."""
        if self._listed is not None and (wanted := self._listed.for_texts) is not None:
            place = self._listed.contact.numbers.index(wanted)
            self._rows[place].message.click()

    def call_first(self) -> None:
        """As if the button of the number for texts was pressed that calls it."""
        if self._listed is not None and (wanted := self._listed.for_texts) is not None:
            place = self._listed.contact.numbers.index(wanted)
            self._rows[place].call.click()

    def set_narrow(self, on: bool) -> None:
        """In a narrow page the card covers the list, and has a way back."""
        self.back.setVisible(on)
        self._column.set_margin(2 * SIZES.grid if on else 3 * SIZES.grid)

    def _show_numbers(self, name: str, listed: Listed) -> None:
        numbers = listed.contact.numbers
        while len(self._rows) < len(numbers):
            row = NumberRow(self._theme, self)
            row.message_wanted.connect(self.message_wanted)
            row.call_wanted.connect(self.call_wanted)
            row.mark_wanted.connect(self.mark_wanted)
            row.kind_wanted.connect(self.kind_wanted)
            row.may_ask_kind = lambda number: self.may_ask_kind(number)
            self._numbers.addWidget(row)
            self._rows.append(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(numbers))
            if place < len(numbers):
                held = numbers[place]
                row.show_number(name, held, last=held.number == listed.last_used)

    def _ask_again(self) -> None:
        count = 0 if self._listed is None else len(self._listed.contact.numbers)
        for row in self._rows[:count]:
            row.ask_again(self._lines.current)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SIZES.grid)
        head.addWidget(self.back)
        head.addWidget(self._header, 1)
        self._numbers = QVBoxLayout()
        self._numbers.setSpacing(SIZES.half_grid)
        self._column = Column(tr("Contact"))
        rows = self._column.rows
        rows.addLayout(head)
        rows.addWidget(ButtonRow((self.edit, self.delete, self.export)))
        rows.addWidget(self.stand_in)
        rows.addSpacing(SIZES.half_grid)
        rows.addWidget(self._nothing)
        rows.addLayout(self._numbers)
        for title, label in ((self._email_title, self._email), (self._notes_title, self._notes)):
            part = QVBoxLayout()
            part.setSpacing(0)
            part.addWidget(title)
            part.addWidget(label)
            rows.addLayout(part)
        rows.addWidget(self.failures)
        rows.addWidget(self._origin)
        rows.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)


def _readable(theme: Theme) -> Words:
    """Words from outside that can be selected and copied."""
    words = Words(theme)
    flags = Qt.TextInteractionFlag
    words.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return words
