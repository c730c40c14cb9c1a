"""The page that stands at start where the texts on this computer are encrypted and their key is not here."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.accounts.trouble_line import TroubleLine
from desktop.ui.cache.passphrase_field import PassphraseField
from desktop.ui.cache.unlock_model import UnlockModel
from desktop.ui.contacts.column import Column
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr

_ICON = 40
_WIDEST = 480


class UnlockView(QWidget):
    """What is known, and the ways on. Setting the cache aside is asked twice."""

    def __init__(self, model: UnlockModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._asking = False
        self._icon = QLabel()
        self.title = Words(tr("The texts on this computer are locked"))
        self.words = Words()
        self.field = PassphraseField(tr("Passphrase"))
        self.trouble = TroubleLine(theme)
        self.unlock = button(tr("Unlock"), "primary")
        self.again = button(tr("Try again"), "primary")
        self.lost = button(tr("The key is lost …"), "card")
        self.aside = button(tr("Set it aside"), "card")
        self.back = button(tr("Go back"), "primary")
        self._buttons = ButtonRow(self.unlock, self.again, self.lost, self.back, self.aside)
        column = Column(tr("Unlock"), widest=_WIDEST)
        column.rows.addStretch(2)
        for widget in (self._icon, self.title, self.words, self.field, self.trouble, self._buttons):
            column.rows.addWidget(widget)
        column.rows.addStretch(3)
        column.setMaximumWidth(_WIDEST)
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        around.addWidget(column, _WIDEST)
        around.addStretch(1)
        self.field.entered.connect(self._unlock)
        self.unlock.clicked.connect(lambda: self._unlock())
        self.again.clicked.connect(lambda: model.try_again())
        self.lost.clicked.connect(lambda: self._ask(True))
        self.back.clicked.connect(lambda: self._ask(False))
        self.aside.clicked.connect(lambda: model.set_aside())
        model.changed.connect(self._follow)
        theme.changed.connect(self._dress)
        self._dress()
        self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._asking:
            self._ask(False)
        else:
            super().keyPressEvent(event)

    def _unlock(self) -> None:
        self._model.unlock(self.field.words)

    def _ask(self, asking: bool) -> None:
        self._asking = asking
        self._follow()
        announce(self, self.words.text())

    def _follow(self) -> None:
        model, asking = self._model, self._asking
        by_passphrase = model.by_passphrase
        self.words.setText(model.consequence() if asking else model.sentence)
        self.field.edit.setAccessibleDescription(model.sentence)
        self.again.setAccessibleDescription(model.sentence)
        self.back.setAccessibleDescription(model.consequence())
        self.field.setVisible(by_passphrase and not asking)
        self.unlock.setVisible(by_passphrase and not asking)
        self.again.setVisible(not by_passphrase and not asking)
        self.lost.setVisible(model.may_be_lost and not asking)
        self.lost.setText(tr("I forgot it …") if by_passphrase else tr("The key is lost …"))
        self.lost.setAccessibleName(self.lost.text())
        self.back.setVisible(asking)
        self.aside.setVisible(asking)
        # Nothing is greyed while an answer is waited for: whoever has the focus keeps it, and the model takes
        # no other wish meanwhile.
        self.trouble.say("" if model.busy else model.trouble)
        self.unlock.setText(tr("Opening …") if model.busy else tr("Unlock"))
        self.again.setText(tr("Asking …") if model.busy else tr("Try again"))
        self._buttons.arrange()
        self._focus()

    def _focus(self) -> None:
        heir = self.back if self._asking else self.field if self._model.by_passphrase else self.again
        self.setFocusProxy(heir)
        if not self._model.busy:
            if self.field.isVisibleTo(self) and self._model.trouble:
                self.field.edit.selectAll()
            heir.setFocus()

    def _dress(self) -> None:
        self.title.setFont(self._theme.font("page_title"))
        size = QSize(_ICON, _ICON)
        picture = self._theme.icon("linedesk", "accent").pixmap(size, self.devicePixelRatioF())
        self._icon.setPixmap(picture)
        self._icon.setMinimumHeight(_ICON + SIZES.grid)


def button(words: str, kind: str) -> QPushButton:
    """A button of these screens: Enter presses it, not Space alone."""
    made = QPushButton(words)
    made.setProperty("kind", kind)
    made.setAccessibleName(words)
    made.setAutoDefault(True)
    return made
