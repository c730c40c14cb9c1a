"""The field of the dialpad: takes numbers however they are written, and letters as digits; says what not."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import wording
from desktop.sms.keypad import SIGNS, apart, begins_extension, dialable, digit_of
from desktop.sms.phone import Fault, NotANumber
from desktop.wording import tr

LONGEST = 200
"""Characters that can be typed or pasted."""
_BESIDE_EXTENSION = " .:="


class NumberField(QLineEdit):
    """A line edit whose text is always dialable; holding 0 types a plus.

    Letters are spelled where they are typed or stand in a word; an extension is said and never dialled.
    """

    refused = Signal(str)
    """Something was not taken, or a part of it: a sentence that says why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plus_typed = False
        self._spelling = False
        self._extension: str | None = None
        """Its digits while one is being typed: they are left out."""
        self.setMaxLength(LONGEST)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # A number reads from left to right in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        taker = _Taker(self)
        taker.refused.connect(self.refused)
        # Later: what is said of a text must come behind the news of that text.
        taker.left_out.connect(self.refused, Qt.ConnectionType.QueuedConnection)
        self.setValidator(taker)
        self.textChanged.connect(self._forget_extension)
        self.cursorPositionChanged.connect(self._forget_extension)

    def fill(self, number: str) -> None:
        """Hold this number instead, from wherever it comes; what is none is refused."""
        whole, extension = apart(number[:LONGEST])
        try:
            self.setText(dialable(whole))
        except NotANumber as error:
            self.refused.emit(_why_not(error))
        else:
            if extension:
                self.refused.emit(_left_out(extension))

    def type_sign(self, sign: str, *, repeated: bool = False) -> bool:
        """Take a sign from a key, here or elsewhere on the page; ``repeated`` while the key is held.

        False: it is neither a letter nor on a telephone's keys.
        """
        letter = digit_of(sign)
        if self._leave_out(sign, bool(letter)):
            return True
        if len(sign) != 1 or (sign not in SIGNS + "+" and not letter):
            return False
        if sign == "0" and repeated:
            self._hold_zero()
            return True
        self._plus_typed = False
        self.insert(letter or sign)
        self._spelling = bool(letter)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        commands = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if commands or not self.type_sign(event.text(), repeated=event.isAutoRepeat()):
            self._plus_typed = self._spelling = False
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # So come letters with accents, and all letters on some desktops.
        if not self.type_sign(event.commitString()):
            super().inputMethodEvent(event)

    def _hold_zero(self) -> None:
        if not self._plus_typed:
            self._plus_typed = True
            self.backspace()
            self.insert("+")

    def _leave_out(self, sign: str, letter: bool) -> bool:
        """Whether a sign belongs to an extension: then it is said and goes nowhere."""
        place = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        before = self.text()[:place]
        if self._extension is None:
            if not letter or self._spelling or not begins_extension(before, sign):
                return False
            self._extension = ""
        elif len(sign) != 1 or not (letter or sign.isdecimal() or sign in _BESIDE_EXTENSION):
            return False
        elif sign.isdecimal():
            self._extension += sign
        self.refused.emit(_left_out(self._extension))
        return True

    def _forget_extension(self) -> None:
        self._extension = None


class _Taker(QValidator):
    """Sees all that is about to stand in the field, however it came there: typed, pasted, dropped."""

    refused = Signal(str)
    left_out = Signal(str)

    def __init__(self, field: QObject) -> None:
        super().__init__(field)

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        whole, extension = apart(text)
        try:
            taken = dialable(whole)
        except NotANumber as error:
            self.refused.emit(_why_not(error))
            return QValidator.State.Invalid, text, place
        if extension:
            self.left_out.emit(_left_out(extension))
        behind = len(text) - place
        return QValidator.State.Acceptable, taken, max(0, len(taken) - behind)


def _left_out(extension: str) -> str:
    if not extension:
        return tr("The extension is left out: dial it when the call is answered.")
    words = tr("The extension {digits} was left out: dial it when the call is answered.")
    return words.format(digits=wording.isolated(extension))


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
