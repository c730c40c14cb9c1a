"""What somebody asks of a service about texts or a number: its share of the composition root.

Look here for what is wired to the thread beside sending: pictures and other files of texts, deleting and
redacting them, what kind of number somebody has, and what CRMs offer.
"""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Self

from desktop.accounts import AccountOpener
from desktop.settings.profile import Profile
from desktop.store.database import Database
from desktop.store.shelf import Shelf
from desktop.sync.expiring_media import ExpiringMedia
from desktop.sync.media_files import MediaFiles
from desktop.ui.accounts.accounts_model import AccountsModel
from desktop.ui.changes import Changes
from desktop.ui.contacts.contacts_view import ContactsView
from desktop.ui.crm.crm_views import CrmViews
from desktop.ui.crm.later_model import LaterModel
from desktop.ui.crm.person_model import PersonModel
from desktop.ui.crm.shared_model import SharedModel
from desktop.ui.crm.snippets_model import SnippetsModel
from desktop.ui.lines.line_model import LineModel
from desktop.ui.lines.reach import home_of
from desktop.ui.messages.media_model import MediaModel
from desktop.ui.messages.media_opener import MediaOpener
from desktop.ui.messages.messages_view import MessagesView
from desktop.ui.messages.removal_model import RemovalModel
from desktop.ui.messages.removal_question import RemovalQuestion
from desktop.ui.reachability.lookup_model import LookupModel
from desktop.ui.reachability.lookup_question import LookupQuestion
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme
from desktop.wording import tr


class AtService:
    """Answers the thread of one window."""

    def __init__(
        self,
        profile: Profile,
        db: Database,
        accounts: AccountsModel,
        opener: AccountOpener,
        changes: Changes,
        messages: MessagesView,
        theme: Theme,
        tasks: Tasks,
        undo: Callable[[], timedelta],
    ) -> None:
        """``undo`` tells how long somebody has to take back what is about to be deleted."""
        shelf = Shelf(profile.media, lambda: db.key)
        files = MediaFiles(db, shelf, accounts.find, opener.open)
        model = MediaModel(db, files, tasks.start)
        self.pictures = MediaOpener(model, messages.thread_view, theme, tasks)
        model.tidy()
        self._tasks = tasks
        self._expiring = ExpiringMedia(db, files, accounts.find)
        self._lookups = LookupModel(db, accounts.find, opener.open, tasks.start)
        self.lookup = LookupQuestion(self._lookups, messages.window())
        self._pane = messages.pane
        removals = RemovalModel(db, accounts.find, opener.open, tasks.start)
        self.removal = RemovalQuestion(removals, messages.window(), undo)
        view, menu = messages.thread_view, messages.thread_view.menu
        menu.may_delete, menu.may_redact = removals.may_delete, removals.may_redact
        view.delete_wanted.connect(self.removal.delete)
        view.redact_wanted.connect(self.removal.redact)
        removals.gone.connect(model.tidy)
        found = (db, accounts.find, opener.open, tasks.start)
        self.crm = CrmViews(
            messages,
            theme,
            snippets=SnippetsModel(db),
            later=LaterModel(db, changes, messages.composer.model),
            shared=SharedModel(*found),
            people=PersonModel(*found),
        )
        messages.header.kind_wanted.connect(self._ask_kind)
        messages.header.menu.aboutToShow.connect(self._offer_kind)

    async def beside(self, work: Coroutine[object, object, None]) -> None:
        """``work``, and as long as it takes pictures that expire are fetched."""
        fetching = self._tasks.start(self._expiring.run(), tr("fetching pictures"))
        try:
            await work
        finally:
            fetching.cancel()

    def answer(self, contacts: ContactsView, lines: LineModel) -> Self:
        """Answer the phone book as well: by the account of the current line."""

        def about(number: str) -> tuple[str, str]:
            line = lines.current
            return ("", "") if line is None else (line.account_id, self._lookups.read(number, home_of(line)))

        contacts.card.may_ask_kind = lambda number: self._lookups.offered(*about(number))
        contacts.card.kind_wanted.connect(lambda number: self.lookup.begin(*about(number)))
        return self

    def _offer_kind(self) -> None:
        target = self._pane.target
        offered = target is not None and self._lookups.offered(target.account_id, target.peer)
        self._pane.header.allow_kind(offered)

    def _ask_kind(self) -> None:
        target = self._pane.target
        if target is not None:
            self.lookup.begin(target.account_id, target.peer)
