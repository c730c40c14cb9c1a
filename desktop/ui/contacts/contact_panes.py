"""The two panes of Contacts: the list, and beside it the card or the form.

Where the page is too narrow for both, one shows at a time: a chosen contact covers the list until one goes
back.
"""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.roles import SIZES
from desktop.ui.theme import Theme


class ContactPanes(QWidget):
    """Holds the list pane, and one of several widgets at its side."""

    arranged = Signal()
    """There is room for two panes now, or no longer."""

    def __init__(self, theme: Theme, list_pane: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list_pane = list_pane
        self._side = QStackedWidget()
        self._ground = _Ground(theme, self._side)
        self._covered = False
        self._narrow = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(list_pane, 9)
        layout.addWidget(self._ground, 11)
        self._arrange()

    @property
    def narrow(self) -> bool:
        """Whether one pane shows at a time."""
        return self._narrow

    @property
    def covered(self) -> bool:
        """Whether the side pane stands where the list was."""
        return self._narrow and self._covered

    def add_side(self, widget: QWidget) -> None:
        """Something that may stand at the side; the first one does at once."""
        self._side.addWidget(widget)

    def show_side(self, widget: QWidget, *, cover: bool) -> None:
        """Show ``widget`` at the side. With ``cover`` it takes the list's place in a narrow page."""
        self._side.setCurrentWidget(widget)
        self._covered = cover
        self._arrange()

    def show_list(self) -> None:
        """In a narrow page: back to the list."""
        self._covered = False
        self._arrange()

    @property
    def side(self) -> QWidget | None:
        """What stands at the side."""
        return self._side.currentWidget()

    def minimumSizeHint(self) -> QSize:
        # One pane is enough: with both, a window could never become narrow enough to show but one.
        hints = (self._list_pane.minimumSizeHint(), self._ground.minimumSizeHint())
        return QSize(max(hint.width() for hint in hints), max(hint.height() for hint in hints))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        was_narrow, self._narrow = self._narrow, self.width() < SIZES.two_panes
        # Shown before hidden: in between, focus would have nowhere to go.
        for pane, visible in sorted(
            ((self._list_pane, not self.covered), (self._ground, not self._narrow or self._covered)),
            key=lambda one: not one[1],
        ):
            pane.setVisible(visible)
        self._list_pane.setMaximumWidth(_NO_LIMIT if self._narrow else SIZES.list_width)
        self._ground.set_line(not self._narrow)
        if was_narrow != self._narrow:
            self.arranged.emit()


_NO_LIMIT = 16_777_215
"""Qt's QWIDGETSIZE_MAX, which PySide does not export."""


class _Ground(QWidget):
    """The surface that the side pane lies on, with the line that parts it from the list."""

    def __init__(self, theme: Theme, content: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._line = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)
        theme.changed.connect(self.update)

    def set_line(self, on: bool) -> None:
        """Whether a list stands beside it."""
        self._line = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        if self._line:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            edge = self.width() - 1 if mirrored else 0
            painter.fillRect(edge, 0, 1, self.height(), self._theme.color("outline"))
        painter.end()
