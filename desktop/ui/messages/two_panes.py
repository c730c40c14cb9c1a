"""Two panes side by side, or one at a time in a narrow window: the list, and what was chosen in it.

Look here for which of both shows below ``SIZES.two_panes``.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.ui.roles import SIZES


class TwoPanes(QSplitter):
    """``arrange`` is told the width there is; nobody can drag a pane out of sight."""

    arranged = Signal()
    """Other panes may show than before."""
    widened = Signal()
    """There is room for both again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._first: QWidget | None = None
        self._second: QWidget | None = None
        self._width = SIZES.two_panes
        self._second_chosen = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)

    def hold(self, first: QWidget, second: QWidget) -> None:
        """Put both panes in; they may be children of this already."""
        self._first, self._second = first, second
        self.addWidget(first)
        self.addWidget(second)
        # A splitter puts each new pane below those before it, and a screen reader reads from below.
        first.lower()
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setSizes([360, 720])

    @property
    def narrow(self) -> bool:
        """Whether one pane shows at a time."""
        return self._width < SIZES.two_panes

    @property
    def second_alone(self) -> bool:
        """Whether the second pane hides the first."""
        return self.narrow and self._second_chosen

    def choose(self, *, second: bool) -> None:
        """Where only one of them has room: show the first or the second."""
        self._second_chosen = second
        self._show()

    def arrange(self, width: int) -> None:
        """There is this much room, in pixels."""
        before, self._width = self.narrow, width
        if before and not self.narrow:
            self.widened.emit()
        self._show()

    def _show(self) -> None:
        if self._first is None or self._second is None:
            return
        self._first.setVisible(not self.second_alone)
        self._second.setVisible(not self.narrow or self._second_chosen)
        self.arranged.emit()
