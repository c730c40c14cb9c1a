"""The texts to a contact that failed, on its card: how many, the newest first, each opens the text (E19)."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.contacts.contact_known_model import PastFailure, PastFailures
from desktop.ui.contacts.words import Words
from desktop.ui.direction import direction_of
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.tooltip import set_tooltip
from desktop.wording import ntr, tr

FIRST = 3
"""So many show until somebody asks for more."""
STEP = 20


class ContactFailures(QWidget):
    """Hidden where none failed."""

    text_wanted = Signal(int)
    """Show this text in its conversation."""
    more_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = Words(theme, "caption", "muted")
        self.lines: list[_Line] = []
        self.more = QPushButton()
        self.more.setProperty("kind", "card")
        self.more.setAutoDefault(True)  # Enter presses it, not Space alone
        self.more.clicked.connect(lambda: self.more_wanted.emit())
        self._texts = QVBoxLayout()
        self._texts.setSpacing(SIZES.half_grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.half_grid)
        layout.addWidget(self.title)
        layout.addLayout(self._texts)
        end = QHBoxLayout()
        end.addWidget(self.more)
        end.addStretch(1)
        layout.addLayout(end)
        self.hide()

    def show_failures(self, past: PastFailures) -> None:
        """Show these; nothing, and no room for it, where none failed."""
        self.title.say(ntr("{n} text failed", "{n} texts failed", past.count))
        while len(self.lines) < len(past.newest):
            line = _Line(self._theme, self)
            line.open.clicked.connect(lambda _=False, line=line: self.text_wanted.emit(line.text_id))
            self._texts.addWidget(line)
            self.lines.append(line)
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(past.newest))
            if place < len(past.newest):
                line.show_failure(past.newest[place])
        left = past.count - len(past.newest)
        self.more.setText(ntr("Show {n} more", "Show {n} more", min(left, STEP)))
        self.more.setAccessibleName(f"{self.more.text()}: {self.title.text()}")
        self.more.setVisible(left > 0)
        self.setVisible(past.count > 0)


class _Line(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.text_id = 0
        self._words = ElidedLabel(theme)
        self._cause = Words(theme, "caption", "muted")
        self.open = QPushButton(tr("Open"))
        self.open.setProperty("kind", "card")
        self.open.setAutoDefault(True)  # Enter presses it, not Space alone
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._words)
        words.addWidget(self._cause)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.grid)
        layout.addLayout(words, 1)
        layout.addWidget(self.open)

    def show_failure(self, one: PastFailure) -> None:
        self.text_id = one.id
        self._words.show_text(one.words)
        self._turn()
        self._cause.say(f"{one.when} · {one.cause}")
        set_tooltip(self._cause, one.exact)
        self.open.setAccessibleName(
            tr("Open the text that failed {when}: {words}").format(when=one.when, words=one.words)
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn()

    def _turn(self) -> None:
        # The words read their own way, and stand where the window begins a line.
        sides = Qt.AlignmentFlag
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = sides.AlignRight if mirrored else sides.AlignLeft
        self._words.setAlignment(side | sides.AlignAbsolute | sides.AlignVCenter)
        self._words.setLayoutDirection(direction_of(self._words.text()) or self.layoutDirection())
