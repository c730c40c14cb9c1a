"""The question before somebody is added to a service's phone book: what that makes there, and their name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.contacts.button_row import ButtonRow
from desktop.ui.crm.person_model import PersonModel
from desktop.ui.roles import SIZES
from desktop.ui.words import Words
from desktop.wording import tr

_WIDEST = 440
_LONGEST = 200


class PersonQuestion(QDialog):
    """Never blocks. Escape and *Don't add* change nothing."""

    agreed = Signal()
    """They are being added."""

    def __init__(self, model: PersonModel, window: QWidget) -> None:
        super().__init__(window)
        model.setParent(self)
        self._model = model
        self._below = window
        self._whose = ("", "")
        self.setWindowTitle("Linedesk")
        self.words = Words()
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST)
        self.name.setAccessibleName(tr("Their name"))
        self.name.setPlaceholderText(tr("Their name"))
        self.leave = QPushButton(tr("Don't add"))
        self.leave.setAutoDefault(False)
        self.add = QPushButton()
        self.add.setProperty("kind", "primary")
        self.add.setDefault(True)
        self._buttons = ButtonRow((self.leave, self.add), at_end=True, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * SIZES.grid] * 4)
        layout.setSpacing(2 * SIZES.grid)
        for widget in (self.words, self.name, self._buttons):
            layout.addWidget(widget)
        self.name.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        self.leave.clicked.connect(self.reject)
        self.add.clicked.connect(self._agree)

    def begin(self, account_id: str, peer: str) -> None:
        """Ask about a number (E.164); nothing where its service needs nobody."""
        if not self._model.offered(account_id, peer):
            return
        self._whose = (account_id, peer)
        self.words.setText(self._model.question(account_id, peer))
        self.setAccessibleName(self.words.text())
        self.add.setText(tr("Add to {service}").format(service=self._model.service(account_id)))
        self.name.setText(self._model.name_known(peer))
        self.add.setEnabled(bool(self.name.text().strip()))
        self.setFixedWidth(min(_WIDEST, self._below.window().width() - 2 * SIZES.grid))
        self.adjustSize()
        self.open()
        self.name.setFocus()
        self.name.selectAll()

    def _agree(self) -> None:
        name = self.name.text()
        self.accept()
        self._model.add(*self._whose, name)
        self.agreed.emit()
