"""The bar that says once that the texts on this computer are not encrypted, and offers the next step."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from desktop.ui.accounts.button_row import ButtonRow
from desktop.ui.cache.unlock_view import button
from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr


class ProtectNotice(QWidget):
    """Hidden until ``say``."""

    wanted = Signal()
    """The next step was chosen."""
    declined = Signal()
    """Not now, or only read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(SIZES.icon, SIZES.icon))
        self.words = Words()
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.protect = button(tr("Use a passphrase …"), "card")
        self.not_now = button(tr("Not now"), "card")
        self.buttons = ButtonRow(self.protect, self.not_now)
        layout = QGridLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, SIZES.half_grid, 2 * SIZES.grid, SIZES.half_grid)
        layout.setHorizontalSpacing(SIZES.grid)
        layout.setVerticalSpacing(0)
        layout.addWidget(self._icon, 0, 0)
        layout.addWidget(self.words, 0, 1)
        layout.addWidget(self.buttons, 1, 1)
        layout.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.protect.clicked.connect(lambda: self.wanted.emit())
        self.not_now.clicked.connect(lambda: self.declined.emit())
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    def say(self, sentence: str, *, can_protect: bool) -> None:
        """Show ``sentence`` and speak it; "" takes the bar away."""
        news = bool(sentence) and (sentence != self.words.text() or self.isHidden())
        self.words.setText(sentence)
        self.protect.setVisible(can_protect)
        self.not_now.setText(tr("Not now") if can_protect else tr("Close"))
        self.not_now.setAccessibleName(self.not_now.text())
        self.buttons.arrange()
        self.setVisible(bool(sentence))
        if news:
            announce(self, sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._theme.color("outline"))
        painter.end()

    def _colour(self) -> None:
        size = QSize(SIZES.icon, SIZES.icon)
        self._icon.setPixmap(self._theme.icon("warning", "warn").pixmap(size, self.devicePixelRatioF()))
        self.update()
