"""On a card: the service changed the entry that an own contact stands in for. Own edits win until told so."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.contacts.button_row import ButtonRow
from desktop.ui.contacts.contact_edit_model import StandIn
from desktop.ui.contacts.contacts_model import name_of, number_words
from desktop.ui.contacts.words import Words
from desktop.ui.plain import one_line
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import isolated, tr


class StandInNotice(QWidget):
    """Hidden until ``show_change``. Shows what the service's entry is now."""

    keep_wanted = Signal()
    """The own contact stays as it is."""
    take_wanted = Signal()
    """The service's entry is wanted in its place."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = Words(theme)
        self._theirs = Words(theme, role="muted")
        self.keep = QPushButton(tr("Keep mine"), self)
        self.take = QPushButton(tr("Take theirs"), self)
        for button in (self.keep, self.take):
            button.setProperty("kind", "card")
            button.setAutoDefault(True)  # Enter presses it, not Space alone
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIZES.grid, SIZES.grid, SIZES.grid, SIZES.grid)
        layout.setSpacing(SIZES.half_grid)
        layout.addWidget(self._words)
        layout.addWidget(self._theirs)
        layout.addWidget(ButtonRow((self.keep, self.take)))
        self.keep.clicked.connect(lambda: self.keep_wanted.emit())
        self.take.clicked.connect(lambda: self.take_wanted.emit())
        theme.changed.connect(self.update)
        self.hide()

    def show_change(self, change: StandIn | None, service: str) -> None:
        """Say what the entry of ``service`` is now; ``None`` takes the notice away."""
        self.setVisible(change is not None)
        if change is None:
            return
        theirs = change.theirs
        self.take.setVisible(theirs is not None)
        if theirs is None:
            self._words.setText(tr("{service} no longer lists this contact.").format(service=service))
            self._theirs.say("")
            return
        self._words.setText(
            tr("{service} changed its entry. Yours is shown until you choose.").format(service=service)
        )
        parts = [isolated(name_of(theirs)), isolated(one_line(theirs.company)) if theirs.company else ""]
        parts += [number_words(number) for number in theirs.numbers]
        self._theirs.say(" · ".join(part for part in parts if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(self.rect(), SIZES.card_radius, SIZES.card_radius)
        painter.end()
