"""Going to a conversation or a number from anywhere: the right line, the right page, then the thread."""

from PySide6.QtCore import QObject

from desktop.ui.lines.line_model import LineModel, unavailable_reason
from desktop.ui.messages.conversations_model import ConversationsModel
from desktop.ui.messages.messages_view import MessagesView
from desktop.ui.window import Window


class Going(QObject):
    """One per window: for jumps, clicks on notifications, and whatever else names a conversation."""

    def __init__(
        self, window: Window, lines: LineModel, conversations: ConversationsModel, messages: MessagesView
    ) -> None:
        super().__init__(window)
        self._window = window
        self._lines = lines
        self._conversations = conversations
        self._messages = messages

    def to_conversation(self, conversation_id: int) -> bool:
        """Open a conversation, on its own line. False: it was not opened, since it is gone or Messages is
        greyed, which tells its reason then.

        Where its line cannot text any more, the line stays and all lines show, so that it can be read.
        """
        row = self._conversations.find(conversation_id)
        if row is None:
            return False
        can_text = any(
            (line.account_id, line.number) == (row.account_id, row.line) and not unavailable_reason(line)
            for line in self._lines.lines()
        )
        if can_text and not self._conversations.all_lines:
            self._lines.choose(row.account_id, row.line)
        if not self.to_messages():
            return False
        if not can_text:
            self._messages.all_lines.setChecked(True)
        self._messages.open(conversation_id)
        return True

    def to_number(self, number: str) -> None:
        """Write to this number from the current line."""
        if self.to_messages():
            self._messages.start_with(number)

    def to_new_message(self) -> None:
        """Begin a message, or go on with the one that was begun."""
        if self.to_messages():
            self._messages.start_new()

    def to_messages(self) -> bool:
        """Show Messages; where it is greyed its reason shows instead."""
        self._window.navigation.activate("messages")
        return self._window.page == "messages"
