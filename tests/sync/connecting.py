"""One account's connection at work, for tests of what it does."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from desktop.providers.base import Provider
from desktop.settings.accounts import Account
from desktop.store.database import Database
from desktop.sync.connection import Connection
from tests.sync.fake_service import ACCOUNT, FakeService

THE_ACCOUNT = Account(id=ACCOUNT, provider="cliqtel", name="Work", url="https://x", key_place="env")


@contextlib.asynccontextmanager
async def connected(
    db: Database, service: FakeService, *opening: Exception, account: Account = THE_ACCOUNT
) -> AsyncIterator[Connection]:
    """The connection at work; ``opening`` are the troubles of the first attempts to open it."""
    troubles = list(opening)

    async def open_provider(_: Account) -> Provider:
        if troubles:
            raise troubles.pop(0)
        return service

    one = Connection(db, account, open_provider)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(one.run())
        try:
            yield one
        finally:
            running.cancel()
