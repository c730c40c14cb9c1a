"""One number in the form of a contact: its label, the number, whether texts go to it, and what is wrong.

A number that cannot be read is no reason to lose it: it is kept as typed, and the reason stands below it.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import wording
from desktop.sms.phone import Kind, NotANumber, parse, readable
from desktop.ui.contacts.contact_edit_model import LABELS, LONGEST_LABEL, Number
from desktop.ui.contacts.words import Words
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr

_LABEL_SIGNS = 9
"""Characters of a label that show at once."""
_NUMBER_SIGNS = 17
"""Characters of a number that want to show at once; with less room the number stands below its label."""


def understood(number: str, region: str | None) -> tuple[str, bool]:
    """What to say below a number as it is typed, read in ``region``, and whether it is a warning."""
    if not number.strip():
        return "", False
    try:
        found = parse(number, region)
    except NotANumber as trouble:
        reason = wording.number_fault(trouble.fault)
        return tr("{reason} It is kept as you typed it.").format(reason=reason), True
    if found.kind is Kind.ALPHANUMERIC:
        return tr("This is a sender's name, which nobody can answer. It is kept as you typed it."), True
    shown = readable(found.value)
    return ("", False) if shown == number.strip() else (wording.isolated(shown), False)


def fill_whole(field: QLineEdit, text: str, longest: int) -> None:
    """Put ``text`` into a field that takes ``longest`` characters; of what is kept already, all of it.

    Cut, the rest would be lost with the next *Save*.
    """
    field.setMaxLength(max(longest, len(text)))
    field.setText(text)


class NumberField(QWidget):
    """Label, number, *For texts* and a button that takes the number away."""

    edited = Signal()
    """Something in it is another than before."""
    removed = Signal()
    """Somebody wants this number gone."""

    def __init__(self, theme: Theme, region: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._region = region
        self.label = QComboBox(self)
        self._label_edit = QLineEdit(self.label)
        self.label.setEditable(True)
        self.label.setLineEdit(self._label_edit)
        for code in LABELS:
            self.label.addItem(wording.number_label(code), code)
        self.label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.label.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._label_edit.setMaxLength(LONGEST_LABEL)
        # The edge and the room of a field of its own would cut the words short inside the box.
        self._label_edit.setStyleSheet(
            "QLineEdit { border: none; padding: 0; background: transparent; min-height: 0; }"
        )
        self.number = QLineEdit(self)
        self.number.setMaxLength(LONGEST_LABEL)
        self.number.setPlaceholderText(tr("Number"))
        # A number reads from left to right in every language.
        self.number.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.remove = QToolButton(self)
        self.remove.setIcon(theme.icon("close", "muted"))
        self.remove.setIconSize(QSize(SIZES.glyph, SIZES.glyph))
        self.remove.setToolTip(tr("Take this number away"))
        self.preferred = QRadioButton(tr("Preferred for texts"), self)
        # Which one is chosen concerns all numbers of the form, not those of one parent widget.
        self.preferred.setAutoExclusive(False)
        self.says = Words(theme, "caption", "muted")
        self._theme = theme
        theme.changed.connect(self._dress)
        self._lay_out()
        self._dress()
        self.label.currentTextChanged.connect(lambda _: self._edited())
        self.number.textChanged.connect(lambda _: self._edited())
        self.preferred.toggled.connect(lambda _: self._edited())
        self.remove.clicked.connect(lambda: self.removed.emit())

    @property
    def typed(self) -> Number:
        """What stands in it now, nothing read into it yet."""
        words = " ".join(self.label.currentText().split())
        known = self.label.findText(words, Qt.MatchFlag.MatchFixedString)
        label = self.label.itemData(known) if known >= 0 else words
        return Number(self.number.text().strip(), label, self.preferred.isChecked())

    def fill(self, number: Number) -> None:
        """Put this number in."""
        fill_whole(self._label_edit, wording.number_label(number.label), LONGEST_LABEL)
        fill_whole(self.number, readable(number.number), LONGEST_LABEL)
        self.preferred.setChecked(number.preferred)
        self._say()

    def read_in(self, region: str | None) -> None:
        """A national number is read in this country from now on."""
        self._region = region
        self._say()

    def name_as(self, place: int) -> None:
        """Tell screen readers which number of the form this is, counted from 1."""
        for part in (self.label, self._label_edit):
            part.setAccessibleName(tr("Label of number {n}").format(n=place))
        self.number.setAccessibleName(tr("Number {n}").format(n=place))
        self.preferred.setAccessibleName(tr("Number {n} is preferred for texts").format(n=place))
        self.remove.setAccessibleName(tr("Take number {n} away").format(n=place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _edited(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        words, warns = understood(self.number.text(), self._region)
        self.says.say(words)
        self.says.set_role("warn" if warns else "muted")
        self.number.setAccessibleDescription(words)

    def _dress(self) -> None:
        signs = QFontMetrics(self._theme.font()).averageCharWidth()
        self.label.setFixedWidth(signs * _LABEL_SIGNS + 6 * SIZES.grid)
        self._least = self.label.width() + signs * _NUMBER_SIGNS + 9 * SIZES.grid
        self._arrange()

    def _arrange(self) -> None:
        directions = QBoxLayout.Direction
        beside = self.width() >= self._least
        self._upper.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def _lay_out(self) -> None:
        number = QHBoxLayout()
        number.setSpacing(SIZES.half_grid)
        number.addWidget(self.number, 1)
        number.addWidget(self.remove)
        self._upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._upper.setSpacing(SIZES.half_grid)
        self._upper.addWidget(self.label)
        self._upper.addLayout(number, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SIZES.half_grid)
        layout.setSpacing(SIZES.half_grid)
        layout.addLayout(self._upper)
        layout.addWidget(self.says)
        layout.addWidget(self.preferred)
