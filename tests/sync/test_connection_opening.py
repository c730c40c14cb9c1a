"""How a connection is opened: what stands in the way is said, and a person is asked once."""

import asyncio

import pytest

from desktop.announce import Link, LinkChanged
from desktop.providers.base import Provider, Refused, SignInNeeded, Unreachable, Unreadable
from desktop.providers.catalog import UnknownService
from desktop.providers.http_client import BadAddress
from desktop.settings.accounts import Account
from desktop.settings.credentials import NoSecret
from desktop.store.database import Database
from desktop.sync import connection
from desktop.sync.connection import Connection
from desktop.sync.key import OddKey
from tests.sync.connecting import THE_ACCOUNT, connected
from tests.sync.fake_service import ACCOUNT, FakeService, Heard

CONNECTING, ONLINE, OFFLINE, SIGN_IN = Link.CONNECTING, Link.ONLINE, Link.OFFLINE, Link.SIGN_IN_NEEDED
NEVER = 3600.0


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pulls follow each other at once, and nobody waits long after a failure."""
    monkeypatch.setattr(connection, "interval", lambda *_: 0.01)
    monkeypatch.setattr(connection, "LONGEST_BACK_OFF", 0.01)
    monkeypatch.setattr(connection, "KEYRING_SLOW", 0.0)


@pytest.mark.parametrize(
    ("trouble", "link", "reason"),
    [
        (Refused("http_404", "Not Found"), OFFLINE, "not_there"),
        (Unreadable("HTTP 404, not JSON", "http_404"), OFFLINE, "not_there"),
        (Unreadable("HTTP 302", "redirect"), OFFLINE, "redirect"),
        (SignInNeeded("No way", allowed=False), SIGN_IN, "forbidden:No way"),
    ],
)
async def test_a_wrong_address_and_a_key_without_the_right_are_told_apart_from_being_offline(
    db: Database, service: FakeService, heard: Heard, trouble: Exception, link: Link, reason: str
) -> None:
    service.trouble["check"] = trouble
    async with connected(db, service):
        await heard.until_link(CONNECTING, link)
    assert heard.all[-1] == LinkChanged(ACCOUNT, link, reason)


@pytest.mark.parametrize(
    ("trouble", "link", "reason"),
    [
        (NoSecret("keyring_silent"), SIGN_IN, "keyring_silent"),
        (NoSecret("variable_unset", "KEY"), SIGN_IN, "variable_unset"),
        (BadAddress("plain_http"), SIGN_IN, "plain_http"),
        (NoSecret("session_over"), SIGN_IN, "session_over"),
        (SignInNeeded(""), SIGN_IN, "refused"),
        (OddKey("space"), SIGN_IN, "odd_key:space"),
        (UnknownService("no such service"), SIGN_IN, "unknown_service"),
        (Unreachable("ConnectError"), OFFLINE, "ConnectError"),
    ],
)
async def test_an_account_that_cannot_be_opened_says_why_and_is_opened_when_asked_again(
    db: Database,
    service: FakeService,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Exception,
    link: Link,
    reason: str,
) -> None:
    monkeypatch.setattr(connection, "LONGEST_BACK_OFF", NEVER)
    async with connected(db, service, trouble) as one:
        await heard.until_link(CONNECTING, link)
        assert heard.all[-1] == LinkChanged(ACCOUNT, link, reason)
        one.look_now()
        await heard.until_link(CONNECTING, link, ONLINE)


async def test_a_keyring_that_nobody_unlocked_is_asked_again_only_on_wish(
    db: Database, service: FakeService, heard: Heard
) -> None:
    """Its question takes the focus: asked again when the window gets that back, it would never end."""
    async with connected(db, service, NoSecret("keyring_refused")) as one:
        await heard.until_link(CONNECTING, SIGN_IN)
        one.wake()
        assert not one._look.is_set()
        one.look_now()
        await heard.until_link(CONNECTING, SIGN_IN, ONLINE)


@pytest.mark.parametrize(("place", "reasons"), [("keyring", ["", "keyring", ""]), ("env", ["", ""])])
async def test_while_the_keyring_takes_its_time_that_is_said(
    db: Database, service: FakeService, heard: Heard, place: str, reasons: list[str]
) -> None:
    """Perhaps it asks a person to unlock it."""
    unlocked = asyncio.Event()

    async def open_provider(_: Account) -> Provider:
        await unlocked.wait()
        return service

    account = THE_ACCOUNT.model_copy(update={"key_place": place})
    async with asyncio.TaskGroup() as group:
        running = group.create_task(Connection(db, account, open_provider).run())
        if place == "keyring":
            await heard.until(lambda: LinkChanged(ACCOUNT, CONNECTING, "keyring") in heard.all)
        unlocked.set()
        await heard.until(lambda: ONLINE in heard.links)
        running.cancel()
    assert [one.reason for one in heard.all if isinstance(one, LinkChanged)] == reasons
