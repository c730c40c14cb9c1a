"""A service without a network, for the sync's side of the boundary: it does what a test tells it.

Its adapter is ``FakeService`` itself. By default every text is accepted and listed; ``ends`` says how
single sends end instead, ``trouble`` what every call raises, and ``gate`` holds sends on the wire.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from desktop.announce import Announcement, Link, LinkChanged
from desktop.providers.base import (
    EVERYTHING,
    ON,
    Accepted,
    Attempt,
    BadRow,
    Call,
    Capabilities,
    Checked,
    Contact,
    Line,
    OutgoingText,
    Page,
    Rows,
    Text,
)
from desktop.providers.service_clock import ServiceClock
from desktop.sms.delivery import Proof, State
from desktop.store import messages
from desktop.store.database import Database
from desktop.store.messages import Message

ACCOUNT = "a"
LINE, PEER, OTHER = "+447700900010", "+447700900123", "+447700900211"
NOON = datetime(2026, 4, 3, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    """So many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


class Clock:
    """A clock that the test turns, in seconds after noon."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> datetime:
        return at(self.seconds)


class Heard:
    """A listener that remembers, and lets a test wait for what it wants to hear."""

    def __init__(self) -> None:
        self.all: list[Announcement] = []
        self._news = asyncio.Event()

    def __call__(self, announcement: Announcement) -> None:
        self.all.append(announcement)
        self._news.set()

    @property
    def links(self) -> list[Link]:
        """The states of the connection, in order."""
        return [one.link for one in self.all if isinstance(one, LinkChanged)]

    def links_of(self, account_id: str) -> list[Link]:
        """As ``links``, of one account."""
        return [one.link for one in self.all if isinstance(one, LinkChanged) and one.account_id == account_id]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until ``condition`` holds; looked at after every announcement. Fails after ten seconds."""
        async with asyncio.timeout(10):
            while not condition():
                self._news.clear()
                await self._news.wait()

    async def until_link(self, *links: Link) -> None:
        """Wait until the connection went through exactly these states."""
        await self.until(lambda: self.links == list(links))


class FakeService:
    """See the module's docstring. ``log`` holds every call by name, ``delivered`` every text handed over."""

    def __init__(self, **more: object) -> None:
        self.capabilities = replace(Capabilities(proof=Proof.DELIVERED, pace=1000.0), **more)  # type: ignore[arg-type]
        self.clock = ServiceClock()
        self.lines: tuple[Line, ...] = (Line("42", LINE),)
        self.log: list[str] = []
        self.delivered: list[OutgoingText] = []
        self.ends: list[Accepted | BaseException | Callable[[], None]] = []
        self.trouble: dict[str, BaseException] = {}
        self.handles: list[str | BaseException | None] = []
        self.gate: asyncio.Event | None = None
        self.on_the_wire: list[str] = []
        self.most_at_once = 0
        self.texts: list[Text] = []
        self.pages: list[Page | BaseException] | None = None
        """What pulls give instead of ``texts`` on one page."""
        self.asked: list[tuple[str | None, datetime | None]] = []
        self.found: dict[str, Accepted] = {}
        self.looked_up: list[Attempt] = []
        self.while_looking: Callable[[], None] = lambda: None
        """What happens here before the answer to a lookup comes."""
        self._news = asyncio.Event()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until ``condition`` holds; looked at after every call. Fails after ten seconds."""
        async with asyncio.timeout(10):
            while not condition():
                self._news.clear()
                await self._news.wait()

    async def check(self) -> Checked:
        self._called("check")
        return Checked(self.lines, self.capabilities)

    async def prepare(self, text: OutgoingText) -> str | None:
        self._called("prepare")
        handle = self.handles.pop(0) if self.handles else None
        if isinstance(handle, BaseException):
            raise handle
        return handle

    async def deliver(self, text: OutgoingText, handle: str | None) -> Accepted:
        self.delivered.append(text)
        self.on_the_wire.append(text.body)
        self.most_at_once = max(self.most_at_once, len(self.on_the_wire))
        self._called("deliver")
        end = self.ends.pop(0) if self.ends else Accepted(str(1000 + len(self.delivered)))
        try:
            if self.gate is not None:
                await self.gate.wait()
            await asyncio.sleep(0)
        finally:
            self.on_the_wire.remove(text.body)
        if isinstance(end, BaseException):
            raise end
        if not isinstance(end, Accepted):
            end()
            end = Accepted(str(1000 + len(self.delivered)))
        return end

    async def look_up(self, attempt: Attempt) -> Accepted | None:
        self._called("look_up")
        self.looked_up.append(attempt)
        self.while_looking()
        return self.found.get(attempt.text.body)

    async def pull(self, since: str | None, reach: datetime | None) -> AsyncIterator[Page]:
        self.asked.append((since, reach))
        self._called("pull")
        for page in self.pages if self.pages is not None else [self.whole()]:
            if isinstance(page, BaseException):
                raise page
            yield page

    async def contacts(self) -> Rows[Contact]:
        self._called("contacts")
        return Rows((Contact("1", "Zoë Patel"),), (BadRow("2", "no name", "{}"),))

    async def calls(self) -> Rows[Call]:
        self._called("calls")
        return Rows((Call("1", False, LINE, PEER, NOON, "missed"),), (BadRow("2", "no time", "{}"),))

    async def close(self) -> None:
        self._called("close")

    def whole(self) -> Page:
        """All texts on one page that is the last."""
        return Page(tuple(self.texts), covers_since=EVERYTHING, sync_point="whole")

    def _called(self, name: str) -> None:
        self.log.append(name)
        self._news.set()
        if name in self.trouble:
            raise self.trouble[name]


def with_everything() -> FakeService:
    """A service that also has a phone book and calls."""
    return FakeService(contacts=ON, calls=ON)


def listed(
    remote_id: str,
    body: str = "ok",
    *,
    seconds: float = 0,
    outbound: bool = True,
    state: State | None = State.ACCEPTED,
) -> Text:
    """A text as the service lists it."""
    return Text(remote_id, outbound, LINE, PEER, body, at(seconds), state if outbound else State.RECEIVED)


def inbound(remote_id: str, body: str = "Hi", *, seconds: float = 0) -> Text:
    """A text from a customer."""
    return listed(remote_id, body, seconds=seconds, outbound=False)


def queued(db: Database, *bodies: str, peer: str = PEER, account: str = ACCOUNT) -> list[Message]:
    """Texts for which somebody pressed Send at noon."""
    return [
        messages.queue(db, account_id=account, line=LINE, peer=peer, body=body, now=NOON) for body in bodies
    ]


def written(db: Database, *bodies: str, peer: str = PEER, account: str = ACCOUNT) -> list[Message]:
    """Texts for which somebody pressed Send this moment."""
    return [messages.queue(db, account_id=account, line=LINE, peer=peer, body=body) for body in bodies]


def states(db: Database, texts: Iterable[Message]) -> list[str]:
    """The states of these texts as they stand."""
    return [str(found.state) for text in texts if (found := messages.get(db, text.id)) is not None]
