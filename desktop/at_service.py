"""What somebody asks of a service about one text or one number: its share of the composition root.

Look here for what is wired to the thread beside sending: pictures and other files of texts.
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
