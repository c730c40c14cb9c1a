"""Adding somebody to a service's phone book, where it texts only people it knows: a question, then a click.

Nothing is made there before ``add``.
"""

from collections.abc import Awaitable, Callable, Coroutine

from PySide6.QtCore import QObject, Signal

from desktop import wording
from desktop.providers.base import Provider
from desktop.providers.catalog import service_name
from desktop.settings.accounts import Account
from desktop.sms.phone import readable
from desktop.store import accounts, contacts
from desktop.store.database import Database, StoreError
from desktop.sync import crm_acts
from desktop.sync.crm_acts import NotDone
from desktop.ui.crm.shared_model import why_not
from desktop.ui.features_model import of_account
from desktop.ui.plain import one_line
from desktop.wording import tr


class PersonModel(QObject):
    """Adds one person at a time."""

    added = Signal(str, str)
    """Somebody is there now: account id, their number."""
    told = Signal(str)
    """What came of it."""

    def __init__(
        self,
        db: Database,
        find: Callable[[str], Account | None],
        open_provider: Callable[[Account], Awaitable[Provider]],
        start: Callable[[Coroutine[object, object, object], str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._find = find
        self._open = open_provider
        self._start = start
        self.busy = False

    def offered(self, account_id: str, peer: str) -> bool:
        """Whether the account's service can be told of somebody with this number."""
        if not peer.startswith("+") or self._find(account_id) is None:
            return False
        try:
            return of_account(self._db, account_id, "needs_contact")[0]
        except StoreError:
            return False

    def question(self, account_id: str, peer: str) -> str:
        """What a person agrees to."""
        return tr(
            "In {service} only people it knows can be texted, and nobody there has {number}. Adding them "
            "makes a lead with one contact there, which everybody who works with it sees. Nothing is sent by "
            "that."
        ).format(service=self.service(account_id), number=wording.isolated(readable(peer)))

    def name_known(self, peer: str) -> str:
        """What the person is called in the phone book here; "" where nobody knows."""
        try:
            return contacts.name_of(self._db, peer)
        except StoreError:
            return ""

    def service(self, account_id: str) -> str:
        """What the account's service is called."""
        account = self._find(account_id)
        if account is None:
            return ""
        return service_name(accounts.terms(self._db, account_id).service or account.provider)

    def add(self, account_id: str, peer: str, name: str) -> None:
        """A person agreed, and said what they are called."""
        account = self._find(account_id)
        if account is None or self.busy or not name.strip():
            return
        self.busy = True
        self._start(self._add(account, peer, " ".join(name.split())), tr("adding a person"))

    async def _add(self, account: Account, peer: str, name: str) -> None:
        service = self.service(account.id)
        try:
            known = await crm_acts.add_person(self._db, account, self._open, peer, name)
        except NotDone as no:
            words = tr("Nobody was added to {service}: {why}")
            self.told.emit(words.format(service=service, why=why_not(account, no)))
        except StoreError as error:
            self.told.emit(wording.store_trouble(type(error).__name__, str(error.path), error.detail))
        else:
            words = tr("{name} is in {service} now. You can send the text.")
            self.told.emit(words.format(name=one_line(known), service=service))
            self.added.emit(account.id, peer)
        finally:
            self.busy = False
