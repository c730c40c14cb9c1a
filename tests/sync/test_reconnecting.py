"""After a time without connection: what goes out by itself, what waits for a person, and in which order."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

from desktop.announce import Announcer, Link
from desktop.providers.base import Page, Unreachable
from desktop.store import held, lines, messages
from desktop.store.database import Database, open_database
from desktop.store.lines import Line
from desktop.store.messages import Message
from tests.sync.connecting import connected
from tests.sync.fake_service import (
    ACCOUNT,
    LINE,
    NOON,
    OTHER,
    PEER,
    FakeService,
    Heard,
    inbound,
    states,
    written,
)

ONLINE, OFFLINE = Link.ONLINE, Link.OFFLINE


def held_up(service: FakeService, gate: asyncio.Event) -> Callable[..., AsyncIterator[Page]]:
    """Pulls of the service that do not come before the gate opens."""
    usual = service.pull

    async def pull(since: str | None, reach: datetime | None) -> AsyncIterator[Page]:
        await gate.wait()
        async for page in usual(since, reach):
            yield page

    return pull


def minutes_ago(db: Database, minutes: float, body: str = "old", peer: str = PEER) -> Message:
    at = datetime.now(UTC) - timedelta(minutes=minutes)
    return messages.queue(db, account_id=ACCOUNT, line=LINE, peer=peer, body=body, now=at)


async def test_young_texts_go_and_old_ones_wait_for_a_person(
    db: Database, service: FakeService, heard: Heard
) -> None:
    """Idea 8."""
    texts = [minutes_ago(db, 11), minutes_ago(db, 9, "young", OTHER)]
    async with connected(db, service):
        await heard.until(lambda: states(db, texts) == ["held", "accepted"])
    assert [one.body for one in service.delivered] == ["young"]


async def test_an_answer_that_the_first_pull_brings_holds_what_was_written_without_it(
    db: Database, service: FakeService, heard: Heard
) -> None:
    """Nothing written offline leaves before it is known what came meanwhile."""
    texts = [*written(db, "without knowing"), *written(db, "elsewhere", peer=OTHER)]
    service.texts = [inbound("7", seconds=(datetime.now(UTC) - NOON).total_seconds())]
    async with connected(db, service):
        await heard.until(lambda: states(db, texts) == ["held", "accepted"])
    assert service.log.index("pull") < service.log.index("deliver")
    (waiting,) = held.waiting(db, texts[0].conversation_id)
    assert waiting.held_reason == held.ANSWERED


async def test_a_text_written_with_the_connection_there_does_not_wait_for_a_long_history(
    db: Database, service: FakeService, heard: Heard
) -> None:
    """A first sync of 100,000 texts holds nothing back that is typed now."""
    (before,) = written(db, "before")
    gate = asyncio.Event()
    service.pull = held_up(service, gate)  # type: ignore[method-assign]
    async with connected(db, service) as one:
        await heard.until(lambda: ONLINE in heard.links)
        (now,) = written(db, "now", peer=OTHER)
        one.send_soon()
        await heard.until(lambda: states(db, [now]) == ["accepted"])
        assert states(db, [before]) == ["queued"]
        gate.set()
        await heard.until(lambda: states(db, [before]) == ["accepted"])


async def test_every_loss_of_the_connection_is_followed_by_a_look(
    db: Database, service: FakeService, heard: Heard
) -> None:
    async with connected(db, service) as one:
        await heard.until(lambda: ONLINE in heard.links)
        (first,) = written(db, "first")
        service.trouble = dict.fromkeys(("check", "pull", "deliver"), Unreachable("ConnectError"))
        one.send_soon()
        await heard.until(lambda: OFFLINE in heard.links)
        service.texts = [inbound("7", seconds=(datetime.now(UTC) - NOON).total_seconds())]
        service.trouble = {}
        one.look_now()
        await heard.until(lambda: states(db, [first]) == ["held"])
    assert len(service.delivered) == 1  # the attempt that certainly did not reach the service


async def test_what_another_process_wrote_while_offline_is_looked_through_as_well(
    db: Database, service: FakeService, heard: Heard
) -> None:
    service.trouble["check"] = Unreachable("ConnectError")
    async with connected(db, service) as one:
        await heard.until(lambda: OFFLINE in heard.links)
        other = open_database(db.path, Announcer())
        text = minutes_ago(other, 11)
        other.close()
        service.trouble = {}
        one.look_now()
        await heard.until(lambda: states(db, [text]) == ["held"])
    assert service.delivered == []


async def test_another_accounts_texts_are_left_to_its_own_connection(
    db: Database, service: FakeService, heard: Heard
) -> None:
    lines.replace(db, "b", [Line("b", "7", LINE)])
    (theirs,) = written(db, "theirs", account="b")
    (mine,) = written(db, "mine", peer=OTHER)
    async with connected(db, service):
        await heard.until(lambda: states(db, [mine]) == ["accepted"])
    assert states(db, [theirs]) == ["queued"]
