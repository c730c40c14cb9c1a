"""One round: check, send, pull everything, settle; against a service in Python and the practice server."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.providers.base import (
    Busy,
    Credentials,
    OutcomeUnknown,
    Provider,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from desktop.providers.cliqtel import Cliqtel
from desktop.store import contacts, conversations, lines, messages, outbox
from desktop.store.database import Database
from desktop.sync import once
from desktop.sync.once import Once
from desktop.sync.outbox import Paused
from tests.providers.patience import LITTLE
from tests.sandbox_process import PracticeServer, practice_server
from tests.sync.fake_service import (
    ACCOUNT,
    LINE,
    OTHER,
    FakeService,
    inbound,
    queued,
    states,
    with_everything,
    written,
)

STRANGER = "+12025550123"


async def test_a_round_checks_sends_pulls_and_fetches_the_rest(db: Database) -> None:
    service = with_everything()
    service.texts = [inbound("1")]
    texts = written(db, "one", "two")
    done = await Once(db, ACCOUNT, service).whole()
    assert (done.sent, done.new, done.asking) == (2, 1, 0)
    assert states(db, texts) == ["accepted", "accepted"]
    assert service.log[0] == "check"
    assert [call for call in service.log if call in ("pull", "contacts", "calls")] == [
        "pull",
        "pull",
        "pull",
        "contacts",
        "calls",
    ]


async def test_a_round_without_anything_to_send_pulls_once(db: Database, service: FakeService) -> None:
    await Once(db, ACCOUNT, service).whole()
    assert service.log == ["check", "pull"]


async def test_a_doubtful_text_that_the_pull_settled_lets_the_next_go_in_the_same_round(
    db: Database, service: FakeService
) -> None:
    texts = written(db, "one", "two")
    service.ends = [OutcomeUnknown("ReadTimeout")]
    done = await Once(db, ACCOUNT, service).whole()
    assert done.sent == 1
    assert states(db, texts) == ["unconfirmed", "accepted"]


async def test_a_service_that_asks_to_wait_a_little_gets_it_within_the_round(
    db: Database, service: FakeService
) -> None:
    """B28."""
    texts = written(db, "one")
    service.ends = [Busy(0.05), Busy(0.05)]
    await Once(db, ACCOUNT, service).whole()
    assert states(db, texts) == ["accepted"]


async def test_a_round_does_not_wait_for_hours(db: Database, service: FakeService) -> None:
    texts = written(db, "one")
    service.ends = [Busy(3600)]
    await Once(db, ACCOUNT, service).whole()
    assert states(db, texts) == ["queued"]


async def test_a_service_that_stays_busy_is_told_after_some_patience(
    db: Database, service: FakeService
) -> None:
    service.trouble["check"] = Busy(0.01)
    with pytest.raises(Busy):
        await Once(db, ACCOUNT, service).whole()
    assert service.log == ["check"] * (once.PATIENCE + 1)


@pytest.mark.parametrize("trouble", [Unreachable("x"), SignInNeeded("x"), OutcomeUnknown("x")])
async def test_without_the_service_nothing_is_tried(
    db: Database, service: FakeService, trouble: Exception
) -> None:
    texts = written(db, "one")
    service.trouble["check"] = trouble
    with pytest.raises(type(trouble)):
        await Once(db, ACCOUNT, service).whole()
    assert states(db, texts) == ["queued"] and service.log == ["check"]


async def test_sending_that_has_to_pause_is_told(db: Database, service: FakeService) -> None:
    texts = written(db, "one")
    service.ends = [Unreachable("x")]
    with pytest.raises(Paused):
        await Once(db, ACCOUNT, service).whole()
    assert states(db, texts) == ["queued"]


async def test_the_parts_of_a_round_can_be_had_one_by_one(db: Database, service: FakeService) -> None:
    written(db, "one")
    worker = Once(db, ACCOUNT, service)
    assert await worker.send() == 0
    await worker.look()
    assert await worker.send() == 1
    assert service.log == ["check", "pull", "prepare", "deliver"]


async def test_a_text_of_this_moment_goes_at_once_and_older_ones_when_it_is_known_what_came(
    db: Database, service: FakeService
) -> None:
    """Idea 8, on the command line."""
    written(db, "older")
    (text,) = written(db, "now", peer=OTHER)
    worker = Once(db, ACCOUNT, service, written_now=text.id)
    await worker.send()
    assert [one.body for one in service.delivered] == ["now"]
    await worker.look()
    await worker.send()
    assert [one.body for one in service.delivered] == ["now", "older"]


async def test_a_list_that_cannot_be_read_lets_young_texts_go(db: Database, service: FakeService) -> None:
    texts = [*written(db, "young"), *queued(db, "old", peer=OTHER)]
    service.trouble["pull"] = Unreadable("no list under: result")
    with pytest.raises(Unreadable):
        await Once(db, ACCOUNT, service).whole()
    assert states(db, texts) == ["accepted", "held"]


@pytest.fixture(scope="module")
def server() -> Iterator[PracticeServer]:
    """One practice server for all of these."""
    with practice_server() as running:
        yield running


@pytest.fixture
async def provider(server: PracticeServer) -> AsyncIterator[Provider]:
    """The real adapter, with little patience and a service that lists at once."""
    adapter = Cliqtel(Credentials(server.url, {"api_key": server.api_key}), timeout=LITTLE)
    none = dict.fromkeys(server.faults(), 0.0)
    yield adapter
    server.faults(**none)
    await adapter.close()


def write(db: Database, body: str) -> messages.Message:
    return messages.queue(db, account_id=ACCOUNT, line=LINE, peer=STRANGER, body=body, now=datetime.now(UTC))


def taken(server: PracticeServer, body: str) -> int:
    return [text["body"] for text in server.carrier()].count(body)


async def test_a_text_goes_out_and_the_whole_account_comes_in(
    db: Database, server: PracticeServer, provider: Provider
) -> None:
    text = write(db, "all is well")
    done = await Once(db, ACCOUNT, provider).whole()
    assert done.sent == 1 and done.new > 40
    assert states(db, [text])[0] in ("accepted", "sent", "delivered")
    assert taken(server, "all is well") == 1
    assert len(lines.listing(db)) == 7
    assert len(contacts.listing(db)) == 15
    assert conversations.unread(db) == 0
    again = await Once(db, ACCOUNT, provider).whole()
    assert again.new == 0


@pytest.mark.parametrize("fault", ["drop_reply", "garbage"])
async def test_a_text_that_was_taken_without_an_answer_is_found_in_the_list(
    db: Database, server: PracticeServer, provider: Provider, fault: str
) -> None:
    """Never two: it is looked for, not sent again."""
    await Once(db, ACCOUNT, provider).whole()
    server.faults(**{fault: 1})
    text = write(db, fault)
    await Once(db, ACCOUNT, provider).whole()
    assert states(db, [text])[0] in ("accepted", "sent", "delivered")
    assert taken(server, fault) == 1
    assert [one.body for one in messages.newest(db)].count(fault) == 1


async def test_a_text_that_never_arrived_asks_once_the_list_proves_it_and_goes_out_by_a_click(
    db: Database, server: PracticeServer, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never zero without being told."""
    worker = Once(db, ACCOUNT, provider)
    await worker.whole()
    at_once = replace(provider.capabilities, listing_delay=-provider.capabilities.listing_delay)
    monkeypatch.setattr(provider, "capabilities", at_once)
    text = write(db, "cut off")

    async def deliver(*_: object) -> None:
        server.faults(cut=1)
        try:
            await Cliqtel.deliver(provider, *_)  # type: ignore[arg-type]
        finally:
            server.faults(cut=0)

    with monkeypatch.context() as patch:
        patch.setattr(provider, "deliver", deliver)
        done = await worker.whole()
    assert done.asking == 1
    assert states(db, [text]) == ["unconfirmed"] and taken(server, "cut off") == 0
    again = outbox.send_again(db, text.id, datetime.now(UTC))
    assert again is not None
    await worker.whole()
    assert taken(server, "cut off") == 1
    assert states(db, [text, again])[1] in ("accepted", "sent", "delivered")


async def test_shuffled_and_doubled_lists_under_a_busy_server_settle_all_the_same(
    db: Database, server: PracticeServer, provider: Provider
) -> None:
    server.faults(duplicate_rows=0.5, reorder_rows=0.5, drop_reply=0.5)
    texts = [write(db, f"storm {number}") for number in range(6)]
    worker = Once(db, ACCOUNT, provider)
    while outbox.left(db, ACCOUNT) != outbox.Left(0, 0):
        await worker.whole()
    assert set(states(db, texts)) <= {"accepted", "sent", "delivered"}
    assert [taken(server, f"storm {number}") for number in range(6)] == [1] * 6
