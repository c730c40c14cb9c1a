"""A Close organisation with a cache and an adapter of its own, for tests of what it offers beside texts."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.announce import Announcer
from desktop.providers.close import Close
from desktop.store import later
from desktop.store.database import Database
from desktop.store.later import Later
from desktop.sync.check import check
from desktop.sync.inbox import Inbox
from desktop.sync.later import LaterTexts
from tests.new_cache import open_new
from tests.providers.close_account import LINE, Server, account, hurried
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import Fault, Wire

ACCOUNT = "a"
BODY = "Tomorrow at nine?"


async def at_once(seconds: float) -> None:
    """A service that needs no rest between two looks."""
    assert seconds > 0


@dataclass
class Room:
    """All that a test needs at hand. ``begin_anew``: as after a crash of the program."""

    server: Server
    db: Database
    provider: Close
    later: LaterTexts
    inbox: Inbox

    async def pull(self) -> None:
        """What the service lists arrives."""
        await self.inbox.pull()
        await self.later.follow()

    async def work(self) -> None:
        """What is to be done with texts for later is done."""
        await self.later.work(now=True)

    async def begin_anew(self) -> None:
        """The program ended, and begins again: nothing but the cache is left."""
        await self.provider.close()
        self._open()
        await check(self.db, ACCOUNT, self.provider)

    def _open(self) -> None:
        self.provider = hurried(self.server)
        self.later = LaterTexts(self.db, ACCOUNT, self.provider)
        self.inbox = Inbox(self.db, ACCOUNT, self.provider, sleep=at_once)

    def write(self, body: str = BODY, *, peer: str = STRANGER, days: float = 1) -> Later:
        """Somebody chose a time for a text."""
        now = datetime.now(UTC)
        due = now + timedelta(days=days)
        return later.add(self.db, account_id=ACCOUNT, line=LINE, peer=peer, body=body, due_at=due, now=now)

    def states(self) -> list[tuple[str, str]]:
        """Of all texts for later: state and code."""
        return [(one.state, one.code) for one in later.listing(self.db)]

    def there(self) -> list[tuple[str, str]]:
        """What Close has of our own: words and status."""
        return [(one.text, one.status) for one in self.server.fake.texts.all if one.direction == "outbound"]

    def pass_time(self, days: float) -> None:
        """So much time goes by at the service."""
        self.server.later = timedelta(days=days)
        at = datetime.now(UTC) + self.server.later
        self.provider.clock.hear({"Date": at.strftime("%a, %d %b %Y %H:%M:%S GMT")})

    @contextmanager
    def lost(self, fault: Fault, *methods: str) -> Iterator[None]:
        """Answers to requests of these methods are lost for a while."""
        with self.server.broken(fault, *methods):
            yield

    @contextmanager
    def refusing(self, status: int, *methods: str) -> Iterator[None]:
        """Close says no to requests of these methods for a while, in its own words."""
        before, self.server.wire.told = self.server.wire.told, (status, {"error": "No."})
        try:
            with self.server.broken("foreign", *methods):
                yield
        finally:
            self.server.wire.told = before


@asynccontextmanager
async def room_of(folder: Path, wire: Wire) -> AsyncIterator[Room]:
    """Everything has been read once."""
    server = account(wire)
    db = open_new(folder / "linedesk.db", Announcer())
    provider = hurried(server)
    inbox = Inbox(db, ACCOUNT, provider, sleep=at_once)
    room = Room(server, db, provider, LaterTexts(db, ACCOUNT, provider), inbox)
    await check(db, ACCOUNT, provider)
    await room.inbox.pull(everything=True)
    try:
        yield room
    finally:
        await room.provider.close()
        db.close()
