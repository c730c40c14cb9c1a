"""The field in which a text is written: Enter sends, Shift+Enter begins a line, it grows to eight lines."""

from math import ceil

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop.ui.theme import Theme
from desktop.wording import tr

MOST_LINES = 8
LEAST_LINES = 2
"""Of a longer text, where the window has no room for more."""
_FRAME = 14
"""Padding and edge above and below the words."""


class MessageEdit(QPlainTextEdit):
    """Plain text only, whatever is pasted. Tab leaves it, so that it is no trap for the keyboard."""

    sent = Signal()
    """Enter was pressed (not held)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Message text"))
        self.setPlaceholderText(tr("Type a message …"))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self._show_bar)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._grow())
        theme.changed.connect(self._grow)
        self._grow()

    def show_text(self, text: str) -> None:
        """Put ``text`` in, the cursor at its end, if it is not there already."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self.moveCursor(self.textCursor().MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shifted:
            if not event.isAutoRepeat():  # a held Enter sends once
                self.sent.emit()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laid_out.start()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(self._first_lines()))

    def _height(self, lines: list[float]) -> int:
        return ceil(sum(lines) + 2 * self.document().documentMargin()) + _FRAME

    def _first_lines(self) -> list[float]:
        """The heights of the lines that are to show: those with emoji are higher than others."""
        plain = QFontMetricsF(self.font()).lineSpacing()
        heights: list[float] = []
        block = self.document().firstBlock()
        while block.isValid() and len(heights) < MOST_LINES:
            self.blockBoundingRect(block)  # lays out what has not been on screen yet
            lines = block.layout()
            heights += [max(lines.lineAt(at).height(), plain) for at in range(lines.lineCount())] or [plain]
            block = block.next()
        return heights[:MOST_LINES]

    def _grow(self) -> None:
        lines = self._first_lines()
        least, most = self._height(lines[:LEAST_LINES]), self._height(lines)
        if (least, most) != (self.minimumHeight(), self.maximumHeight()):
            self.setMinimumHeight(least)
            self.setMaximumHeight(most)
            self.updateGeometry()
        self._laid_out.start()

    def _show_bar(self) -> None:
        """A bar where not all lines show, once the window has given the room there is.

        Qt's own "as needed" would hang: a bar makes lines shorter, which makes them more and the field
        higher, so that no bar is needed. Here more lines never take a bar away.
        """
        # The layout of plain text counts its height in lines.
        too_many = self.document().size().height() > MOST_LINES or self.height() < self.maximumHeight()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOn if too_many else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)
