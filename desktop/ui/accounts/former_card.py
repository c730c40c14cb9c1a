"""One account that was signed out while its texts stayed: how many there are, and deleting them."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.accounts.former_model import FormerShown
from desktop.ui.accounts.trouble_line import TroubleLine
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import ntr, tr


class FormerCard(QWidget):
    """Asks once, in place, before it says that the texts are to go."""

    delete_wanted = Signal(str)
    """The account's id: its texts are to be deleted, for good."""

    def __init__(self, theme: Theme, account_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asking = False
        self.account_id = account_id
        self.title = ElidedLabel(theme, "title", parent=self)
        self.where = ElidedLabel(theme, role="muted", parent=self)
        self.state = Words(parent=self)
        self.question = Words(parent=self)
        self.trouble = TroubleLine(theme, self)
        self.delete = self._button(tr("Delete its texts"))
        self.yes = self._button(tr("Delete them"))
        self.keep = self._button(tr("Keep them"))
        self.buttons = ButtonRow(self.delete, self.keep, self.yes, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, 2 * SIZES.grid, 2 * SIZES.grid, 2 * SIZES.grid)
        layout.setSpacing(SIZES.half_grid)
        for widget in (self.title, self.where, self.state, self.question, self.trouble, self.buttons):
            layout.addWidget(widget)
        self.delete.clicked.connect(lambda: self._ask(on=True))
        self.keep.clicked.connect(lambda: self._ask(on=False))
        self.yes.clicked.connect(lambda: self._delete())
        theme.changed.connect(self.update)
        self._arrange()

    def show_account(self, account: FormerShown) -> None:
        """Show it as it stands now; a question that is open stays so."""
        self.title.show_text(account.name)
        self.where.show_text(f"{account.service} · \u2068{account.address}\u2069")
        if account.deleting:
            self.state.setText(tr("Deleting the texts from this computer …"))
        else:
            self.state.setText(
                ntr(
                    "Signed out. {n} text is kept here.",
                    "Signed out. {n} texts are kept here.",
                    account.texts,
                )
            )
        self.question.setText(
            ntr(
                "Delete {n} text from this computer? That cannot be undone; the service keeps its own.",
                "Delete {n} texts from this computer? That cannot be undone; the service keeps its own.",
                account.texts,
            )
        )
        self.trouble.say(account.trouble)
        self.delete.setEnabled(not account.deleting)
        for button in (self.delete, self.yes, self.keep):
            # Several cards have the same buttons: by ear they are told apart by the account's name.
            button.setAccessibleName(f"{button.text()}: {account.name}")
        self.setAccessibleName(account.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._asking:
            self._ask(on=False)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("outline"))
        painter.setBrush(self._theme.color("surface"))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, SIZES.card_radius, SIZES.card_radius)
        painter.end()

    def _ask(self, *, on: bool) -> None:
        self._asking = on
        self._arrange()
        if on:
            announce(self, self.question.text())
        (self.keep if on else self.delete).setFocus()

    def _delete(self) -> None:
        self._ask(on=False)
        self.delete_wanted.emit(self.account_id)

    def _arrange(self) -> None:
        self.question.setVisible(self._asking)
        self.delete.setVisible(not self._asking)
        self.keep.setVisible(self._asking)
        self.yes.setVisible(self._asking)
        self.buttons.arrange()

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "card")
        button.setAutoDefault(True)  # Enter presses it, not Space alone
        return button
