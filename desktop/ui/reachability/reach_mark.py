"""The sign for what is known of a number: a shape each, its words in the tooltip and for whoever listens."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.sms.reachability import Reachability
from desktop.ui import resources
from desktop.ui.contacts.words import Words
from desktop.ui.reachability.reach_model import ReachSaid
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.tooltip import set_tooltip

_LOOKS = {
    Reachability.DELIVERED: ("check", "muted"),
    Reachability.LANDLINE: ("phone", "warn"),
    Reachability.DEAD: ("warning", "warn"),
    Reachability.UNREACHABLE: ("offline", "muted"),
    Reachability.WRONG_PAIR: ("lines", "warn"),
    Reachability.OPTED_OUT: ("close", "bad"),
}
"""Drawing and role of each: no two share a shape, so none is told by its colour alone."""


class ReachMark(QLabel):
    """Hidden where nothing is known. Its text is its words, though only the sign shows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._what = Reachability.UNKNOWN
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.hide()

    def show_reach(self, said: ReachSaid) -> None:
        """Show this, or nothing."""
        self.setText(said.words)
        set_tooltip(self, said.words)
        self.show_sign(said)

    def show_sign(self, said: ReachSaid) -> None:
        """Show the sign alone, for where the words stand beside it."""
        self._what = said.what if said.words else Reachability.UNKNOWN
        self.setVisible(bool(said.words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIZES.glyph, SIZES.glyph)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._what not in _LOOKS:
            return
        drawing, role = _LOOKS[self._what]
        painter = QPainter(self)
        resources.draw(painter, drawing, self._theme.color(role), self.rect())
        painter.end()


class ReachLine(QWidget):
    """The sign with its words beside it, where there is room for them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = ReachMark(theme)
        self.words = Words(theme, "caption", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.half_grid)
        layout.addWidget(self.mark)
        layout.addWidget(self.words, 1)
        self.hide()

    def show_reach(self, said: ReachSaid) -> None:
        """Show this, or nothing, and no room for it."""
        self.mark.show_sign(said)
        self.words.say(said.words)
        self.setVisible(bool(said.words))
