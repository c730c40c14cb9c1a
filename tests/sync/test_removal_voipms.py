"""Deleting at VoIP.ms: the kind decides which text goes; a refusal or a lost answer leaves it here (E15)."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.providers.base import Provider
from desktop.settings.accounts import Account
from desktop.sms.delivery import State
from desktop.store import messages, outbox
from desktop.store.binding import Receipt
from desktop.store.database import Database
from desktop.store.deleted import LISTED
from desktop.store.merge import Listed, merge
from desktop.store.passed_on import PASSED_ON
from desktop.sync import removal
from desktop.sync.check import check
from desktop.sync.inbox import Inbox
from desktop.sync.removal import Refusal, Removed
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


async def test_a_text_that_was_taken_without_an_id_is_not_deleted_before_a_list_shows_it(
    tmp_path: Path, server: Server
) -> None:
    """E15: no name is known that a list could be told to leave out."""
    db = open_new(tmp_path / "cache.db", Announcer())
    await pull(db, server)
    text = messages.queue(db, account_id=ACCOUNT, line=LINE, peer=STRANGER, body="ours")
    assert outbox.mark_sending(db, text.id, datetime.now(UTC))
    server.fake.carrier.send(LINE, STRANGER, "ours")
    outbox.accept(db, text.id, Receipt(None, State.ACCEPTED))
    assert (await remove(db, server, "ours")).left == [Refusal(ACCOUNT, "unlisted")]
    await pull(db, server)
    assert (await remove(db, server, "ours")).count == 1
    await pull(db, server)
    assert here(db) == ["picture", "words"]
    db.close()


async def test_a_text_that_was_passed_on_is_deleted_when_a_list_has_told_its_kind(
    db: Database, server: Server
) -> None:
    """E15, B17: without its kind another text could go at the service."""
    server.fake.carrier.inbound(STRANGER, LINE, "passed on")
    id_there = str(server.fake.carrier.records[-1].id)
    received = Receipt(id_there, State.RECEIVED, remote_kind=PASSED_ON)
    now = datetime.now(UTC)
    text = Listed(False, LINE, STRANGER, "passed on", now, received)
    merge(db, ACCOUNT, [text], window=timedelta(0), now=now)
    assert (await remove(db, server, "passed on")).left == [Refusal(ACCOUNT, "unlisted")]
    await pull(db, server)
    assert (await remove(db, server, "passed on")).count == 1
    await pull(db, server)
    assert here(db) == ["picture", "words"]


async def test_a_text_that_no_list_shows_for_hours_can_be_deleted_here(db: Database, server: Server) -> None:
    """E15: nobody has to keep what is not at the service."""
    at = datetime.now(UTC) - LISTED - timedelta(minutes=1)
    received = Receipt("77", State.RECEIVED, remote_kind=PASSED_ON)
    merge(db, ACCOUNT, [Listed(False, LINE, STRANGER, "nowhere", at, received)], window=timedelta(0), now=at)
    assert (await remove(db, server, "nowhere")).count == 1
    assert [one["method"] for one in server.fake.asked if one["method"].startswith("delete")] == []
