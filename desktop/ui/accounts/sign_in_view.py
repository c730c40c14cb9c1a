"""The form that signs in: service, name, address, what the service asks for, and where the key is kept.

Nothing is saved before the service has accepted it. What stands in the way is said in words above the
fields, and the field to blame has the focus.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.accounts.key_field import KeyField
from desktop.ui.accounts.sign_in_fields import SignInFields
from desktop.ui.accounts.sign_in_model import Form, Phase, SignInModel
from desktop.ui.accounts.trouble_line import TroubleLine
from desktop.ui.contacts.button_row import ButtonRow
from desktop.ui.contacts.column import Column
from desktop.ui.page_head import PageHead
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr

_LONGEST_NAME = 80
_LONGEST_ADDRESS = 2000


class SignInView(QWidget):
    """Fills the page while somebody signs in; ``model.done`` tells that it worked."""

    left = Signal()
    """Nobody wants to sign in any more."""

    def __init__(self, model: SignInModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown_trouble: object = None
        self._named = ""
        """The name that was proposed: another service proposes its own, unless somebody typed one."""
        self.head = PageHead(theme, tr("Sign in"), self)
        self.title = Words()
        self.service = QComboBox()
        self.service.setAccessibleName(tr("Service"))
        for service in model.services():
            self.service.addItem(service.name, service.key)
        self.name = _field(tr("Name"), _LONGEST_NAME)
        self.address = _field(tr("Address"), _LONGEST_ADDRESS)
        # An address reads left to right, whatever the frame does.
        self.address.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.fields = SignInFields()
        self.key = KeyField()
        self.key_caption = _caption("")
        self.about_key = Words(role="muted")
        self.in_keyring = QRadioButton(tr("In the system's keyring"))
        self.for_session = QRadioButton(tr("Until Linedesk closes"))
        self.about_keyring = Words(role="muted")
        self.about_session = Words(role="muted")
        self.trouble = TroubleLine(theme)
        self.progress = Words(role="muted")
        self.check = QPushButton()
        self.check.setProperty("kind", "primary")
        self.cancel = QPushButton(tr("Cancel"))
        for button in (self.check, self.cancel):
            button.setAutoDefault(True)  # Enter presses it, not Space alone
        self._lay_out()
        self.head.went_back.connect(self.leave)
        self.service.currentIndexChanged.connect(self._choose)
        self.fields.entered.connect(self.submit)
        self.fields.left.connect(self._put_right)
        self.key.edit.editingFinished.connect(self._put_right)
        self.check.clicked.connect(lambda: self.submit())
        self.cancel.clicked.connect(lambda: self.leave())
        for edit in (self.name, self.address):
            edit.returnPressed.connect(self.submit)
        self.key.entered.connect(self.submit)
        model.changed.connect(self._follow)

    def begin(self, account_id: str = "") -> None:
        """An empty form for a new account, or that of the account with this id, which needs a key."""
        self._model.begin(account_id)
        account = self._model.account
        self.key.clear()
        self.in_keyring.setChecked(True)
        self.for_session.setChecked(account is not None and account.key_place == "session")
        if account is None:
            self.title.setText(tr("The account is checked with the service before anything is saved."))
            self.check.setText(tr("Check and add"))
            self._choose()
            self.name.setFocus()
            self.name.selectAll()
        else:
            self.title.setText(
                tr("The new key is checked with the service before it takes the old one's place.")
            )
            self.check.setText(tr("Check and save"))
            self.service.setCurrentIndex(self.service.findData(account.provider))
            self._ask()
            self.fields.fill(account.fields)
            self.name.setText(account.name)
            self.address.setText(account.url)
            missing = [edit for name, edit in self.fields.edits.items() if name not in account.fields]
            (missing[0] if missing and not account.fields else self.key).setFocus()
        self.service.setEnabled(account is None)
        self.check.setAccessibleName(self.check.text())
        self._follow()

    def submit(self) -> None:
        """Check what was typed, and save it if it works."""
        if self.check.isEnabled():
            self._put_right()
            self._model.submit(
                Form(
                    provider=self.service.currentData(),
                    name=self.name.text(),
                    url=self.address.text().strip(),
                    key=self.key.key,
                    place="keyring" if self.in_keyring.isChecked() else "session",
                    fields=self.fields.typed,
                )
            )

    def leave(self) -> None:
        """Stop a check that is under way, else leave the form."""
        if self._model.phase is not Phase.READY:
            self._model.cancel()
            self.key.setFocus()
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self._model.phase is Phase.READY:
            self.key.clear()  # a key is not left lying about

    def _choose(self) -> None:
        """Another service: its name, its address and what it asks for."""
        self._ask()
        if self._model.account is None:
            if not self.name.text().strip() or self.name.text() == self._named:
                self._named = self._model.free_name(self.service.currentText())
                self.name.setText(self._named)
            chosen = self.service.currentData()
            self.address.setText(next(one.url for one in self._model.services() if one.key == chosen))

    def _ask(self) -> None:
        visible, secret = self._model.asked(self.service.currentData())
        self.fields.ask(visible)
        self.key.call(secret.name, free=secret.free)
        self.key_caption.setText(secret.caption)
        self.about_key.setText(secret.where)
        self.about_key.setVisible(bool(secret.where))

    def _put_right(self) -> None:
        """What was pasted into one field as a whole goes where it belongs, the secret out of sight."""
        typed = self._model.put_right(self.service.currentData(), self.fields.typed, self.key.key)
        if typed is not None:
            self.fields.fill(typed.fields)
            if typed.secret != self.key.key:
                self.key.edit.setText(typed.secret)

    def _follow(self) -> None:
        model = self._model
        busy = model.phase is not Phase.READY
        news = model.doing != self.progress.text()
        self.progress.setText(model.doing)
        self.progress.setVisible(busy)
        if busy and news and self.isVisible():
            announce(self, model.doing)
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        if busy and had_focus:
            self.cancel.setFocus()
        for widget in (self.name, self.address, self.fields, self.key, self.for_session, self.check):
            widget.setEnabled(not busy)
        self.service.setEnabled(not busy and model.account is None)
        self._offer_places(busy)
        trouble = model.trouble
        self.trouble.say("" if trouble is None or busy else trouble.sentence)
        self._blame("" if trouble is None or busy else trouble.at)

    def _offer_places(self, busy: bool) -> None:
        without = self._model.no_keyring
        self.in_keyring.setEnabled(not busy and not without)
        if without:
            self.for_session.setChecked(True)
        self.about_keyring.setText(
            without or tr("Kept by this computer's password manager, and there again at the next start.")
        )
        self.in_keyring.setAccessibleDescription(self.about_keyring.text())

    def _blame(self, at: str) -> None:
        fields: dict[str, QWidget] = {
            "name": self.name,
            "address": self.address,
            "key": self.key.edit,
            "place": self.for_session,
            **self.fields.edits,
        }
        for name, field in fields.items():
            field.setAccessibleDescription(self.trouble.text if name == at else self._usual(name))
        trouble = self._model.trouble
        if trouble is self._shown_trouble or not self.isVisible():
            return
        self._shown_trouble = trouble
        if trouble is not None:
            fields.get(at, self.check).setFocus()

    def _usual(self, name: str) -> str:
        said = {"place": self.about_session, "key": self.about_key}
        if name in said:
            return said[name].text()
        visible, _ = self._model.asked(self.service.currentData())
        return next((one.where for one in visible if one.field == name), "")

    def _lay_out(self) -> None:
        column = Column(tr("Sign-in"))
        column.rows.addWidget(self.title)
        column.rows.addSpacing(SIZES.half_grid)
        for words, field in (
            (tr("Service"), self.service),
            (tr("Name"), self.name),
            (tr("Address"), self.address),
        ):
            column.rows.addLayout(_part(_caption(words), field))
        column.rows.addWidget(self.fields)
        column.rows.addLayout(_part(self.key_caption, self.key, self.about_key))
        self.about_session.setText(
            tr(
                "Held in memory and never on disk. At the next start everything can be read, and you enter "
                "the key again to send and receive."
            )
        )
        self.for_session.setAccessibleDescription(self.about_session.text())
        column.rows.addWidget(_caption(tr("Where the key is kept")))
        for radio, about in (
            (self.in_keyring, self.about_keyring),
            (self.for_session, self.about_session),
        ):
            column.rows.addWidget(radio)
            # Below the words of the choice, not below its circle.
            below = QHBoxLayout()
            below.addSpacing(3 * SIZES.grid + SIZES.half_grid)
            below.addWidget(about, 1)
            column.rows.addLayout(below)
        column.rows.addWidget(self.progress)
        column.rows.addSpacing(SIZES.grid)
        column.rows.addWidget(ButtonRow((self.check, self.cancel)))
        column.rows.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        # Outside what scrolls: whatever field it is about, the sentence stays in sight.
        above = QHBoxLayout()
        above.setContentsMargins(2 * SIZES.grid, 0, 2 * SIZES.grid, 0)
        above.addWidget(self.trouble)
        layout.addLayout(above)
        layout.addWidget(column, 1)


def _part(caption: Words, field: QWidget, about: QWidget | None = None) -> QVBoxLayout:
    caption.setBuddy(field)
    part = QVBoxLayout()
    part.setSpacing(SIZES.half_grid)
    part.addWidget(caption)
    part.addWidget(field)
    if about is not None:
        part.addWidget(about)
    return part


def _caption(words: str) -> Words:
    caption = Words(role="muted")
    caption.setText(words)
    return caption


def _field(name: str, longest: int) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(longest)
    field.setAccessibleName(name)
    return field
