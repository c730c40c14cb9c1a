"""The field for a key: hidden until somebody wants to see it, and free of what copying adds to a key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from desktop.ui.roles import SIZES
from desktop.wording import tr

_LONGEST = 4096


class KeyField(QWidget):
    """A password field with a button that shows what is in it."""

    entered = Signal()
    """Enter was pressed in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMaxLength(_LONGEST)
        self.edit.setAccessibleName(tr("Key"))
        self.show_key = QToolButton(self)
        self.show_key.setProperty("kind", "chip")
        self.show_key.setCheckable(True)
        self.show_key.setText(tr("Show"))
        self.show_key.setAccessibleName(tr("Show the key"))
        self.show_key.toggled.connect(self._reveal)
        self.edit.returnPressed.connect(self.entered)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.grid)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.show_key)
        self.setFocusProxy(self.edit)

    @property
    def key(self) -> str:
        """What was typed or pasted, without any space or line end: no key has one."""
        return "".join(self.edit.text().split())

    def clear(self) -> None:
        """Forget what was typed, its undo steps included, and hide the next one."""
        self.edit.setText("")
        self.show_key.setChecked(False)

    def _reveal(self, on: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.show_key.setText(tr("Hide") if on else tr("Show"))
        self.show_key.setAccessibleName(tr("Hide the key") if on else tr("Show the key"))
