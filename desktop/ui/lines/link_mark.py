"""The mark that says how an account stands with its service: a shape a state, and a word if there is room."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from desktop import wording
from desktop.announce import Link
from desktop.ui import resources
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.tooltip import set_tooltip

_LOOKS = {
    Link.CONNECTING: ("more", "muted"),
    Link.ONLINE: ("dot", "ok"),
    Link.OFFLINE: ("offline", "warn"),
    Link.SIGN_IN_NEEDED: ("warning", "bad"),
    Link.STANDING_BY: ("info", "muted"),
}
"""Drawing and role of each state: no two share a shape, so none is told by its colour alone."""


class LinkMark(QLabel):
    """Icon and word. Its text is always the word, so that screen readers read it when it has no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._link: Link | None = None
        self._in_words = True
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_link(self, link: Link | None, sentence: str) -> None:
        """Show this state, with ``sentence`` as the tooltip; nothing while none is known."""
        self._link = link
        word = "" if link is None else wording.link(link)
        self.setText(word)
        set_tooltip(self, sentence)
        self.setAccessibleDescription("" if sentence == word else sentence)
        self.setVisible(link is not None)
        self.updateGeometry()
        self.update()

    @property
    def in_words(self) -> bool:
        """Whether the word shows beside the icon."""
        return self._in_words

    def show_word(self, on: bool) -> None:
        """Show the word beside the icon, or the icon alone."""
        if on != self._in_words:
            self._in_words = on
            self.updateGeometry()
            self.update()

    def width_for(self, *, in_words: bool) -> int:
        """The width it needs with its word, or without; 0 while nothing is known."""
        if self._link is None:
            return 0
        words = self.fontMetrics().horizontalAdvance(self.text()) + SIZES.half_grid + 2 if in_words else 0
        return SIZES.glyph + words

    def sizeHint(self) -> QSize:
        return QSize(self.width_for(in_words=self._in_words), SIZES.target)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._link is None:
            return
        drawing, role = _LOOKS[self._link]
        painter = QPainter(self)
        whole = self.rect()
        icon = QRect(0, (self.height() - SIZES.glyph) // 2, SIZES.glyph, SIZES.glyph)
        direction = self.layoutDirection()
        resources.draw(painter, drawing, self._theme.color(role), QStyle.visualRect(direction, whole, icon))
        if self._in_words:
            words = whole.adjusted(SIZES.glyph + SIZES.half_grid, 0, 0, 0)
            painter.setPen(self._theme.color("muted" if role in ("ok", "muted") else role))
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(
                QStyle.visualRect(direction, whole, words),
                QStyle.visualAlignment(direction, left),
                self.text(),
            )
        painter.end()
