"""What the program does about a refusal by itself: again later, visibly and not for ever; held; or failed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop.providers.base import Accepted, Busy, Feature, Refused, SignInNeeded, Unreachable
from desktop.providers.pace import Pace
from desktop.sms import errors
from desktop.store import held, messages, outbox, refused
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.sync.outbox import Outbox, Paused
from tests.sync.fake_service import ACCOUNT, OTHER, Clock, FakeService, queued, states

TWILIO, CLIQTEL = "twilio", "cliqtel"


@pytest.fixture
def clock() -> Clock:
    """The sender's clock."""
    return Clock()


@pytest.fixture
def service() -> Iterator[FakeService]:
    """One whose codes are Twilio's."""
    yield FakeService(service=TWILIO)


@pytest.fixture
def sender(db: Database, service: FakeService, clock: Clock) -> Outbox:
    """The outbox of the account; the pace's own clock stands still unless a test turns it."""
    return Outbox(db, ACCOUNT, service, clock=clock, pace=Pace(1000, clock=lambda: clock.seconds))


def now(db: Database, text: Message) -> Message:
    found = messages.get(db, text.id)
    assert found is not None
    return found


async def test_what_was_certainly_not_taken_goes_again_by_itself_after_growing_waits(
    db: Database, service: FakeService, sender: Outbox, clock: Clock
) -> None:
    """C11: five attempts, then it has failed, with the service's reason."""
    (text,) = queued(db, "one")
    service.ends = [Refused("21611", "Queue full") for _ in range(9)]
    for attempt, wait in enumerate(refused.WAITS, start=1):
        await sender.send_due()
        found = now(db, text)
        assert (found.state, found.attempts) == ("queued", attempt)
        assert (found.error_code, found.error_text) == ("21611", "Queue full")
        assert found.due_at == clock() + wait
        clock.seconds += wait.total_seconds() - 1
        assert await sender.send_due() == 0
        clock.seconds += 1
    await sender.send_due()
    assert (now(db, text).state, now(db, text).error_code) == ("failed", "21611")
    assert len(service.delivered) == refused.MOST
    clock.seconds += 86_400
    assert await sender.send_due() == 0


async def test_a_text_that_went_at_last_keeps_no_reason_of_before(
    db: Database, service: FakeService, sender: Outbox, clock: Clock
) -> None:
    (text,) = queued(db, "one")
    service.ends = [Refused("21730", "Maintenance"), Accepted("7")]
    await sender.send_due()
    clock.seconds = 60
    await sender.send_due()
    found = now(db, text)
    assert (found.state, found.error_code, found.error_text) == ("accepted", None, "")


async def test_a_service_that_asks_to_wait_again_and_again_is_not_asked_for_ever(
    db: Database, service: FakeService, sender: Outbox, clock: Clock
) -> None:
    """B28: when it said, later each time; no count fails it, and after an hour a person is asked."""
    (text,) = queued(db, "one")
    service.ends = [Busy(5) for _ in range(99)]
    while clock.seconds < 3600:
        await sender.send_due()
        assert (now(db, text).state, now(db, text).error_code) == ("queued", "http_429")
        clock.seconds += 5
    asked = len(service.delivered)
    assert refused.MOST < asked < 15
    clock.seconds += 1800
    await sender.send_due()
    assert (now(db, text).state, now(db, text).held_reason) == ("held", held.OLD)
    assert len(service.delivered) == asked


async def test_being_offline_is_no_attempt(
    db: Database, service: FakeService, sender: Outbox, clock: Clock
) -> None:
    """However often the service could not be asked, the text stays queued and has all its attempts."""
    (text,) = queued(db, "one")
    for cause in (Unreachable("x"), SignInNeeded("x")) * 4:
        service.ends = [cause]
        with pytest.raises(Paused):
            await sender.send_due()
    assert (now(db, text).state, now(db, text).attempts) == ("queued", 0)
    service.ends = [Busy(1)]
    await sender.send_due()
    assert (now(db, text).state, now(db, text).attempts) == ("queued", 1)


async def test_nothing_else_is_ever_sent_again_by_itself(db: Database, clock: Clock) -> None:
    """No wrong number, no consent, no wording, no money, no later failure, nothing unknown (§1.2)."""
    number = 0
    for provider in errors.providers():
        service = FakeService(service=provider)
        sender = Outbox(db, ACCOUNT, service, clock=clock)
        for entry in errors.entries():
            if entry.provider != provider or entry.repeats:
                continue
            number += 1
            (text,) = queued(db, entry.code, peer=f"+447{number:09}")
            service.ends = [Refused(entry.code, "")]
            await sender.send_due()
            waits = entry.retry in (errors.Retry.HOLD, errors.Retry.NEXT_DAY)
            wanted = "held" if waits else "failed"
            assert states(db, [text]) == [wanted], entry
    unknown = FakeService(service=CLIQTEL)
    (text,) = queued(db, "odd")
    unknown.ends = [Refused("E-77", "Odd")]
    await Outbox(db, ACCOUNT, unknown, clock=clock).send_due()
    assert states(db, [text]) == ["failed"]


async def test_without_credit_all_texts_of_the_account_wait_for_a_person(
    db: Database, sender: Outbox, clock: Clock
) -> None:
    """B24: the service is asked once, and nothing fails in a row."""
    service = FakeService(service=CLIQTEL)
    sender = Outbox(db, ACCOUNT, service, clock=clock)
    service.ends = [Refused("http_402", "Insufficient wallet balance")]
    texts = queued(db, "one", "two") + queued(db, "elsewhere", peer=OTHER)
    service.ends *= 4
    await sender.send_due()
    assert states(db, texts) == ["held"] * 3
    assert len(service.delivered) <= 2, "those already on the wire"
    assert {now(db, text).held_reason for text in texts} == {held.NO_CREDIT}
    assert now(db, texts[0]).error_text == "Insufficient wallet balance"
    assert refused.without_credit(db, ACCOUNT) == [text.id for text in texts]

    service.ends = []
    again = held.send(db, texts[0].id, clock())
    assert again is not None and again.error_code is None
    await sender.send_due()
    assert now(db, again).state == "accepted"


async def test_a_refusal_of_a_first_step_counts_as_an_attempt_too(
    db: Database, service: FakeService, sender: Outbox, clock: Clock
) -> None:
    (text,) = queued(db, "one")
    service.handles = [Refused("21611", "Queue full") for _ in range(5)]
    for _ in range(5):
        await sender.send_due()
        clock.seconds += 3600
    assert (now(db, text).state, now(db, text).attempts) == ("failed", 5)
    assert service.delivered == []


async def test_a_text_that_waits_keeps_those_behind_it_in_order(
    db: Database, service: FakeService, sender: Outbox, clock: Clock
) -> None:
    texts = queued(db, "one", "two")
    service.ends = [Refused("21611", "Queue full")]
    await sender.send_due()
    assert states(db, texts) == ["queued", "queued"]
    clock.seconds = 31
    await sender.send_due()
    assert [text.body for text in service.delivered] == ["one", "one", "two"]


def test_a_text_that_somebody_took_back_meanwhile_is_left_alone(db: Database, clock: Clock) -> None:
    (text,) = queued(db, "one")
    assert outbox.stop(db, text.id)
    assert not refused.later(db, text.id, clock(), code="21611", text="")
    assert refused.hold_all(db, ACCOUNT, text.id, clock(), held.NO_CREDIT, code=None, text="") == 0
    assert states(db, [text]) == ["stopped"]
    assert not refused.later(db, 99, clock(), code="21611", text="")


async def test_a_service_that_watches_for_automation_gets_nothing_that_nobody_clicked_for(
    db: Database, clock: Clock
) -> None:
    """B27, I7: what passes elsewhere after a while is told to a person there, and not tried again."""
    repeats = next(one for one in errors.entries() if one.repeats)
    service = FakeService(service=repeats.provider)
    service.capabilities = replace(service.capabilities, bulk=Feature(on=False, reason="no_bulk"))
    (text,) = queued(db, "once")
    service.ends = [Refused(repeats.code, "")]
    await Outbox(db, ACCOUNT, service, clock=clock).send_due()
    assert states(db, [text]) == ["failed"]


async def test_after_the_days_last_text_all_of_the_account_wait_for_a_person(
    db: Database, clock: Clock
) -> None:
    """B27: the service is asked once, and nothing leaves by itself the next morning."""
    service = FakeService(service="voipms")
    texts = [*queued(db, "one", "two"), *queued(db, "other", peer=OTHER)]
    service.ends = [Refused("limit_reached", "")]
    sender = Outbox(db, ACCOUNT, service, clock=clock)
    await sender.send_due()
    clock.seconds += 3 * 86_400
    await sender.send_due()
    held_for = {now(db, text).held_reason for text in texts if now(db, text).state == "held"}
    assert held_for == {held.DAILY}
    # The two conversations may have been under way at the same time.
    assert "two" not in [text.body for text in service.delivered] and len(service.delivered) <= 2
