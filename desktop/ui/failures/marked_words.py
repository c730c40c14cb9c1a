"""The words of a text as they are, with those underlined that it may have been refused for (B22)."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.messages.bubble_text import BubbleText
from desktop.ui.messages.text_offsets import units
from desktop.ui.theme import Theme

_LINE = 1.5


class MarkedWords(QLabel):
    """As high as its lines need; each paragraph in its own direction. A label for whoever listens."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spans: list[tuple[int, int]] = []
        self._laid: tuple[int, BubbleText] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._follow)

    def show_words(self, words: str, suspected: Sequence[tuple[int, int]]) -> None:
        """Show ``words``; ``suspected`` are places of code points in them."""
        self._spans = [(units(words[:start]), units(words[:end])) for start, end in suspected]
        self.setText(words)
        self._follow()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._lines(width).height + 0.5) + 2

    def sizeHint(self) -> QSize:
        width = max(self.width(), 200)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        lines = self._lines(self.width())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at = QPointF(max(self.width() - lines.width, 0) if mirrored else 0, 0)
        painter = QPainter(self)
        painter.setPen(self._theme.color("text"))
        lines.draw(painter, at)
        painter.setPen(QPen(self._theme.color("warn"), _LINE))
        for start, end in self._spans:
            for area in lines.areas(start, end):
                painter.drawLine(area.translated(at).bottomLeft(), area.translated(at).bottomRight())
        painter.end()

    def _lines(self, width: int) -> BubbleText:
        if self._laid is None or self._laid[0] != width:
            font = self._theme.font("body")
            self._laid = (width, BubbleText(self.text(), font, max(width, 1), None))
        return self._laid[1]

    def _follow(self) -> None:
        self._laid = None
        self.updateGeometry()
        self.update()
