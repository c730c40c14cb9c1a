"""The button over the lower edge of a thread that leads to its end, and says how many texts wait there."""

from PySide6.QtWidgets import QToolButton, QWidget

from desktop.ui.roles import SIZES
from desktop.wording import ntr, tr

_LEAST_PANES = 2.5
"""Of its own height, that a pane has which it stands over."""


class NewerButton(QToolButton):
    """Hidden where there is nothing below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pane = parent
        self.setProperty("kind", "chip")
        self.hide()

    def say(self, unread: int, *, below: bool) -> None:
        """``unread`` texts wait below; ``below`` is whether the end is out of sight at all."""
        # In a low pane it would hide the very texts; the End key leads there, too.
        below = below and self._pane.height() > _LEAST_PANES * self.sizeHint().height()
        self.setVisible(below)
        if not below:
            return
        if unread:
            self.setText(ntr("↓ {n} new", "↓ {n} new", unread))
            name = ntr("{n} new text below. Go to it.", "{n} new texts below. Go to them.", unread)
        else:
            self.setText(tr("↓ Latest"))
            name = tr("Go to the latest text")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.stand()

    def stand(self) -> None:
        """Take the place over the middle of the lower edge."""
        self.adjustSize()
        left = (self._pane.width() - self.width()) // 2
        self.move(left, self._pane.height() - self.height() - 2 * SIZES.grid)
        self.raise_()
