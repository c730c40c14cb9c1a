"""The card about one contact: who it is, and each number with its *Message* button."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop import wording
from desktop.sms.phone import readable
from desktop.ui.contacts.contacts_model import Contact, name_of
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.lines.line_model import LineModel
from desktop.ui.lines.reach import message_reason
from desktop.ui.list_and_card import PersonHeader
from desktop.ui.plain import one_line
from desktop.ui.refusing_button import RefusingButton
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr


class ContactCard(QWidget):
    """Its buttons are greyed with the reason where the current line cannot text that number."""

    message_wanted = Signal(str)
    """Somebody wants to text this number, as the phone book has it."""

    def __init__(self, theme: Theme, lines: LineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._contact: Contact | None = None
        self._rows: list[_NumberRow] = []
        self._header = PersonHeader(theme, self)
        self._nothing = QLabel(tr("The phone book has no number for this contact."), self)
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        self._numbers = _Numbers(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.grid)
        layout.addWidget(self._header)
        layout.addWidget(self._nothing)
        layout.addWidget(self._numbers)
        lines.current_changed.connect(self._ask_again)

    def show_contact(self, contact: Contact) -> None:
        """Show this contact."""
        self._contact = contact
        number = contact.numbers[0].number if contact.numbers else ""
        name, company = name_of(contact), one_line(contact.company)
        self._header.show_person(contact.name, number, name, company if company != name else "")
        self._nothing.setVisible(not contact.numbers)
        self._numbers.setVisible(bool(contact.numbers))
        while len(self._rows) < len(contact.numbers):
            row = _NumberRow(self._theme)
            row.message.used.connect(lambda row=row: self.message_wanted.emit(row.number))
            self._numbers.add(row)
            self._rows.append(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(contact.numbers))
            if place < len(contact.numbers):
                held = contact.numbers[place]
                row.show_number(name, held.number, one_line(held.label))
        self._ask_again()
        self._numbers.updateGeometry()

    def message_first(self) -> None:
        """As if the first number's button was pressed: it may refuse."""
        if self._contact is not None and self._contact.numbers:
            self._rows[0].message.click()

    def _ask_again(self) -> None:
        count = 0 if self._contact is None else len(self._contact.numbers)
        for row in self._rows[:count]:
            row.message.set_reason(message_reason(self._lines.current, row.number))


class _NumberRow(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.number = ""
        self._shown = ElidedLabel(theme)
        self._label = ElidedLabel(theme, "caption", "muted")
        self.message = RefusingButton(tr("Message"), theme)
        self.message.setIcon(theme.icon("messages"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._shown)
        words.addWidget(self._label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, SIZES.half_grid, 0, SIZES.half_grid)
        layout.setSpacing(SIZES.grid)
        layout.addLayout(words, 1)
        layout.addWidget(self.message)

    def show_number(self, name: str, number: str, label: str) -> None:
        self.number = number
        shown = wording.isolated(one_line(readable(number)))
        self._shown.show_text(shown)
        self._label.show_text(label)
        self._label.setVisible(bool(label))
        whom = ", ".join(part for part in (name, label, shown) if part)
        self.message.setAccessibleName(tr("Message {who}").format(who=whom))


class _Numbers(QScrollArea):
    """Rows that scroll where there are more than fit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Numbers"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._content = QWidget()
        self._layout = QVBoxLayout(self._content)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setWidget(self._content)
        # The card's own ground shows through, and no edge pushes the rows out of its column.
        self._content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QScrollArea { border: none; }")

    def add(self, row: QWidget) -> None:
        self._layout.addWidget(row)

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        rows = 3 * (SIZES.target + 2 * SIZES.half_grid)
        return QSize(0, min(self.sizeHint().height(), rows + SIZES.grid))
