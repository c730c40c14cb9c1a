"""How texts end at Twilio, in any order of its list; lost answers are in the contract of all adapters."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.store import outbox
from desktop.store.database import Database
from desktop.sync.once import Once
from tests.providers.contract.adapters import without_waits
from tests.providers.contract.stored import ACCOUNT, now, opened, write
from tests.providers.fakes.serving import Wire, serving
from tests.providers.twilio_account import LINE, Running, account
from tests.providers.twilio_account import opened as signed_in


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A new cache."""
    with opened(tmp_path) as database:
        yield database


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an account of its own."""
    with serving(account().app) as served:
        yield served


@pytest.fixture
async def running(wire: Wire) -> AsyncIterator[Running]:
    """A served account, and an adapter without pace that asks at once where a text is missing."""
    async with signed_in(wire) as there:
        without_waits(there.provider)
        yield there


@pytest.mark.parametrize("order", ["newest", "oldest", "mixed"])
async def test_the_same_words_sent_twice_on_purpose_are_two_texts_though_no_answer_came(
    db: Database, running: Running, order: Any
) -> None:
    running.fill(300, timedelta(minutes=1))
    running.fake.order, running.fake.filter_shows_undated = order, False
    worker = Once(db, ACCOUNT, running.provider)
    await worker.whole()
    running.wire.fault, running.wire.methods = "hang_up", frozenset({"POST"})
    texts = [write(db, LINE, "ok"), write(db, LINE, "ok")]
    for _ in texts:
        await worker.whole()
    assert outbox.left(db, ACCOUNT) == outbox.Left(0, 0)
    found = [now(db, text) for text in texts]
    assert [one.state for one in found] == ["accepted", "accepted"]
    assert len({one.remote_id for one in found} - {None}) == 2
    assert [one["body"] for one in running.carrier.taken()] == ["ok", "ok"]


async def test_states_and_reasons_come_in_with_later_rounds(db: Database, running: Running) -> None:
    """C2, C7: forward only, and with the service's own code."""
    good, landline = write(db, LINE, "Hello"), write(db, LINE, "Hello", "+442079460018")
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
    bad, good = write(db, LINE, "Hello", "+1"), write(db, LINE, "Hello")
    await Once(db, ACCOUNT, running.provider).whole()
    assert (now(db, bad).state, now(db, bad).error_code) == ("failed", "21211")
    assert now(db, good).state == "accepted"
