"""How the window is handled: keys, the jump list, the menu behind "More", preferences that take effect.

The part of the composition that is about hands and eyes; ``furnishing`` builds the models and hands them in.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from desktop.ui.banner import Tone
from desktop.ui.going import Going
from desktop.ui.guide.guide_model import GuideModel
from desktop.ui.guide.guide_view import GuideView
from desktop.ui.jump.jump_model import JumpModel
from desktop.ui.jump.jump_view import JumpView
from desktop.ui.keys.bindings import bind_keys, commands
from desktop.ui.keys.keys_view import KeysView
from desktop.ui.lines.line_bar_view import LineBar
from desktop.ui.messages.messages_view import MessagesView
from desktop.ui.preferences.preferences_model import PreferencesModel, SettingsUnwritable
from desktop.ui.preferences.preferences_view import PreferencesView
from desktop.ui.presence import opened_in
from desktop.ui.spoken import announce
from desktop.ui.spoken_news_model import SpokenNews
from desktop.ui.theme import Theme
from desktop.ui.window import Window
from desktop.ui.wordlists.word_lists_model import WordListsModel
from desktop.ui.wordlists.word_lists_view import WordListsView
from desktop.wording import store_trouble, tr

MENU = ("preferences", "accounts", "line", "keys", "guide", "jump", "quit")
"""The actions behind "More"."""


class Handling(QObject):
    """One per window."""

    def __init__(
        self,
        window: Window,
        theme: Theme,
        *,
        messages: MessagesView,
        line_bar: LineBar,
        going: Going,
        preferences: PreferencesModel,
        people: JumpModel,
        news: SpokenNews,
        word_lists: Callable[[], WordListsModel],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._messages = messages
        self._line_bar = line_bar
        self._preferences = preferences
        self._word_lists = word_lists
        self.jump = JumpView(people, partial(commands, window), theme, window)
        window.add_late_page("preferences", self._make_preferences)
        window.add_late_page("keys", self._make_keys)
        window.add_late_page("guide", self._make_guide)
        window.add_late_page("word_lists", self._make_word_lists)
        bind_keys(window, messages, going, preferences, self.jump)
        self.jump.code_chosen.connect(self.open_guide)
        messages.pane.failures.guide_wanted.connect(self.open_guide)
        line_bar.more.clicked.connect(self._open_menu)
        line_bar.chip.clicked.connect(partial(window.shortcuts.run, "line"))
        line_bar.picker.about_wanted.connect(partial(window.shortcuts.run, "line"))
        self.news = news
        news.said.connect(partial(announce, window))
        is_open = opened_in(window, messages, messages.thread_view.texts)
        # What is on screen anyway may be heard as well.
        news.ask(lambda talk: preferences.now.notification_text or is_open(talk))
        preferences.trouble.connect(self._say_unsaved)
        preferences.changed.connect(self._follow_preferences)
        self._follow_preferences()
        window.shortcuts.changed.connect(self._name_keys)
        self._name_keys()

    def _make_preferences(self) -> PreferencesView:
        page = PreferencesView(self._preferences, self._theme)
        page.went_back.connect(self._window.go_back)
        page.page_wanted.connect(self._window.show_page)
        return page

    def _make_keys(self) -> KeysView:
        page = KeysView(self._window.shortcuts, self._theme)
        page.went_back.connect(self._window.go_back)
        return page

    def _make_guide(self) -> GuideView:
        page = GuideView(GuideModel(), self._theme)
        page.went_back.connect(self._window.go_back)
        return page

    def _make_word_lists(self) -> WordListsView:
        page = WordListsView(self._word_lists(), self._theme)
        page.went_back.connect(self._window.go_back)
        return page

    def open_guide(self, code: str = "") -> None:
        """Show the error guide, at this code or these words (H7)."""
        self._window.show_page("guide")
        page = self._window.pages["guide"]
        assert isinstance(page, GuideView)
        page.look_up(code)

    def _follow_preferences(self) -> None:
        self._messages.composer.set_send_key(ctrl=self._preferences.now.send_with == "ctrl_enter")

    def _name_keys(self) -> None:
        words = self._window.shortcuts.words
        self._messages.name_keys(words("new_message"), words("find_everywhere"))
        self._messages.sending.name_keys(words("undo_send"))
        self._messages.composer.tools.name_keys(words("snippets"), words("send_later"))

    def _say_unsaved(self, error: SettingsUnwritable) -> None:
        words = store_trouble(type(error).__name__, str(error.path), error.detail)
        then = tr("What you chose holds until Linedesk closes.")
        self._window.say(Tone.BAD, f"{words} {then}")

    def _open_menu(self) -> None:
        shortcuts, button = self._window.shortcuts, self._line_bar.more
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action_id in MENU:
            keys = shortcuts.words(action_id)
            words = shortcuts.action(action_id).words
            menu.addAction(f"{words}\t{keys}" if keys else words, partial(shortcuts.run, action_id))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
