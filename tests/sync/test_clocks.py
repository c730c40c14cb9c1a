"""Clocks that are wrong by hours or set in the middle: no false evidence, no false match, nothing stuck."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.providers.base import Busy, OutcomeUnknown
from desktop.providers.pace import Pace
from desktop.providers.service_clock import ServiceClock
from desktop.sms.delivery import State
from desktop.store import messages
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.sync.inbox import Inbox
from desktop.sync.outbox import Outbox
from tests.sync.fake_service import ACCOUNT, LINE, PEER, Clock, FakeService, at, listed, states

HOUR = 3600.0
DATE = "%a, %d %b %Y %H:%M:%S GMT"


class World:
    """``seconds`` of true time after noon; the service shows them, our clock is ``wrong`` by so many."""

    def __init__(self, db: Database, service: FakeService, wrong: float) -> None:
        self.db, self.service = db, service
        self.seconds = 0.0
        self.ours = Clock()
        self.wrong = wrong
        service.clock = ServiceClock(lambda: self.seconds)
        self.pass_by(0)
        pace = Pace(1000.0, clock=lambda: self.seconds)
        self.outbox = Outbox(db, ACCOUNT, service, clock=self.ours, pace=pace)
        self.inbox = Inbox(db, ACCOUNT, service, clock=self.ours)

    def pass_by(self, seconds: float) -> None:
        """Time goes on; every answer of the service tells its own."""
        self.seconds += seconds
        self.ours.seconds = self.seconds + self.wrong
        self.service.clock.hear({"Date": at(self.seconds).strftime(DATE)})

    def set_clock(self, by: float) -> None:
        """Somebody sets ours."""
        self.wrong += by
        self.pass_by(0)

    def write(self, body: str = "ok") -> Message:
        return messages.queue(self.db, account_id=ACCOUNT, line=LINE, peer=PEER, body=body, now=self.ours())

    def stands(self, text: Message) -> Message:
        found = messages.get(self.db, text.id)
        assert found is not None
        return found


@pytest.fixture(params=[-26 * HOUR, 0.0, HOUR], ids="{:+.0f}s wrong".format)
def world(request: pytest.FixtureRequest, db: Database, service: FakeService) -> World:
    """Ours is wrong from the beginning."""
    return World(db, service, request.param)


JUMPS = pytest.mark.parametrize("jump", [-5 * HOUR, 0.0, 5 * HOUR], ids="set by {:+.0f}s".format)


@JUMPS
async def test_a_text_that_the_service_has_is_found_and_nobody_is_asked(world: World, jump: float) -> None:
    """Demand 1."""
    text = world.write()
    world.service.ends = [OutcomeUnknown("ReadTimeout", "timeout")]
    await world.outbox.send_due()
    world.set_clock(jump)
    world.pass_by(3)
    assert (await world.inbox.pull()).asking == 0
    world.service.texts = [listed("7", seconds=1, state=State.SENT)]
    world.pass_by(9)
    assert (await world.inbox.pull()).asking == 0
    assert (world.stands(text).remote_id, world.stands(text).state) == ("7", State.SENT)
    assert not world.stands(text).asks


@JUMPS
async def test_a_text_that_the_service_has_not_asks_once_its_list_proves_that(
    world: World, jump: float
) -> None:
    text = world.write()
    world.service.ends = [OutcomeUnknown("ReadTimeout", "timeout")]
    await world.outbox.send_due()
    world.set_clock(jump)
    asked = []
    for _ in range(4):
        world.pass_by(2)
        asked.append((await world.inbox.pull()).asking)
    # Where ours was set back, the delay is counted anew from the first look.
    assert asked == ([0, 0, 0, 1] if jump < 0 else [0, 0, 1, 1])
    assert world.stands(text).asks


@JUMPS
async def test_a_list_that_does_not_reach_back_to_the_attempt_proves_nothing(
    world: World, jump: float
) -> None:
    text = world.write()
    world.service.ends = [OutcomeUnknown("ReadTimeout", "timeout")]
    await world.outbox.send_due()
    world.set_clock(jump)
    world.pass_by(60)
    world.service.pages = [replace(world.service.whole(), covers_since=at(-59))]
    assert (await world.inbox.pull()).asking == 0
    assert not world.stands(text).asks
    assert world.service.asked[-1][1] == at(0)  # it was asked to reach back to the attempt


@JUMPS
async def test_the_same_words_of_another_hour_are_not_taken_for_ours(world: World, jump: float) -> None:
    text = world.write()
    world.service.ends = [OutcomeUnknown("ReadTimeout", "timeout")]
    world.service.texts = [
        listed(str(number), seconds=seconds)
        for number, seconds in enumerate((-26 * HOUR, -HOUR, -61, HOUR, 26 * HOUR, world.wrong or HOUR), 1)
    ]
    await world.outbox.send_due()
    world.set_clock(jump)
    world.pass_by(3)
    await world.inbox.pull()
    assert world.stands(text).state is State.UNCONFIRMED


@JUMPS
async def test_a_text_that_has_to_wait_leaves_when_the_service_said(world: World, jump: float) -> None:
    """B28: not hours later."""
    text = world.write()
    world.service.ends = [Busy(30)]
    await world.outbox.send_due()
    world.set_clock(jump)
    world.pass_by(29)
    await world.outbox.send_due()
    assert states(world.db, [text]) == ["queued"]
    world.pass_by(1)
    await world.outbox.send_due()
    assert states(world.db, [text]) == ["accepted"]


async def test_the_service_sets_its_clock_between_a_text_and_its_list(
    db: Database, service: FakeService
) -> None:
    """What it dates stays as it was dated; what it says later is only later."""
    world = World(db, service, 0.0)
    text = world.write()
    service.ends = [OutcomeUnknown("ReadTimeout", "timeout")]
    await world.outbox.send_due()
    service.texts = [listed("7", seconds=1)]
    service.clock.hear({"Date": (at(0) - timedelta(hours=3)).strftime(DATE)})
    assert (await world.inbox.pull()).asking == 0
    assert world.stands(text).remote_id == "7"
