"""A field for a passphrase: hidden until somebody wants to see it; spaces count."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QToolButton, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.words import Words
from desktop.wording import tr

_LONGEST = 1024


class PassphraseField(QWidget):
    """Named ``name``, which stands above it, with a button that shows what is in it."""

    entered = Signal()
    """Enter was pressed in it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMaxLength(_LONGEST)
        self.edit.setAccessibleName(name)
        self.label = Words(name)
        self.label.setBuddy(self.edit)
        self.reveal = QToolButton(self)
        self.reveal.setProperty("kind", "chip")
        self.reveal.setCheckable(True)
        self.reveal.toggled.connect(self._show)
        self.edit.returnPressed.connect(self.entered)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SIZES.grid)
        layout.setVerticalSpacing(SIZES.half_grid)
        layout.addWidget(self.label, 0, 0, 1, 2)
        layout.addWidget(self.edit, 1, 0)
        layout.addWidget(self.reveal, 1, 1)
        layout.setColumnStretch(0, 1)
        self.setFocusProxy(self.edit)
        self._show(False)

    @property
    def words(self) -> str:
        """What was typed, as it is."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget what was typed, its undo steps included, and hide the next one."""
        self.edit.setText("")
        self.reveal.setChecked(False)

    def _show(self, on: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.reveal.setText(tr("Hide") if on else tr("Show"))
        self.reveal.setAccessibleName(tr("Hide the passphrase") if on else tr("Show the passphrase"))
