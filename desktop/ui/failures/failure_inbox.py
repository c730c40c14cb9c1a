"""The failure inbox in its window: the page, the chip above the conversations, the way to a text and back.

Part of the composition, like ``handling``; ``furnishing`` hands the models in.
"""

from PySide6.QtCore import QObject

from desktop.ui.failures.credit_words import heading
from desktop.ui.failures.failure_words import chip_words
from desktop.ui.failures.failures_model import FailuresModel
from desktop.ui.failures.failures_view import FailuresView
from desktop.ui.going import Going
from desktop.ui.messages.messages_view import MessagesView
from desktop.ui.theme import Theme
from desktop.ui.window import Window

PAGE = "failures"


class FailureInbox(QObject):
    """One per window."""

    def __init__(
        self, window: Window, theme: Theme, model: FailuresModel, messages: MessagesView, going: Going
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self.model = model
        self._messages = messages
        self._going = going
        window.add_late_page(PAGE, self._make_page)
        messages.failed_chip.clicked.connect(lambda: self.open())
        model.changed.connect(self._follow)
        model.credit.changed.connect(self._follow)
        self._follow()

    def open(self) -> None:
        """Show the page."""
        self._window.show_page(PAGE)

    def show_text(self, message_id: int) -> bool:
        """Show a text in its conversation. False: it is gone, or its conversation cannot be opened."""
        text = self.model.text(message_id)
        if text is None or not self._going.to_conversation(text.conversation_id):
            return False
        return self._messages.show_message(message_id)

    def edit(self, message_id: int) -> None:
        """Put the words of a text into its conversation's composer; a person changes and sends them (C15)."""
        text = self.model.text(message_id)
        if text is not None and self._going.to_conversation(text.conversation_id):
            self._messages.sending.edit_again(text)

    def _make_page(self) -> FailuresView:
        page = FailuresView(self.model, self._theme)
        page.went_back.connect(self._window.go_back)
        page.open_wanted.connect(self.show_text)
        page.edit_wanted.connect(self.edit)
        return page

    def _follow(self) -> None:
        count, waiting = self.model.count, self.model.credit.count
        self._messages.failed_chip.setText(chip_words(count) if count or not waiting else heading(waiting))
        self._messages.failed_chip.setVisible(count + waiting > 0)
