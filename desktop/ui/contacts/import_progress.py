"""How far an import is: a bar, the number of entries, and the button that stops it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.wording import ntr, tr

_WIDTH = 280


class ImportProgress(QWidget):
    """Counts up; the number is said in words beside the bar."""

    cancel_wanted = Signal()
    """Somebody wants the import to stop."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._headline = QLabel(tr("Importing …"))
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress of the import"))
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_WIDTH)
        self.bar.setFixedHeight(SIZES.grid)
        self.cancel = QPushButton(tr("Stop"))
        self.cancel.setAutoDefault(True)  # Enter presses it, not Space alone
        self.cancel.clicked.connect(lambda: self._stop())
        margin = 3 * SIZES.grid
        layout = QVBoxLayout(self)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(SIZES.grid)
        layout.addStretch(2)
        layout.addWidget(self._headline, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(SIZES.grid)
        layout.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        theme.changed.connect(self._dress)
        self._dress()

    def begin(self) -> None:
        """Nothing is done yet, and nobody knows how much there is."""
        self._headline.setText(tr("Importing …"))
        self.bar.setRange(0, 0)
        self.words.setText("")
        self.cancel.setEnabled(True)

    def show_progress(self, done: int, total: int) -> None:
        """``done`` of ``total`` entries are in; a total of 0 is not known yet."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        figures = self.locale()
        self.words.setText(
            tr("{done} of {total}").format(done=figures.toString(done), total=figures.toString(total))
            if total
            else ntr("{n} entry", "{n} entries", done)
        )

    def _stop(self) -> None:
        self._headline.setText(tr("Stopping …"))
        self.cancel.setEnabled(False)
        self.cancel_wanted.emit()

    def _dress(self) -> None:
        self._headline.setFont(self._theme.font("title"))
