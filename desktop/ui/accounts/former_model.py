"""Accounts that were signed out while their texts stayed: which, and deleting what is left of them."""

import asyncio
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop import wording
from desktop.announce import AccountsChanged
from desktop.providers.catalog import service_name
from desktop.settings.accounts import Accounts
from desktop.settings.files import SettingsDamaged, SettingsUnwritable
from desktop.store import accounts as learned
from desktop.store.database import Database, StoreError
from desktop.sync.sign_in import forget_texts
from desktop.ui.changes import Changes
from desktop.ui.plain import one_line
from desktop.ui.tasks import Tasks
from desktop.wording import tr


@dataclass(frozen=True, slots=True)
class FormerShown:
    """One such account. ``texts`` is how many of its texts are on this computer, at least one."""

    id: str
    name: str
    service: str
    address: str
    texts: int
    deleting: bool
    trouble: str
    """Why its texts could not be deleted, in a sentence; "" where nobody tried, or it is being tried."""


class FormerModel(QObject):
    """One per window."""

    changed = Signal()
    """``shown`` is another list."""

    def __init__(
        self, db: Database, changes: Changes, accounts: Accounts, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._accounts = accounts
        self._tasks = tasks
        self._deleting: set[str] = set()
        self._troubles: dict[str, str] = {}
        self.shown: list[FormerShown] = []
        """Those with texts, in the order in which they were signed out."""
        changes.accounts_changed.connect(self.reload)
        changes.store_changed_elsewhere.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Look anew at what is left."""
        try:
            former = self._accounts.former()
        except SettingsDamaged:
            return  # the banner says it; what is shown goes on
        found = []
        for one in former:
            texts = learned.count_texts(self._db, one.id)
            if texts:
                found.append(
                    FormerShown(
                        one.id,
                        one_line(one.name),
                        one_line(service_name(one.provider)),
                        one_line(one.url),
                        texts,
                        one.id in self._deleting,
                        self._troubles.get(one.id, ""),
                    )
                )
        if found != self.shown:
            self.shown = found
            self.changed.emit()

    def delete(self, account_id: str) -> None:
        """Take the texts of this account off this computer, for good."""
        if account_id not in self._deleting:
            self._deleting.add(account_id)
            self._troubles.pop(account_id, None)
            self.reload()
            self._tasks.start(self._delete(account_id), tr("deleting texts"))

    async def _delete(self, account_id: str) -> None:
        behind, tell = self._db.heard_later()
        try:
            await asyncio.to_thread(forget_texts, behind, self._accounts, account_id)
        except (SettingsUnwritable, SettingsDamaged, StoreError) as error:
            words = wording.store_trouble(type(error).__name__, str(error.path), error.detail)
            self._troubles[account_id] = words
        finally:
            self._deleting.discard(account_id)
            tell()
        self.reload()
        self._db.announce(AccountsChanged())
