"""All numbers in the form of a contact: as many fields as there are numbers, and one of them preferred."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from desktop.ui.contacts.contact_edit_model import LABELS, MOST_NUMBERS, Number
from desktop.ui.contacts.number_field import NumberField
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import tr


class NumberFields(QWidget):
    """There is always at least one field, be it empty. In the Tab order they come after ``follows``."""

    edited = Signal()
    """Some number is another than before."""

    def __init__(self, theme: Theme, follows: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._follows = follows
        self._region: str | None = None
        self.fields: list[NumberField] = []
        self._preferred = QButtonGroup(self)
        self.add_button = QPushButton(tr("Add a number"), self)
        self.add_button.setProperty("kind", "card")
        self.add_button.setIcon(theme.icon("add"))
        self.add_button.setAutoDefault(True)  # Enter presses it, not Space alone
        self.add_button.clicked.connect(lambda: self.add().number.setFocus())
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SIZES.half_grid)
        self._rows.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def typed(self) -> tuple[Number, ...]:
        """The numbers as they stand here; fields without a number are left out."""
        return tuple(field.typed for field in self.fields if field.typed.number)

    def fill(self, numbers: Sequence[Number], region: str | None) -> None:
        """Show these numbers; national ones are read in ``region``."""
        self._region = region
        for field in list(self.fields):
            self._take_out(field)
        for number in numbers or (Number("", LABELS[0]),):
            self.add(number)

    def read_in(self, region: str | None) -> None:
        """National numbers are read in this country from now on."""
        self._region = region
        for field in self.fields:
            field.read_in(region)

    def add(self, number: Number | None = None) -> NumberField:
        """One more field, after the others."""
        field = NumberField(self._theme, self._region, self)
        field.fill(number or Number("", self._next_label()))
        self._preferred.addButton(field.preferred)
        self._rows.insertWidget(len(self.fields), field)
        field.show()  # now, not when the layout gets round to it: focus goes there at once
        self.fields.append(field)
        field.edited.connect(self.edited)
        field.removed.connect(lambda: self._remove(field))
        self._settle()
        self.edited.emit()
        return field

    def _next_label(self) -> str:
        taken = {field.typed.label for field in self.fields}
        return next((label for label in LABELS if label not in taken), LABELS[-1])

    def _remove(self, field: NumberField) -> None:
        place = self.fields.index(field)
        self._take_out(field)
        if not self.fields:
            self.add()
        self._settle()
        self.fields[min(place, len(self.fields) - 1)].number.setFocus()
        self.edited.emit()

    def _take_out(self, field: NumberField) -> None:
        self.fields.remove(field)
        self._preferred.removeButton(field.preferred)
        self._rows.removeWidget(field)
        field.hide()
        field.deleteLater()

    def _settle(self) -> None:
        several = len(self.fields) > 1
        before = self._follows
        for place, field in enumerate(self.fields, 1):
            field.name_as(place)
            field.preferred.setVisible(several)
            for part in (field.label, field.number, field.remove, field.preferred):
                QWidget.setTabOrder(before, part)
                before = part
        QWidget.setTabOrder(before, self.add_button)
        if several and self._preferred.checkedButton() is None:
            self.fields[0].preferred.setChecked(True)
        self.add_button.setVisible(len(self.fields) < MOST_NUMBERS)
