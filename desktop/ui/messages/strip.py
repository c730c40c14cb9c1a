"""The strip above the composer: what stops a send, what to note, what to know, what went wrong.

Hidden when silent. A note may offer one thing to do about it, as a button beside its words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.beside import Beside
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words

_ICON = 20


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence to note, and perhaps what a button offers to do about it."""

    words: str
    offer: str = ""
    act: Callable[[], object] | None = None
    drawing: str = "warning"
    role: str = "warn"


class Strip(QWidget):
    """Sentences with an icon each: a trouble, a block, notes of the brake, something to know."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = {
            "trouble": Row(theme, "warning", "bad"),
            "block": Row(theme, "warning", "warn"),
            "note": Row(theme, "info", "muted"),
        }
        self._remarks: list[Row] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        self._layout.setSpacing(SIZES.half_grid)
        for row in self._rows.values():
            self._layout.addWidget(row)
        self.hide()
        theme.changed.connect(self.update)

    def show_block(self, text: str, offer: str = "", act: Callable[[], object] | None = None) -> None:
        """What stops a send, and what a button offers to do about it; "" for nothing."""
        self._say("block", text, offer, act)

    def show_note(self, text: str) -> None:
        """Something to know; "" for nothing."""
        self._say("note", text)

    def trouble(self, text: str) -> None:
        """Something that went wrong; "" once it is over."""
        self._say("trouble", text)

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """What to note of the text: these sentences, in this order. A new one is read out once."""
        before = {row.text for row in self._remarks}
        while len(self._remarks) < len(remarks):
            row = Row(self._theme, "warning", "warn")
            self._layout.insertWidget(2 + len(self._remarks), row)
            self._remarks.append(row)
        for place, row in enumerate(self._remarks):
            row.remark(remarks[place] if place < len(remarks) else Remark(""))
        self._show()
        if self.isVisible():
            for remark in remarks:
                if remark.words not in before:
                    announce(self, remark.words)

    def texts(self) -> list[str]:
        """The sentences that are showing."""
        ordered = [self._rows["trouble"], self._rows["block"], *self._remarks, self._rows["note"]]
        return [row.text for row in ordered if row.text]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.end()

    def _say(self, kind: str, text: str, offer: str = "", act: Callable[[], object] | None = None) -> None:
        row = self._rows[kind]
        news = text != row.text
        row.remark(Remark(text, offer, act, row.drawing, row.role))
        self._show()
        if news and text and self.isVisible():
            announce(self, text, urgent=kind == "trouble")

    def _show(self) -> None:
        self.setVisible(any(row.text for row in (*self._rows.values(), *self._remarks)))


class Row(QWidget):
    """One sentence with its icon, and a button where something is offered."""

    def __init__(self, theme: Theme, drawing: str, role: str) -> None:
        super().__init__()
        self._theme, self.drawing, self.role = theme, drawing, role
        self.text = ""
        self._act: Callable[[], object] | None = None
        self._icon = QLabel()
        self._icon.setFixedSize(_ICON, _ICON)
        self._words = Words()
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.button = QPushButton()
        self.button.setProperty("kind", "card")
        self.button.setAutoDefault(True)  # Enter presses it, not Space alone
        self.button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.button.setMinimumWidth(1)
        self.button.clicked.connect(self._do)
        self.button.hide()
        said = QWidget()
        line = QHBoxLayout()
        line.setSpacing(SIZES.grid)
        line.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        # Beside a button, which is higher, icon and words stay in one line.
        middle = QVBoxLayout(said)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch()
        middle.addLayout(line)
        middle.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Beside(said, self.button, theme))
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    def remark(self, remark: Remark) -> None:
        """Say this, and offer what it offers; hidden where the words are ""."""
        if remark.words and (remark.drawing, remark.role) != (self.drawing, self.role):
            self.drawing, self.role = remark.drawing, remark.role
            self._colour()
        self.text, self._act = remark.words, remark.act
        if self._words.text() != remark.words:
            self._words.setText(remark.words)
        self.button.setText(remark.offer)
        self.button.setAccessibleName(remark.offer)
        self.button.setAccessibleDescription(remark.words)
        self.button.setVisible(bool(remark.offer))
        self.setVisible(bool(remark.words))

    def _do(self) -> None:
        if self._act is not None:
            self._act()

    def _colour(self) -> None:
        drawing = self._theme.icon(self.drawing, self.role)
        pixmap = drawing.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)
