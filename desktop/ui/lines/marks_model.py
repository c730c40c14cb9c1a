"""Which service a line is of, as a mark beside it, where there are several accounts to tell apart.

Look here for when there is a mark at all, and for what tells two accounts of one service apart.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.providers.catalog import SERVICES, service_name
from desktop.settings.accounts import Account
from desktop.store import accounts, lines
from desktop.store.database import Database
from desktop.ui.changes import Changes
from desktop.ui.plain import one_line
from desktop.ui.turns import Later


@dataclass(frozen=True, slots=True)
class Mark:
    """``text`` is what is painted, "TW" or "TW 2"; ``name`` is what is said: the service, and where it has
    two accounts this account's name."""

    text: str
    name: str


class Marks(QObject):
    """The marks of all accounts that have lines; none while there is only one."""

    changed = Signal()
    """Some account's mark is another now."""

    def __init__(self, db: Database, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._listing: list[Account] = []
        self._marks: dict[str, Mark] = {}
        changes.lines_changed.connect(self._work_out)
        Later(self, self._work_out).after(changes.account_changed, changes.store_changed_elsewhere)
        self._work_out()

    def of(self, account_id: str) -> Mark | None:
        """The mark of an account's lines; ``None`` where there is nothing to tell apart."""
        return self._marks.get(account_id)

    def know(self, listing: Sequence[Account]) -> None:
        """These are the accounts now, in the order in which they were added, by which two are told apart."""
        self._listing = list(listing)
        self._work_out()

    def _work_out(self) -> None:
        with_lines = list(dict.fromkeys(line.account_id for line in lines.listing(self._db)))
        known = {account.id: account for account in self._listing}
        places = {account_id: place for place, account_id in enumerate(known)}
        marks: dict[str, Mark] = {}
        if len(with_lines) > 1:
            with_lines.sort(key=lambda one: places.get(one, len(places)))
            services = {one: self._service(one, known.get(one)) for one in with_lines}
            alike, met = Counter(services.values()), Counter[str]()
            for account_id, service in services.items():
                met[service] += 1
                text, name = _short(service), one_line(service_name(service))
                if alike[service] > 1:
                    account = known.get(account_id)
                    text = f"{text} {met[service]}"
                    name = ", ".join([name, one_line(account.name) if account else str(met[service])])
                marks[account_id] = Mark(text, name)
        if marks != self._marks:
            self._marks = marks
            self.changed.emit()

    def _service(self, account_id: str, account: Account | None) -> str:
        if account is not None:
            return account.provider
        return accounts.terms(self._db, account_id).service


def _short(service: str) -> str:
    """Two letters for a service; of one that nobody here knows, its first ones."""
    return SERVICES[service].short if service in SERVICES else one_line(service)[:2].upper() or "?"
