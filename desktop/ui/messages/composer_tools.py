"""The small buttons beside Send: ready-made texts, and sending later. What they do is connected elsewhere.

One that the conversation's service does not have is greyed with the reason, or not there.
"""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.refusing_button import RefusingButton
from desktop.ui.theme import Theme
from desktop.wording import tr

_SIDE = 36
_ICON = 20


class ComposerTools(QWidget):
    """Connect to ``used`` of each button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.snippets = self._button(tr("Ready-made texts"))
        self.later = self._button(tr("Send later"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.snippets)
        layout.addWidget(self.later)
        theme.changed.connect(self._colour)
        self._drawings = {self.snippets: "snippets", self.later: "later"}
        self._colour()

    def name_keys(self, snippets: str, later: str) -> None:
        """The keys that do the same, as they are now; "" for none."""
        for button, keys in ((self.snippets, snippets), (self.later, later)):
            name = button.accessibleName()
            button.setToolTip(f"{name} ({keys})" if keys else name)

    def offer(self, button: RefusingButton, *, shown: bool, reason: str = "") -> None:
        """Show a button or not; with a ``reason`` it is greyed."""
        button.set_reason(reason)
        button.setVisible(shown)
        self._colour()

    def use(self, button: RefusingButton) -> None:
        """Its key was pressed: nothing happens where it is not there."""
        if not button.isHidden():
            button.click()

    def _button(self, name: str) -> RefusingButton:
        button = RefusingButton("", self._theme)
        button.setProperty("kind", "quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFixedSize(QSize(_SIDE, _SIDE))
        button.setStyleSheet("QPushButton { padding: 0px; }")
        button.setIconSize(QSize(_ICON, _ICON))
        button.hide()
        return button

    def _colour(self) -> None:
        for button, drawing in self._drawings.items():
            button.setIcon(self._theme.icon(drawing, "text" if button.available else "faint"))
