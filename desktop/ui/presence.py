"""The window's place on the desktop: badge, tray, notifications, links from elsewhere, coming to the front.

Look here for what is wired to what of these. Each of them is in a file of its own name.
"""

import os
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from desktop.ui.badge import Badge
from desktop.ui.dialpad.dialpad_view import DialpadView
from desktop.ui.going import Going
from desktop.ui.handed_links import HandedLinks
from desktop.ui.lines.line_model import LineModel
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.conversations_model import ConversationsModel
from desktop.ui.messages.messages_view import MessagesView
from desktop.ui.messages.thread_model import ThreadModel
from desktop.ui.notifications import Notifications
from desktop.ui.notifications_model import NotificationsModel
from desktop.ui.notifications_system import SystemNotifications
from desktop.ui.preferences.preferences_model import PreferencesModel
from desktop.ui.tasks import Tasks
from desktop.ui.tray import Tray, TrayMessages
from desktop.ui.unsent_replies import UnsentReplies
from desktop.ui.window import Window
from desktop.wording import tr


def opened_in(window: Window, messages: MessagesView, thread: ThreadModel) -> Callable[[int], bool]:
    """Whether somebody sees a conversation right now, by its id."""

    def is_open(conversation_id: int) -> bool:
        return (
            window.isActiveWindow() and messages.thread_view.isVisible() and conversation_id in thread.shown
        )

    return is_open


class Presence(QObject):
    """One per window, made when its pages are there."""

    def __init__(
        self,
        window: Window,
        *,
        lines: LineModel,
        conversations: ConversationsModel,
        composer: ComposerModel,
        messages: MessagesView,
        dialpad: DialpadView,
        going: Going,
        notes: NotificationsModel,
        preferences: PreferencesModel,
        tasks: Tasks,
        tray: Tray | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._lines = lines
        self._going = going
        self._preferences = preferences
        self.notes = notes
        notes.share_undo(composer.undo)
        notes.judge_by(composer.preflight)
        self.badge = Badge(window)
        self.tray = tray or Tray(window)
        self.notifications = Notifications(notes, tasks, self)
        self.links = HandedLinks(
            window, lines, messages, composer, show_page=self._show_page, dial=dialpad.fill
        )
        self.replies = UnsentReplies(
            window, notes, composer, self.links, open_it=lambda talk: self._open(talk, "")
        )
        heard = self.notifications.heard
        self.notifications.use([SystemNotifications(heard), TrayMessages(self.tray, heard)])
        self.badge.also(self.tray.show_icon)
        window.stays = self._stays
        conversations.unread_changed.connect(self.badge.show_count)
        conversations.unread_changed.connect(self.tray.show_count)
        self.notifications.opened.connect(lambda talk, token: self._open(talk, token))
        self.tray.open_wanted.connect(self.come_forward)
        self.tray.new_message_wanted.connect(self._begin_message)
        self.tray.quit_wanted.connect(window.quit)
        self.tray.hidden.connect(self._tell_where)
        preferences.changed.connect(self._follow_preferences)
        self.badge.show_count(conversations.unread)
        self.tray.show_count(conversations.unread)
        self._follow_preferences()

    def come_forward(self, token: str = "") -> None:
        """Bring the window to the front; ``token`` is what Wayland wants to see for it."""
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt reads it from there, once
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def begin_hidden(self) -> None:
        """The program was started in the background."""
        if self._lines.current is None:
            self._window.show()  # there is something to be set up first
        else:
            self.tray.begin_hidden()

    async def close(self) -> None:
        """The program ends: leave nothing on the desktop that nobody answers for."""
        self.tray.close()
        self.badge.show_count(0)
        await self.notifications.close()

    def _stays(self) -> bool:
        return self._preferences.now.close_to_tray and self.tray.hide_window()

    def _follow_preferences(self) -> None:
        self.tray.wish(self._preferences.now.tray)

    def _tell_where(self) -> None:
        if not self._preferences.now.told_of_tray:
            self._preferences.change(told_of_tray=True)
            self.notifications.say(
                tr("Linedesk goes on here"),
                tr("Its window is behind the icon in the tray, and texts still come in. Quit it from there."),
            )

    def _show_page(self, name: str) -> bool:
        """Show a section as by a click; False where it is greyed, whose reason shows then."""
        self._window.navigation.activate(name)
        return self._window.page == name

    def _begin_message(self) -> None:
        self.come_forward()
        self._going.to_new_message()

    def _open(self, conversation_id: int | None, token: str) -> bool:
        self.come_forward(token)
        return conversation_id is not None and self._going.to_conversation(conversation_id)
