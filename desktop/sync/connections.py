"""One connection for each account: signs in, pulls, sends, backs off, comes back.

Only the process that holds the profile's lock connects; another stands by, puts texts into the queue
and takes over when the first one ends. Screens follow by announcements and read the store. Accounts come
and go while it runs, by whichever process they were added or signed out.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from desktop.announce import (
    AccountsChanged,
    Announcement,
    Link,
    LinkChanged,
    StoreChangedElsewhere,
    TextQueued,
)
from desktop.providers.base import Provider
from desktop.settings.accounts import Account
from desktop.settings.files import SettingsDamaged
from desktop.store import outbox
from desktop.store.database import Database, StoreError
from desktop.sync.connection import Connection, now
from desktop.sync.lock import ProfileLock

log = logging.getLogger(__name__)

LOOK = 1.0
"""Seconds between looks at what other processes wrote, and for a lock that became free."""

AGAIN = 5.0
"""Seconds before a connection that ended by a fault of ours starts again."""

Opener = Callable[[Account], Awaitable[Provider]]
"""Makes the adapter of an account; raises ``NoSecret``, ``BadAddress`` or a ``ProviderError``."""


class Listing(Protocol):
    """A list of accounts that may change: ``settings.accounts.Accounts``."""

    def listing(self) -> Sequence[Account]:
        """The accounts now. Raises ``SettingsDamaged``."""
        ...

    def stamp(self) -> object:
        """Differs after each change."""
        ...


class Connections:
    """All accounts of a profile. ``run`` works until it is cancelled."""

    def __init__(self, db: Database, lock: ProfileLock, open_provider: Opener) -> None:
        self._db = db
        self._lock = lock
        self._open = open_provider
        self._accounts: dict[str, Account] = {}
        self._connections: dict[str, Connection] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._group: asyncio.TaskGroup | None = None
        """There while the lock is held: what connections run in."""

    async def run(self, accounts: Listing) -> None:
        """Take the lock when it is free, settle what a crash left, and keep every account connected."""
        async with asyncio.TaskGroup() as group:
            seen, standing_by = accounts.stamp(), not self._lock.take()
            self._follow(accounts.listing(), tell=standing_by)
            group.create_task(self._watch_store(), name="watch store")
            group.create_task(self._watch_list(accounts, seen), name="watch accounts")
            while not self._lock.take():  # noqa: ASYNC110  a lock of the system wakes nobody
                await asyncio.sleep(LOOK)
            try:
                await self._recover()
                await self._connect()
            finally:
                self._lock.release()

    def hear(self, announcement: Announcement) -> None:
        """A listener for the announcer: a queued text is looked for at once."""
        if isinstance(announcement, TextQueued) and announcement.account_id in self._connections:
            self._connections[announcement.account_id].send_soon()

    def wake(self) -> None:
        """The window or the network came back: look at everything now."""
        for connection in self._connections.values():
            connection.wake()

    def check_again(self, account_id: str) -> None:
        """A person asks what became of an unconfirmed text, or whether the account works now."""
        if account_id in self._connections:
            self._connections[account_id].look_now()

    def add(self, account: Account) -> None:
        """Keep this account connected from now on; one with its id is replaced."""
        self._accounts[account.id] = account
        self._start(account)
        self._db.announce(AccountsChanged())

    def restart(self, account_id: str) -> None:
        """Open the account anew, as after its key has changed."""
        if account_id in self._accounts:
            self._start(self._accounts[account_id])

    async def remove(self, account_id: str) -> None:
        """Let go of the account; at the end nothing of it is at work any more.

        A text that was on the wire is not confirmed then.
        """
        if self._accounts.pop(account_id, None) is not None:
            self._db.announce(AccountsChanged())
        self._connections.pop(account_id, None)
        task = self._tasks.pop(account_id, None)
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    def _follow(self, accounts: Sequence[Account], *, tell: bool) -> bool:
        """Make these the accounts; only what differs starts, ends, or begins anew. False: nothing did."""
        wanted = {account.id: account for account in accounts}
        before, self._accounts = self._accounts, wanted
        for account_id in before.keys() - wanted.keys():
            self._connections.pop(account_id, None)
            if account_id in self._tasks:
                self._tasks.pop(account_id).cancel()
        for account in accounts:
            known = before.get(account.id)
            if known is None or _as_it_is_opened(known) != _as_it_is_opened(account):
                self._start(account, tell=tell)
        return before != wanted

    def _start(self, account: Account, *, tell: bool = True) -> None:
        if self._group is None:
            if tell:
                self._db.announce(LinkChanged(account.id, Link.STANDING_BY))
            return
        before = self._tasks.get(account.id)
        if before is not None:
            before.cancel()
        connection = self._connections[account.id] = Connection(self._db, account, self._open)
        self._tasks[account.id] = self._group.create_task(_guarded(connection, before), name="connection")

    async def _connect(self) -> None:
        try:
            async with asyncio.TaskGroup() as self._group:
                for account in self._accounts.values():
                    self._start(account)
                await asyncio.Event().wait()
        finally:
            self._group = None
            self._connections, self._tasks = {}, {}

    async def _recover(self) -> None:
        while True:
            try:
                doubted = outbox.recover(self._db, now())
            except StoreError as trouble:
                log.error("what a crash left cannot be settled: %s", trouble.detail)
                await asyncio.sleep(LOOK)
                continue
            if doubted:
                log.warning("%d texts were on their way when the program ended", doubted)
            return

    async def _watch_list(self, accounts: Listing, seen: object) -> None:
        damaged = False
        while True:
            await asyncio.sleep(LOOK)
            stamp = accounts.stamp()
            if stamp == seen:
                continue
            seen = stamp
            try:
                changed = self._follow(accounts.listing(), tell=True)
            except SettingsDamaged as trouble:
                log.error("the list of accounts cannot be read, and is as before: %s", trouble.detail)
                damaged = True
                self._db.announce(AccountsChanged())  # who reads it finds out the same, and says so
                continue
            if changed or damaged:
                damaged = False
                self._db.announce(AccountsChanged())

    async def _watch_store(self) -> None:
        before = self._version(0)
        while True:
            await asyncio.sleep(LOOK)
            version = self._version(before)
            if version != before:
                before = version
                self._db.announce(StoreChangedElsewhere())
                for connection in self._connections.values():
                    connection.send_soon()

    def _version(self, before: int) -> int:
        try:
            return self._db.data_version()
        except StoreError as trouble:
            log.error("the cache cannot be read: %s", trouble.detail)
            return before


def _as_it_is_opened(account: Account) -> Account:
    """Without what changes nothing about its connection, which would end in the middle of a send."""
    return account.model_copy(update={"name": "", "webhook_port": None})


async def _guarded(connection: Connection, before: asyncio.Task[None] | None) -> None:
    """One account's trouble never stops another: a fault of ours is logged, and it starts again.

    It begins when the connection ``before`` it has ended: two of one account would send twice.
    """
    if before is not None:
        await asyncio.wait([before])
    while True:
        try:
            await connection.run()
        except Exception:
            log.exception("a connection ended and starts again")
            await asyncio.sleep(AGAIN)
