"""Signing out: the key and the connection go at once, then a person decides about the cached texts.

Until that is decided the texts stay, and what waited to be sent is shown as failed: nothing is lost
unseen if the program ends in between.
"""

import asyncio
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desktop import sign_in_words, wording
from desktop.announce import AccountsChanged
from desktop.settings import credentials
from desktop.settings.accounts import Account, Accounts, NoSuchAccount
from desktop.settings.credentials import NoSecret
from desktop.settings.files import SettingsDamaged, SettingsUnwritable
from desktop.store import accounts as learned
from desktop.store import outbox
from desktop.store.database import Database, StoreError
from desktop.sync.connections import Connections
from desktop.sync.sign_in import forget_texts, let_go
from desktop.ui.plain import one_line
from desktop.ui.tasks import Tasks
from desktop.wording import ntr, tr

_FILES = (SettingsUnwritable, SettingsDamaged, StoreError)


class Step(StrEnum):
    """Where signing out stands."""

    ASK = "ask"
    KEYRING = "keyring"
    """The keyring was asked to give the key away."""
    CACHE = "cache"
    """Signed out; the texts are still here."""
    DELETING = "deleting"
    DONE = "done"


class SignOutModel(QObject):
    """One sign-out at a time."""

    changed = Signal()
    """Step, trouble or counts are others."""

    def __init__(
        self,
        db: Database,
        accounts: Accounts,
        connections: Connections,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._accounts = accounts
        self._connections = connections
        self._tasks = tasks
        self._account: Account | None = None
        self._task: asyncio.Task[None] | None = None
        self.step = Step.DONE
        self.trouble = ""
        """Why the last step did not work, in a sentence."""
        self.key_stays = False
        """The keyring did not give the key away: it may stay there, if somebody wants that."""
        self.texts = 0
        """How many of its texts are on this computer."""
        self.waiting = 0
        """How many of them were not sent yet."""

    @property
    def name(self) -> str:
        """The account's name."""
        return "" if self._account is None else one_line(self._account.name)

    def begin(self, account_id: str) -> None:
        """Ask whether the account with this id is really meant."""
        try:
            found = [one for one in self._accounts.listing() if one.id == account_id]
        except SettingsDamaged:
            found = []  # the connections log it, and nothing may be changed in it
        self._account = found[0] if found else None
        self.trouble, self.key_stays = "", False
        self.texts = learned.count_texts(self._db, account_id)
        self.waiting = len(outbox.waiting(self._db, account_id))
        self._go(Step.ASK if found else Step.DONE)

    def consequence(self) -> str:
        """What signing out does, with what waits: for whoever is asked."""
        words = [tr("Its key is taken off this computer at once, and nothing is sent or fetched any more.")]
        if self.waiting:
            words.append(
                ntr(
                    "{n} text that waits to be sent is not sent: it is shown as failed.",
                    "{n} texts that wait to be sent are not sent: they are shown as failed.",
                    self.waiting,
                )
            )
        words.append(tr("The service keeps everything it has. You decide about the texts here next."))
        return " ".join(words)

    def about_texts(self) -> str:
        """How many texts are left here, for whoever decides about them."""
        return ntr(
            "{n} text of it is on this computer. It can stay, to be read without signing in.",
            "{n} texts of it are on this computer. They can stay, to be read without signing in.",
            self.texts,
        )

    def go(self, *, key_may_stay: bool = False) -> None:
        """Sign out. ``key_may_stay``: even if the keyring does not give the key away."""
        if self._account is not None and self.step is Step.ASK:
            self.trouble = ""
            self._go(Step.KEYRING)
            self._task = self._tasks.start(self._sign_out(self._account, key_may_stay), tr("signing out"))

    def keep_texts(self) -> None:
        """Leave the texts here, to be read."""
        self._go(Step.DONE)

    def delete_texts(self) -> None:
        """Take the texts off this computer as well."""
        if self._account is not None and self.step is Step.CACHE:
            self._go(Step.DELETING)
            self._task = self._tasks.start(self._delete(self._account), tr("deleting texts"))

    def cancel(self) -> None:
        """Leave the account as it is, as long as it is on the list."""
        if self.step in (Step.ASK, Step.CACHE):
            self._go(Step.DONE)

    async def _sign_out(self, account: Account, key_may_stay: bool) -> None:
        await self._connections.remove(account.id)
        try:
            await self._take_key(account, key_may_stay)
            self._accounts.remove(account.name, texts_stay=True)
        except NoSecret as error:
            self._connections.add(account)
            self.key_stays = True
            words = sign_in_words.sign_in_trouble(
                error.reason, service=self.name, detail=one_line(error.detail)
            )
            self._fail(f"{words} {tr('You are still signed in.')}", Step.ASK)
            return
        except (SettingsUnwritable, SettingsDamaged) as error:
            self._connections.add(account)
            self._fail(wording.store_trouble(type(error).__name__, str(error.path), error.detail), Step.ASK)
            return
        except NoSuchAccount:
            pass  # another process was first: what is left to do is the same
        try:
            self._db.announce(AccountsChanged())
            let_go(self._db, account.id)
            self.texts = learned.count_texts(self._db, account.id)
        except StoreError as error:
            self._fail(wording.store_trouble(type(error).__name__, str(error.path), error.detail), Step.CACHE)
            return
        self._go(Step.CACHE if self.texts else Step.DONE)

    async def _take_key(self, account: Account, key_may_stay: bool) -> None:
        try:
            await credentials.remove_in_background(account)
        except NoSecret:
            if not key_may_stay:
                raise

    async def _delete(self, account: Account) -> None:
        behind, tell = self._db.heard_later()
        try:
            await asyncio.to_thread(forget_texts, behind, self._accounts, account.id)
        except _FILES as error:
            self._fail(wording.store_trouble(type(error).__name__, str(error.path), error.detail), Step.CACHE)
        else:
            self._go(Step.DONE)
            self._db.announce(AccountsChanged())
        finally:
            tell()

    def _fail(self, sentence: str, step: Step) -> None:
        self.trouble = sentence
        self._go(step)

    def _go(self, step: Step) -> None:
        self.step = step
        self.changed.emit()
