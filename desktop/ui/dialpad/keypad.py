"""The twelve keys, in the order of every telephone. One Tab stop: arrow keys move inside."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.sms.keypad import LETTERS, SIGNS
from desktop.ui.dialpad.key_button import KeyButton
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr

_COLUMNS = 3


class Keypad(QWidget):
    """Says what was ``typed``; keeps nothing. 0 types + when it is held."""

    typed = Signal(str)
    """A digit, ``*``, ``#`` or ``+``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Keypad"))
        # Telephones keep their order where one reads from right to left.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.keys: list[KeyButton] = []
        """In reading order."""
        names = {"*": tr("Star"), "#": tr("Hash"), "0": tr("0, hold for plus")}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.grid)
        for place, sign in enumerate(SIGNS):
            letters = "+" if sign == "0" else LETTERS.get(sign, "")
            name = names.get(sign) or " ".join(part for part in (sign, letters) if part)
            key = KeyButton(sign, letters, name, theme, "+" if sign == "0" else "", self)
            key.typed.connect(self.typed)
            key.stepped.connect(partial(self._step, place))
            layout.addWidget(key, *divmod(place, _COLUMNS))
            self.keys.append(key)
        self._make_stop(0)

    def key(self, sign: str) -> KeyButton:
        """The key that types ``sign``."""
        return self.keys[SIGNS.index(sign)]

    def _step(self, place: int, rows: int, columns: int) -> None:
        row, column = divmod(place, _COLUMNS)
        row, column = row + rows, column + columns
        if 0 <= row < len(self.keys) // _COLUMNS and 0 <= column < _COLUMNS:
            target = row * _COLUMNS + column
            self._make_stop(target)
            self.keys[target].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_stop(self, place: int) -> None:
        for at, key in enumerate(self.keys):
            policy = Qt.FocusPolicy.TabFocus if at == place else Qt.FocusPolicy.NoFocus
            key.setFocusPolicy(policy)
