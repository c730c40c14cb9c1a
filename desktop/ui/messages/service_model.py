"""What the words about a text depend on beside the text itself: how each account stands with its service.

Look here for since when a service cannot be asked, and for what it can prove (C6).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desktop.announce import Link
from desktop.sms.delivery import Proof
from desktop.store import accounts
from desktop.store.database import Database
from desktop.ui.changes import Changes
from desktop.ui.turns import Later

UNREADABLE = "unreadable:"
"""Begins the reason of a link that is online while the service's list of texts can't be read."""


class Reach(StrEnum):
    """Whether a service can be asked about a text now."""

    UNKNOWN = "unknown"
    """Nothing has been tried yet."""
    GOOD = "good"
    OFFLINE = "offline"
    SIGN_IN = "sign_in"
    UNREADABLE = "unreadable"
    ELSEWHERE = "elsewhere"
    """Another process of this profile asks."""


@dataclass(frozen=True, slots=True)
class Service:
    """One account's service; ``since``: when its ``reach`` became what it is (UTC)."""

    name: str = ""
    proof: Proof = Proof.ACCEPTED
    reach: Reach = Reach.UNKNOWN
    since: datetime | None = None
    listed: bool = True
    """Whether it lists texts; else nobody can be asked what became of one."""
    key: str = ""
    """Its name in ``providers.catalog``, by which its errors are explained; "" where that is not known."""

    @property
    def leaves(self) -> bool:
        """Whether a text can go out to it now, as far as that is known."""
        return self.reach not in (Reach.OFFLINE, Reach.SIGN_IN)


class Services(QObject):
    """The services of all accounts, by the account's id."""

    changed = Signal(str)
    """An account's service stands otherwise now: its id."""

    def __init__(
        self, db: Database, changes: Changes, clock: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._clock = clock
        self._known: dict[str, Service] = {}
        self._proved: set[str] = set()
        changes.link_changed.connect(self._hear_link)
        changes.account_changed.connect(self._hear_account)
        Later(self, self._forget_proofs).after(changes.store_changed_elsewhere)

    def know_names(self, names: dict[str, str]) -> None:
        """What the services are called, by account."""
        for account_id, name in names.items():
            self._put(account_id, replace(self._known.get(account_id, Service()), name=name))

    def of(self, account_id: str) -> Service:
        """How an account stands now; what it can prove is read from the store once."""
        found = self._known.get(account_id, Service())
        if account_id not in self._proved:
            self._proved.add(account_id)
            terms = accounts.terms(self._db, account_id)
            found = replace(found, proof=terms.proof, key=terms.service, listed=terms.listed)
            self._known[account_id] = found
        return found

    def _hear_link(self, account_id: str, link: Link, reason: str) -> None:
        before = self.of(account_id)
        reach = _reach(link, reason)
        if reach is Reach.UNKNOWN and before.reach is not Reach.UNKNOWN:
            return  # it is being tried again: what was known holds until that has an end
        if reach is not before.reach:
            self._put(account_id, replace(before, reach=reach, since=self._clock()))

    def _hear_account(self, account_id: str) -> None:
        before = self.of(account_id)
        self._proved.discard(account_id)
        if self.of(account_id) != before:
            self.changed.emit(account_id)

    def _forget_proofs(self) -> None:
        for account_id in [*self._proved]:
            self._hear_account(account_id)

    def _put(self, account_id: str, service: Service) -> None:
        if self._known.get(account_id) != service:
            self._known[account_id] = service
            self.changed.emit(account_id)


def _reach(link: Link, reason: str) -> Reach:
    if link is Link.ONLINE:
        return Reach.UNREADABLE if reason.startswith(UNREADABLE) else Reach.GOOD
    return {
        Link.OFFLINE: Reach.OFFLINE,
        Link.SIGN_IN_NEEDED: Reach.SIGN_IN,
        Link.STANDING_BY: Reach.ELSEWHERE,
    }.get(link, Reach.UNKNOWN)
