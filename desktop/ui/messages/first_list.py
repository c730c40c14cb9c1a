"""The conversations at start, before the store's libraries are there: to be seen, and to choose from.

It stands where the Messages tab stands a moment later and looks the same; what was chosen on it is opened
as soon as that can be.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.ui.messages.conversation_pane import ConversationPane
from desktop.ui.messages.conversation_rows_model import Conversation, ConversationRows
from desktop.ui.roles import SIZES
from desktop.ui.surface import Surface
from desktop.ui.theme import Theme

ROWS = 60
"""As many as the highest window shows; the others come with the store."""
_LINE_BAR = 49
"""Pixels that the line bar will take above the list."""


class FirstList(QWidget):
    """``splitter`` is the widths of list and thread, ``None`` where nobody has moved them yet."""

    def __init__(self, rows: Sequence[Conversation], theme: Theme, splitter: tuple[int, int] | None) -> None:
        super().__init__()
        self.chosen: int | None = None
        """The conversation that was clicked, or entered by key."""
        self.pane = ConversationPane(ConversationRows(rows, self), theme)
        for tool in (self.pane.search, self.pane.all_lines, self.pane.new_message):
            tool.setEnabled(False)
        self.pane.list.entered_thread.connect(self._choose)
        self.pane.show_rows()
        self.setFocusProxy(self.pane.list)
        self._thread = Surface(theme)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.pane)
        self._splitter.addWidget(self._thread)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes(list(splitter or (360, 720)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, _LINE_BAR, 0, 0)
        layout.addWidget(self._splitter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._thread.setVisible(self.width() >= SIZES.two_panes)

    def _choose(self, conversation_id: int) -> None:
        self.chosen = conversation_id
        self.pane.list.show_chosen(conversation_id)
