"""A label for one line of text from outside: plain, cut short where it is too long, whole in its tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.tooltip import set_tooltip


class ElidedLabel(QLabel):
    """Text in a font step and a colour role of the theme; it never makes its window wider."""

    def __init__(
        self, theme: Theme, step: str = "body", role: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._step = step
        self.setFont(theme.font(step))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._follow)

    def show_text(self, text: str, role: str = "") -> None:
        """Show ``text``; ``role`` changes the colour."""
        self._role = role or self._role
        self.setText(text)
        set_tooltip(self, text)
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(4 * SIZES.grid, super().minimumSizeHint().height())

    def _follow(self) -> None:
        self.setFont(self._theme.font(self._step))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())  # it has the program's, left to itself
        painter.setFont(self.font())
        painter.setPen(self._theme.color(self._role))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        alignment = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter.drawText(self.rect(), alignment, shown)
        painter.end()
