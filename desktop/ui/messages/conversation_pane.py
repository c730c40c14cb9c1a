"""The side of the Messages tab that holds the conversations: search, all lines, new message, the list."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from desktop.ui.empty_state import EmptyState
from desktop.ui.messages.conversation_rows_model import ConversationRows
from desktop.ui.messages.conversations_view import ConversationsView
from desktop.ui.roles import SIZES
from desktop.ui.search_field import SearchField
from desktop.ui.theme import Theme
from desktop.ui.tooltip import set_tooltip
from desktop.wording import tr


class ConversationPane(QWidget):
    """Shows the list, or what to do where it is empty."""

    def __init__(self, model: ConversationRows, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self.list = ConversationsView(model, theme)
        self.search = SearchField(theme, tr("Search"))
        self.search.setToolTip(tr("Search in all conversations (Ctrl+Shift+F)"))
        self.new_message = QToolButton()
        self.new_message.setAccessibleName(tr("New message"))
        self.new_message.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.all_lines = QToolButton()
        self.all_lines.setText(tr("All lines"))
        self.all_lines.setAccessibleName(tr("All lines"))
        self.all_lines.setToolTip(tr("Show the conversations of all lines, also of those that cannot text"))
        self.all_lines.setCheckable(True)
        self.all_lines.setProperty("kind", "chip")
        self._no_rows = EmptyState(theme, "messages")
        grid = SIZES.grid
        tools = QHBoxLayout()
        tools.setContentsMargins(2 * grid, grid, 2 * grid, grid)
        tools.setSpacing(grid)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.all_lines)
        tools.addWidget(self.new_message)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.list)
        self._rows.addWidget(self._no_rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(tools)
        layout.addWidget(self._rows, 1)
        theme.changed.connect(self._colour)
        self._colour()

    def show_rows(self) -> None:
        """The model has its rows: show them, or say why there are none."""
        if self._model.rowCount():
            self._rows.setCurrentWidget(self.list)
            return
        if self._model.search:
            self._no_rows.say(tr("Nothing found"), tr("No name, number or text in the cache contains this."))
        else:
            self._no_rows.say(
                tr("No conversations yet"), tr("Texts to and from this line stand here. Ctrl+N begins one.")
            )
        self._rows.setCurrentWidget(self._no_rows)

    def allow_new(self, reason: str, *, line: bool) -> None:
        """Whether a message can be begun: there is a ``line``, and no ``reason`` against it."""
        self.new_message.setEnabled(line and not reason)
        set_tooltip(self.new_message, reason or tr("New message (Ctrl+N)"))
        self.new_message.setAccessibleDescription(reason)

    def _colour(self) -> None:
        self.new_message.setIcon(self._theme.icon("new-message", "accent"))
