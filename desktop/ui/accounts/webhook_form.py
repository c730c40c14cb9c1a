"""The part of an account's card about its webhook: its address to copy, and a button that switches it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.accounts.trouble_line import TroubleLine
from desktop.ui.accounts.webhook_model import WebhookSaid
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr


class WebhookForm(QWidget):
    """Hidden until somebody wants it; says what is wanted."""

    switched = Signal(bool)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = WebhookSaid()
        self.words = Words("", "muted", self)
        self.url = QLineEdit(self)
        self.url.setReadOnly(True)
        self.url.setAccessibleName(tr("Address of the webhook"))
        # An address reads left to right, whatever the frame does.
        self.url.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.trouble = TroubleLine(theme, self)
        self.copy = _button(tr("Copy the address"))
        self.switch = _button("")
        self.leave = _button(tr("Close"))
        self.buttons = ButtonRow(self.copy, self.switch, self.leave, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SIZES.half_grid, 0, 0)
        layout.setSpacing(SIZES.half_grid)
        for part in (self.words, self.url, self.trouble, self.buttons):
            layout.addWidget(part)
        self.copy.clicked.connect(lambda: self._copy())
        self.switch.clicked.connect(lambda: self.switched.emit(not self._said.on))
        self.leave.clicked.connect(self.left)
        self.hide()

    def show_said(self, said: WebhookSaid) -> None:
        """Say how it stands."""
        self._said = said
        self.words.setText(said.words)
        self.url.setText(said.url)
        self.url.setCursorPosition(0)
        self.url.setVisible(bool(said.url))
        self.trouble.say(said.trouble)
        self.copy.setVisible(bool(said.url))
        self.switch.setText(tr("Switch off") if said.on else tr("Switch on"))
        self.switch.setAccessibleName(f"{self.switch.text()}: {tr('Webhook')}")
        self.buttons.arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._said.url)
        announce(self, tr("Copied."))


def _button(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", "card")
    button.setAccessibleName(words)
    button.setAutoDefault(True)  # Enter presses it, not Space alone
    return button
