"""The field in which a text is written: Enter sends, Shift+Enter begins a line, it grows to eight lines.

With ``send_with_ctrl`` it is Ctrl+Enter that sends, and Enter begins a line.
"""

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from desktop.ui.messages.paragraph_layout import ParagraphLayout
from desktop.ui.messages.unicode_marks import UnicodeMarks
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
    """The key that sends was pressed (not held)."""
    asked_back = Signal()
    """Up was pressed in an empty field: bring back what did not go out."""
    picture_refused = Signal()
    """A picture or file was pasted or dropped, which no text can carry (B26)."""
    slash_typed = Signal()
    """A slash was typed where a word could begin: a ready-made text may be wanted."""
    undo_asked = Signal()
    """Undo was pressed in an empty field that has nothing of its own to undo: take back what was sent."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.send_with_ctrl = False
        self.setAccessibleName(tr("Message text"))
        self.setPlaceholderText(tr("Type a message …"))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for turn_off in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            turn_off(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self._settle)
        document = QTextDocument(self)
        document.setDefaultFont(self.font())
        document.setDocumentMargin(2)
        self._paragraphs = ParagraphLayout(document)
        self._paragraphs.otherwise = self.layoutDirection()
        document.setDocumentLayout(self._paragraphs)
        self.setDocument(document)
        self._paragraphs.documentSizeChanged.connect(lambda _: self._grow())
        self.marks = UnicodeMarks(self, theme)
        self.textChanged.connect(self.marks.follow)
        theme.changed.connect(self._grow)
        self._grow()

    def show_text(self, text: str) -> None:
        """Put ``text`` in, the cursor at its end, if it is not there already."""
        if text != self.toPlainText():
            self.setPlainText(text)
            self.moveCursor(self.textCursor().MoveOperation.End)

    def turn_direction(self) -> None:
        """Let the paragraph of the cursor, or those selected, read the other way than their letters say."""
        self._paragraphs.toggle(self.textCursor())
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._paragraphs.otherwise = self.layoutDirection()
            self._paragraphs.follow()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self.marks.hover(event)
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._sends(held):
                if not event.isAutoRepeat():  # a held Enter sends once
                    self.sent.emit()
                return
            plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if plain and not self.isReadOnly():
                self.textCursor().insertText("\n")
                self.ensureCursorVisible()
                return
        empty = self.document().isEmpty() and not self.document().isUndoAvailable()
        if event.matches(QKeySequence.StandardKey.Undo) and empty and not self.isReadOnly():
            if not event.isAutoRepeat():
                self.undo_asked.emit()
            return
        asks = event.key() == Qt.Key.Key_Up and held == Qt.KeyboardModifier.NoModifier
        if asks and not event.isAutoRepeat() and self.document().isEmpty() and not self.isReadOnly():
            self.asked_back.emit()
            return
        super().keyPressEvent(event)
        if event.text() == "/" and not event.isAutoRepeat() and self._begins_a_word():
            self.slash_typed.emit()

    def _begins_a_word(self) -> bool:
        """Whether what was typed last is the first of a word."""
        cursor = self.textCursor()
        block = cursor.block().text().encode("utf-16-le")[: 2 * cursor.positionInBlock()]
        before = block.decode("utf-16-le", "replace")[:-1]
        return not self.isReadOnly() and not cursor.hasSelection() and (not before or before[-1].isspace())

    def _sends(self, held: Qt.KeyboardModifier) -> bool:
        """Whether Enter with these keys held sends; Ctrl+Enter always does."""
        if held == Qt.KeyboardModifier.ControlModifier:
            return True
        return held == Qt.KeyboardModifier.NoModifier and not self.send_with_ctrl

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # Taken, so that it can be said why it is refused: left alone, Qt drops it without a word.
        return _is_picture(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if _is_picture(source):
            self.picture_refused.emit()
        elif source.hasText():
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
        self._fit()
        self._laid_out.start()

    def _settle(self) -> None:
        # In another width the lines break anew, of which Qt says nothing where one line is left.
        self._fit()
        self._show_bar()

    def _fit(self) -> None:
        lines = self._first_lines()
        least, most = self._height(lines[:LEAST_LINES]), self._height(lines)
        if (least, most) != (self.minimumHeight(), self.maximumHeight()):
            self.setMinimumHeight(least)
            self.setMaximumHeight(most)
            self.updateGeometry()

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


def _is_picture(source: QMimeData) -> bool:
    """Whether it is a file, or a picture without words: cells of a table are copied as both."""
    without_words = source.hasImage() and not source.text().strip()
    return without_words or any(url.isLocalFile() for url in source.urls())
