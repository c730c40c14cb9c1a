"""Listeners beside the window's other work: they follow the list of accounts, and one never stops another."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import keyring
import pytest

from desktop.announce import Announcement, Announcer, WebhookChanged
from desktop.settings import webhook_token
from desktop.settings.accounts import Account, Accounts
from desktop.store import lines, messages
from desktop.store.database import Database
from desktop.store.lines import Line
from desktop.webhook import running
from desktop.webhook.running import with_webhooks
from tests.cli.own_keyring import Keyring
from tests.new_cache import open_new
from tests.webhook.test_forms import posted, query
from tests.webhook.test_listener import OURS


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyring]:
    monkeypatch.setattr(running, "LOOK", 0.01)
    monkeypatch.setattr(running, "AGAIN", 0.01)
    before = keyring.get_keyring()
    ring = Keyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def account(provider: str, port: int | None) -> Account:
    return Account(
        id=provider, provider=provider, name=provider, url="https://x", key_place="env", webhook_port=port
    )


def with_lines(db: Database) -> None:
    for name, number in OURS.items():
        lines.replace(db, name, [Line(name, "1", number)])


async def ok(client: httpx.AsyncClient, method: str, url: str, content: bytes = b"") -> None:
    """Call until somebody listens."""
    async with asyncio.timeout(10):
        while True:
            try:
                assert (await client.request(method, url, content=content)).text == "ok"
                return
            except httpx.TransportError:
                await asyncio.sleep(0)  # whoever begins to listen wakes nobody


async def test_accounts_are_listened_for_while_they_want_it(tmp_path: Path) -> None:
    """D2, D3, G8: two services at once, one whose port is taken, and one that is switched off later."""
    announcer, told, in_use = Announcer(), list[bool](), asyncio.Event()

    def hear(announcement: Announcement) -> None:
        if isinstance(announcement, WebhookChanged) and announcement.account_id == "voipms":
            told.append(announcement.taken)
            in_use.set()

    announcer.subscribe(hear)
    db = open_new(tmp_path / "cache.db", announcer, with_lines)
    accounts = Accounts(tmp_path / "accounts.json")
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    first, second = free_port(), free_port()
    accounts.add(account("cliqtel", first))
    accounts.add(account("voipms", taken.getsockname()[1]))
    accounts.add(account("twilio", free_port()))
    words = {name: webhook_token.make(name) for name in OURS}

    async def work() -> None:
        async with httpx.AsyncClient(trust_env=False) as client:
            await ok(client, "POST", f"http://127.0.0.1:{first}/{words['cliqtel']}", posted())
            await in_use.wait()
            taken.close()
            accounts.update(account("voipms", second))
            await ok(client, "GET", f"http://127.0.0.1:{second}/{words['voipms']}?{query()}")
            accounts.update(account("cliqtel", None))
            async with asyncio.timeout(10):
                with pytest.raises(httpx.TransportError):
                    while True:
                        await client.get(f"http://127.0.0.1:{first}/")

    await with_webhooks(work(), db, accounts)
    assert told[:2] == [True, False] and not any(told[1:])
    assert len(messages.newest(db)) == 2
    db.close()


async def test_what_goes_wrong_beside_it_is_raised_as_it_is(tmp_path: Path) -> None:
    async def work() -> None:
        raise LookupError("a fault")

    db = open_new(tmp_path / "cache.db", Announcer(), with_lines)
    with pytest.raises(LookupError):
        await with_webhooks(work(), db, Accounts(tmp_path / "accounts.json"))
    db.close()


async def test_a_fault_in_one_listener_ends_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G8."""
    reads = 0
    begun = asyncio.Event()

    async def broken(_: str) -> str:
        nonlocal reads
        reads += 1
        if reads > 1:
            begun.set()
        raise ZeroDivisionError

    monkeypatch.setattr(webhook_token, "read_in_background", broken)
    db = open_new(tmp_path / "cache.db", Announcer(), with_lines)
    accounts = Accounts(tmp_path / "accounts.json")
    accounts.add(account("cliqtel", free_port()))

    async def work() -> None:
        await begun.wait()

    await with_webhooks(work(), db, accounts)
    assert reads > 1
    db.close()
