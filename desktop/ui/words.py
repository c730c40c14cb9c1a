"""Words on a page: plain, in as many lines as they need, begun on the side where one begins to read."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Words(QLabel):
    """As high as its lines need. ``role`` gives its colour: ``muted``, ``warn`` …"""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if role:
            self.setProperty("role", role)
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        # Left to itself, Qt goes by the direction of the words: two edges in one column.
        sides = Qt.AlignmentFlag
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = sides.AlignRight if mirrored else sides.AlignLeft
        self.setAlignment(side | sides.AlignAbsolute | sides.AlignVCenter)
