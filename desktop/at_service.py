"""What somebody asks of a service about one text or one number: its share of the composition root.

Look here for what is wired to the thread beside sending: pictures and other files of texts, and what kind of
number somebody has.
"""

from desktop.accounts import AccountOpener
from desktop.settings.profile import Profile
from desktop.store.database import Database
from desktop.store.shelf import Shelf
from desktop.sync.media_files import MediaFiles
from desktop.ui.accounts.accounts_model import AccountsModel
from desktop.ui.messages.media_model import MediaModel
from desktop.ui.messages.media_opener import MediaOpener
from desktop.ui.messages.messages_view import MessagesView
from desktop.ui.reachability.lookup_model import LookupModel
from desktop.ui.reachability.lookup_question import LookupQuestion
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme


class AtService:
    """Answers the thread of one window."""

    def __init__(
        self,
        profile: Profile,
        db: Database,
        accounts: AccountsModel,
        opener: AccountOpener,
        messages: MessagesView,
        theme: Theme,
        tasks: Tasks,
    ) -> None:
        shelf = Shelf(profile.media, lambda: db.key)
        files = MediaFiles(db, shelf, accounts.find, opener.open)
        model = MediaModel(db, files, tasks.start)
        self.pictures = MediaOpener(model, messages.thread_view, theme, tasks)
        model.tidy()
        self._lookups = LookupModel(db, accounts.find, opener.open, tasks.start)
        self.lookup = LookupQuestion(self._lookups, messages.window())
        self._pane = messages.pane
        messages.header.kind_wanted.connect(self._ask_kind)
        messages.header.menu.aboutToShow.connect(self._offer_kind)

    def _offer_kind(self) -> None:
        target = self._pane.target
        offered = target is not None and self._lookups.offered(target.account_id, target.peer)
        self._pane.header.allow_kind(offered)

    def _ask_kind(self) -> None:
        target = self._pane.target
        if target is not None:
            self.lookup.begin(target.account_id, target.peer)
