"""Adding somebody to a service's phone book, where it texts only people it knows: a question, then a click.

Nothing is made there before ``add``.
"""

from collections.abc import Awaitable, Callable, Coroutine
from typing import cast

from PySide6.QtCore import QObject, Signal

from desktop import error_words, wording
from desktop.providers.base import Provider, ProviderError, Refused, SignInNeeded
from desktop.providers.catalog import service_name
from desktop.providers.crm_offers import AddingPeople
from desktop.settings.accounts import Account
from desktop.sms.phone import readable
from desktop.store import accounts, contacts
from desktop.store.database import Database, StoreError
from desktop.sync import translate
from desktop.sync.sign_in import TROUBLES
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
            provider = await self._open(account)
            try:
                person = await cast(AddingPeople, provider).add_person(peer, name)
            finally:
                await provider.close()
            contacts.keep(self._db, translate.contact(account.id, person))
        except Refused as no:
            explained = error_words.explain(account.provider, no.code, no.text)
            self._fail(service, one_line(explained.sentence))
        except StoreError as error:
            self.told.emit(wording.store_trouble(type(error).__name__, str(error.path), error.detail))
        except TROUBLES as trouble:
            signed_out = isinstance(trouble, SignInNeeded) or not isinstance(trouble, ProviderError)
            unclear = tr("it did not answer. Look there before you try again: they may have been added.")
            self._fail(service, tr("the key may not do that.") if signed_out else unclear)
        else:
            words = tr("{name} is in {service} now. You can send the text.")
            self.told.emit(words.format(name=one_line(person.name), service=service))
            self.added.emit(account.id, peer)
        finally:
            self.busy = False

    def _fail(self, service: str, why: str) -> None:
        self.told.emit(tr("Nobody was added to {service}: {why}").format(service=service, why=why))
