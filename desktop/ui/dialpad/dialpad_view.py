"""The Dialpad page: suggestions, a field, how the number is understood, twelve keys, *Message* and *Call*.

Look here for the keys of the page: whatever is typed anywhere on it goes into the field.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import wording
from desktop.sms.phone import readable
from desktop.ui.calls.call_button import CallButton
from desktop.ui.dialpad.dialpad_model import DialpadModel
from desktop.ui.dialpad.hold_button import HoldButton
from desktop.ui.dialpad.keypad import Keypad
from desktop.ui.dialpad.number_field import NumberField
from desktop.ui.dialpad.suggestions_model import MOST, SuggestionsModel
from desktop.ui.dialpad.suggestions_view import SuggestionsView
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.lines.line_model import LineModel
from desktop.ui.refusing_button import RefusingButton
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme, fitted
from desktop.ui.tooltip import plain_tooltip
from desktop.wording import tr

_WIDTH = 320
_HEIGHT = 440
_FEWEST_ROWS = 1


class DialpadView(QWidget):
    """Enter means *Message*, Ctrl+Enter means *Call*."""

    message_to = Signal(str)
    """Somebody wants to text this number, E.164 or a short code."""
    call_wanted = Signal(str)
    """Somebody wants to call this number: E.164, a short code or an emergency number."""
    contact_wanted = Signal(str)
    """Somebody wants this number in the phone book."""

    def __init__(
        self, model: DialpadModel, theme: Theme, lines: LineModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._dialpad = model
        self._theme = theme
        self._refusal = ""
        self.suggestions = SuggestionsView(SuggestionsModel(model, self), theme, self)
        self.redial_button = self._tool("redial", tr("Last number"))
        kept = self.redial_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.redial_button.setSizePolicy(kept)
        self.field = NumberField(self)
        self.field.setAccessibleName(tr("Number to dial"))
        self.field.setPlaceholderText(tr("Number or letters"))
        self.backspace = HoldButton(tr("Delete the last digit; hold for all"), self)
        self.backspace.setIcon(theme.icon("backspace", "muted"))
        self.backspace.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.reading = ElidedLabel(theme, parent=self)
        self.note = ElidedLabel(theme, role="muted", parent=self)
        self.trouble = QLabel(self)
        self.trouble.setProperty("role", "muted")
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        self._understood = QWidget(self)
        self._answers = QStackedWidget(self)
        self.keypad = Keypad(theme, self)
        self.message = RefusingButton(tr("Message"), theme, self)
        self.message.setProperty("kind", "primary")
        self.message.setIcon(theme.icon("messages", "on_accent"))
        self.call = CallButton(theme, self)
        self.add = self._tool("contact-add", tr("Add to contacts"))
        self.add.setProperty("kind", "chip")
        # Of its own height only, it would keep the buttons beside it from growing with their words.
        self.add.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._pad = QWidget(self)
        self._lay_out()
        self.setFocusProxy(self.field)
        self._connect(lines)
        self._follow_theme()
        self._show()

    def fill(self, number: str) -> None:
        """Put a number into the field, as a link or another page hands it over; nothing is dialled."""
        self.field.fill(number)

    def redial(self) -> None:
        """Bring back the number that was texted from here or called last; nothing is dialled."""
        if self._dialpad.last_number:
            self.fill(readable(self._dialpad.last_number))

    def sections(self) -> Sequence[QWidget]:
        """Where F6 stops, in reading order."""
        return (self.field, self.message)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _commands(event) and self.field.type_sign(event.text(), repeated=event.isAutoRepeat()):
            return
        if event.key() == Qt.Key.Key_Backspace:
            self.field.backspace()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.field.paste()
        # From the field, too: it passes these on.
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            (self.call if _commands(event) else self.message).click()
        elif event.key() == Qt.Key.Key_Up and not self.field.text():
            self.redial()
        elif event.key() != Qt.Key.Key_Down or not self.suggestions.begin():
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()
        self._fit_number()

    def _tool(self, drawing: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(self._theme.icon(drawing, "muted"))
        button.setIconSize(QSize(SIZES.icon, SIZES.icon))
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _lay_out(self) -> None:
        number = QHBoxLayout()
        number.setSpacing(SIZES.half_grid)
        number.addWidget(self.redial_button)
        number.addWidget(self.field, 1)
        number.addWidget(self.backspace)
        for label in (self.reading, self.note, self.trouble):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = QVBoxLayout(self._understood)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.reading)
        words.addWidget(self.note)
        self._answers.addWidget(self._understood)
        self._answers.addWidget(self.trouble)
        buttons = QHBoxLayout()
        buttons.setSpacing(SIZES.half_grid)
        for button in (self.message, self.call):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button)
        buttons.addWidget(self.add)
        column = QVBoxLayout(self._pad)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.suggestions)
        column.addSpacing(SIZES.half_grid)
        column.addLayout(number)
        column.addSpacing(SIZES.half_grid)
        column.addWidget(self._answers)
        column.addSpacing(SIZES.grid)
        column.addWidget(self.keypad, 1)
        column.addSpacing(round(1.5 * SIZES.grid))
        column.addLayout(buttons)
        layout = QHBoxLayout(self)
        side = round(1.5 * SIZES.grid)
        layout.setContentsMargins(side, SIZES.grid, side, 2 * SIZES.grid)
        layout.addWidget(self._pad)

    def _connect(self, lines: LineModel) -> None:
        model = self._dialpad
        self.field.textChanged.connect(self._take)
        self.field.refused.connect(self._refuse)
        self.backspace.pressed_shortly.connect(self.field.backspace)
        self.backspace.held.connect(self.field.clear)
        self.redial_button.clicked.connect(lambda: self.redial())
        self.keypad.typed.connect(self.field.type_sign)
        self.suggestions.taken.connect(self._take_suggestion)
        self.suggestions.left.connect(self.field.setFocus)
        self.message.used.connect(self._message)
        self.call.used.connect(lambda: self.call_wanted.emit(model.recipient))
        self.add.clicked.connect(lambda: self.contact_wanted.emit(model.recipient))
        model.changed.connect(self._show)
        lines.current_changed.connect(self._show)
        self._theme.changed.connect(self._follow_theme)

    def _take(self, text: str) -> None:
        self._refusal = ""
        self._dialpad.set_text(text)
        self._fit_number()
        self._show()

    def _take_suggestion(self, number: str) -> None:
        self.fill(readable(number))
        self.field.setFocus()

    def _refuse(self, sentence: str) -> None:
        self._refusal = sentence
        self._show()
        announce(self.field, sentence)

    def _message(self) -> None:
        self._dialpad.remember()
        self.message_to.emit(self._dialpad.recipient)

    def _follow_theme(self) -> None:
        self._fit_number()
        self.field.setMinimumHeight(self._theme.line_height("page_title") + 2 * SIZES.grid)
        # Room from the start, for a sentence of large words too: the keys must not move under the finger.
        line, large = self._theme.line_height(), self._theme.row_height() > SIZES.row
        self._answers.setFixedHeight((3 if large else 2) * line + SIZES.grid)
        self._give_room()

    def _fit_number(self) -> None:
        """A long number is smaller, so that all of it shows; never smaller than a caption."""
        large, least = self._theme.font("page_title", tabular=True), self._theme.font("caption")
        font = fitted(large, self.field.text(), self.field.width() - 4 * SIZES.grid)
        font.setPointSizeF(max(font.pointSizeF(), least.pointSizeF()))
        if font != self.field.font():
            self.field.setFont(font)

    def _give_room(self) -> None:
        """To the suggestions what the pad does not need; it depends on the page, not on what is dialled."""
        grown = self._theme.row_height() / SIZES.row
        width, height = round(_WIDTH * grown), round(_HEIGHT * grown)
        row = self.suggestions.row
        rows = max(_FEWEST_ROWS, min((self.height() - height) // row + 1, MOST))
        self.suggestions.setFixedHeight(rows * row + 2 * SIZES.focus_ring)
        self._pad.setMaximumSize(width, height + self.suggestions.height())

    def _show(self) -> None:
        model = self._dialpad
        self.reading.show_text(model.reading)
        self.note.show_text(model.note)
        understood = (bool(model.reading) or not model.text) and not self._refusal
        self.trouble.setText(self._refusal or ("" if understood else model.reason))
        self.trouble.setToolTip(plain_tooltip(self.trouble.text()))
        self._answers.setCurrentWidget(self._understood if understood else self.trouble)
        self.message.setAccessibleName(
            tr("Message {who}").format(who=model.reading) if model.reading else tr("Message")
        )
        self.message.set_reason(model.reason)
        tones = tr("Tones, as for menus, are dialled there, too.")
        self.call.show_for(model.line, model.text, model.reading, tones)
        self.add.setEnabled(bool(model.recipient) and not model.named)
        last = wording.isolated(readable(model.last_number)) if model.last_number else ""
        self.redial_button.setVisible(bool(last))
        self.redial_button.setAccessibleName(tr("Last number: {number}").format(number=last))
        self.redial_button.setToolTip(self.redial_button.accessibleName())


def _commands(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
