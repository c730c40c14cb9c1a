"""A page of cards, one below the other, of bearable width, that scrolls: preferences and keys."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme
from desktop.ui.words import Words

WIDEST = 680
"""Pixels; longer lines are hard to read."""
BAR = SIZES.grid + 4
"""Width of a scroll bar, as the style sheet has it."""


class Card(QWidget):
    """Rows that belong together, under their heading."""

    def __init__(self, theme: Theme, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heading = Words(heading)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, SIZES.half_grid, 0, SIZES.half_grid)
        self._rows.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SIZES.half_grid)
        layout.addWidget(self._heading)
        layout.addLayout(self._rows)
        theme.changed.connect(self._follow)
        self._follow()

    def add(self, row: QWidget) -> None:
        """Another row, below the others."""
        self._rows.addWidget(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("outline"))
        painter.setBrush(self._theme.color("surface"))
        ground = QRectF(self._rows.geometry()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(ground, SIZES.card_radius, SIZES.card_radius)
        painter.end()

    def _follow(self) -> None:
        self._heading.setFont(self._theme.font("title"))
        self.update()


class Column(QScrollArea):
    """Holds the cards; whoever gets the focus is scrolled to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its width must not change with what a search leaves over.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._note_range)
        self._whole = whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 2 * SIZES.grid)
        self._inner = QWidget()
        self._cards = QVBoxLayout(self._inner)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(2 * SIZES.grid)
        edge = SIZES.focus_ring  # of the area itself, by the style sheet
        outer.addLayout(_between(2 * SIZES.grid - edge, self._inner, SIZES.grid))
        outer.addStretch(1)
        self.setWidget(whole)
        self.viewport().setAutoFillBackground(False)
        whole.setAutoFillBackground(False)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def add(self, card: QWidget) -> None:
        """Another card, below the others."""
        self._cards.addWidget(card)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            # As wide as the pane, never wider: nothing here is read sideways.
            self._whole.setMaximumWidth(self.viewport().width())
        return super().event(event)

    def _note_range(self, _: int, longest: int) -> None:
        # Room is kept for the bar, but an idle one is not drawn.
        self.verticalScrollBar().setProperty("idle", longest == 0)
        self.verticalScrollBar().style().polish(self.verticalScrollBar())

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._whole.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 3 * SIZES.grid)


def above(tools: QWidget) -> QHBoxLayout:
    """A row of ``tools`` that stands over a column, in line with its cards."""
    return _between(2 * SIZES.grid, tools, SIZES.grid + SIZES.focus_ring + BAR)


def _between(before: int, inner: QWidget, after: int) -> QHBoxLayout:
    # Spaces and not margins: these are mirrored where one reads from right to left.
    inner.setMaximumWidth(WIDEST)
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addSpacing(before)
    row.addWidget(inner, 1)
    row.addSpacing(after)
    row.addStretch()
    return row
