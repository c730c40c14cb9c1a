"""The small table on an account's card: how many texts stand where, each kind by itself (C5)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.ui.accounts.tally_model import Count
from desktop.ui.beside import scaled
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.words import Words
from desktop.wording import tr

_WIDEST = 320


class TallyTable(QWidget):
    """Hidden while there is nothing to count."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._labels: list[QLabel] = []
        self._figures: list[QLabel] = []
        self._title = Words(tr("Texts of the last 30 days"), parent=self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, SIZES.half_grid, 0, SIZES.half_grid)
        self._grid.setHorizontalSpacing(2 * SIZES.grid)
        self._grid.setVerticalSpacing(SIZES.half_grid // 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self._title, 0, 0, 1, 2)
        self._shown: list[Count] = []
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_counts(self, counts: list[Count]) -> None:
        """Show these lines, whatever showed before."""
        if counts == self._shown:
            return
        self._shown = list(counts)
        for label in (*self._labels, *self._figures):
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels, self._figures = [], []
        for row, count in enumerate(counts, start=1):
            name, figure = Words(count.name, "muted", self), QLabel(count.figure, self)
            figure.setTextFormat(Qt.TextFormat.PlainText)
            figure.setProperty("role", count.role)
            figure.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            figure.setAccessibleName(f"{count.name}: {count.figure}")
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(figure, row, 1)
            self._labels.append(name)
            self._figures.append(figure)
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(", ".join(f"{one.name}: {one.figure}" for one in counts))
        self._dress()
        self.setVisible(bool(counts))

    def lines(self) -> list[tuple[str, str]]:
        """What it shows, line by line."""
        return [(one.text(), other.text()) for one, other in zip(self._labels, self._figures, strict=True)]

    def _dress(self) -> None:
        # Figures stand near their names, however wide the card is.
        self.setMaximumWidth(scaled(_WIDEST, self._theme))
        for label in (self._title, *self._labels):
            label.setFont(self._theme.font())
        for figure in self._figures:
            figure.setFont(self._theme.font(tabular=True))
