"""What a first start shows: the practice server or an account of one's own, in two buttons."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.accounts.accounts_model import AccountsModel
from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.accounts.sign_in_view import SignInView
from desktop.ui.accounts.trouble_line import TroubleLine
from desktop.ui.contacts.column import Column
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr

_ICON = 40
_WIDEST = 480


class WelcomeView(QWidget):
    """A page; the form lies over the two ways. Whoever made it follows the list of accounts."""

    began = Signal()
    """Somebody chose a way, and there is an account now."""

    def __init__(self, model: AccountsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._icon = QLabel()
        self.title = Words(tr("No account yet"))
        self.practise = _button(tr("Open practice server"), "primary")
        self.sign_in = _button(tr("Sign in to a service"), "card")
        self.trouble = TroubleLine(theme)
        self.form = SignInView(model.sign_in, theme)
        self._ways = self._lay_out()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._ways)
        self._stack.addWidget(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self.practise)
        self.practise.clicked.connect(lambda: self._practise())
        self.sign_in.clicked.connect(lambda: self._open_form())
        self.form.left.connect(self._close_form)
        model.sign_in.done.connect(self._done)
        theme.changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # There is nothing to go back to.
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def _practise(self) -> None:
        trouble = self._model.practise()
        self.trouble.say(trouble)
        if not trouble:
            self.began.emit()

    def _open_form(self) -> None:
        self._stack.setCurrentWidget(self.form)
        self.form.begin()

    def _close_form(self) -> None:
        if self._stack.currentWidget() is self.form:
            self._stack.setCurrentWidget(self._ways)
            self.sign_in.setFocus()

    def _done(self) -> None:
        if self._stack.currentWidget() is self.form:
            self._stack.setCurrentWidget(self._ways)
            self.began.emit()

    def _dress(self) -> None:
        self.title.setFont(self._theme.font("page_title"))
        size = QSize(_ICON, _ICON)
        picture = self._theme.icon("linedesk", "accent").pixmap(size, self.devicePixelRatioF())
        self._icon.setPixmap(picture)

    def _lay_out(self) -> QWidget:
        column = Column(tr("Welcome"), widest=_WIDEST)
        column.rows.addStretch(2)
        column.rows.addWidget(self._icon)
        column.rows.addWidget(self.title)
        for words, button in (
            (
                tr("Try everything with made-up customers. Nothing leaves this computer and nothing costs."),
                self.practise,
            ),
            (
                tr("Text from your own numbers: you need the address and the key of your account."),
                self.sign_in,
            ),
        ):
            about = Words(words, "muted")
            column.rows.addSpacing(SIZES.grid)
            column.rows.addWidget(about)
            column.rows.addWidget(ButtonRow(button))
            button.setAccessibleDescription(words)
        column.rows.addWidget(self.trouble)
        column.rows.addStretch(3)
        column.setMaximumWidth(_WIDEST)
        page = QWidget()
        around = QHBoxLayout(page)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        around.addWidget(column, _WIDEST)
        around.addStretch(1)
        return page


def _button(words: str, kind: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("kind", kind)
    button.setAccessibleName(words)
    button.setAutoDefault(True)  # Enter presses it, not Space alone
    return button
