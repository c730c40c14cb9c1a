"""Sending meets a person's clicks and a second process; and what is kept of how a request ended."""

from datetime import timedelta

import pytest

from desktop.announce import Announcer
from desktop.providers.base import OutcomeUnknown, SignInNeeded, Unreadable
from desktop.providers.pace import Pace
from desktop.sms.delivery import State
from desktop.store import held, messages, outbox, undo
from desktop.store.binding import Receipt
from desktop.store.database import Database, open_database
from desktop.sync.outbox import FORBIDDEN, Outbox
from tests.sync.fake_service import (
    ACCOUNT,
    LINE,
    NOON,
    OTHER,
    PEER,
    Clock,
    FakeService,
    at,
    queued,
    states,
)

LATER = 86_400


class Click:
    """A pace in whose wait somebody clicks; the sender holds what it read before."""

    def __init__(self, click: object) -> None:
        self.click = click
        self.pace = Pace(0.001, clock=lambda: 0.0, sleep=self.sleep)

    async def sleep(self, _: float) -> None:
        assert callable(self.click)
        self.click()


async def send(db: Database, service: FakeService, click: object) -> Outbox:
    """The first turn comes at once; the second has to wait, and meanwhile somebody clicks."""
    pace = Click(click).pace
    await pace.turn()
    sender = Outbox(db, ACCOUNT, service, clock=Clock(), pace=pace)
    await sender.send_due()
    return sender


async def test_a_text_that_is_held_or_stopped_while_it_waits_for_its_turn_does_not_leave(
    db: Database, service: FakeService
) -> None:
    other = open_database(db.path, Announcer())
    stopped, held_back = queued(db, "one") + queued(db, "two", peer=OTHER)

    def click() -> None:
        outbox.stop(other, stopped.id)
        held.review(other, ACCOUNT, at(LATER))

    await send(db, service, click)
    assert service.delivered == []
    assert states(db, [stopped, held_back]) == ["stopped", "held"]
    other.close()


async def test_words_that_were_taken_back_never_leave_in_the_place_of_another_text(
    db: Database, service: FakeService
) -> None:
    """The sender still holds the text that was there; what is written next is another one."""
    other = open_database(db.path, Announcer())
    (text,) = queued(db, "taken back")

    def click() -> None:
        if messages.get(other, text.id) is not None:
            held.review(other, ACCOUNT, at(LATER))
            assert held.edit(other, text.id) == "taken back"
            queued(other, "written next", peer=OTHER)

    await send(db, service, click)
    assert [(one.body, one.peer) for one in service.delivered] == [("written next", OTHER)]
    other.close()


async def test_what_was_sent_with_undo_leaves_after_it_and_in_order(
    db: Database, service: FakeService
) -> None:
    clock = Clock()
    sender = Outbox(db, ACCOUNT, service, clock=clock)
    five = timedelta(seconds=5)
    texts = [
        messages.queue(db, account_id=ACCOUNT, line=LINE, peer=PEER, body=body, now=at(second), undo=five)
        for second, body in enumerate(("one", "two"))
    ]
    undo.send_now(db, texts[1].id)
    assert await sender.send_due() == 0
    clock.seconds = 5
    await sender.send_due()
    assert [one.body for one in service.delivered] == ["one", "two"]


async def test_a_key_that_may_not_send_one_text_fails_it_and_pauses_nothing(
    db: Database, service: FakeService
) -> None:
    """HTTP 403 to one send, while the account works."""
    texts = queued(db, "forbidden") + queued(db, "allowed", peer=OTHER)
    service.ends = [SignInNeeded("Not to this country.", allowed=False)]
    sender = Outbox(db, ACCOUNT, service, clock=Clock())
    await sender.send_due()
    assert states(db, texts) == ["failed", "accepted"]
    found = messages.get(db, texts[0].id)
    assert found is not None
    assert (found.error_code, found.error_text) == (FORBIDDEN, "Not to this country.")
    assert sender.taken == 1


async def test_the_same_in_the_first_of_two_steps(db: Database, service: FakeService) -> None:
    texts = queued(db, "forbidden")
    service.handles = [SignInNeeded("No.", allowed=False)]
    await Outbox(db, ACCOUNT, service, clock=Clock()).send_due()
    assert states(db, texts) == ["failed"] and service.delivered == []


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (OutcomeUnknown("ReadTimeout", "timeout"), outbox.TIMED_OUT),
        (OutcomeUnknown("RemoteProtocolError"), outbox.CUT),
        (OutcomeUnknown("HTTP 502"), outbox.SERVER_ERROR),
        (Unreadable("HTTP 200, not JSON", "http_200"), outbox.UNREADABLE),
    ],
)
async def test_why_nobody_knows_is_kept_until_somebody_does(
    db: Database, service: FakeService, end: Exception, why: str
) -> None:
    (text,) = queued(db, "one")
    service.ends = [end]
    await Outbox(db, ACCOUNT, service, clock=Clock()).send_due()
    found = messages.get(db, text.id)
    assert found is not None
    assert (found.state, found.error_code, found.error_text) == (State.UNCONFIRMED, why, str(end))
    outbox.accept(db, text.id, Receipt("7", State.ACCEPTED))
    found = messages.get(db, text.id)
    assert found is not None and (found.error_code, found.error_text) == (None, "")


async def test_a_text_carries_the_services_own_time_of_its_attempt(
    db: Database, service: FakeService
) -> None:
    (text,) = queued(db, "one")
    service.clock.hear({"Date": "Fri, 03 Apr 2026 15:00:00 GMT"})
    service.ends = [OutcomeUnknown("ReadTimeout", "timeout")]
    await Outbox(db, ACCOUNT, service, clock=Clock()).send_due()
    found = messages.get(db, text.id)
    assert found is not None and found.attempted_there is not None and found.doubted_there is not None
    assert found.attempted_at == NOON
    assert found.attempted_there.hour == found.doubted_there.hour == 15
