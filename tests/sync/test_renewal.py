"""Keys that end after an hour: renewed in time, kept, asked for once; a crash in between is never silent."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from desktop.announce import Link, LinkChanged
from desktop.providers.base import (
    Busy,
    Checked,
    Credentials,
    OutcomeUnknown,
    Provider,
    ProviderError,
    Refused,
    SignInNeeded,
    Unreachable,
)
from desktop.providers.offers import Renewed
from desktop.providers.salesmsg import Salesmsg
from desktop.settings import credentials
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret
from desktop.store import messages
from desktop.store.database import Database
from desktop.sync.connection import Connection
from desktop.sync.renewal import Renewal, renew_once
from tests.providers.contract import STRANGER
from tests.providers.fakes.salesmsg_shapes import KEY
from tests.providers.fakes.serving import Wire, serving
from tests.providers.patience import LITTLE
from tests.providers.salesmsg_account import LINE, NO_LIMIT, Server, account, new_account
from tests.sync.fake_service import FakeService, Heard

HOUR = timedelta(hours=1)
ACCOUNT = Account(id="a", provider="salesmsg", name="Work", url="https://x", key_place="keyring")


class Hands:
    """A service that gives keys, a place that keeps them, and the clocks of a computer that may sleep."""

    def __init__(self, account: Account = ACCOUNT) -> None:
        self.minutes = 0.0
        self.asleep = 0.0
        self.given = 0
        self.kept: list[str] = []
        self.told: list[str] = []
        self.trouble: ProviderError | None = None
        self.no_place: NoSecret | None = None
        self.renewal = Renewal(
            account,
            self,
            self.told.append,
            keep=self.keep,
            steady=lambda: self.minutes * 60,
            clock=lambda: (
                datetime(2026, 4, 3, 12, tzinfo=UTC) + timedelta(minutes=self.minutes + self.asleep)
            ),
        )

    async def renew(self) -> Renewed:
        """One key after the other."""
        if self.trouble is not None:
            raise self.trouble
        self.given += 1
        return Renewed(f"key {self.given}", HOUR)

    async def keep(self, kept_for: Account, secret: str) -> None:
        """As a keyring that may be locked."""
        if self.no_place is not None:
            raise self.no_place
        self.kept.append(secret)

    async def after(self, minutes: float) -> list[str]:
        """What is kept when so much time has passed."""
        self.minutes += minutes
        await self.renewal.look()
        return self.kept


async def test_a_key_is_renewed_at_once_and_then_every_45_minutes() -> None:
    """Salesmsg 2: how old a pasted one is, nobody knows."""
    hands = Hands()
    assert await hands.after(0) == ["key 1"]
    assert await hands.after(44) == ["key 1"]
    assert await hands.after(1) == ["key 1", "key 2"]
    assert await hands.after(45) == ["key 1", "key 2", "key 3"]


async def test_a_key_in_a_variable_is_renewed_as_late_as_can_be() -> None:
    """It cannot be kept there, and its renewal may end the one that the next start reads."""
    hands = Hands(ACCOUNT.model_copy(update={"key_place": "env", "key_variable": "KEY"}))
    assert await hands.after(44) == []
    assert await hands.after(1) == ["key 1"]


async def test_a_sleep_of_the_computer_counts_though_its_steady_clock_stood_still() -> None:
    hands = Hands()
    await hands.after(0)
    hands.asleep = 50
    assert await hands.after(0.1) == ["key 1", "key 2"]


@pytest.mark.parametrize(
    ("trouble", "minutes"),
    [
        (Unreachable("no network"), 1),
        (OutcomeUnknown("HTTP 500"), 1),
        (Busy(120), 2),
        (Refused("http_404", ""), 10),
        (SignInNeeded("ended"), 10),
    ],
)
async def test_a_renewal_that_did_not_work_is_tried_again(trouble: ProviderError, minutes: float) -> None:
    hands = Hands()
    hands.trouble = trouble
    assert await hands.after(0) == []
    hands.trouble = None
    assert await hands.after(minutes - 0.1) == []
    assert await hands.after(0.1) == ["key 1"]


async def test_a_new_key_that_cannot_be_kept_is_said_and_kept_once_somebody_wants_it() -> None:
    """A keyring that nobody unlocked is not asked again by itself."""
    hands = Hands()
    hands.no_place = NoSecret("keyring_silent")
    assert await hands.after(0) == [] and hands.told == ["keyring_silent"]
    hands.no_place = None
    assert await hands.after(5) == []
    hands.renewal.want()
    assert await hands.after(0) == ["key 1"] and hands.told == ["keyring_silent", ""]
    assert await hands.after(1) == ["key 1"]


class Ring(KeyringBackend):
    """A keyring that keeps what it is given, unless it is locked; ``news`` hears of each new secret."""

    priority = 1.0

    def __init__(self) -> None:
        self.secret = KEY
        self.locked = False
        self.news: Callable[[], object] = lambda: None

    def get_password(self, service: str, username: str) -> str | None:
        return self.secret

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.secret = password
        self.news()

    def delete_password(self, service: str, username: str) -> None:
        self.secret = ""


class Counted(Salesmsg):
    """An adapter without pauses that counts its checks."""

    def __init__(self, credentials: Credentials) -> None:
        super().__init__(credentials, timeout=LITTLE, a_minute=NO_LIMIT)
        quick = timedelta(0)
        self.capabilities = replace(self.capabilities, pace=1000.0, rest=quick, listing_delay=quick)
        self.checks = asyncio.Semaphore(0)

    async def check(self) -> Checked:
        """As always; counted when it ends."""
        try:
            return await super().check()
        finally:
            self.checks.release()


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An organisation whose token ends in an hour."""
    served = account(wire)
    served.fake.tokens[KEY] = datetime.now(UTC) + HOUR
    return served


@pytest.fixture
def ring() -> Iterator[Ring]:
    """The system's keyring, with the token that was pasted."""
    before, own = keyring.get_keyring(), Ring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.fixture
def here(server: Server, ring: Ring) -> Account:
    """The account, with its key in the keyring."""
    return ACCOUNT.model_copy(update={"url": server.wire.url})


@asynccontextmanager
async def running(db: Database, one: Account) -> AsyncIterator[tuple[Connection, Counted]]:
    """A connection at work for a while, as the program opens it, and its adapter."""
    adapter = Counted(Credentials(one.url, {"api_key": await credentials.read_in_background(one)}))

    async def opened(_: Account) -> Provider:
        return adapter

    connection = Connection(db, one, opened)
    async with asyncio.TaskGroup() as group:
        work = group.create_task(connection.run())
        try:
            yield connection, adapter
        finally:
            work.cancel()


def state(db: Database, text: messages.Message) -> str:
    """How a text stands."""
    found = messages.get(db, text.id)
    assert found is not None
    return found.state


def reasons(heard: Heard, link: Link) -> list[str]:
    """What was said of this state of the connection, each time."""
    return [one.reason for one in heard.all if isinstance(one, LinkChanged) and one.link is link]


async def test_the_renewed_token_opens_the_account_at_the_next_start(
    server: Server, here: Account, ring: Ring, db: Database, heard: Heard
) -> None:
    """Salesmsg 2: the old one is dead by then; both were kept in the keyring alone."""
    for _ in range(2):
        kept, loop = asyncio.Event(), asyncio.get_running_loop()
        ring.news = partial(loop.call_soon_threadsafe, kept.set)
        async with running(db, here):
            await heard.until(lambda: Link.ONLINE in heard.links)
            await kept.wait()
    assert Link.SIGN_IN_NEEDED not in heard.links
    assert server.fake.answered.count("POST /oauth/personal-token/refresh") == 2
    assert list(server.fake.tokens)[-1] == ring.secret != KEY


async def test_a_crash_before_the_new_token_was_kept_asks_once_and_texts_go_out_after_the_sign_in(
    server: Server, here: Account, ring: Ring, db: Database, heard: Heard
) -> None:
    """I4: never a silence; what was written meanwhile waits, and goes once."""
    first = Counted(Credentials(here.url, {"api_key": KEY}))
    await first.check()
    renewed = await first.renew()
    await first.close()  # nobody kept it: the program ended here
    async with running(db, here) as (connection, adapter):
        await heard.until(lambda: Link.SIGN_IN_NEEDED in heard.links)
        text = messages.queue(db, account_id="a", line=LINE, peer=STRANGER, body="Hello")
        for _ in range(3):
            await adapter.checks.acquire()
            connection.look_now()
    (reason,) = reasons(heard, Link.SIGN_IN_NEEDED)
    assert reason.startswith("told:salesmsg_token:") and state(db, text) == "queued"
    ring.secret = renewed.secret
    async with running(db, here):
        await heard.until(lambda: state(db, text) == "accepted")
    assert [one["body"] for one in server.carrier()] == ["Hello"]


async def test_a_token_that_is_not_kept_is_told_while_it_works(
    server: Server, here: Account, ring: Ring, db: Database, heard: Heard
) -> None:
    """Its next start will ask for another, so people are told before; nobody is bothered again meanwhile."""
    ring.locked = True
    async with running(db, here) as (connection, _):
        await heard.until(lambda: "unkept:keyring_refused" in reasons(heard, Link.ONLINE))
        ring.locked = False
        assert ring.secret == KEY and connection._renewal is not None
        connection.look_now()
        await connection._renewal.look()
        await heard.until(lambda: reasons(heard, Link.ONLINE)[-1] == "")
    assert ring.secret != KEY


async def test_requests_wait_while_the_token_changes(server: Server, here: Account) -> None:
    """Else one that left with the old token would be refused, and a sign-in asked for without need."""
    adapter = Counted(Credentials(here.url, {"api_key": KEY}))
    async with asyncio.TaskGroup() as group:
        for number in range(20):
            group.create_task(adapter.renew() if number % 5 == 2 else adapter.check())
    await adapter.close()


async def test_a_command_that_ends_leaves_a_renewed_token(server: Server, here: Account, ring: Ring) -> None:
    adapter = Counted(Credentials(here.url, {"api_key": KEY}))
    await renew_once(here, adapter)
    assert ring.secret in server.fake.tokens and ring.secret != KEY
    ring.locked = True
    with pytest.raises(NoSecret):
        await renew_once(here, adapter)
    await adapter.close()
    service = FakeService()
    await renew_once(here, service)
    named = here.model_copy(update={"key_place": "env", "key_variable": "KEY"})
    await renew_once(named, adapter)  # it is closed: nothing is asked
    assert service.log == []
