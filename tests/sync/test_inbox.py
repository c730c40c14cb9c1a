"""Pulling: what comes is stored page by page; what a list does not show is evidence only where it may be."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from desktop.providers.base import (
    EVERYTHING,
    Accepted,
    BadRow,
    Call,
    OutcomeUnknown,
    Page,
    Unreachable,
)
from desktop.providers.service_clock import ServiceClock
from desktop.sms.delivery import Proof, State
from desktop.store import accounts, calls, conversations, lines, messages, outbox
from desktop.store.binding import Receipt
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.sync.inbox import DEEP, RECENT, Inbox, line_ids
from tests.sync.fake_service import (
    ACCOUNT,
    LINE,
    PEER,
    Clock,
    FakeService,
    at,
    inbound,
    listed,
    queued,
    states,
)


@pytest.fixture
def clock() -> Clock:
    """The inbox's clock."""
    return Clock()


@pytest.fixture
def inbox(db: Database, service: FakeService, clock: Clock) -> Inbox:
    """The inbox of the account."""
    return Inbox(db, ACCOUNT, service, clock=clock)


def doubted(db: Database, body: str = "ok", *, seconds: float = 0) -> Message:
    """A text that left then, and got no usable answer a second later."""
    (text,) = queued(db, body)
    outbox.mark_sending(db, text.id, at(seconds))
    outbox.doubt(db, text.id, at(seconds + 1))
    return text


def asks(db: Database, text: Message) -> bool:
    found = messages.get(db, text.id)
    assert found is not None
    return found.asks


async def test_texts_of_both_directions_come_in_with_what_they_cost(
    db: Database, service: FakeService, inbox: Inbox
) -> None:
    """C14, C17, D1."""
    service.texts = [inbound("1", seconds=1), listed("2", "sent elsewhere", seconds=2, state=State.DELIVERED)]
    pulled = await inbox.pull()
    assert (pulled.new, pulled.changed, len(pulled.arrived)) == (2, 0, 1)
    assert [(one.body, one.state, one.outside) for one in messages.newest(db)] == [
        ("sent elsewhere", State.DELIVERED, True),
        ("Hi", State.RECEIVED, False),
    ]


async def test_the_first_pull_brings_texts_that_were_read_elsewhere_and_later_ones_are_unread(
    db: Database, service: FakeService, inbox: Inbox, clock: Clock
) -> None:
    service.texts = [inbound("1", seconds=-60), inbound("2", seconds=1)]
    await inbox.pull()
    assert conversations.unread(db) == 1
    clock.seconds = 3600
    again = Inbox(db, ACCOUNT, service, clock=clock)
    service.texts = [inbound("3", seconds=1800)]
    await again.pull()
    assert conversations.unread(db) == 2


async def test_a_large_page_is_stored_in_pieces_and_its_end_comes_with_the_last(
    db: Database, service: FakeService, inbox: Inbox
) -> None:
    service.texts = [inbound(str(number), seconds=number) for number in range(450)]
    assert (await inbox.pull()).new == 450
    assert accounts.known(db, ACCOUNT).sync_point == "whole"


async def test_the_next_pull_begins_where_the_last_one_ended(
    db: Database, service: FakeService, inbox: Inbox
) -> None:
    await inbox.pull()
    await inbox.pull()
    await inbox.pull(everything=True)
    assert [since for since, _ in service.asked] == [None, "whole", None]


async def test_a_pull_that_breaks_off_keeps_what_came_and_proves_nothing(
    db: Database, service: FakeService, inbox: Inbox, clock: Clock
) -> None:
    text = doubted(db)
    clock.seconds = 60
    service.pages = [
        Page((inbound("9"),), covers_since=EVERYTHING),
        OutcomeUnknown("ReadError"),
    ]
    with pytest.raises(OutcomeUnknown):
        await inbox.pull(everything=True)
    assert len(messages.newest(db)) == 2
    assert accounts.known(db, ACCOUNT).sync_point is None
    assert not asks(db, text)


@pytest.mark.parametrize(
    ("began", "covers_since", "evidence"),
    [
        (60, EVERYTHING, True),
        (60, at(-61), True),
        (60, at(-59), False),
        (60, None, False),
        (5, EVERYTHING, False),
        (0.5, EVERYTHING, False),
    ],
    ids=["whole", "reaches back", "too short", "cannot be said", "too soon", "began before"],
)
async def test_a_list_without_the_text_is_evidence_only_if_it_reaches_back_and_is_late_enough(
    db: Database,
    service: FakeService,
    inbox: Inbox,
    clock: Clock,
    began: float,
    covers_since: object,
    evidence: bool,
) -> None:
    """Sent at noon, listing delay 5 s, clocks within a minute of each other."""
    text = doubted(db)
    clock.seconds = began
    service.pages = [Page((), covers_since=covers_since, sync_point="p")]  # type: ignore[arg-type]
    pulled = await inbox.pull(everything=True)
    assert pulled.asking == int(evidence)
    assert asks(db, text) is evidence


async def test_what_the_list_shows_is_settled_and_what_it_does_not_asks(
    db: Database, service: FakeService, inbox: Inbox, clock: Clock
) -> None:
    """Two deliberate texts with the same words: the list has one."""
    texts = [doubted(db, seconds=0), doubted(db, seconds=2)]
    clock.seconds = 60
    service.texts = [listed("7", seconds=0.4, state=State.DELIVERED)]
    pulled = await inbox.pull()
    assert (pulled.changed, pulled.asking) == (1, 1)
    assert states(db, texts) == ["delivered", "unconfirmed"]


async def test_a_service_that_can_say_what_became_of_one_text_is_asked(
    db: Database, service: FakeService, inbox: Inbox, clock: Clock
) -> None:
    texts = [doubted(db, "one"), doubted(db, "two")]
    clock.seconds = 60
    service.found = {"one": Accepted("7", State.SENT)}
    pulled = await inbox.pull()
    assert service.log.count("look_up") == 2
    assert states(db, texts) == ["sent", "unconfirmed"]
    assert pulled.asking == 1


async def test_a_lookup_is_told_whose_ids_are_taken_and_never_adopts_one_of_them(
    db: Database, service: FakeService, inbox: Inbox, clock: Clock
) -> None:
    """G3: the same words may have been sent twice on purpose."""
    text, twin = doubted(db, "ok"), queued(db, "ok")[0]
    outbox.mark_sending(db, twin.id, at(2))
    outbox.accept(db, twin.id, receipt("7"))
    service.found = {"ok": Accepted("7", State.SENT)}
    await inbox.pull()
    assert service.looked_up[0].bound == frozenset({"7"})
    assert states(db, [text, twin]) == ["unconfirmed", "accepted"]


async def test_an_id_that_another_text_got_while_one_was_looked_up_stays_with_it(
    db: Database, service: FakeService, inbox: Inbox
) -> None:
    """G3: answers to sends come at any moment."""
    text, twin = doubted(db, "ok"), queued(db, "ok")[0]
    outbox.mark_sending(db, twin.id, at(2))
    service.while_looking = lambda: outbox.accept(db, twin.id, receipt("7"))
    service.found = {"ok": Accepted("7", State.SENT)}
    await inbox.pull()
    assert service.looked_up[0].bound == frozenset()
    assert states(db, [text, twin]) == ["unconfirmed", "accepted"]


async def test_pulls_follow_each_other_no_sooner_than_the_service_puts_up_with(db: Database) -> None:
    """I7: also after one that failed, and however often somebody asks."""
    waits: list[float] = []
    steady = [100.0]

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        steady[0] += seconds

    service = FakeService(rest=timedelta(seconds=10))
    service.clock = ServiceClock(lambda: steady[0])
    inbox = Inbox(db, ACCOUNT, service, sleep=sleep)
    await inbox.pull()
    steady[0] += 4
    await inbox.pull()
    service.trouble["pull"] = Unreachable("")
    steady[0] += 11
    with pytest.raises(Unreachable):
        await inbox.pull()
    del service.trouble["pull"]
    steady[0] += 1
    await inbox.pull()
    assert waits == [6.0, 9.0]


async def test_nobody_asks_about_a_text_that_a_person_left_alone_or_whose_line_is_gone(
    db: Database, service: FakeService, inbox: Inbox
) -> None:
    outbox.leave(db, doubted(db, "one").id)
    await inbox.pull()
    doubted(db, "two")
    lines.replace(db, ACCOUNT, [])
    await inbox.pull()
    assert "look_up" not in service.log


async def test_a_pull_asks_as_far_back_as_news_may_come(
    db: Database, service: FakeService, inbox: Inbox, clock: Clock
) -> None:
    """C3: recent ones at every pull, older ones now and then, unconfirmed ones always."""
    (text,) = queued(db, "old")
    outbox.mark_sending(db, text.id, at(1))
    outbox.accept(db, text.id, receipt("7"))
    clock.seconds = RECENT.total_seconds() - 1
    await inbox.pull()
    clock.seconds = RECENT.total_seconds() + 2
    await inbox.pull()
    await inbox.pull(deep=True)
    clock.seconds = DEEP.total_seconds() + 2
    await inbox.pull(deep=True)
    assert [reach for _, reach in service.asked] == [at(1), None, at(1), None]
    doubted(db, "doubtful", seconds=3)
    await inbox.pull()
    assert service.asked[-1][1] == at(3)


def receipt(remote_id: str) -> Receipt:
    return Receipt(remote_id, State.ACCEPTED)


async def test_while_the_history_is_fetched_elsewhere_the_newest_pages_will_do(
    db: Database, service: FakeService, inbox: Inbox
) -> None:
    service.pages = [
        Page((inbound("9", seconds=90),), covers_since=at(90)),
        Page((inbound("5", seconds=50),), covers_since=at(50)),
        Page((inbound("1", seconds=10),), covers_since=EVERYTHING, sync_point="p"),
    ]
    assert (await inbox.pull()).new == 1
    assert accounts.known(db, ACCOUNT).sync_point is None
    assert (await inbox.pull(everything=True)).new == 2
    assert accounts.known(db, ACCOUNT).sync_point == "p"
    assert (await inbox.pull()).new == 0


async def test_before_the_history_is_complete_pages_are_read_until_they_reach_an_open_text(
    db: Database, service: FakeService, inbox: Inbox, clock: Clock
) -> None:
    text = doubted(db, seconds=100)
    clock.seconds = 130
    service.pages = [
        Page((inbound("9", seconds=90),), covers_since=at(90)),
        Page((inbound("5", seconds=35),), covers_since=at(35)),
        Page((inbound("1", seconds=10),), covers_since=at(10)),
    ]
    assert (await inbox.pull()).new == 2
    assert asks(db, text)


async def test_a_list_without_proven_order_is_read_to_its_end_at_once(
    db: Database, service: FakeService, inbox: Inbox
) -> None:
    service.pages = [
        Page((inbound("1", seconds=1),), covers_since=None),
        Page((inbound("2", seconds=2),), covers_since=EVERYTHING, sync_point="p"),
    ]
    assert (await inbox.pull()).new == 2
    assert accounts.known(db, ACCOUNT).sync_point == "p"


async def test_bad_rows_are_counted_and_the_others_come(
    db: Database, service: FakeService, inbox: Inbox
) -> None:
    bad = (BadRow("8", "no body", "{}"), BadRow("", "no id", "{}"))
    service.pages = [Page((inbound("9"),), bad, EVERYTHING, "p")]
    pulled = await inbox.pull()
    assert (pulled.unreadable, pulled.new) == (2, 1)


async def test_a_service_without_receipts_never_delivers(db: Database, clock: Clock) -> None:
    """C6."""
    service = FakeService(proof=Proof.SENT)
    service.texts = [listed("7", state=State.DELIVERED)]
    await Inbox(db, ACCOUNT, service, clock=clock).pull()
    assert messages.newest(db)[0].state is State.SENT


async def test_a_text_that_a_pull_shows_before_its_own_reply_came_is_one_text(
    db: Database, service: FakeService, inbox: Inbox
) -> None:
    """The race: the pull adopts the row that is on the wire."""
    (text,) = queued(db, "ok")
    outbox.mark_sending(db, text.id, at(0))
    service.texts = [listed("7", state=State.SENT)]
    pulled = await inbox.pull()
    assert (pulled.new, pulled.changed) == (0, 1)
    outbox.accept(db, text.id, receipt("7"))
    assert [(one.remote_id, one.state) for one in messages.newest(db)] == [("7", State.SENT)]


async def test_a_service_that_is_gone_is_told_to_whoever_pulls(service: FakeService, inbox: Inbox) -> None:
    service.trouble["pull"] = Unreachable("ConnectError")
    with pytest.raises(Unreachable):
        await inbox.pull()


def test_lines_are_found_by_their_number() -> None:
    assert line_ids([lines.Line(ACCOUNT, "42", LINE)]) == {LINE: "42"}


async def test_calls_that_stand_among_texts_are_stored_with_their_page(
    db: Database, service: FakeService, inbox: Inbox
) -> None:
    """I2: before the sync point, after which nobody would bring them again."""
    call = Call("7", False, LINE, PEER, at(0), "voicemail", 12)

    async def paged(since: str | None, reach: object) -> AsyncIterator[Page]:
        yield Page((), calls=(call,))
        yield Page((), covers_since=EVERYTHING, sync_point="1")

    service.pull = paged  # type: ignore[method-assign]
    await inbox.pull()
    await inbox.pull()
    (kept,) = calls.listing(db)
    assert (kept.remote_id, kept.outcome, kept.seconds) == ("7", "voicemail", 12)
