"""The side of the Messages tab that holds the conversations: search, all lines, new message, the list."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from desktop.ui.empty_state import EmptyState
from desktop.ui.messages.conversation_rows_model import ConversationRows
from desktop.ui.messages.conversations_view import ConversationsView
from desktop.ui.plain import one_line
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
        self.new_message = QToolButton()
        self.new_message.setAccessibleName(tr("New message"))
        self.new_message.setIconSize(QSize(SIZES.icon, SIZES.icon))
        self.all_lines = QToolButton()
        self.all_lines.setText(tr("All lines"))
        self.all_lines.setAccessibleName(tr("All lines"))
        self.all_lines.setToolTip(tr("Show the conversations of all lines, also of those that cannot text"))
        self.all_lines.setCheckable(True)
        self.all_lines.setProperty("kind", "chip")
        self.failed = QToolButton()
        """How many texts failed and wait for somebody; ``failures`` says it, and hides it for none."""
        self.failed.setProperty("kind", "chip")
        set_tooltip(self.failed, tr("Texts that failed, and what to do about them"))
        self.failed.hide()
        self._no_rows = EmptyState(theme, "messages")
        self._no_hits = EmptyState(theme, "search")
        self._no_hits.acted.connect(self.search.clear)
        self._reason, self._keys = "", "Ctrl+N"
        grid = SIZES.grid
        tools = QHBoxLayout()
        tools.setContentsMargins(2 * grid, grid, grid, grid)
        tools.setSpacing(grid)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.all_lines)
        tools.addWidget(self.new_message)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.list)
        self._rows.addWidget(self._no_rows)
        self._rows.addWidget(self._no_hits)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(tools)
        chips = QHBoxLayout()
        chips.setContentsMargins(2 * grid, 0, grid, 0)
        chips.addWidget(self.failed)
        chips.addStretch(1)
        layout.addLayout(chips)
        layout.addWidget(self._rows, 1)
        theme.changed.connect(self._colour)
        self._colour()
        self.name_keys("Ctrl+N", "Ctrl+Shift+F")

    def show_rows(self) -> None:
        """The model has its rows: show them, or say why there are none."""
        if self._model.rowCount():
            self._rows.setCurrentWidget(self.list)
            return
        if self._model.search:
            headline = tr("Nothing found for “{search}”").format(
                search=one_line(self._model.search, longest=40)
            )
            hint = tr("Try part of a name, of a number, or of a text.")
            self._no_hits.say(headline, hint, tr("Clear the search"))
            self._rows.setCurrentWidget(self._no_hits)
            return
        stand = tr("Texts to and from this line stand here.")
        if self._model.answers_elsewhere:
            stand = tr(
                "Texts that you send from this line stand here. Its service passes answers to its own app "
                "alone: look there for what others write."
            )
        begin = tr("{keys} begins one.").format(keys=self._keys) if self._keys else ""
        # Whoever waits here for a code would wait in vain (D8).
        codes = tr("Codes for signing in often do not arrive at business numbers: ask for a call instead.")
        self._no_rows.say(tr("No conversations yet"), " ".join(filter(None, (stand, begin, codes))))
        self._rows.setCurrentWidget(self._no_rows)

    def name_keys(self, new_message: str, search: str) -> None:
        """The keys of these actions as they are now, for hints; "" for none."""
        self._keys = new_message
        self.search.setToolTip(_with_keys(tr("Search in all conversations"), search))
        self._hint_new()
        if self._rows.currentWidget() is self._no_rows:
            self.show_rows()

    def allow_new(self, reason: str, *, line: bool) -> None:
        """Whether a message can be begun: there is a ``line``, and no ``reason`` against it."""
        self.new_message.setEnabled(line and not reason)
        self._reason = reason
        self._hint_new()
        self.new_message.setAccessibleDescription(reason)

    def _hint_new(self) -> None:
        set_tooltip(self.new_message, self._reason or _with_keys(tr("New message"), self._keys))

    def _colour(self) -> None:
        self.new_message.setIcon(self._theme.icon("new-message", "accent"))


def _with_keys(words: str, keys: str) -> str:
    return f"{words} ({keys})" if keys else words
