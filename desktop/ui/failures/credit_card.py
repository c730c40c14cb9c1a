"""The texts that wait for credit: how many, what to do first, and the one button that sends them all."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.contacts.words import Words
from desktop.ui.failures.card import Card, button
from desktop.ui.failures.credit_words import cause, heading, send_label
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme


class CreditCard(Card):
    """Hidden while none waits."""

    send_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.title = Words(theme, "title")
        self.cause = Words(theme)
        self.send = button("primary")
        self._buttons = ButtonRow(self.send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, 2 * SIZES.grid, 2 * SIZES.grid, 2 * SIZES.grid)
        layout.setSpacing(SIZES.half_grid)
        for widget in (self.title, self.cause, self._buttons):
            layout.addWidget(widget)
        self.send.clicked.connect(self.send_wanted)
        self.hide()

    def show_count(self, count: int) -> None:
        """So many texts wait now."""
        self.title.say(heading(count))
        self.cause.say(cause())
        self.send.setText(send_label(count))
        self.setAccessibleName(heading(count))
        self.send.setAccessibleName(f"{self.send.text()}: {heading(count)}")
        self.setVisible(count > 0)
        self._buttons.arrange()
