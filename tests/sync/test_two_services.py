"""Two services at once, as their servers really answer: one's trouble never stops the other (G8)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.announce import Announcer, Link, LinkChanged, TextQueued
from desktop.providers.base import Checked, Credentials, Provider
from desktop.providers.twilio import Twilio
from desktop.providers.voipms import VoipMs
from desktop.settings.accounts import Account, Accounts
from desktop.store import lines, messages
from desktop.store.database import Database
from desktop.sync import connection, connections
from desktop.sync.connections import Connections
from desktop.sync.lock import ProfileLock
from tests.new_cache import open_new
from tests.providers import twilio_account, voipms_account
from tests.providers.contract import STRANGER
from tests.providers.fakes import twilio as twilio_fakes
from tests.providers.fakes import voipms as voipms_fakes
from tests.providers.fakes.carrier import Line
from tests.providers.fakes.serving import Wire
from tests.providers.patience import LITTLE
from tests.sync.fake_service import Heard

TWILIO, VOIPMS = "tw", "vm"
SHARED = voipms_account.LINE
"""The same number at both, as while it is being moved."""


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long."""
    monkeypatch.setattr(connection, "interval", lambda *_: 0.05)
    monkeypatch.setattr(connection, "LONGEST_BACK_OFF", 0.05)
    monkeypatch.setattr(connections, "LOOK", 0.05)
    monkeypatch.setattr(connections, "AGAIN", 0.05)


class Broken(VoipMs):
    """An adapter with a fault of ours in it."""

    async def check(self) -> Checked:
        raise ZeroDivisionError


@dataclass
class Both:
    """Both accounts at their servers, and what was heard of them. ``broken``: the adapter of VoIP.ms is."""

    db: Database
    heard: Heard
    accounts: Accounts
    twilio: twilio_fakes.Twilio
    voipms: voipms_fakes.VoipMs
    wire: Wire
    other: Wire
    broken: bool = False
    reasons: dict[str, str] = field(default_factory=dict)

    async def open(self, account: Account) -> Provider:
        """As the connections open accounts, without the services' patience and pace."""
        if account.id == TWILIO:
            return Twilio(Credentials(self.wire.url, twilio_account.KEY), timeout=LITTLE)
        kind = Broken if self.broken else VoipMs
        secrets = {"api_username": self.voipms.username, "api_password": self.voipms.password}
        credentials = Credentials(self.other.url, secrets)
        adapter = kind(credentials, timeout=LITTLE, calls_a_second=10_000)
        adapter.capabilities = replace(adapter.capabilities, rest=timedelta(0), pace=1000.0)
        return adapter

    def link(self, account_id: str) -> tuple[Link, str] | None:
        """How an account stands, as last announced."""
        told = [one for one in self.heard.all if isinstance(one, LinkChanged)]
        mine = [(one.link, one.reason) for one in told if one.account_id == account_id]
        return mine[-1] if mine else None

    def stands(self, account_id: str, link: Link) -> bool:
        """Whether that is how the account's connection is now."""
        told = self.link(account_id)
        return told is not None and told[0] is link

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until ``condition`` holds."""
        await self.heard.until(lambda: bool(condition()))

    def write(self, account_id: str, body: str) -> messages.Message:
        """Somebody presses Send."""
        return messages.queue(self.db, account_id=account_id, line=SHARED, peer=STRANGER, body=body)

    def state(self, message: messages.Message) -> str:
        """How a text stands."""
        found = messages.get(self.db, message.id)
        return "" if found is None else str(found.state)


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    heard, announcer = Heard(), Announcer()
    announcer.subscribe(heard)
    db = open_new(tmp_path / "cache.db", announcer)
    accounts = Accounts(tmp_path / "accounts.json")
    for account_id, provider in ((TWILIO, "twilio"), (VOIPMS, "voipms")):
        accounts.add(
            Account(id=account_id, provider=provider, name=provider, url="https://x", key_place="session")
        )
    fake, voip = twilio_account.account(Line(SHARED)), voipms_account.new_account()
    wire, other = Wire(fake.app), Wire(voip.app)
    wire.start()
    other.start()
    yield Both(db, heard, accounts, fake, voip, wire, other)
    wire.kill()
    other.kill()
    db.close()


@contextlib.asynccontextmanager
async def connected(both: Both, folder: Path) -> AsyncIterator[Connections]:
    """Both accounts' connections at work."""
    lock = ProfileLock(folder / "sync.lock")
    work = Connections(both.db, lock, both.open)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work.run(both.accounts))
        try:
            yield work
        finally:
            task.cancel()
    lock.release()


def switched_off(both: Both) -> None:
    both.voipms.enabled = False


def not_allowed_from_here(both: Both) -> None:
    both.voipms.allowed = False


def wrong_password(both: Both) -> None:
    both.voipms.statuses["getDIDsInfo"] = "invalid_credentials"


def too_fast(both: Both) -> None:
    both.voipms.calls_left = 0


def gone(both: Both) -> None:
    both.other.kill()


def page_instead(both: Both) -> None:
    both.other.fault = "refused_html"


def fault_of_ours(both: Both) -> None:
    both.broken = True


@pytest.mark.parametrize(
    ("trouble", "link"),
    [
        (switched_off, (Link.SIGN_IN_NEEDED, "told:api_not_enabled:")),
        (not_allowed_from_here, (Link.SIGN_IN_NEEDED, "told:ip_not_enabled:")),
        (wrong_password, (Link.SIGN_IN_NEEDED, "told:invalid_credentials:")),
        (too_fast, (Link.CONNECTING, "")),
        (gone, (Link.OFFLINE, "")),
        (page_instead, (Link.OFFLINE, "")),
        (fault_of_ours, (Link.CONNECTING, "")),
    ],
    ids=lambda one: one.__name__ if callable(one) else "",
)
async def test_the_trouble_of_one_account_never_stops_another(
    both: Both, tmp_path: Path, trouble: Callable[[Both], None], link: tuple[Link, str]
) -> None:
    """G8: the other sends and receives, and what waits for the first one is not failed."""
    trouble(both)
    async with connected(both, tmp_path) as work:
        await both.until(lambda: both.link(TWILIO) == (Link.ONLINE, ""))
        await both.until(lambda: both.stands(VOIPMS, link[0]))
        waits, leaves = both.write(VOIPMS, "waits"), both.write(TWILIO, "leaves")
        for account_id in (TWILIO, VOIPMS):
            work.hear(TextQueued(account_id))
        await both.until(lambda: both.state(leaves) == "accepted")
        both.twilio.carrier.inbound(STRANGER, SHARED, "answer")
        await both.until(lambda: "answer" in [one.body for one in messages.newest(both.db)])
        now = both.link(VOIPMS)
        assert now is not None and now[0] is link[0] and now[1].startswith(link[1])
        assert both.state(waits) == "queued" and both.voipms.carrier.taken() == []
    assert [one["body"] for one in both.twilio.carrier.taken()] == ["leaves"]


async def test_an_account_whose_trouble_is_over_comes_back_by_itself(both: Both, tmp_path: Path) -> None:
    """G1: as soon as the portal was told, without another sign-in."""
    not_allowed_from_here(both)
    async with connected(both, tmp_path):
        await both.until(lambda: both.stands(VOIPMS, Link.SIGN_IN_NEEDED))
        both.voipms.allowed = True
        await both.until(lambda: both.link(VOIPMS) == (Link.ONLINE, ""))


async def test_the_same_number_at_two_services_sends_by_the_one_that_was_chosen(
    both: Both, tmp_path: Path
) -> None:
    """G8: and the end of one account leaves the other's line, texts and connection."""
    async with connected(both, tmp_path) as work:
        await both.until(lambda: both.stands(TWILIO, Link.ONLINE) and both.stands(VOIPMS, Link.ONLINE))
        first, second = both.write(TWILIO, "by Twilio"), both.write(VOIPMS, "by VoIP.ms")
        for account_id in (TWILIO, VOIPMS):
            work.hear(TextQueued(account_id))
        await both.until(lambda: both.state(first) == both.state(second) == "accepted")
        assert [one["body"] for one in both.twilio.carrier.taken()] == ["by Twilio"]
        assert [one["body"] for one in both.voipms.carrier.taken()] == ["by VoIP.ms"]
        assert first.conversation_id != second.conversation_id
        both.accounts.remove("voipms", texts_stay=True)
        await work.remove(VOIPMS)
        again = both.write(TWILIO, "still there")
        work.hear(TextQueued(TWILIO))
        await both.until(lambda: both.state(again) == "accepted")
        assert SHARED in [line.number for line in lines.listing(both.db, TWILIO)]
        assert both.state(second) == "accepted"
