"""Sending: in order, a few at once, and every way in which handing a text over can end."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest

from desktop.providers.base import (
    Accepted,
    Busy,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    Unreachable,
    Unreadable,
)
from desktop.providers.pace import Pace
from desktop.sms.delivery import State
from desktop.store import lines, messages, outbox
from desktop.store.database import Database, StoreError, StoreUnwritable
from desktop.sync.outbox import AT_ONCE, Outbox, Paused
from tests.sync.fake_service import ACCOUNT, LINE, NOON, OTHER, Clock, FakeService, at, queued, states


class Time:
    """Seconds for a pace, turned by the test; who sleeps goes on at once."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    """The sender's clock."""
    return Clock()


@pytest.fixture
def sender(db: Database, service: FakeService, clock: Clock) -> Outbox:
    """The outbox of the account."""
    return Outbox(db, ACCOUNT, service, clock=clock)


@contextlib.asynccontextmanager
async def running(work: Awaitable[int]) -> AsyncIterator[asyncio.Task[int]]:
    """``work`` goes on beside the test."""

    async def go() -> int:
        return await work

    async with asyncio.TaskGroup() as group:
        yield group.create_task(go())


async def test_texts_of_a_conversation_go_out_in_the_order_in_which_they_were_written(
    db: Database, service: FakeService, sender: Outbox
) -> None:
    texts = queued(db, "one", "two", "three")
    assert await sender.send_due() == 3
    assert [text.body for text in service.delivered] == ["one", "two", "three"]
    assert service.most_at_once == 1
    assert states(db, texts) == ["accepted"] * 3


async def test_conversations_do_not_wait_for_each_other_and_only_a_few_go_at_once(
    db: Database, service: FakeService, sender: Outbox
) -> None:
    for number in range(2 * AT_ONCE):
        queued(db, f"{number} a", f"{number} b", peer=f"+1202555010{number}")
    service.gate = asyncio.Event()
    async with running(sender.send_due()) as sending:
        await service.until(lambda: len(service.on_the_wire) == AT_ONCE)
        assert service.on_the_wire == ["0 a", "1 a", "2 a", "3 a"]
        service.gate.set()
    assert sending.result() == 4 * AT_ONCE
    assert service.most_at_once == AT_ONCE
    bodies = [text.body for text in service.delivered]
    assert all(bodies.index(f"{number} a") < bodies.index(f"{number} b") for number in range(2 * AT_ONCE))


async def test_the_mark_is_on_the_disk_before_the_request_leaves(
    db: Database, service: FakeService, sender: Outbox
) -> None:
    """A crash after this moment leaves a text that is unconfirmed, not one that is sent again."""
    (text,) = queued(db, "one")
    seen: list[str] = []
    service.ends = [lambda: seen.extend(states(db, [text]))]
    await sender.send_due()
    assert seen == ["sending"]


@pytest.mark.parametrize(
    ("end", "state", "goes_on"),
    [
        (Accepted("7", State.SENT), "sent", True),
        (Accepted(None), "accepted", True),
        (Refused("http_422", "Failed to send SMS"), "failed", True),
        (OutcomeUnknown("ReadTimeout"), "unconfirmed", False),
        (Unreadable("not JSON"), "unconfirmed", False),
        (Busy(30), "queued", False),
    ],
    ids=["taken", "taken without an id", "refused", "no answer", "no JSON", "busy"],
)
async def test_a_send_ends_as_the_boundary_says(
    db: Database, service: FakeService, sender: Outbox, end: Accepted | Exception, state: str, goes_on: bool
) -> None:
    """Architecture §4. Later texts of the conversation go on only where the first one's fate is known."""
    texts = queued(db, "one", "two")
    service.ends = [end]
    await sender.send_due()
    assert states(db, texts) == [state, "accepted" if goes_on else "queued"]
    assert [text.body for text in service.delivered] == (["one", "two"] if goes_on else ["one"])


@pytest.mark.parametrize("cause", [Unreachable("ConnectError"), SignInNeeded("Unauthenticated.")])
async def test_what_certainly_did_not_leave_stays_in_the_queue_and_sending_pauses(
    db: Database, service: FakeService, sender: Outbox, cause: Unreachable | SignInNeeded
) -> None:
    texts = queued(db, "one", "two")
    service.ends = [cause]
    with pytest.raises(Paused) as caught:
        await sender.send_due()
    assert caught.value.cause is cause
    assert states(db, texts) == ["queued", "queued"]
    assert await sender.send_due() == 2
    assert states(db, texts) == ["accepted", "accepted"]


async def test_those_on_the_wire_end_before_a_pause_is_told(
    db: Database, service: FakeService, sender: Outbox
) -> None:
    (first,), (second,) = queued(db, "one"), queued(db, "two", peer=OTHER)
    service.ends = [Unreachable("ConnectError"), Accepted("7")]
    with pytest.raises(Paused):
        await sender.send_due()
    assert states(db, [first, second]) == ["queued", "accepted"]


async def test_a_refusal_keeps_the_services_words(db: Database, service: FakeService, sender: Outbox) -> None:
    """C7, C10."""
    (text,) = queued(db, "one")
    service.ends = [Refused("http_422", "Failed to send SMS")]
    await sender.send_due()
    found = messages.get(db, text.id)
    assert found is not None
    assert (found.error_code, found.error_text) == ("http_422", "Failed to send SMS")


async def test_an_unconfirmed_text_is_never_sent_again_by_itself(
    db: Database, service: FakeService, sender: Outbox, clock: Clock
) -> None:
    """Never two without the agent's click."""
    (text,) = queued(db, "one")
    service.ends = [OutcomeUnknown("ReadTimeout")]
    for seconds in (0, 31, 86_400):
        clock.seconds = seconds
        await sender.send_due()
    assert len(service.delivered) == 1
    assert states(db, [text]) == ["unconfirmed"]


async def test_a_doubtful_text_holds_its_conversation_for_thirty_seconds_and_no_other(
    db: Database, service: FakeService, sender: Outbox, clock: Clock
) -> None:
    texts = queued(db, "one", "two") + queued(db, "elsewhere", peer=OTHER)
    service.ends = [OutcomeUnknown("ReadTimeout")]
    await sender.send_due()
    assert states(db, texts) == ["unconfirmed", "queued", "accepted"]
    clock.seconds = 29.9
    assert await sender.send_due() == 0
    clock.seconds = 30
    assert await sender.send_due() == 1
    assert states(db, texts) == ["unconfirmed", "accepted", "accepted"]


async def test_when_the_service_is_busy_nothing_is_sent_until_it_said(
    db: Database, service: FakeService, clock: Clock
) -> None:
    """B28: and the caller does not hang meanwhile."""
    time = Time()
    sender = Outbox(db, ACCOUNT, service, pace=Pace(1000, clock=time, sleep=time.sleep), clock=clock)
    texts = queued(db, "one", "two") + queued(db, "elsewhere", peer=OTHER)
    service.ends = [Busy(300)]
    await sender.send_due()
    assert sender.pause > 250
    assert sum(time.slept) < 1
    before = len(service.delivered)
    time.now, clock.seconds = 299, 299
    assert await sender.send_due() == 0
    assert len(service.delivered) == before
    time.now, clock.seconds = 301, 301
    await sender.send_due()
    assert states(db, texts) == ["accepted"] * 3
    assert [text.body for text in service.delivered if text.peer != OTHER] == ["one", "one", "two"]


async def test_texts_go_out_within_the_pace(db: Database, service: FakeService, clock: Clock) -> None:
    """B28."""
    time = Time()
    sender = Outbox(db, ACCOUNT, service, pace=Pace(8, clock=time, sleep=time.sleep), clock=clock)
    queued(db, *(str(number) for number in range(9)))
    await sender.send_due()
    assert time.now >= 1.0


async def test_an_end_of_the_program_with_a_request_on_the_wire_leaves_doubt(
    db: Database, service: FakeService, sender: Outbox
) -> None:
    texts = queued(db, "one", "two") + queued(db, "elsewhere", peer=OTHER)
    service.gate = asyncio.Event()
    async with running(sender.send_due()) as sending:
        await service.until(lambda: len(service.on_the_wire) == 2)
        sending.cancel()
    assert states(db, texts) == ["unconfirmed", "queued", "unconfirmed"]


async def test_a_fault_of_ours_with_a_request_on_the_wire_leaves_doubt_and_the_next_round_works(
    db: Database, service: FakeService, sender: Outbox
) -> None:
    texts = queued(db, "one") + queued(db, "two", peer=OTHER)
    service.ends = [ZeroDivisionError()]
    with pytest.raises(ExceptionGroup):
        await sender.send_due()
    first, second = states(db, texts)
    assert first == "unconfirmed"
    assert second in ("unconfirmed", "accepted", "queued")
    assert await sender.send_due() == (1 if second == "queued" else 0)


async def test_a_line_that_is_gone_fails_its_texts_and_nothing_leaves(
    db: Database, service: FakeService, sender: Outbox
) -> None:
    lines.replace(db, ACCOUNT, [])
    (text,) = queued(db, "one")
    await sender.send_due()
    found = messages.get(db, text.id)
    assert found is not None
    assert (found.state, found.error_code) == (State.FAILED, "line_gone")
    assert service.log == []


@pytest.mark.parametrize("step", ["accept", "doubt", "requeue", "fail"])
async def test_a_full_disk_after_the_request_is_told_and_what_was_on_the_wire_is_in_doubt_then(
    db: Database, service: FakeService, sender: Outbox, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The row says "sending" while nothing is; it must not keep its conversation waiting for ever."""
    texts = queued(db, "one", "two")
    ends: dict[str, Accepted | BaseException] = {
        "accept": Accepted("7"),
        "doubt": OutcomeUnknown("x"),
        "requeue": Unreachable("x"),
        "fail": Refused(None, "x"),
    }
    service.ends = [ends[step]]

    def full(*_: object, **__: object) -> None:
        raise StoreUnwritable(db.path, "database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(outbox, step, full)
        with pytest.raises(StoreError):
            await sender.send_due()
    assert states(db, texts) == ["sending", "queued"]
    assert await sender.send_due() == 0
    assert states(db, texts) == ["unconfirmed", "queued"]


async def test_a_full_disk_before_the_request_means_that_nothing_leaves(
    db: Database, service: FakeService, sender: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = queued(db, "one")

    def full(*_: object, **__: object) -> bool:
        raise StoreUnwritable(db.path, "database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "mark_sending", full)
        with pytest.raises(StoreUnwritable):
            await sender.send_due()
    assert service.delivered == []
    assert states(db, texts) == ["queued"]


async def test_what_another_process_has_taken_already_is_left_to_it(
    db: Database, service: FakeService, sender: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    (text,) = queued(db, "one")
    monkeypatch.setattr(outbox, "mark_sending", lambda *_, **__: False)
    monkeypatch.setattr(outbox, "due", iter_once(outbox.due(db, ACCOUNT, NOON)))
    assert await sender.send_due() == 1
    assert service.delivered == []
    assert states(db, [text]) == ["queued"]


def iter_once(found: list[messages.Message]) -> Callable[..., list[messages.Message]]:
    """``found`` at the first call, nothing after."""
    answers = [found]
    return lambda *_, **__: answers.pop() if answers else []


async def test_of_a_two_step_service_the_first_steps_result_is_stored_before_the_second(
    db: Database, service: FakeService, sender: Outbox
) -> None:
    (text,) = queued(db, "one")
    service.handles = ["draft-9"]
    seen: list[str | None] = []

    def look() -> None:
        found = messages.get(db, text.id)
        seen.append(found.handle if found else None)

    service.ends = [look]
    await sender.send_due()
    assert seen == ["draft-9"]
    assert service.log == ["prepare", "deliver"]


async def test_a_first_step_that_was_done_is_not_done_again(
    db: Database, service: FakeService, sender: Outbox
) -> None:
    (text,) = queued(db, "one")
    service.handles, service.ends = ["draft-9"], [Unreachable("x")]
    with pytest.raises(Paused):
        await sender.send_due()
    await sender.send_due()
    assert service.log == ["prepare", "deliver", "deliver"]
    assert states(db, [text]) == ["accepted"]


async def test_what_is_newest_in_a_conversation_is_noted_anew_before_each_attempt(
    db: Database, service: FakeService, sender: Outbox
) -> None:
    """C1: what others wrote there while a text waited is not that text."""
    service.capabilities = replace(service.capabilities, notes_place=True)
    (text,) = queued(db, "one")
    service.handles, service.ends = ["5:1", "5:2"], [Unreachable("x")]
    with pytest.raises(Paused):
        await sender.send_due()
    await sender.send_due()
    assert service.log == ["prepare", "deliver", "prepare", "deliver"]
    found = messages.get(db, text.id)
    assert found is not None and (found.state, found.handle) == ("accepted", "5:2")


@pytest.mark.parametrize(
    ("trouble", "state", "paused"),
    [
        (Busy(30), "queued", False),
        (Refused("c", "t"), "failed", False),
        (Unreachable("x"), "queued", True),
        (SignInNeeded("x"), "queued", True),
        (OutcomeUnknown("x"), "queued", True),
    ],
)
async def test_whatever_the_first_step_ends_in_nothing_was_sent(
    db: Database, service: FakeService, sender: Outbox, trouble: Exception, state: str, paused: bool
) -> None:
    (text,) = queued(db, "one")
    service.handles = [trouble]
    if paused:
        with pytest.raises(Paused):
            await sender.send_due()
    else:
        await sender.send_due()
    assert states(db, [text]) == [state]
    assert service.delivered == []


async def test_the_log_tells_of_doubt_without_the_text(
    db: Database, service: FakeService, sender: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    queued(db, "private words")
    service.ends = [OutcomeUnknown("ReadTimeout")]
    with caplog.at_level(logging.DEBUG):
        await sender.send_due()
    assert "not confirmed: ReadTimeout" in caplog.text
    assert "private words" not in caplog.text and LINE not in caplog.text


async def test_the_moment_of_the_attempt_is_stored(
    db: Database, service: FakeService, sender: Outbox, clock: Clock
) -> None:
    (text,) = queued(db, "one")
    clock.seconds = 5
    service.ends = [OutcomeUnknown("x")]
    await sender.send_due()
    found = messages.get(db, text.id)
    assert found is not None
    assert (found.attempted_at, found.doubted_at, found.attempts) == (at(5), at(5), 1)
