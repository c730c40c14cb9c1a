"""Above the composer of a thread that shows all lines with a person: the one that a text leaves from.

It is always exactly one, that of the conversation that was opened (demand 13); nothing here changes it.
"""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.elided_label import ElidedLabel
from desktop.ui.lines.service_mark import mark_width, paint_mark
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.thread_model import ThreadModel
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.tooltip import set_tooltip
from desktop.wording import tr


class FromLine(QWidget):
    """Hidden where one line shows alone, and where nothing can be written."""

    alone_wanted = Signal()
    """The line that one writes from is to show alone."""

    def __init__(
        self, thread: ThreadModel, composer: ComposerModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._thread = thread
        self._composer = composer
        self._mark = _Mark(theme)
        self.words = ElidedLabel(theme, "caption")
        self.alone = QPushButton(tr("This line alone"))
        self.alone.setProperty("kind", "quiet")
        self.alone.setAutoDefault(True)  # Enter presses it, not Space alone
        self.alone.setAccessibleDescription(tr("Hides what went over your other lines"))
        self.alone.clicked.connect(lambda: self.alone_wanted.emit())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, SIZES.half_grid, 0, 0)
        layout.setSpacing(SIZES.half_grid)
        # Spaces and not margins: these are mirrored where one reads from right to left.
        layout.addSpacing(2 * SIZES.grid)
        layout.addWidget(self._mark)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.alone)
        layout.addSpacing(SIZES.grid)
        self.hide()
        composer.retargeted.connect(self._show)
        composer.changed.connect(self._show)
        thread.lines_changed.connect(self._show)
        thread.lines.changed.connect(self._show)

    def _show(self) -> None:
        target = self._composer.target
        if not self._thread.lines.on or target is None or self._composer.closed_reason():
            self.hide()
            return
        line = self._thread.lines.line(target.account_id, target.line)
        self._mark.say(line.mark)
        said = tr("Sending from {line}")
        self.words.show_text(said.format(line=line.words))
        self.words.setAccessibleName(said.format(line=line.said))
        set_tooltip(self.words, said.format(line=line.said))
        self.show()


class _Mark(QWidget):
    """The letters of a service in their frame; no room where there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.updateGeometry)

    def say(self, text: str) -> None:
        """Show these letters."""
        if text != self._text:
            self._text = text
            self.updateGeometry()
            self.update()
        self.setVisible(bool(text))

    def sizeHint(self) -> QSize:
        return QSize(mark_width(self._text, self._theme) - SIZES.grid, SIZES.glyph + SIZES.half_grid)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()), self._text, self._theme)
        painter.end()
