"""What becomes of texts that VoIP.ms refuses; lost answers are in the contract of all adapters."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store.database import Database
from desktop.sync.once import Once
from tests.providers.contract.adapters import without_waits
from tests.providers.contract.stored import ACCOUNT, now, opened, write
from tests.providers.fakes.serving import serving
from tests.providers.voipms_account import LINE, Server, account, hurried, new_account


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A new cache."""
    with opened(tmp_path) as database:
        yield database


@pytest.fixture
def server() -> Iterator[Server]:
    """An account without any text."""
    with serving(new_account().app) as wire:
        yield account(wire)


async def test_after_the_daily_cap_all_texts_wait_for_a_person(db: Database, server: Server) -> None:
    """B27: nothing goes on by itself the next morning, and no other text is tried in vain."""
    server.fake.daily_cap = 1
    provider = without_waits(hurried(server))
    first, second, third = (write(db, LINE, one) for one in ("first", "second", "third"))
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
