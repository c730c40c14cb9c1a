"""Deleting at VoIP.ms: the kind decides which text goes; a refusal or a lost answer leaves it here (E15)."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.providers.base import Provider
from desktop.settings.accounts import Account
from desktop.store import messages
from desktop.store.database import Database
from desktop.sync import removal
from desktop.sync.check import check
from desktop.sync.inbox import Inbox
from desktop.sync.removal import Removed
from tests.new_cache import open_new
from tests.providers.contract import STRANGER
from tests.providers.fakes.serving import Wire, serving
from tests.providers.voipms_account import LINE, Server, account, hurried, new_account

ACCOUNT = "a"


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has an account of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """An account with a text and a picture of the same id."""
    found = account(wire)
    found.fake.carrier.inbound(STRANGER, LINE, "words")
    found.fake.carrier.inbound(STRANGER, LINE, "picture", "mms")
    return found


@pytest.fixture
async def db(tmp_path: Path, server: Server) -> AsyncIterator[Database]:
    """A cache that has both."""
    database = open_new(tmp_path / "linedesk.db", Announcer())
    await pull(database, server)
    yield database
    database.close()


async def pull(db: Database, server: Server) -> None:
    """Everything the service lists arrives."""
    provider = hurried(server)
    await check(db, ACCOUNT, provider)
    await Inbox(db, ACCOUNT, provider).pull(everything=True)
    await provider.close()


async def remove(db: Database, server: Server, body: str) -> Removed:
    """A person agreed that this text goes."""
    ids = [one.id for one in messages.newest(db) if one.body == body]

    async def opened(_: Account) -> Provider:
        return hurried(server)

    def find(account_id: str) -> Account:
        return Account(id=account_id, provider="voipms", name="V", url=server.wire.url, key_place="session")

    return await removal.remove(db, ids, find, opened, lambda: datetime.now(UTC))


def here(db: Database) -> list[str]:
    return sorted(one.body for one in messages.newest(db))


async def test_the_picture_goes_and_the_text_with_its_id_stays(db: Database, server: Server) -> None:
    assert (await remove(db, server, "picture")).count == 1
    assert here(db) == ["words"]
    assert [(one.kind, one.body) for one in server.fake.carrier.records] == [("sms", "words")]


async def test_a_list_that_still_holds_it_does_not_bring_it_back(db: Database, server: Server) -> None:
    """The other kind's text of the same id does come."""
    kept = list(server.fake.carrier.records)
    await remove(db, server, "words")
    server.fake.carrier.records[:] = kept
    await pull(db, server)
    assert here(db) == ["picture"]


@pytest.mark.parametrize("said", ["method_maintenance", "invalid_method", "provider_outofservice"])
async def test_what_could_not_be_deleted_there_is_still_here(db: Database, server: Server, said: str) -> None:
    """Whether it was refused, put off, or nobody knows."""
    server.fake.statuses["deleteSMS"] = said
    removed = await remove(db, server, "words")
    assert removed.count == 0 and len(removed.left) == 1
    assert here(db) == ["picture", "words"]
