"""The form of a contact: add one, or change one. A pane like any other, nothing is locked while it is open.

What was typed stays through a change of tabs. Leaving a form that was changed asks first, in place.
"""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.contacts.ask_bar import AskBar
from desktop.ui.contacts.button_row import ButtonRow
from desktop.ui.contacts.column import WIDEST, Column
from desktop.ui.contacts.contact_edit_model import LONGEST_NAME, Details
from desktop.ui.contacts.number_field import fill_whole
from desktop.ui.contacts.number_fields import NumberFields
from desktop.ui.contacts.pane_head import PaneHead
from desktop.ui.contacts.words import Words
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.wording import tr

_NOTE_LINES = 4


class ContactForm(QWidget):
    """Says what is wanted; who opened it saves and closes it."""

    save_wanted = Signal(object)
    """Somebody wants this ``Details`` kept."""
    left = Signal()
    """Nothing here is wanted any more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._before = Details()
        self.head = PaneHead(theme, tr("Back to the contacts (Esc)"), self)
        self._note = Words(theme, role="muted")
        self.name = _field(tr("Name"))
        self.company = _field(tr("Company"))
        self.numbers = NumberFields(theme, self.company)
        self.email = _field(tr("E-mail"))
        self.notes = QPlainTextEdit()
        self.notes.setAccessibleName(tr("Notes"))
        self.notes.setTabChangesFocus(True)
        self._trouble = Words(theme, role="bad")
        self.asks = AskBar(theme, self)
        self.save = QPushButton(tr("Save"), self)
        self.save.setProperty("kind", "primary")
        self.save.setToolTip(tr("Save this contact (Ctrl+Enter)"))
        self.cancel = QPushButton(tr("Cancel"), self)
        for button in (self.save, self.cancel):
            button.setAutoDefault(True)  # Enter presses it, not Space alone
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()
        self.head.went_back.connect(self.leave)
        self.cancel.clicked.connect(lambda: self.leave())
        self.save.clicked.connect(lambda: self.submit())
        self.asks.agreed.connect(self._discard)
        self.asks.declined.connect(self.name.setFocus)
        self.setFocusProxy(self.name)

    @property
    def details(self) -> Details:
        """What stands in the form now."""
        return Details(
            " ".join(self.name.text().split()),
            " ".join(self.company.text().split()),
            self.numbers.typed,
            self.email.text().strip(),
            self.notes.toPlainText().strip(),
        )

    @property
    def changed(self) -> bool:
        """Whether leaving would lose something."""
        return self.details != self._before

    @property
    def trouble(self) -> str:
        """Why it was not saved; "" where nothing is in the way."""
        return self._trouble.text()

    def begin(self, details: Details, *, title: str, note: str = "", region: str | None = None) -> None:
        """Fill the form. ``note`` says what saving means; national numbers are read in ``region``."""
        self.head.say(title)
        self._note.say(note)
        fill_whole(self.name, details.name, LONGEST_NAME)
        fill_whole(self.company, details.company, LONGEST_NAME)
        self.numbers.fill(details.numbers, region)
        fill_whole(self.email, details.email, LONGEST_NAME)
        self.notes.setPlainText(details.notes)
        # As the fields show it: what they drop, such as a line end in a name, is no change of a person's.
        self._before = self.details
        self.asks.hide()
        self.say_trouble("")

    def expect_changes(self) -> None:
        """What was filled in is new: leaving would lose it."""
        self._before = Details()

    def submit(self) -> None:
        """Ask for the entry to be saved, unless there is nothing in it."""
        details = self.details
        if not (details.name or details.company or details.numbers):
            self.say_trouble(tr("There is nothing to save yet: give a name, a company or a number."))
            self.name.setFocus()
            return
        self.say_trouble("")
        self.asks.hide()
        self.save_wanted.emit(self.details)

    def settle(self) -> None:
        """What stands here is kept now: leaving loses nothing."""
        self._before = self.details

    def leave(self) -> None:
        """Close the form, or ask first where something would be lost."""
        if not self.changed:
            self.left.emit()
        else:
            self.asks.ask(tr("Discard what you typed?"), tr("Discard"), tr("Keep editing"))

    def say_trouble(self, sentence: str) -> None:
        """Say why it could not be saved; "" takes it away."""
        self._trouble.say(sentence)
        if sentence:
            announce(self, sentence, urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():
                self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            # A second Escape takes the question back: nothing is lost by leaning on a key.
            if self.asks.text:
                self.asks.no.click()
            else:
                self.leave()
        else:
            super().keyPressEvent(event)

    def _discard(self) -> None:
        self.settle()
        self.left.emit()

    def _dress(self) -> None:
        lines = _NOTE_LINES * self._theme.line_height()
        self.notes.setFixedHeight(lines + 2 * SIZES.grid + SIZES.half_grid)

    def _lay_out(self) -> None:
        column = Column(tr("Contact details"))
        column.rows.addWidget(self._note)
        for words, field in (
            (tr("Name"), self.name),
            (tr("Company"), self.company),
            (tr("Numbers"), self.numbers),
            (tr("E-mail"), self.email),
            (tr("Notes"), self.notes),
        ):
            label = Words(self._theme, role="muted", text=words)
            part = QVBoxLayout()
            part.setSpacing(SIZES.half_grid)
            part.addWidget(label)
            part.addWidget(field)
            column.rows.addLayout(part)
        column.rows.addStretch(1)
        for before, after in pairwise((self.company, self.numbers.add_button, self.email, self.notes)):
            QWidget.setTabOrder(before, after)
        foot = QWidget()
        foot.setMaximumWidth(WIDEST + 4 * SIZES.grid)
        buttons = QVBoxLayout(foot)
        buttons.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        buttons.addWidget(ButtonRow((self.cancel, self.save), at_end=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(column, 1)
        layout.addWidget(self.asks)
        self._trouble.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, 0)
        layout.addWidget(self._trouble)
        layout.addWidget(foot)


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(LONGEST_NAME)
    field.setAccessibleName(name)
    return field
