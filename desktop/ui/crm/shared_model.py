"""The inbox that users of a service share: what is open about a conversation, and closing it for everybody.

Only a click closes anything; reading and answering here never do. Where it did not work, that is said.
"""

from collections.abc import Awaitable, Callable, Coroutine

from PySide6.QtCore import QObject, Signal

from desktop import error_words, wording
from desktop.providers.base import Provider
from desktop.providers.catalog import service_name
from desktop.settings.accounts import Account
from desktop.store import accounts, shared_unread
from desktop.store.database import Database, StoreError
from desktop.sync import crm_acts
from desktop.sync.crm_acts import NotDone
from desktop.ui.plain import one_line
from desktop.wording import ntr, tr


class SharedModel(QObject):
    """Does nothing before ``mark_done``."""

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
        self._under_way: set[str] = set()

    def offer(self, account_id: str, line: str, peer: str) -> str:
        """What closes what is open about a conversation, in words; "" where nothing is open."""
        account = self._find(account_id)
        count = 0 if account is None else len(self._entries(account_id, line, peer))
        if account is None or not count:
            return ""
        return ntr(
            "Mark done in {service}, for everybody ({n} open)",
            "Mark done in {service}, for everybody ({n} open)",
            count,
            service=self._service(account),
        )

    def mark_done(self, account_id: str, line: str, peer: str) -> None:
        """A person's click: close all that is open about this conversation, for everybody."""
        account = self._find(account_id)
        entries = [one for one in self._entries(account_id, line, peer) if one not in self._under_way]
        if account is None:
            return
        if not entries:
            self.told.emit(tr("Nothing of this conversation is open in a shared inbox."))
            return
        self._under_way |= set(entries)
        self._start(self._mark(account, entries), tr("marking as done"))

    async def _mark(self, account: Account, entries: list[str]) -> None:
        service = self._service(account)
        try:
            await crm_acts.mark_done(self._db, account, self._open, entries)
        except NotDone as no:
            words = tr("Still open in {service}: {why}")
            self.told.emit(words.format(service=service, why=why_not(account, no)))
        except StoreError as error:
            self.told.emit(wording.store_trouble(type(error).__name__, str(error.path), error.detail))
        else:
            self.told.emit(tr("Marked done in {service}, for everybody.").format(service=service))
        finally:
            self._under_way -= set(entries)

    def _service(self, account: Account) -> str:
        return service_name(accounts.terms(self._db, account.id).service or account.provider)

    def _entries(self, account_id: str, line: str, peer: str) -> list[str]:
        try:
            return shared_unread.of(self._db, account_id, line, peer)
        except StoreError:
            return []


def why_not(account: Account, no: NotDone) -> str:
    """Why a service did not do what a person wanted, with what to do next."""
    known = {
        "sign_in": tr("the account is not signed in, or its key may not do that."),
        "unreachable": tr("it could not be reached. Try again later."),
        "unclear": tr("it did not answer. Look there first: it may have been done all the same."),
    }
    if no.code in known:
        return known[no.code]
    return one_line(error_words.explain(account.provider, no.code, no.text).sentence)
