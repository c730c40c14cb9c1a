"""The fields of a sign-in that are no secret, as the chosen service has them: each with where it is found.

Which fields there are is data of the catalog; the secret has its own field in the form.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.ui.accounts.sign_in_model import AskedFor
from desktop.ui.roles import SIZES
from desktop.ui.words import Words

_LONGEST = 400


class SignInFields(QWidget):
    """Nothing shows for a service that asks for a key alone."""

    entered = Signal()
    """Enter was pressed in one of them."""
    left = Signal()
    """Somebody has finished with one of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edits: dict[str, QLineEdit] = {}
        """The edits of the service that shows, by the names of the catalog."""
        self._parts: list[QWidget] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SIZES.grid)

    def ask(self, fields: Sequence[AskedFor]) -> None:
        """Show these fields, empty, whatever showed before."""
        for part in self._parts:
            self._rows.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.edits = [], {}
        for field in fields:
            caption = Words(field.caption, "muted", self)
            edit = QLineEdit(self)
            edit.setMaxLength(_LONGEST)
            edit.setAccessibleName(field.name)
            edit.setAccessibleDescription(field.where)
            edit.setPlaceholderText(field.like)
            # Names and ids read left to right, whatever the frame does.
            edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            edit.returnPressed.connect(self.entered)
            edit.editingFinished.connect(self.left)
            caption.setBuddy(edit)
            parts: list[QWidget] = [caption, edit]
            if field.where:
                parts.append(Words(field.where, "muted", self))
            together = QWidget(self)
            rows = QVBoxLayout(together)
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(SIZES.half_grid)
            for part in parts:
                rows.addWidget(part)
            self._rows.addWidget(together)
            self._parts.append(together)
            self.edits[field.field] = edit
        self.setVisible(bool(self.edits))

    @property
    def typed(self) -> dict[str, str]:
        """What stands in them."""
        return {name: edit.text() for name, edit in self.edits.items()}

    def fill(self, values: Mapping[str, str]) -> None:
        """Put these values in; the others are emptied."""
        for name, edit in self.edits.items():
            if edit.text() != values.get(name, ""):
                edit.setText(values.get(name, ""))
