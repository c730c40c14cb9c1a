"""What is shown of a call that was handed over: a quiet line where it worked, else a small window to read.

Look here for how long the line stays. Neither keeps anybody from going on: a call to the rescue services may
be under way.
"""

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.spoken import announce
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr

SHOWN_MS = 8_000
"""How long the line stays. The call stands in the list of calls, too."""


class HandOffNotice(QObject):
    """One per window, and one notice at a time: the next one takes the place of the one before.

    The line stands in ``column`` over ``above``.
    """

    def __init__(self, window: QWidget, theme: Theme, column: QVBoxLayout, above: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.line = HandedOverLine(theme)
        column.insertWidget(column.indexOf(above), self.line)
        self.box: QMessageBox | None = None
        """The window that has to be read, while it shows."""

    def say(self, sentence: str) -> None:
        """The call went to the phone app: show and speak that, no more."""
        self._close_box()
        self.line.say(sentence)

    def tell(self, sentence: str, number: str) -> None:
        """Show what has to be read, with a button that copies ``number`` where there is one."""
        self._close_box()
        self.line.hide()
        box = self.box = QMessageBox(self._window)
        box.setWindowModality(Qt.WindowModality.NonModal)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(tr("Call"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(sentence)
        close = box.addButton(tr("Close"), QMessageBox.ButtonRole.RejectRole)
        if number:
            copy = box.addButton(tr("Copy number"), QMessageBox.ButtonRole.AcceptRole)
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(number))
        box.setDefaultButton(close)
        box.setEscapeButton(close)
        box.finished.connect(lambda _: self._forget(box))
        box.show()

    def _close_box(self) -> None:
        if self.box is not None:
            self.box.close()
            self.box = None

    def _forget(self, box: QMessageBox) -> None:
        if self.box is box:
            self.box = None


class HandedOverLine(QWidget):
    """Hidden until ``say``, and again some seconds later or by its button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(SIZES.icon, SIZES.icon))
        self.words = Words()
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.close_button = QToolButton()
        self.close_button.setIconSize(QSize(SIZES.glyph, SIZES.glyph))
        self.close_button.setAccessibleName(tr("Close this note"))
        self.close_button.setToolTip(tr("Close this note"))
        self._gone = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._gone.timeout.connect(self.hide)
        self.close_button.clicked.connect(lambda: self.hide())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SIZES.grid, SIZES.half_grid, SIZES.grid, SIZES.half_grid)
        layout.setSpacing(SIZES.grid)
        layout.addWidget(self._icon)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.close_button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._colour)
        self._colour()
        self.hide()

    def say(self, sentence: str) -> None:
        """Show ``sentence`` in place of the one before, and speak it."""
        self.words.setText(sentence)
        self.show()
        self._gone.start()
        announce(self, sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("outline"))
        painter.end()

    def _colour(self) -> None:
        size = QSize(SIZES.icon, SIZES.icon)
        drawn = self._theme.icon("call-handed-over", "accent").pixmap(size, self.devicePixelRatioF())
        self._icon.setPixmap(drawn)
        self.close_button.setIcon(self._theme.icon("close", "muted"))
        self.update()
