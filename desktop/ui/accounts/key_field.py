"""The field for a key or password: hidden until somebody wants to see it, without what copying adds."""

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
        self._free = False
        self.edit = QLineEdit(self)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMaxLength(_LONGEST)
        self.show_key = QToolButton(self)
        self.show_key.setProperty("kind", "chip")
        self.show_key.setCheckable(True)
        self.show_key.setText(tr("Show"))
        self.call(tr("Key"), free=False)
        self.show_key.toggled.connect(self._reveal)
        self.edit.returnPressed.connect(self.entered)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.grid)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.show_key)
        self.setFocusProxy(self.edit)

    def call(self, name: str, *, free: bool) -> None:
        """What it is for; ``free``: somebody chose what is typed here, and it may have spaces."""
        self._free = free
        self.edit.setAccessibleName(name)
        self._reveal(self.show_key.isChecked())

    @property
    def key(self) -> str:
        """What was typed or pasted; where it is a key, without any space or line end: no key has one."""
        return self.edit.text() if self._free else "".join(self.edit.text().split())

    def clear(self) -> None:
        """Forget what was typed, its undo steps included, and hide the next one."""
        self.edit.setText("")
        self.show_key.setChecked(False)

    def _reveal(self, on: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.show_key.setText(tr("Hide") if on else tr("Show"))
        what = self.edit.accessibleName()
        words = tr("Hide: {field}") if on else tr("Show: {field}")
        self.show_key.setAccessibleName(words.format(field=what))
