"""What becomes of a text whose answer was lost, at VoIP.ms: its list settles it, and nothing goes twice.

The service proves no more than that it took a text, so ``accepted`` is the last word of every one.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from desktop.announce import Announcer
from desktop.providers.base import Accepted, OutgoingText
from desktop.providers.voipms import VoipMs
from desktop.store import messages
from desktop.store.database import Database
from desktop.sync.once import Once
from tests.new_cache import open_new
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import Fault, Wire, serving
from tests.providers.voipms_account import LINE, Server, account, new_account

ACCOUNT = "a"


class Struck(VoipMs):
    """An adapter in a hurry whose sends meet a fault on the wire, and whose reads do not."""

    def __init__(self, server: Server, fault: Fault | None) -> None:
        super().__init__(server.credentials, timeout=httpx.Timeout(1.0), calls_a_second=10_000)
        self.capabilities = replace(
            self.capabilities, pace=1000.0, rest=timedelta(0), listing_delay=timedelta(seconds=-30)
        )
        self.server, self.fault = server, fault

    async def deliver(self, text: OutgoingText, handle: str | None) -> Accepted:
        """As always, with the fault."""
        self.server.wire.fault = self.fault
        try:
            return await super().deliver(text, handle)
        finally:
            self.server.wire.fault = None


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A new cache."""
    database = open_new(tmp_path / "linedesk.db", Announcer())
    yield database
    database.close()


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an account of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An account without any text."""
    return account(wire)


def write(db: Database, body: str, peer: str = STRANGER) -> messages.Message:
    """Somebody presses Send."""
    return messages.queue(db, account_id=ACCOUNT, line=LINE, peer=peer, body=body)


def now(db: Database, text: messages.Message) -> messages.Message:
    """The text as it stands."""
    found = messages.get(db, text.id)
    assert found is not None
    return found


async def test_after_the_daily_cap_all_texts_wait_for_a_person(db: Database, server: Server) -> None:
    """B27: nothing goes on by itself the next morning, and no other text is tried in vain."""
    server.fake.daily_cap = 1
    provider = Struck(server, None)
    first, second, third = write(db, "first"), write(db, "second"), write(db, "third")
    worker = Once(db, ACCOUNT, provider)
    await worker.whole()
    await worker.whole()
    assert now(db, first).state == "accepted"
    assert [(now(db, one).state, now(db, one).held_reason) for one in (second, third)] == [
        ("held", "daily"),
        ("held", "daily"),
    ]
    assert now(db, second).error_code == "limit_reached"
    assert len(server.carrier()) == 1
    assert [one["method"] for one in server.fake.asked].count("sendSMS") == 2
    await provider.close()
