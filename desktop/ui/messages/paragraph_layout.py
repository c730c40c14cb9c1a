"""Lays out what is being written, each paragraph in its own direction (conventions.md, "RTL / bidi").

Qt's layout for plain text knows one direction for all of a document, and the formats of paragraphs, which
would be steps of the undo history. So the lines of a paragraph that reads the other way are turned round
after Qt broke them; that changes no line end and no height.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextLayout, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout

from desktop.ui.direction import direction_of

_LTR, _RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
_WISHES = {1: _LTR, 2: _RTL}
"""What a person fixed by hand, kept as the block's state, which is no step of the undo history."""
_UNSAID = -1
_FARTHEST = 50
"""Paragraphs back to which one without letters looks."""


class ParagraphLayout(QPlainTextDocumentLayout):
    """``otherwise`` is the direction of what has no letters yet: that of the window, as a rule."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.otherwise = _LTR
        document.contentsChanged.connect(self._changed)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        area = super().blockBoundingRect(block)
        if block.isValid():
            _turn(block.layout(), self.direction(block))
        return area

    def direction(self, block: QTextBlock) -> Qt.LayoutDirection:
        """Which way a paragraph reads; one without letters reads like the one before it."""
        for _ in range(_FARTHEST):
            if not block.isValid():
                break
            wish = _WISHES.get(block.userState())
            found = direction_of(block.text()) if wish is None else wish
            if found is not None:
                return found
            block = block.previous()
        return self.otherwise

    def toggle(self, cursor: QTextCursor) -> None:
        """Turn the paragraphs of a selection round, all into the direction that the first has not."""
        document = self.document()
        block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
        state = 1 if self.direction(block) == _RTL else 2
        while block.isValid():
            block.setUserState(state)
            if block == last:
                break
            block = block.next()
        self.follow()

    def _changed(self) -> None:
        if self.document().isEmpty():
            self.document().firstBlock().setUserState(_UNSAID)
        self.follow()

    def follow(self) -> None:
        """Let Qt lay out all in the direction of the first paragraph: then most need no turning."""
        document = self.document()
        option = document.defaultTextOption()
        wanted = self.direction(document.firstBlock())
        if option.textDirection() != wanted:
            document.setDefaultTextOption(_turned(option, wanted))


def _turn(layout: QTextLayout, wanted: Qt.LayoutDirection) -> None:
    lines = layout.lineCount()
    if not lines or layout.textOption().textDirection() == wanted:
        return
    places = [(line.width(), line.position()) for line in map(layout.lineAt, range(lines))]
    layout.setTextOption(_turned(layout.textOption(), wanted))
    layout.beginLayout()
    for width, position in places:
        line = layout.createLine()
        line.setLeadingIncluded(True)
        line.setLineWidth(width)
        line.setPosition(position)
    layout.endLayout()


def _turned(option: QTextOption, direction: Qt.LayoutDirection) -> QTextOption:
    turned = QTextOption(option)
    turned.setTextDirection(direction)
    # A layout, unlike a document, does not turn its alignment round with the direction.
    turned.setAlignment(Qt.AlignmentFlag.AlignRight if direction == _RTL else Qt.AlignmentFlag.AlignLeft)
    return turned
