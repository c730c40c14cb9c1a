"""What each column of a CSV file means: a row for each column, with everything it can be."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QSizePolicy, QVBoxLayout, QWidget

from desktop import wording
from desktop.ui.contacts.column import Column
from desktop.ui.contacts.contact_edit_model import LABELS
from desktop.ui.contacts.import_model import Field, Meaning
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.plain import one_line
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import isolated, tr

if TYPE_CHECKING:
    from desktop.ui.contacts.import_model import Preview


def meanings() -> list[tuple[str, Meaning]]:
    """Everything that a column can mean, in words, as it is offered."""
    plain = [
        (tr("Leave out"), Field.IGNORED),
        (tr("Name"), Field.NAME),
        (tr("First name"), Field.GIVEN),
        (tr("Last name"), Field.FAMILY),
        (tr("Company"), Field.COMPANY),
    ]
    found = [(words, Meaning(field)) for words, field in plain]
    found.append((tr("Number"), Meaning(Field.NUMBER)))
    for label in LABELS:
        words = tr("Number: {label}").format(label=wording.number_label(label))
        found.append((words, Meaning(Field.NUMBER, label)))
    rest = [
        (tr("Label of the next number"), Field.NUMBER_LABEL),
        (tr("E-mail"), Field.EMAIL),
        (tr("Notes"), Field.NOTES),
        (tr("Identifier"), Field.UID),
    ]
    return found + [(words, Meaning(field)) for words, field in rest]


class MappingView(Column):
    """Says what was chosen; whoever owns it reads the file anew."""

    chosen = Signal(int, object)
    """Column (from 0) and the ``Meaning`` that a person gave it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("What the columns mean"), parent=parent)
        self._theme = theme
        self._columns: tuple[str, ...] = ()
        self._choices: list[_Choice] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(SIZES.half_grid)
        self.rows.addLayout(self._list)
        self.rows.addStretch(1)

    @property
    def boxes(self) -> list[QComboBox]:
        """What each column is taken for, in the file's order."""
        return [choice.box for choice in self._choices]

    def show_preview(self, preview: "Preview") -> None:
        """Show the columns with what each is taken for."""
        if self._columns != preview.columns or len(self._choices) != len(preview.mapping):
            self._build(preview)
        for choice, meaning in zip(self._choices, preview.mapping, strict=True):
            choice.show_meaning(meaning)

    def _build(self, preview: "Preview") -> None:
        for choice in self._choices:
            self._list.removeWidget(choice)
            choice.hide()
            choice.deleteLater()
        self._columns = preview.columns
        self._choices = []
        for place in range(len(preview.mapping)):
            name = one_line(preview.columns[place]) if place < len(preview.columns) else ""
            choice = _Choice(self._theme, place, name)
            choice.box.activated.connect(
                lambda at, place=place, box=choice.box: self.chosen.emit(place, box.itemData(at))
            )
            self._list.addWidget(choice)
            self._choices.append(choice)


class _Choice(QWidget):
    """A column's name, and beside it, or below where that is too wide, what it means."""

    def __init__(self, theme: Theme, place: int, name: str) -> None:
        super().__init__()
        label = ElidedLabel(theme)
        label.show_text(isolated(name) if name else tr("Column {n}").format(n=place + 1))
        self.box = QComboBox()
        for words, meaning in meanings():
            self.box.addItem(words, meaning)
        self._least = round(1.4 * self.box.sizeHint().width())
        # The longest choice must not push the column out of a narrow window.
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        spoken = tr("Column {n}, {name}, holds") if name else tr("Column {n} holds")
        self.box.setAccessibleName(spoken.format(n=place + 1, name=name))
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SIZES.half_grid)
        self._layout.addWidget(label, 1)
        self._layout.addWidget(self.box, 1)

    def show_meaning(self, meaning: Meaning) -> None:
        """Show what the column is taken for."""
        held = (self.box.itemData(place) for place in range(self.box.count()))
        found = next((place for place, one in enumerate(held) if one == meaning), -1)
        if found < 0:
            # A label of the file's own, as its header has it.
            words = tr("Number: {label}").format(label=one_line(meaning.label, longest=40))
            self.box.addItem(words, meaning)
            found = self.box.count() - 1
        self.box.setCurrentIndex(found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        beside = self.width() >= self._least
        self._layout.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
