"""The second half of the composition root: store, accounts, models, pages and connections of a profile.

Imported behind the standing window. Look here for what is wired to what.
"""

import asyncio
import logging

from PySide6.QtNetwork import QNetworkInformation

from desktop import practice
from desktop.announce import Announcer
from desktop.practice import PracticeFailed, PracticeServer
from desktop.providers.base import Credentials, Provider, Unreachable
from desktop.providers.catalog import SERVICES, connect
from desktop.settings import credentials
from desktop.settings.accounts import Account, Accounts, practice_account
from desktop.settings.files import SettingsDamaged, SettingsUnwritable
from desktop.settings.profile import Profile
from desktop.store import accounts as learned
from desktop.store.database import StoreError, open_database
from desktop.sync.connections import Connections
from desktop.sync.lock import ProfileLock
from desktop.ui.calls.calls_model import CallsModel
from desktop.ui.calls.calls_view import CallsView
from desktop.ui.changes import Changes
from desktop.ui.contacts.contacts_model import ContactsModel
from desktop.ui.contacts.contacts_view import ContactsView
from desktop.ui.dialpad.dialpad_model import DialpadModel
from desktop.ui.dialpad.dialpad_view import DialpadView
from desktop.ui.lines.line_bar_view import LineBar
from desktop.ui.lines.line_model import LineModel, unavailable_reason
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.conversations_model import ConversationsModel
from desktop.ui.messages.messages_view import MessagesView
from desktop.ui.messages.recipient_model import RecipientModel
from desktop.ui.messages.thread_model import ThreadModel
from desktop.ui.preferences.preferences_model import PreferencesModel
from desktop.ui.situation import situation
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Choice, Theme
from desktop.ui.window import Window
from desktop.wording import store_trouble, tr

log = logging.getLogger(__name__)


class OpeningFailed(Exception):
    """The profile can't be opened; ``sentence`` says why, for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Furnishing:
    """What stands in the window, and the connections behind it. Raises ``OpeningFailed``."""

    def __init__(
        self, profile: Profile, theme: Theme, window: Window, tasks: Tasks, *, seed: int | None = None
    ) -> None:
        self._profile = profile
        self._tasks = tasks
        self._theme = theme
        self._window = window
        self._seed = seed
        self.announcer = Announcer()
        self._accounts = Accounts(profile.accounts)
        self._practice: PracticeServer | None = None
        self._account_added = asyncio.Event()
        try:
            self.preferences = PreferencesModel(profile.preferences, window)
            self._listing = self._accounts.listing()
            self._db = open_database(profile.database, self.announcer)
        except (StoreError, SettingsDamaged) as error:
            raise _failed(error) from error
        try:
            self._build()
        except StoreError as error:
            self._db.close()
            raise _failed(error) from error

    def _build(self) -> None:
        profile, theme, window = self._profile, self._theme, self._window
        self._changes = Changes(self.announcer, window)
        self._connections = Connections(self._db, ProfileLock(profile.lock), self._open_provider)
        self.announcer.subscribe(self._connections.hear)
        self._follow_preferences()
        self.preferences.changed.connect(self._follow_preferences)
        self.lines = LineModel(self._db, self._changes, remembered=self.preferences.now.line, parent=window)
        self.conversations = ConversationsModel(self._db, self._changes, window)
        self.thread = ThreadModel(self._db, self._changes, window)
        self.composer = ComposerModel(self._db, self._changes, window)
        self.messages = MessagesView(
            theme=theme,
            lines=self.lines,
            conversations=self.conversations,
            thread=self.thread,
            composer=self.composer,
            recipients=RecipientModel(self._db, window),
        )
        self.line_bar = LineBar(self.lines, theme)
        self.calls = CallsView(CallsModel(self._db, self._changes, parent=window), theme, self.lines)
        self.contacts = ContactsView(ContactsModel(self._db, self._changes, parent=window), theme, self.lines)
        self.dialpad = DialpadView(
            DialpadModel(self._db, self._changes, self.lines, parent=window), theme, self.lines
        )
        self._connect()
        if self._listing:
            self._show_pages()
        else:
            self._offer_practice()

    async def work(self) -> None:
        """Keep the accounts connected until cancelled; without one, wait for the first."""
        if not self._listing:
            await self._account_added.wait()
        self.thread.know_services({account.id: SERVICES[account.provider].name for account in self._listing})
        await self._connections.run(self._listing)

    def wake(self) -> None:
        """Look at everything now, whatever the back-off says."""
        self._connections.wake()

    def close(self) -> None:
        """Keep what was chosen and written, and let go of everything."""
        self.save()
        self._db.close()
        if self._practice is not None:
            self._practice.stop()

    def save(self) -> None:
        """Write draft and preferences to disk."""
        self.messages.save()
        sizes = self.messages.splitter.sizes()
        before = self.preferences.now
        self.preferences.change(
            line=self.lines.key or before.line,
            all_lines=self.conversations.all_lines,
            splitter=(sizes[0], sizes[1]) if all(sizes) else before.splitter,
            size=(self._window.width(), self._window.height()),
        )

    def _connect(self) -> None:
        window, changes = self._window, self._changes
        for page in (self.calls, self.contacts, self.dialpad):
            page.message_to.connect(self._message_to)
        for page in (self.calls, self.contacts):
            page.dialpad_wanted.connect(lambda: window.show_page("dialpad"))
        self.messages.check_again.connect(self._connections.check_again)
        self.lines.current_changed.connect(self._follow_line)
        self.lines.standing.changed.connect(self._show_situation)
        self.conversations.unread_changed.connect(self._show_unread)
        window.banner.acted.connect(self._connections.wake)
        window.activated.connect(self._connections.wake)
        window.activated.connect(self.messages.seen_now)
        window.shortcut("Ctrl+N", self._new_message)
        window.shortcut("Ctrl+Q", window.close)
        window.welcome.acted.connect(self._begin_practice)
        changes.lines_changed.connect(self._show_situation)
        if QNetworkInformation.loadDefaultBackend():
            QNetworkInformation.instance().reachabilityChanged.connect(lambda _: self._connections.wake())

    def _follow_preferences(self) -> None:
        self._theme.choose(Choice(self.preferences.now.scheme))

    def _show_pages(self) -> None:
        window, chosen = self._window, self.preferences.now
        if chosen.size is not None:
            window.resize(*chosen.size)
        window.furnish(
            self.line_bar,
            {
                "calls": self.calls,
                "contacts": self.contacts,
                "dialpad": self.dialpad,
                "messages": self.messages,
            },
            self._why_no_messages,
        )
        if chosen.splitter is not None:
            self.messages.splitter.setSizes(list(chosen.splitter))
        self.messages.all_lines.setChecked(chosen.all_lines)
        self.conversations.reload()
        self._show_situation()

    def _why_no_messages(self) -> str:
        line = self.lines.current
        return "" if line is None else unavailable_reason(line)

    def _follow_line(self) -> None:
        self._window.follow_line()
        self._show_situation()

    def _show_situation(self) -> None:
        line = self.lines.current
        account_id = line.account_id if line is not None else self._listing[0].id if self._listing else ""
        account = next((one for one in self._listing if one.id == account_id), None)
        if account is None:
            self._window.banner.clear()
            return
        link, reason = self.lines.standing.state(account_id)
        self._window.say(
            *situation(
                link,
                reason,
                service=SERVICES[account.provider].name,
                pulled_at=learned.known(self._db, account_id).pulled_at,
                key_variable=account.key_variable,
            )
        )

    def _show_unread(self, count: int) -> None:
        self._window.navigation.set_unread(count)
        self._window.setWindowTitle(f"({count}) Linedesk" if count else "Linedesk")

    def _message_to(self, number: str) -> None:
        self._window.show_page("messages")
        if self._window.navigation.current == "messages":
            self.messages.start_with(number)

    def _new_message(self) -> None:
        self._window.show_page("messages")
        if self._window.navigation.current == "messages":
            self.messages.start_new()

    def _offer_practice(self) -> None:
        self._window.welcome.say(
            tr("No account yet"),
            tr(
                "Try Linedesk with the practice server: made-up customers on this computer, "
                "no account needed. Your own account is added with: linedesk account add"
            ),
            tr("Open the practice server"),
        )

    def _begin_practice(self) -> None:
        account = practice_account()
        try:
            self._accounts.add(account)
        except SettingsUnwritable as error:
            self._window.give_up(store_trouble(type(error).__name__, str(error.path), error.detail))
            return
        self._listing = [account]
        self._show_pages()
        self._account_added.set()

    async def _open_provider(self, account: Account) -> Provider:
        if not account.practice:
            secret = await credentials.read_in_background(account)
            return connect(account.provider, Credentials(account.url, {"api_key": secret}))
        if self._practice is None:
            try:
                self._practice = await asyncio.to_thread(
                    practice.start, state=self._profile.practice, seed=self._seed
                )
            except PracticeFailed as error:
                raise Unreachable(str(error)) from error
        server = self._practice
        return connect(account.provider, Credentials(server.url, {"api_key": server.api_key}))


def _failed(error: StoreError | SettingsDamaged) -> OpeningFailed:
    return OpeningFailed(store_trouble(type(error).__name__, str(error.path), error.detail))
