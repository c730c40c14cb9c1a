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
from desktop.store import messages, outbox
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
        self.capabilities = replace(self.capabilities, pace=1000.0, listing_delay=timedelta(seconds=-30))
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


@pytest.mark.parametrize("fault", ["hang_up", "truncated", "html", "stall"])
async def test_a_text_that_was_taken_without_an_answer_is_found_in_the_list(
    db: Database, server: Server, fault: Fault
) -> None:
    """Never two: it is looked for, not sent again. The service puts slashes before its quotes."""
    provider = Struck(server, fault)
    worker = Once(db, ACCOUNT, provider)
    await worker.whole()
    body = 'It\'s "here" \u2013 50 \u20ac'
    text = write(db, body)
    await worker.whole()
    assert now(db, text).state == "accepted"
    assert [one["body"] for one in server.carrier()] == [body]
    assert [one.body for one in messages.newest(db)] == [body]
    await provider.close()


async def test_the_same_words_sent_twice_on_purpose_are_two_texts_though_no_answer_came(
    db: Database, server: Server
) -> None:
    provider = Struck(server, "hang_up")
    worker = Once(db, ACCOUNT, provider)
    await worker.whole()
    texts = [write(db, "ok"), write(db, "ok")]
    for _ in texts:
        await worker.whole()
    assert outbox.left(db, ACCOUNT) == outbox.Left(0, 0)
    found = [now(db, text) for text in texts]
    assert [one.state for one in found] == ["accepted", "accepted"]
    assert len({one.remote_id for one in found} - {None}) == 2
    assert [one["body"] for one in server.carrier()] == ["ok", "ok"]
    await provider.close()


@pytest.mark.parametrize("fault", ["status_500", "refused_html", "redirect"])
async def test_a_text_that_never_arrived_asks_once_the_list_does_not_show_it_and_goes_out_by_a_click(
    db: Database, server: Server, fault: Fault
) -> None:
    """Never zero without being told."""
    provider = Struck(server, fault)
    worker = Once(db, ACCOUNT, provider)
    await worker.whole()
    text = write(db, "Hello")
    done = await worker.whole()
    assert (done.asking, now(db, text).state, server.carrier()) == (1, "unconfirmed", [])
    provider.fault = None
    again = outbox.send_again(db, text.id, provider.clock.now(server.fake.carrier.clock()))
    assert again is not None
    await worker.whole()
    assert now(db, again).state == "accepted"
    assert len(server.carrier()) == 1
    await provider.close()


async def test_a_text_and_a_picture_with_one_id_stand_beside_each_other(db: Database, server: Server) -> None:
    """Each kind counts its ids for itself; a second look adds nothing."""
    server.fake.carrier.inbound(STRANGER, LINE, "words")
    server.fake.carrier.inbound(STRANGER, LINE, "picture", kind="mms")
    provider = Struck(server, None)
    for _ in range(2):
        await Once(db, ACCOUNT, provider).whole()
    assert sorted(one.body for one in messages.newest(db)) == ["picture", "words"]
    await provider.close()


async def test_the_daily_cap_ends_one_text_in_the_services_words(db: Database, server: Server) -> None:
    """B27: nothing goes on by itself the next morning."""
    server.fake.daily_cap = 1
    provider = Struck(server, None)
    first, second = write(db, "first"), write(db, "second")
    worker = Once(db, ACCOUNT, provider)
    await worker.whole()
    await worker.whole()
    assert [now(db, first).state, now(db, second).state] == ["accepted", "failed"]
    assert now(db, second).error_code == "limit_reached"
    assert len(server.carrier()) == 1
    await provider.close()
