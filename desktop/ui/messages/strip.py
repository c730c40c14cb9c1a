"""The strip above the composer: what stops a send, what to know, what went wrong. Hidden when silent."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words


class Strip(QWidget):
    """Up to three sentences, each with its icon: a block, a note, a trouble."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = {
            "trouble": _Row(theme, "warning", "bad"),
            "block": _Row(theme, "warning", "warn"),
            "note": _Row(theme, "info", "muted"),
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        layout.setSpacing(SIZES.half_grid)
        for row in self._rows.values():
            layout.addWidget(row)
        self.hide()
        theme.changed.connect(self.update)

    def show_block(self, text: str) -> None:
        """What stops a send; "" for nothing."""
        self._say("block", text)

    def show_note(self, text: str) -> None:
        """Something to know; "" for nothing."""
        self._say("note", text)

    def trouble(self, text: str) -> None:
        """Something that went wrong; "" once it is over."""
        self._say("trouble", text)

    def texts(self) -> list[str]:
        """The sentences that are showing."""
        return [row.text for row in self._rows.values() if row.text]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.end()

    def _say(self, kind: str, text: str) -> None:
        row = self._rows[kind]
        news = text != row.text
        row.say(text)
        self.setVisible(any(one.text for one in self._rows.values()))
        if news and text and self.isVisible():
            announce(self, text, urgent=kind == "trouble")


class _Row(QWidget):
    def __init__(self, theme: Theme, drawing: str, role: str) -> None:
        super().__init__()
        self._theme, self._drawing, self._role = theme, drawing, role
        self.text = ""
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(20, 20))
        self._words = Words()
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.grid)
        layout.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    def say(self, text: str) -> None:
        self.text = text
        self._words.setText(text)
        self.setVisible(bool(text))

    def _colour(self) -> None:
        pixmap = self._theme.icon(self._drawing, self._role).pixmap(QSize(20, 20), self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)
