"""Signing out, step by step: whether, then what becomes of the texts on this computer."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.accounts.sign_out_model import SignOutModel, Step
from desktop.ui.accounts.trouble_line import TroubleLine
from desktop.ui.contacts.column import Column
from desktop.ui.page_head import PageHead
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr


class SignOutView(QWidget):
    """Fills the page until it is decided."""

    left = Signal()
    """Signed out and decided, or not wanted any more."""

    def __init__(self, model: SignOutModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._step: Step | None = None
        self.head = PageHead(theme, tr("Sign out"), self)
        self.question = Words()
        self.words = Words()
        self.words.setProperty("role", "muted")
        self.trouble = TroubleLine(theme)
        self.yes = _button(tr("Sign out"), model.go)
        self.anyway = _button(
            tr("Sign out, leave the key in the keyring"), lambda: model.go(key_may_stay=True)
        )
        self.no = _button(tr("Stay signed in"), self.leave)
        self.keep = _button(tr("Keep them to read"), model.keep_texts)
        self.delete = _button(tr("Delete them from this computer"), model.delete_texts)
        self.yes.setProperty("kind", "primary")
        column = Column(tr("Sign-out"))
        for widget in (self.question, self.words, self.trouble):
            column.rows.addWidget(widget)
        self._buttons = ButtonRow(self.yes, self.anyway, self.no, self.keep, self.delete)
        column.rows.addWidget(self._buttons)
        column.rows.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(column, 1)
        self.head.went_back.connect(self.leave)
        model.changed.connect(self._follow)
        theme.changed.connect(self._dress)
        self._dress()

    def begin(self, account_id: str) -> None:
        """Ask about the account with this id."""
        self._step = None
        self._model.begin(account_id)

    def leave(self) -> None:
        """Go away, unless something is under way: before signing out nothing happens, after it texts stay."""
        self._model.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        model, step = self._model, self._model.step
        if step is Step.DONE:
            self.left.emit()
            return
        ask, cache = step is Step.ASK, step is Step.CACHE
        self.question.setText(
            tr("Sign out of {name}?").format(name=model.name)
            if step in (Step.ASK, Step.KEYRING)
            else tr("Signed out of {name}.").format(name=model.name)
        )
        self.words.setText(self._sentence(step))
        self.trouble.say(model.trouble)
        self.yes.setVisible(ask)
        self.yes.setText(tr("Try again") if model.trouble else tr("Sign out"))
        self.yes.setAccessibleName(self.yes.text())
        self.anyway.setVisible(ask and model.key_stays)
        self.no.setVisible(ask)
        self.keep.setVisible(cache)
        self.delete.setVisible(cache)
        self._buttons.arrange()
        if step is not self._step:
            self._step = step
            if self.isVisible():
                announce(self, f"{self.question.text()} {self.words.text()}")
            if ask or cache:
                (self.no if ask else self.keep).setFocus()

    def _sentence(self, step: Step) -> str:
        if step is Step.KEYRING:
            return tr("Waiting for your password manager …")
        if step is Step.DELETING:
            return tr("Deleting the texts from this computer …")
        return self._model.consequence() if step is Step.ASK else self._model.about_texts()

    def _dress(self) -> None:
        self.question.setFont(self._theme.font("title"))


def _button(words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(words)
    button.setAutoDefault(True)  # Enter presses it, not Space alone
    button.clicked.connect(lambda: act())
    return button
