"""Whoever wrote STOP gets no text of the outbox, whenever it was written (B20)."""

from datetime import timedelta

from desktop.providers.base import Text
from desktop.sms.delivery import State
from desktop.store import held, messages, undo
from desktop.store.database import Database
from desktop.store.merge import Listed, merge
from desktop.sync import translate
from desktop.sync.outbox import Outbox
from tests.sync.fake_service import ACCOUNT, LINE, OTHER, PEER, Clock, FakeService, at, queued, states


def arrives(db: Database, body: str, *, seconds: float) -> None:
    """A page with one text from the customer."""
    text = Text(str(seconds), False, LINE, PEER, body, at(seconds), State.RECEIVED)
    page: list[Listed] = [translate.listed(text, FakeService().capabilities.proof)]
    merge(db, ACCOUNT, page, window=timedelta(seconds=60), now=at(seconds))


async def test_a_text_that_was_queued_before_the_stop_never_reaches_the_service(
    db: Database, service: FakeService
) -> None:
    sender = Outbox(db, ACCOUNT, service, clock=Clock())
    queued(db, "before", peer=PEER)
    queued(db, "another", peer=OTHER)
    arrives(db, "Stop.", seconds=1)
    await sender.send_due()
    assert [text.body for text in service.delivered] == ["another"]
    assert State.HELD in states(db, messages.newest(db, peer=PEER))
    (waiting,) = held.waiting(db, next(one.conversation_id for one in messages.newest(db, peer=PEER)))
    assert waiting.held_reason == held.OPTED_OUT


async def test_an_undo_window_that_ends_after_the_stop_lets_nothing_out(
    db: Database, service: FakeService
) -> None:
    sender = Outbox(db, ACCOUNT, service, clock=Clock())
    text = messages.queue(
        db, account_id=ACCOUNT, line=LINE, peer=PEER, body="ok", now=at(0), undo=timedelta(seconds=5)
    )
    arrives(db, "STOP", seconds=1)
    undo.send_now(db, text.id)
    await sender.send_due()
    assert service.delivered == [] and State.HELD in states(db, messages.newest(db))


async def test_after_their_start_new_texts_leave(db: Database, service: FakeService) -> None:
    sender = Outbox(db, ACCOUNT, service, clock=Clock())
    arrives(db, "STOP", seconds=1)
    arrives(db, "START", seconds=2)
    queued(db, "after", peer=PEER)
    await sender.send_due()
    assert [text.body for text in service.delivered] == ["after"]
