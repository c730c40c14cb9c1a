"""Lists that prove nothing: a text that they do not show is not proven to be missing."""

from datetime import timedelta
from email.utils import format_datetime

import pytest

from desktop.providers.base import EVERYTHING, BadRow, OutcomeUnknown, Page
from desktop.providers.service_clock import ServiceClock
from desktop.store import doubts, messages
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.sync.inbox import Inbox
from desktop.sync.outbox import Outbox
from tests.sync.fake_service import ACCOUNT, Clock, FakeService, at, inbound, queued

BAD = BadRow("77", "no created_at", '{"direction":"outbound","body":"hello"}')


@pytest.fixture
def clock() -> Clock:
    """Ours, at noon."""
    return Clock()


@pytest.fixture
def inbox(db: Database, service: FakeService, clock: Clock) -> Inbox:
    """What pulls for the account."""
    return Inbox(db, ACCOUNT, service, clock=clock)


async def doubtful(db: Database, service: FakeService, clock: Clock) -> Message:
    (text,) = queued(db, "hello")
    service.ends = [OutcomeUnknown("ReadTimeout", "timeout")]
    await Outbox(db, ACCOUNT, service, clock=clock).send_due()
    return text


def stands(db: Database, text: Message) -> Message:
    found = messages.get(db, text.id)
    assert found is not None
    return found


async def test_a_list_that_does_not_tell_whether_it_is_complete_was_looked_at_and_proves_nothing(
    db: Database, service: FakeService, clock: Clock, inbox: Inbox
) -> None:
    text = await doubtful(db, service, clock)
    service.pages = [Page((inbound("9"),), (), None, "p")]
    clock.seconds = 60
    assert (await inbox.pull()).asking == 0
    found = stands(db, text)
    assert (found.looked_at, found.missing_since, doubts.unreadable(db, found)) == (at(60), None, 0)


async def test_a_row_that_cannot_be_read_may_be_the_text_itself(
    db: Database, service: FakeService, clock: Clock, inbox: Inbox
) -> None:
    text = await doubtful(db, service, clock)
    service.pages = [Page((inbound("9"),), (BAD,), EVERYTHING, "p")]
    clock.seconds = 300
    assert (await inbox.pull()).asking == 0
    found = stands(db, text)
    assert (found.looked_at, found.missing_since, doubts.unreadable(db, found)) == (at(300), None, 1)
    service.pages = [Page((inbound("9"),), (), EVERYTHING, "p")]
    assert (await inbox.pull()).asking == 1


async def test_a_row_that_could_not_be_read_long_before_is_another_text(
    db: Database, service: FakeService, clock: Clock, inbox: Inbox
) -> None:
    service.pages = [Page((), (BAD,), EVERYTHING, "p")]
    clock.seconds = -7200
    await inbox.pull()
    clock.seconds = 0
    await doubtful(db, service, clock)
    clock.seconds = 300
    assert (await inbox.pull()).asking == 1


async def test_what_a_whole_list_proved_is_not_said_of_a_later_one_that_proves_nothing(
    db: Database, service: FakeService, clock: Clock, inbox: Inbox
) -> None:
    text = await doubtful(db, service, clock)
    clock.seconds = 60
    await inbox.pull()
    service.pages = [Page((), (), None, "p")]
    clock.seconds = 120
    assert (await inbox.pull()).asking == 1
    assert stands(db, text).looked_at == at(60)


async def test_two_machines_of_a_service_with_two_times_make_no_early_evidence(
    db: Database, service: FakeService, clock: Clock, inbox: Inbox
) -> None:
    """The listing delay has to pass on a clock that goes on evenly, too."""
    service.clock = ServiceClock(lambda: clock.seconds)

    def hear(ahead: float) -> None:
        told = at(clock.seconds) + timedelta(seconds=ahead)
        service.clock.hear({"Date": format_datetime(told, usegmt=True)})

    hear(-20)
    await doubtful(db, service, clock)
    asking = []
    for seconds in (1, 4, 6):
        clock.seconds = seconds
        hear(0)
        asking.append((await inbox.pull()).asking)
    assert asking == [0, 0, 1]
