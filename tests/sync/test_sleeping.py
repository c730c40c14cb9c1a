"""A computer that sleeps with a text on its way out: nothing that is hours old leaves by itself."""

from datetime import UTC, datetime, timedelta

import time_machine

from desktop.announce import Link
from desktop.store import held, messages
from desktop.store.database import Database
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


async def test_a_text_that_slept_through_its_undo_window_waits_for_a_person(
    db: Database, service: FakeService, heard: Heard
) -> None:
    async with connected(db, service) as one:
        await heard.until(lambda: Link.ONLINE in heard.links)
        undo = timedelta(seconds=30)
        text = messages.queue(db, account_id=ACCOUNT, line=LINE, peer=PEER, body="coming at 5?", undo=undo)
        with time_machine.travel(datetime.now(UTC) + timedelta(hours=8), tick=True):
            one.send_soon()
            await heard.until(lambda: states(db, [text]) != ["queued"])
    assert states(db, [text]) == ["held"]
    assert service.delivered == []


async def test_after_a_sleep_a_pull_comes_before_any_text(
    db: Database, service: FakeService, heard: Heard
) -> None:
    """What the person wrote meanwhile holds it, however young it is; others go."""
    async with connected(db, service) as one:
        await heard.until(lambda: Link.ONLINE in heard.links)
        with time_machine.travel(datetime.now(UTC) + timedelta(minutes=5), tick=True):
            texts = [*written(db, "without knowing"), *written(db, "elsewhere", peer=OTHER)]
            service.texts = [inbound("7", seconds=(datetime.now(UTC) - NOON).total_seconds())]
            one.send_soon()
            await heard.until(lambda: states(db, texts) == ["held", "accepted"])
    (waiting,) = held.waiting(db, texts[0].conversation_id)
    assert waiting.held_reason == held.ANSWERED
