"""One connection for each account: signs in, pulls, sends, backs off, comes back.

Only the process that holds the profile's lock connects; another stands by, puts texts into the queue
and takes over when the first one ends. Screens follow by announcements and read the store.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from desktop.announce import Announcement, Link, LinkChanged, StoreChangedElsewhere, TextQueued
from desktop.providers.base import Provider
from desktop.settings.accounts import Account
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
"""Makes the adapter of an account; raises ``NoSecret``, ``BadAddress`` or ``SignInNeeded``."""


class Connections:
    """All accounts of a profile. ``run`` works until it is cancelled."""

    def __init__(self, db: Database, lock: ProfileLock, open_provider: Opener) -> None:
        self._db = db
        self._lock = lock
        self._open = open_provider
        self._connections: dict[str, Connection] = {}

    async def run(self, accounts: Sequence[Account]) -> None:
        """Take the lock when it is free, settle what a crash left, and keep every account connected."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._watch_store(), name="watch store")
            if not self._lock.take():
                for account in accounts:
                    self._db.announce(LinkChanged(account.id, Link.STANDING_BY))
                while not self._lock.take():  # noqa: ASYNC110  a lock of the system wakes nobody
                    await asyncio.sleep(LOOK)
            try:
                await self._recover()
                await self._connect(accounts)
            finally:
                self._lock.release()

    def hear(self, announcement: Announcement) -> None:
        """A listener for the announcer: a queued text is looked for at once."""
        if isinstance(announcement, TextQueued) and announcement.account_id in self._connections:
            self._connections[announcement.account_id].send_soon()

    def wake(self) -> None:
        """The window or the network came back: look at everything now."""
        for connection in self._connections.values():
            connection.look_now()

    def check_again(self, account_id: str) -> None:
        """A person asks what became of an unconfirmed text."""
        if account_id in self._connections:
            self._connections[account_id].look_now()

    async def _connect(self, accounts: Sequence[Account]) -> None:
        self._connections = {account.id: Connection(self._db, account, self._open) for account in accounts}
        try:
            async with asyncio.TaskGroup() as group:
                for connection in self._connections.values():
                    group.create_task(_guarded(connection), name="connection")
                await asyncio.Event().wait()
        finally:
            self._connections = {}

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


async def _guarded(connection: Connection) -> None:
    """One account's trouble never stops another: a fault of ours is logged, and it starts again."""
    while True:
        try:
            await connection.run()
        except Exception:
            log.exception("a connection ended and starts again")
            await asyncio.sleep(AGAIN)
