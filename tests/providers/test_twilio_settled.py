"""What becomes of a text whose answer was lost, at Twilio: its list settles it, and nothing goes twice."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.announce import Announcer
from desktop.store import messages, outbox
from desktop.store.database import Database
from desktop.sync.once import Once
from tests.new_cache import open_new
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import Wire, serving
from tests.providers.twilio_account import LINE, Running, account, opened

ACCOUNT = "a"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A new cache."""
    database = open_new(tmp_path / "linedesk.db", Announcer())
    yield database
    database.close()


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an account of its own."""
    with serving(account().app) as served:
        yield served


@pytest.fixture
async def running(wire: Wire) -> AsyncIterator[Running]:
    """A served account, and an adapter without pace that asks at once where a text is missing."""
    async with opened(wire) as there:
        there.provider.capabilities = replace(
            there.provider.capabilities, pace=1000.0, listing_delay=timedelta(seconds=-30)
        )
        yield there


def write(db: Database, body: str, peer: str = STRANGER) -> messages.Message:
    """Somebody presses Send."""
    return messages.queue(db, account_id=ACCOUNT, line=LINE, peer=peer, body=body)


def now(db: Database, text: messages.Message) -> messages.Message:
    """The text as it stands."""
    found = messages.get(db, text.id)
    assert found is not None
    return found


@pytest.mark.parametrize("order", ["newest", "oldest", "mixed"])
async def test_the_same_words_sent_twice_on_purpose_are_two_texts_though_no_answer_came(
    db: Database, running: Running, order: Any
) -> None:
    running.fill(300, timedelta(minutes=1))
    running.fake.order, running.fake.filter_shows_undated = order, False
    worker = Once(db, ACCOUNT, running.provider)
    await worker.whole()
    running.wire.fault, running.wire.methods = "hang_up", frozenset({"POST"})
    texts = [write(db, "ok"), write(db, "ok")]
    for _ in texts:
        await worker.whole()
    assert outbox.left(db, ACCOUNT) == outbox.Left(0, 0)
    found = [now(db, text) for text in texts]
    assert [one.state for one in found] == ["accepted", "accepted"]
    assert len({one.remote_id for one in found} - {None}) == 2
    assert [one["body"] for one in running.carrier.taken()] == ["ok", "ok"]


async def test_states_and_reasons_come_in_with_later_rounds(db: Database, running: Running) -> None:
    """C2, C7: forward only, and with the service's own code."""
    good, landline = write(db, "Hello"), write(db, "Hello", "+442079460018")
    worker = Once(db, ACCOUNT, running.provider)
    seen = []
    for _ in range(6):
        await worker.whole()
        seen.append((str(now(db, good).state), str(now(db, landline).state)))
        running.carrier.step()
    assert list(dict.fromkeys(seen)) == [
        ("accepted", "accepted"),
        ("sent", "failed"),
        ("delivered", "failed"),
    ]
    assert now(db, landline).error_code == "30006"
    assert now(db, good).parts == 1


async def test_a_refusal_ends_one_text_and_the_next_goes_on(db: Database, running: Running) -> None:
    bad, good = write(db, "Hello", "+1"), write(db, "Hello")
    await Once(db, ACCOUNT, running.provider).whole()
    assert (now(db, bad).state, now(db, bad).error_code) == ("failed", "21211")
    assert now(db, good).state == "accepted"
