"""The field of the dialpad: takes numbers however they are written, and letters as digits; says what not."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import wording
from desktop.sms.keypad import dialable
from desktop.sms.phone import Fault, NotANumber
from desktop.wording import tr

LONGEST = 200
"""Characters that can be typed or pasted."""


class NumberField(QLineEdit):
    """A line edit whose text is always dialable; holding 0 types a plus."""

    refused = Signal(str)
    """Something was not taken: a sentence that says why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plus_typed = False
        self.setMaxLength(LONGEST)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # A number reads from left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        taker = _Taker(self)
        taker.refused.connect(self.refused)
        self.setValidator(taker)

    def fill(self, number: str) -> None:
        """Hold this number instead, from wherever it comes; what is none is refused."""
        try:
            self.setText(dialable(number[:LONGEST]))
        except NotANumber as error:
            self.refused.emit(_why_not(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() != "0" or not event.isAutoRepeat():
            self._plus_typed = False
            super().keyPressEvent(event)
        elif not self._plus_typed:
            self._plus_typed = True
            self.backspace()
            self.insert("+")


class _Taker(QValidator):
    """Sees all that is about to stand in the field, however it came there: typed, pasted, dropped."""

    refused = Signal(str)

    def __init__(self, field: QObject) -> None:
        super().__init__(field)

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        try:
            taken = dialable(text)
        except NotANumber as error:
            self.refused.emit(_why_not(error))
            return QValidator.State.Invalid, text, place
        behind = len(text) - place
        return QValidator.State.Acceptable, taken, max(0, len(taken) - behind)


def _why_not(error: NotANumber) -> str:
    """In few words: there is room for two short lines."""
    words = {
        Fault.LETTERS: tr("Not taken: there are letters in it."),
        Fault.CHARACTERS: tr("Not taken: a sign in it belongs to no number."),
        Fault.EXTENSION: tr("Not taken: leave out the extension."),
        Fault.SEVERAL: tr("Not taken: it is more than one number."),
        Fault.TOO_LONG: tr("Not taken: it is too long."),
    }
    return words.get(error.fault) or wording.number_fault(error.fault)
