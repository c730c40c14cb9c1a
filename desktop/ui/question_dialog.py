"""The window of a question: words that can be selected, and buttons, never wider than the window below.

Long words and addresses break anywhere, buttons stand below one another where they do not fit beside each
other, and what is higher than the window scrolls. When it is asked is in ``question_box``.
"""

import math

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent, QTextOption
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QTextEdit, QVBoxLayout, QWidget

from desktop.ui.contacts.button_row import ButtonRow
from desktop.ui.roles import SIZES

_WIDEST = 460
"""Pixels; longer lines are hard to read."""
_LEAST_LINES = 2


class QuestionDialog(QDialog):
    """``leave`` changes nothing: Enter and Esc mean it. ``offer`` does what is asked about."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._below = window
        self.setWindowTitle("Linedesk")
        self.words = _Words(self)
        self.leave = QPushButton()
        self.offer = QPushButton()
        self.leave.setDefault(True)
        self.offer.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.offer.clicked.connect(self.accept)
        self._buttons = ButtonRow((self.leave, self.offer), at_end=True, parent=self)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(*[2 * SIZES.grid] * 4)
        self._rows.setSpacing(2 * SIZES.grid)
        self._rows.addWidget(self.words)
        self._rows.addWidget(self._buttons)

    def text(self) -> str:
        """What it says."""
        return self.words.toPlainText()

    def say(self, text: str) -> None:
        """Say this, as large as it needs and the window allows."""
        self.words.setPlainText(text)
        self.words.setAccessibleName(text)
        self.setAccessibleName(text)
        self.fit()

    def fit(self) -> None:
        """Be as large as the words need, and no larger than the window below."""
        self.ensurePolished()
        self.words.ensurePolished()
        below = self._below.window().size()
        edges = self._rows.contentsMargins()
        across = edges.left() + edges.right()
        room = max(below.width() - 2 * SIZES.grid, self._buttons.minimumSizeHint().width() + across)
        width = min(room, _WIDEST)
        beside = self._rows.spacing() + edges.top() + edges.bottom()
        buttons = self._buttons.heightForWidth(width - across)
        most = below.height() - 2 * SIZES.grid - beside - buttons
        words = self.words.fit(width - across, most)
        self.setFixedSize(width, words + buttons + beside)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.leave.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self.fit()


class _Words(QTextEdit):
    """Plain, and in the colours of what is around it. Reached by Tab where there is something to scroll."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "words")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)

    def fit(self, width: int, most: int) -> int:
        """Be so wide, and as high as the words are, at most ``most``; returns the height."""
        self._align()
        edges = self.contentsMargins()
        across, beside = edges.left() + edges.right(), edges.top() + edges.bottom()
        whole = self.document().clone()
        whole.setDefaultFont(self.font())
        whole.setTextWidth(width - across)
        needed = math.ceil(whole.size().height()) + beside
        whole.deleteLater()
        least = _LEAST_LINES * self.fontMetrics().lineSpacing() + beside
        height = min(needed, max(most, least))
        scrolls = height < needed
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrolls else Qt.FocusPolicy.ClickFocus)
        self.setFixedSize(width, height)
        return height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.verticalScrollBar().setValue(0)

    def _align(self) -> None:
        # Left to itself, Qt goes by the direction of the words: two edges in one column.
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self.document().setDefaultTextOption(option)
