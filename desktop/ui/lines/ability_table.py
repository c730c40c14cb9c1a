"""What a number can do, one below the other: an icon, what, how far, and who says so since when (A16)."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.lines.sheet_model import AbilityShown
from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.words import Words


class AbilityTable(QWidget):
    """Each row is read as one sentence."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[_Row] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2 * SIZES.grid, SIZES.grid, 2 * SIZES.grid, SIZES.grid)
        self._layout.setSpacing(SIZES.grid + SIZES.half_grid)

    def show_abilities(self, abilities: Sequence[AbilityShown]) -> None:
        """Show these, in their order."""
        while len(self._rows) < len(abilities):
            row = _Row(self._theme)
            self._layout.addWidget(row)
            self._rows.append(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(abilities))
            if place < len(abilities):
                row.show_ability(abilities[place])

    def texts(self) -> list[str]:
        """What the rows say."""
        return [row.accessibleName() for row in self._rows if not row.isHidden()]


class _Row(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: AbilityShown | None = None
        self._icon = QLabel()
        self._icon.setFixedSize(QSize(SIZES.glyph, SIZES.glyph))
        self._name, self._answer, self._source = Words(), Words(), Words(role="muted")
        for label in (self._name, self._answer, self._source):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        upper = QHBoxLayout()
        upper.setSpacing(SIZES.grid)
        upper.addWidget(self._name, 3)
        upper.addWidget(self._answer, 2, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(upper)
        words.addWidget(self._source)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.grid)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        theme.changed.connect(self._dress)
        self._dress()

    def show_ability(self, shown: AbilityShown) -> None:
        """Say this."""
        self._shown = shown
        self._name.setText(shown.name)
        self._answer.setText(shown.answer)
        self._source.setText(shown.source)
        self.setAccessibleName(f"{shown.name}: {shown.answer}. {shown.source}")
        self._dress()

    def _dress(self) -> None:
        self._answer.setFont(self._theme.font(strong=True))
        self._source.setFont(self._theme.font("caption"))
        if self._shown is not None:
            size = QSize(SIZES.glyph, SIZES.glyph)
            icon = self._theme.icon(self._shown.drawing, self._shown.role)
            self._icon.setPixmap(icon.pixmap(size, self.devicePixelRatioF()))
