"""A profile with everything that the accounts' models need, and Cliqtel's answers at the wire.

    async with house(tmp_path) as one, odd_server(numbers()) as server:
        one.model.sign_in.submit(form(server.url))
        await one.until(lambda: one.model.listing)

Nothing of it runs an event loop of Qt's: buttons are clicked, and the work goes on with the test's own loop.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from desktop.announce import AccountsChanged, Announcement, Announcer
from desktop.settings.accounts import Account, Accounts
from desktop.store import lines
from desktop.store.lines import Line
from desktop.sync.connections import Connections
from desktop.sync.lock import ProfileLock
from desktop.sync.sign_in import open_provider
from desktop.ui.accounts.accounts_model import AccountsModel
from desktop.ui.accounts.sign_in_model import Form, Place
from desktop.ui.changes import Changes
from desktop.ui.lines.standing_model import Standing
from desktop.ui.tasks import Tasks
from tests.new_cache import open_new
from tests.providers.odd_server import Reply, Request, answer

NUMBER = "+447700900010"
KEY = "clq_secret_key"
KEPT = Account(id="kept", provider="cliqtel", name="Shop", url="https://cliqtel.com", key_place="keyring")
FOR_NOW = Account(id="now", provider="cliqtel", name="Van", url="https://sms.example", key_place="session")


class House:
    """One profile; ``model`` is what the screens get."""

    def __init__(self, folder: Path, group: asyncio.TaskGroup, *accounts: Account) -> None:
        self.errors: list[tuple[str, Exception]] = []
        self.heard: list[Announcement] = []
        self.announcer = Announcer()
        self.announcer.subscribe(self.heard.append)
        self.db = open_new(folder / "cache.db", self.announcer)
        self.path = folder / "accounts.json"
        self.accounts = Accounts(self.path)
        for account in accounts:
            self.accounts.add(account)
            lines.replace(self.db, account.id, [Line(account.id, "42", NUMBER)])
        changes = Changes(self.announcer)
        self.standing = Standing(self.db, changes)
        self.tasks = Tasks(group, lambda name, error: self.errors.append((name, error)))
        self.connections = Connections(self.db, ProfileLock(folder / "sync.lock"), open_provider)
        self.model = AccountsModel(
            self.db, changes, self.accounts, self.connections, self.standing, self.tasks, open_provider
        )

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until ``condition`` holds; looked at whenever the loop has done something."""
        async with asyncio.timeout(10):
            while not condition():  # noqa: ASYNC110  what is waited for is anything at all
                await asyncio.sleep(0)

    def list_changed(self) -> None:
        """As the connections say when the list of accounts is another one."""
        self.announcer.publish(AccountsChanged())


@asynccontextmanager
async def house(folder: Path, *accounts: Account) -> AsyncIterator[House]:
    """A house of its own, with these accounts on its list and one line each."""
    async with asyncio.TaskGroup() as group:
        one = House(folder, group, *accounts)
        try:
            yield one
        finally:
            one.model.sign_in.cancel()
    one.db.close()
    assert one.errors == []


def form(url: str, *, name: str = "Shop", key: str = KEY, place: Place = "keyring") -> Form:
    """What somebody typed."""
    return Form("cliqtel", name, url, key, place)


def numbers(*found: str) -> Reply:
    """Cliqtel with these numbers and nothing that is not documented; without the right key it is refused."""

    async def reply(request: Request, _: asyncio.StreamWriter) -> bytes:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return answer({"message": "Unauthenticated."}, "401 Unauthorized")
        if request.path.endswith("/sms/numbers"):
            return answer({"data": [{"id": 42, "number": number} for number in found]})
        return answer({"message": "Not Found"}, "404 Not Found")

    return reply
