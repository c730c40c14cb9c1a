"""The Dialpad page: a field, twelve keys, how the number is understood, and *Message*."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.dialpad.dialpad_model import DialpadModel
from desktop.ui.dialpad.keypad import SIGNS, Keypad
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.lines.line_model import LineModel
from desktop.ui.refusing_button import RefusingButton
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr

_WIDTH = 320
_HEIGHT = 440
_LONGEST = 200


class DialpadView(QWidget):
    """Digits typed or pasted anywhere on the page go into the field."""

    message_to = Signal(str)
    """Somebody wants to text this number, E.164 or a short code."""

    def __init__(
        self, model: DialpadModel, theme: Theme, lines: LineModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._dialpad = model
        self.field = QLineEdit(self)
        self.field.setAccessibleName(tr("Number to dial"))
        self.field.setPlaceholderText(tr("Number"))
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setFont(theme.font("page_title", tabular=True))
        self.field.setMaxLength(_LONGEST)
        # A number reads from left to right in every language.
        self.field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.backspace = QToolButton(self)
        self.backspace.setIcon(theme.icon("backspace", "muted"))
        self.backspace.setAccessibleName(tr("Delete the last digit"))
        self.backspace.setToolTip(tr("Delete the last digit"))
        self.backspace.setAutoRepeat(True)
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
        self._lay_out()
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(model.set_text)
        self.backspace.clicked.connect(self.field.backspace)
        self.keypad.typed.connect(self._type)
        self.message.used.connect(lambda: self.message_to.emit(model.recipient))
        model.changed.connect(self._show)
        lines.current_changed.connect(self._show)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digits = [sign for sign in event.text() if sign in SIGNS or sign == "+"]
        if digits and digits == list(event.text()):
            self._type(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.field.backspace()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.field.paste()
        # From the field, too: it passes Enter on.
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.message.click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        number = QHBoxLayout()
        number.setSpacing(SIZES.half_grid)
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
        # Room for two lines from the start: the keys must not move under the finger.
        self._answers.setFixedHeight(2 * self.reading.sizeHint().height() + SIZES.half_grid)
        pad = QWidget(self)
        pad.setMaximumSize(_WIDTH, _HEIGHT)
        column = QVBoxLayout(pad)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(number)
        column.addSpacing(SIZES.half_grid)
        column.addWidget(self._answers)
        column.addSpacing(SIZES.grid)
        column.addWidget(self.keypad, 1)
        column.addSpacing(round(1.5 * SIZES.grid))
        column.addWidget(self.message)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, 2 * SIZES.grid, 2 * SIZES.grid, 2 * SIZES.grid)
        layout.addWidget(pad)

    def _type(self, signs: str) -> None:
        self.field.insert(signs)

    def _show(self) -> None:
        model = self._dialpad
        self.reading.show_text(model.reading)
        self.note.show_text(model.note)
        understood = bool(model.reading) or not model.text
        self.trouble.setText("" if understood else model.reason)
        self._answers.setCurrentWidget(self._understood if understood else self.trouble)
        name = tr("Message {who}").format(who=model.reading) if model.reading else tr("Message")
        self.message.setAccessibleName(name)
        self.message.set_reason(model.reason)
