"""The second half of the composition root: store, accounts, models, pages and connections of a profile.

Imported behind the standing window. Look here for what is wired to what.
"""

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QVBoxLayout

from desktop.accounts import AccountOpener, AccountsShare
from desktop.announce import Announcer
from desktop.at_service import AtService
from desktop.settings.accounts import Accounts
from desktop.settings.files import SettingsDamaged
from desktop.settings.profile import Profile
from desktop.store.ask_ahead import ask_ahead
from desktop.store.database import Database, StoreError, open_database
from desktop.sync.cache import Cache
from desktop.sync.connections import Connections
from desktop.sync.lock import ProfileLock
from desktop.ui.cache.privacy import Privacy
from desktop.ui.cache.privacy_model import PrivacyModel
from desktop.ui.calls.calls_model import CallsModel
from desktop.ui.calls.calls_view import CallsView
from desktop.ui.calls.hand_off_model import HandOff
from desktop.ui.calls.hand_off_notice import HandOffNotice
from desktop.ui.calls.phone_app import open_link
from desktop.ui.changes import Changes
from desktop.ui.closing import Closing
from desktop.ui.contacts.contact_edit_model import ContactEditModel
from desktop.ui.contacts.contacts_model import ContactsModel
from desktop.ui.contacts.contacts_view import ContactsView
from desktop.ui.contacts.duplicates_model import DuplicatesModel
from desktop.ui.contacts.export_model import ExportModel
from desktop.ui.contacts.import_model import ImportModel
from desktop.ui.dialpad.dialpad_model import DialpadModel
from desktop.ui.dialpad.dialpad_view import DialpadView
from desktop.ui.dialpad.last_dialled_model import LastDialled
from desktop.ui.failures.failure_inbox import FailureInbox
from desktop.ui.failures.failures_model import FailuresModel
from desktop.ui.going import Going
from desktop.ui.handling import Handling
from desktop.ui.jump.jump_model import JumpModel
from desktop.ui.lines.line_bar_view import LineBar
from desktop.ui.lines.line_model import LineModel, unavailable_reason
from desktop.ui.lines.reach import dialpad_reason
from desktop.ui.messages.composer_model import ComposerModel
from desktop.ui.messages.conversations_model import ConversationsModel
from desktop.ui.messages.given_model import SettingsKnown
from desktop.ui.messages.last_sends import last_sends
from desktop.ui.messages.messages_view import MessagesView
from desktop.ui.messages.recipient_model import RecipientModel
from desktop.ui.messages.thread_choices import ThreadChoices
from desktop.ui.messages.thread_model import ThreadModel
from desktop.ui.notifications_model import NotificationsModel
from desktop.ui.preferences.preferences_model import PreferencesModel
from desktop.ui.presence import Presence, opened_in
from desktop.ui.questions_model import QuestionsModel
from desktop.ui.shape import Shape
from desktop.ui.spoken_news_model import SpokenNews
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Choice, Motion, Theme
from desktop.ui.window import Window
from desktop.ui.wordlists.word_lists_model import WordListsModel
from desktop.webhook.running import with_webhooks
from desktop.wording import store_trouble

log = logging.getLogger(__name__)


class OpeningFailed(Exception):
    """The profile can't be opened; ``sentence`` says why, for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Furnishing:
    """What stands in the window, and the connections behind it. Raises ``OpeningFailed``."""

    def __init__(
        self,
        profile: Profile,
        theme: Theme,
        window: Window,
        tasks: Tasks,
        *,
        seed: int | None = None,
        cache: Cache | None = None,
    ) -> None:
        self._profile = profile
        self._tasks = tasks
        self._theme = theme
        self._window = window
        self._seed = seed
        self._cache = cache or Cache()
        self.announcer = Announcer()
        self._accounts = Accounts(profile.accounts)
        self._opener = AccountOpener(profile, seed=seed)
        self._furnished = False
        try:
            self.preferences = PreferencesModel(profile.preferences, window)
            self._accounts.listing()
            self._db = open_database(profile.database, self.announcer, self._cache.key)
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
        self._connections = Connections(self._db, ProfileLock(profile.lock), self._opener.open)
        self.announcer.subscribe(self._connections.hear)
        self._follow_preferences()
        self.preferences.changed.connect(self._follow_preferences)
        self.lines = LineModel(self._db, self._changes, remembered=self.preferences.now.line, parent=window)
        self.conversations = ConversationsModel(self._db, self._changes, window, marks=self.lines.marks)
        self.thread = ThreadModel(self._db, self._changes, window, marks=self.lines.marks)
        self.composer = ComposerModel(self._db, self._changes, window)
        self.composer.undo.window = self._undo_window
        self.composer.preflight.given = SettingsKnown(self._accounts, profile.word_lists).of
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
        self.contacts = self._build_contacts()
        self.dialled = LastDialled(self._db, self.preferences, window)
        self.dialpad = DialpadView(
            DialpadModel(self._db, self._changes, self.lines, self.dialled, window), theme, self.lines
        )
        self.hand_off = HandOff(
            self._db, self.lines, self.preferences, self.dialled, open_link, parent=window
        )
        self.accounts = AccountsShare(
            window=window,
            theme=theme,
            tasks=self._tasks,
            db=self._db,
            changes=self._changes,
            accounts=self._accounts,
            connections=self._connections,
            opener=self._opener,
            lines=self.lines,
            show_pages=self._show_pages,
        )
        own = (profile, self._db, self.accounts.model, self._opener, self._changes, self.messages, theme)
        self.at_service = AtService(*own, self._tasks, self._undo_window).answer(self.contacts, self.lines)
        self._connect()
        self.going = Going(window, self.lines, self.conversations, self.messages)
        self.failures = self._build_failures()
        self.contacts.text_wanted.connect(self.failures.show_text)
        self.presence = Presence(
            window,
            lines=self.lines,
            conversations=self.conversations,
            composer=self.composer,
            messages=self.messages,
            dialpad=self.dialpad,
            going=self.going,
            notes=NotificationsModel(
                self._db,
                self._changes,
                self.preferences,
                is_open=opened_in(window, self.messages, self.thread),
                is_in_front=window.isActiveWindow,
                parent=window,
            ),
            preferences=self.preferences,
            tasks=self._tasks,
        )
        self.questions = QuestionsModel(self._db, self._changes, self.lines, window)
        self.questions.counted.connect(window.navigation.set_waiting)
        self.questions.tell(self.presence.notes)
        self.questions.look()
        self.handling = Handling(
            window,
            theme,
            messages=self.messages,
            line_bar=self.line_bar,
            going=self.going,
            preferences=self.preferences,
            people=JumpModel(self._db, window),
            news=SpokenNews(self._db, self._changes, self.lines, window),
            word_lists=partial(WordListsModel, profile.word_lists, window),
        )
        self.privacy = Privacy(
            window, theme, PrivacyModel(profile, self._db, self._cache, self._tasks, window)
        )
        self.closing = Closing(window, self.composer.unsaved, close=window.quit)
        window.may_close = self.closing.may_close
        self._follow_accounts()
        self.accounts.begin()

    def _build_contacts(self) -> ContactsView:
        db, changes, start, window = self._db, self._changes, self._tasks.start, self._window
        self.contact_edits = ContactEditModel(db, self.lines, window)
        self.imports = ImportModel(db, self.contact_edits, start, window)
        return ContactsView(
            ContactsModel(db, changes, parent=window),
            self._theme,
            self.lines,
            edits=self.contact_edits,
            duplicates=DuplicatesModel(db, changes, self.contact_edits, start, window),
            imports=self.imports,
            exports=ExportModel(db, start, window),
        )

    def _build_failures(self) -> FailureInbox:
        model = FailuresModel(
            self._db,
            self._changes,
            self._tasks.start,
            self._window,
            window=self._undo_window,
            words=lambda account_id: self.composer.preflight.given(account_id).words,
        )
        return FailureInbox(self._window, self._theme, model, self.messages, self.going)

    @property
    def db(self) -> Database:
        """The store, for those who put something into it: the gallery."""
        return self._db

    async def work(self) -> None:
        """Keep the accounts connected, those that come later included, until cancelled."""
        work = self.at_service.beside(self._connections.run(self._accounts))
        await with_webhooks(work, self._db, self._accounts)

    async def ask_ahead(self) -> None:
        """Have the first click's questions ready; beside the window's thread. Raises ``StoreError``."""
        await asyncio.to_thread(ask_ahead, self._db, datetime.now(UTC))

    async def let_go(self) -> None:
        """The window was closed: texts that could still be taken back leave now, if they quickly can."""
        await last_sends(self.composer.undo, self._changes)

    def wake(self) -> None:
        """Look at everything now, whatever the back-off says."""
        self._connections.wake()

    def close(self) -> None:
        """Keep what was chosen and written, and let go of everything."""
        self.save()
        self._db.close()
        self._opener.stop()

    def save(self) -> None:
        """Write to disk what is not there yet: the draft, and the window's shape."""
        self.messages.save()
        self._shape.stop()
        self._save_shape()

    def _save_shape(self) -> None:
        sizes = self.messages.splitter.sizes()
        chosen = self._furnished and all(sizes)
        self.preferences.change(
            splitter=(sizes[0], sizes[1]) if chosen else self.preferences.now.splitter,
            size=(self._window.width(), self._window.height()),
        )

    def _save_line(self) -> None:
        # Where nobody is signed in all lines show by themselves, and no line is left to be chosen.
        if self.lines.current is not None:
            self.preferences.change(line=self.lines.key, all_lines=self.conversations.all_lines)

    def _connect(self) -> None:
        window, changes = self._window, self._changes
        for asking in (self.contacts, self.dialpad):
            asking.message_to.connect(self._message_to)
            asking.call_wanted.connect(self.hand_off.call)
        self.calls.reply_wanted.connect(self._reply)
        self.calls.call_wanted.connect(self.hand_off.call_from)
        for page in (self.calls, self.contacts):
            page.dialpad_wanted.connect(lambda: window.show_page("dialpad"))
        for unknown in (self.calls, self.dialpad):
            unknown.contact_wanted.connect(self._add_contact)
        for asked in (self.messages, self.messages.fixes):
            asked.call_wanted.connect(self.hand_off.call_from)
            asked.number_wanted.connect(self._dial)
        column = window.layout()
        assert isinstance(column, QVBoxLayout)
        self.hand_off_notice = HandOffNotice(window, self._theme, column, window.navigation)
        self.hand_off.told.connect(self.hand_off_notice.tell)
        self.hand_off.handed_over.connect(self.hand_off_notice.say)
        self.messages.check_again.connect(self._connections.check_again)
        ThreadChoices(self.messages, self.preferences)
        fixes = self.messages.fixes
        fixes.lines_wanted.connect(self.line_bar.picker.showPopup)
        fixes.accounts_wanted.connect(self.accounts.advise)
        fixes.person_wanted.connect(self._show_person)
        self.lines.current_changed.connect(self._follow_line)
        self.messages.all_lines_changed.connect(lambda _: self._save_line())
        self._shape = Shape(window, self.messages.splitter)
        self._shape.settled.connect(self._save_shape)
        self.conversations.unread_changed.connect(window.navigation.set_unread)
        window.navigation.set_unread(self.conversations.unread)
        window.activated.connect(self._connections.wake)
        window.activated.connect(self.messages.seen_now)
        changes.accounts_changed.connect(self._follow_accounts)
        if QNetworkInformation.loadDefaultBackend():
            QNetworkInformation.instance().reachabilityChanged.connect(self._connections.wake)

    def _show_person(self, number: str) -> None:
        self._window.show_page("contacts")
        self.contacts.look_for(number)

    def _follow_preferences(self) -> None:
        now = self.preferences.now
        if self._theme.choice is not Choice(now.scheme):
            self._theme.choose(Choice(now.scheme))
        self._theme.set_motion(Motion(now.motion))
        self._theme.set_text_size(now.text_size)

    def _undo_window(self) -> timedelta:
        return timedelta(seconds=self.preferences.now.undo_seconds)

    def _follow_accounts(self) -> None:
        self.privacy.follow_accounts(any_left=bool(self.accounts.services))
        self.thread.know_services(self.accounts.services)
        self.contact_edits.know_services(self.accounts.services)

    def _show_pages(self) -> None:
        window, chosen = self._window, self.preferences.now
        if self._furnished:
            window.show_page("messages" if not self._why_not("messages") else "calls")
            return
        self._furnished = True
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
            self._why_not,
        )
        if chosen.splitter is not None:
            self.messages.splitter.setSizes(list(chosen.splitter))
        self._show_chosen_lines()
        self.conversations.reload()
        self.accounts.show_situation()

    def _why_not(self, page: str) -> str:
        """Why a page is greyed for the current line; "" where it is not. Only two ever are."""
        line = self.lines.current
        if line is None:
            return ""
        return {"messages": unavailable_reason, "dialpad": dialpad_reason}.get(page, lambda _: "")(line)

    def _follow_line(self) -> None:
        self._window.follow_line()
        self._show_chosen_lines()
        self._save_line()

    def _show_chosen_lines(self) -> None:
        # Where nobody is signed in, what is left to read belongs to lines that are no longer listed.
        signed_out = self.lines.current is None
        self.messages.all_lines.setChecked(signed_out or self.preferences.now.all_lines)

    def _message_to(self, number: str) -> None:
        self._window.show_page("messages")
        if self._window.navigation.current == "messages":
            self.messages.start_with(number)

    def _reply(self, account_id: str, line: str, number: str) -> None:
        """Text from the line that they know, which is the current one from now on (demand 13)."""
        self.lines.choose(account_id, line)
        self._message_to(number)

    def _dial(self, number: str) -> None:
        """Fill the dialpad, as for a link; nothing is dialled."""
        self._window.show_page("dialpad")
        self.dialpad.fill(number)

    def _add_contact(self, number: str) -> None:
        self._window.show_page("contacts")
        self.contacts.add_with(number)


def _failed(error: StoreError | SettingsDamaged) -> OpeningFailed:
    return OpeningFailed(store_trouble(type(error).__name__, str(error.path), error.detail))
