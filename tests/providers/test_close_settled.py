"""What becomes of a text whose answer was lost, at Close: its id settles it, and nothing goes twice (C1)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.providers.base import Accepted, OutgoingText
from desktop.providers.close import Close
from desktop.store import consent, messages, outbox
from desktop.store.database import Database
from desktop.sync.once import Once
from desktop.sync.outbox import Paused
from tests.new_cache import open_new
from tests.providers.close_account import LINE, Server, account, new_account
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import Fault, Wire, serving
from tests.providers.patience import LITTLE

ACCOUNT = "a"


class Struck(Close):
    """An adapter in a hurry whose sends meet a fault on the wire, at the draft or at the leaving."""

    def __init__(self, server: Server, fault: Fault | None, *methods: str) -> None:
        super().__init__(server.credentials, timeout=LITTLE)
        quick = timedelta(0)
        self.capabilities = replace(
            self.capabilities, pace=1000.0, listing_delay=timedelta(seconds=-30), rest=quick
        )
        self.server, self.fault, self.methods = server, fault, frozenset(methods)

    async def prepare(self, text: OutgoingText) -> str:
        """As always, with the fault where a POST meets it."""
        with self._struck("POST"):
            return await super().prepare(text)

    async def deliver(self, text: OutgoingText, handle: str | None) -> Accepted:
        """As always, with the fault where a PUT meets it."""
        with self._struck("PUT"):
            return await super().deliver(text, handle)

    @contextmanager
    def _struck(self, method: str) -> Iterator[None]:
        wire = self.server.wire
        wire.fault, wire.methods = (self.fault if method in self.methods else None), self.methods
        try:
            yield
        finally:
            wire.fault = None


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A new cache."""
    database = open_new(tmp_path / "linedesk.db", Announcer())
    yield database
    database.close()


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an organisation of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An organisation without any text."""
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
async def test_a_text_that_left_without_an_answer_is_settled_by_its_id(
    db: Database, server: Server, fault: Fault
) -> None:
    """By the next pull, and whatever else that list shows."""
    provider = Struck(server, fault, "PUT")
    worker = Once(db, ACCOUNT, provider)
    await worker.look()
    text = write(db, "Hello")
    await worker.send()
    assert now(db, text).state == "unconfirmed"
    await worker.look()
    found = now(db, text)
    assert (found.state, found.remote_id) == ("accepted", found.handle)
    assert [one["body"] for one in server.carrier()] == ["Hello"]
    assert [one.id for one in messages.newest(db)] == [text.id]
    await provider.close()


async def test_the_same_words_sent_twice_on_purpose_are_two_texts_though_no_answer_came(
    db: Database, server: Server
) -> None:
    provider = Struck(server, "hang_up", "PUT")
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


async def test_a_draft_whose_answer_was_lost_keeps_the_text_here_and_it_goes_once(
    db: Database, server: Server
) -> None:
    """Step one sends nothing: the text stays queued, and no stray draft stays there."""
    provider = Struck(server, "hang_up", "POST")
    worker = Once(db, ACCOUNT, provider)
    await worker.whole()
    text = write(db, "Hello")
    with pytest.raises(Paused):
        await worker.whole()
    assert (now(db, text).state, server.carrier(), server.drafts()) == ("queued", [], ["Hello"])
    provider.fault = None
    await worker.whole()
    assert now(db, text).state == "accepted"
    assert ([one["body"] for one in server.carrier()], server.drafts()) == (["Hello"], [])
    await provider.close()


@pytest.mark.parametrize("fault", ["refused_html", "status_500", "status_429", "foreign"])
async def test_a_refused_text_that_cannot_be_looked_at_is_in_doubt_and_settled_by_its_id(
    db: Database, server: Server, fault: Fault
) -> None:
    """C1: somebody let the draft go in Close, so our own request is refused although the text left."""

    class Late(Struck):
        async def deliver(self, text: OutgoingText, handle: str | None) -> Accepted:
            server.fake.texts.send(server.fake.texts.all[-1])
            server.wire.told = (403, {"error": "No."})
            with server.broken(fault, "GET"):
                return await Close.deliver(self, text, handle)

    provider = Late(server, None)
    worker = Once(db, ACCOUNT, provider)
    await worker.look()
    text = write(db, "Hello")
    await worker.send()
    state = now(db, text).state
    await worker.look()
    found = now(db, text)
    await provider.close()
    assert (state, found.state, found.remote_id) == ("unconfirmed", "accepted", found.handle)
    assert [one["body"] for one in server.carrier()] == ["Hello"]


@pytest.mark.parametrize("fault", ["status_500", "refused_html", "redirect"])
async def test_a_text_that_stayed_a_draft_asks_and_goes_out_by_a_click(
    db: Database, server: Server, fault: Fault
) -> None:
    """Never zero without being told."""
    provider = Struck(server, fault, "PUT")
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


async def test_too_fast_waits_with_its_draft_and_goes_once(db: Database, server: Server) -> None:
    """B28: the same id again, looked at first."""
    provider = Struck(server, "status_429", "PUT")
    worker = Once(db, ACCOUNT, provider)
    await worker.whole()
    text = write(db, "Hello")
    await worker.send()
    waits = now(db, text)
    assert (waits.state, len(server.drafts())) == ("queued", 1) and waits.handle
    await provider.close()
    quiet = Struck(server, None)
    assert (await quiet.deliver(OutgoingText("x", LINE, STRANGER, "Hello"), waits.handle)).remote_id
    assert (len(server.carrier()), server.drafts()) == (1, [])
    await quiet.close()


@pytest.mark.parametrize(("blocked", "code"), [(True, "outbound_sms_blocked"), (False, "unknown_recipient")])
async def test_who_opted_out_or_is_not_known_there_gets_nothing_and_the_text_says_why(
    db: Database, server: Server, blocked: bool, code: str
) -> None:
    """B20; and nobody is created by the way."""
    peer = STRANGER if blocked else "+12025550177"
    server.fake.people.block(STRANGER)
    provider = Struck(server, None)
    worker = Once(db, ACCOUNT, provider)
    await worker.whole()
    text = write(db, "Hello", peer)
    await worker.whole()
    found = now(db, text)
    assert (found.state, found.error_code) == ("failed", code)
    assert (server.carrier(), server.drafts(), len(server.fake.people.leads)) == ([], [], 1)
    assert consent.state(db, ACCOUNT, LINE, peer).stopped is blocked
    await provider.close()


async def test_a_text_of_the_desk_is_one_row_however_it_is_heard_of(db: Database, server: Server) -> None:
    """C6: by its answer, by the log, by the list; and its last state is sent."""
    provider = Struck(server, None)
    worker = Once(db, ACCOUNT, provider)
    await worker.whole()
    text = write(db, "Hello")
    for _ in range(4):
        await worker.whole()
        server.fake.carrier.step()
    await worker.look()
    assert [one.id for one in messages.newest(db)] == [text.id]
    assert now(db, text).state == "sent"
    await provider.close()
