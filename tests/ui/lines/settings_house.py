"""A settings model on a fake VoIP.ms, about the number that is switched off, for tests of settings.

async with house(tmp_path, server) as one:
    form = await one.read()
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from desktop.announce import Announcer
from desktop.providers.base import Provider
from desktop.settings.accounts import Account
from desktop.store import lines
from desktop.store.database import Database, open_database
from desktop.sync.check import check
from desktop.ui.lines.line_settings_model import Form, LineSettingsModel, Proposal, Stage
from desktop.ui.tasks import Tasks
from tests.providers.fakes.serving import serving
from tests.providers.voipms_account import Server, hurried, new_account

OFF = "+14155550102"
ACCOUNT = Account(provider="voipms", name="Voip", url="http://127.0.0.1", key_place="session")


class House:
    """A model that is about the number that is switched off, and what it told."""

    def __init__(self, db: Database, server: Server, group: asyncio.TaskGroup) -> None:
        self.errors: list[str] = []
        self.ended: list[tuple[bool, str]] = []
        self.server = server
        self.db = db

        async def opened(_: Account) -> Provider:
            return hurried(server)

        tasks = Tasks(group, lambda name, _: self.errors.append(name))
        self.model = LineSettingsModel(db, tasks, opened)
        self.model.ended.connect(lambda well, sentence: self.ended.append((well, sentence)))

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until ``condition`` holds."""
        async with asyncio.timeout(10):
            while not condition():  # noqa: ASYNC110  what is waited for is anything at all
                await asyncio.sleep(0)

    async def read(self) -> Form:
        """The settings, read from the service."""
        self.model.read()
        await self.until(lambda: self.model.stage is Stage.SHOWN)
        assert self.model.form is not None
        return self.model.form

    def propose(self, form: Form) -> Proposal:
        """What the form would change, which is something."""
        found = self.model.propose(form)
        assert isinstance(found, Proposal)
        return found


@contextmanager
def serving_account() -> Iterator[Server]:
    """A new account at VoIP.ms, served."""
    fake = new_account()
    with serving(fake.app) as wire:
        yield Server(fake, wire)


@asynccontextmanager
async def house(folder: Path, server: Server) -> AsyncIterator[House]:
    """A model in a store of its own."""
    db = open_database(folder / "cache.db", Announcer())
    adapter = hurried(server)
    await check(db, ACCOUNT.id, adapter)
    await adapter.close()
    async with asyncio.TaskGroup() as group:
        one = House(db, server, group)
        one.model.open(ACCOUNT, lines.find(db, OFF)[0])
        yield one
    db.close()
    assert one.errors == []
