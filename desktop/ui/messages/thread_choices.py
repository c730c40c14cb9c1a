"""What a person chose of all threads, kept as preferences: calls between the texts, all lines together."""

from PySide6.QtCore import QObject

from desktop.ui.messages.messages_view import MessagesView
from desktop.ui.preferences.preferences_model import PreferencesModel


class ThreadChoices(QObject):
    """One per window: what is chosen in a thread is a preference, and the other way round."""

    def __init__(self, messages: MessagesView, preferences: PreferencesModel) -> None:
        super().__init__(messages)
        self._pane = messages.pane
        self._preferences = preferences
        messages.calls_toggled.connect(lambda on: preferences.change(calls_in_threads=on))
        self._pane.lines_toggled.connect(lambda on: preferences.change(all_lines_in_threads=on))
        preferences.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        now = self._preferences.now
        self._pane.show_calls(now.calls_in_threads)
        self._pane.show_all_lines(now.all_lines_in_threads)
