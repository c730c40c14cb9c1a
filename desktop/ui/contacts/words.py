"""A label for sentences: plain text that breaks into lines, aligned as the page reads.

Qt aligns a label by the direction of its own words; in a mirrored page that would leave two alignments in
one column.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.theme import Theme


class Words(QLabel):
    """In a step of the theme's type (``step``) and a colour of the style sheet (``role``, "" for text)."""

    def __init__(
        self, theme: Theme, step: str = "body", role: str = "", text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._step = step
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        theme.changed.connect(self._dress)
        self._dress()
        self._align()

    def set_role(self, role: str) -> None:
        """Another colour: ``muted``, ``warn``, ``bad``, "" for text."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().polish(self)

    def say(self, text: str) -> None:
        """Show ``text``; nothing, and no room for it, where it is empty."""
        self.setText(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        flags = Qt.AlignmentFlag
        side = flags.AlignRight if mirrored else flags.AlignLeft
        self.setAlignment(side | flags.AlignAbsolute | flags.AlignVCenter)

    def _dress(self) -> None:
        self.setFont(self._theme.font(self._step))
