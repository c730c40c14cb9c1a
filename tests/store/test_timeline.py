"""Texts and calls of one person in one order, by pages that leave nothing out."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.store import calls, conversations, timeline
from desktop.store.calls import Call
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.store.table import Table
from desktop.store.timeline import Entry, TimelineCall, place
from tests.store.texts import ACCOUNT, LINE, NOON, OTHER, PEER, at, doubted, inbound, pull


def call(
    remote_id: str, seconds: float, *, peer: str = PEER, line: str = LINE, account: str = ACCOUNT
) -> Call:
    return Call(
        account_id=account,
        remote_id=remote_id,
        outbound=False,
        line=line,
        peer=peer,
        started_at=at(seconds),
        outcome="missed",
    )


def names(entries: list[Entry]) -> list[str]:
    """Words of texts, ids of calls."""
    return [one.body if isinstance(one, Message) else one.call.remote_id for one in entries]


def the(db: Database, peer: str = PEER) -> int:
    found = conversations.find(db, ACCOUNT, LINE, peer)
    assert found is not None
    return found


@pytest.fixture
def mixed(db: Database) -> Database:
    pull(db, *(inbound(str(n), f"text {n}", seconds=n) for n in range(5)))
    mine = [call("call 1", 1), call("call 2", 2.5), call("call 9", 9)]
    others = [call("other", 2, peer=OTHER), call("third line", 2, line=OTHER)]
    calls.keep(db, ACCOUNT, [*mine, *others])
    calls.keep(db, "b", [call("somebody else's", 2, account="b")])
    return db


IN_ORDER = ["text 0", "text 1", "call 1", "text 2", "call 2", "text 3", "text 4", "call 9"]


def test_calls_of_the_same_line_and_person_stand_between_the_texts(mixed: Database) -> None:
    """Product row "One timeline"; at one moment the text comes first."""
    assert names(timeline.before(mixed, the(mixed), None, limit=50)) == IN_ORDER
    assert names(timeline.before(mixed, the(mixed), None, limit=50, calls=False)) == [
        f"text {n}" for n in range(5)
    ]


def test_a_call_keeps_what_was_recorded_and_gets_no_length_that_was_not(mixed: Database) -> None:
    (one,) = timeline.before(mixed, the(mixed), None, limit=1)
    assert isinstance(one, TimelineCall)
    assert (one.created_at, one.outbound, one.call.outcome, one.call.seconds) == (
        at(9),
        False,
        "missed",
        None,
    )


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_pages_backwards_and_forwards_leave_nothing_out(mixed: Database, size: int) -> None:
    there, found = the(mixed), timeline.before(mixed, the(mixed), None, limit=size)
    while page := timeline.before(mixed, there, place(found[0]), limit=size):
        found = page + found
    assert names(found) == IN_ORDER
    found = timeline.after(mixed, there, timeline.begin(NOON), limit=size)
    while page := timeline.after(mixed, there, place(found[-1]), limit=size):
        found += page
    assert names(found) == IN_ORDER


def test_around_a_place_it_is_part_of_the_second_half(mixed: Database) -> None:
    there = the(mixed)
    for entry in timeline.before(mixed, there, None, limit=50):
        first, second = timeline.around(mixed, there, place(entry), earlier=2, later=3)
        at_ = IN_ORDER.index(names([entry])[0])
        assert names(first) == IN_ORDER[max(at_ - 2, 0) : at_]
        assert names(second) == IN_ORDER[at_ : at_ + 3]


def test_a_place_that_nothing_stands_at_parts_the_others(mixed: Database) -> None:
    first, second = timeline.around(mixed, the(mixed), timeline.begin(at(2)), earlier=9, later=9)
    assert names(first) == IN_ORDER[:3]
    assert names(second) == IN_ORDER[3:]
    assert timeline.text_place(at(1), 2) < place(second[0])


def test_a_conversation_that_is_not_there_has_no_entries(mixed: Database) -> None:
    assert timeline.before(mixed, 99, None, limit=9) == []
    assert timeline.standing(mixed, 99) == timeline.Standing()


def test_how_a_thread_stands_is_read_with_it(db: Database) -> None:
    text = doubted(db)
    pull(db, inbound("1"))
    assert timeline.standing(db, text.conversation_id).unread == 1
    assert timeline.standing(db, text.conversation_id).asking == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.integers(0, 6), min_size=1, max_size=10),
    rings=st.lists(st.integers(0, 6), max_size=10),
    size=st.integers(1, 6),
)
def test_any_mixture_reads_the_same_by_pages_as_at_once(
    db: Database, texts: list[int], rings: list[int], size: int
) -> None:
    with db.transaction() as session:
        for table in reversed(Table.metadata.sorted_tables):
            session.execute(table.delete())
    pull(db, *(inbound(f"t{n}", f"t{n}", seconds=second) for n, second in enumerate(texts)))
    calls.keep(db, ACCOUNT, [call(f"c{n}", second) for n, second in enumerate(rings)])
    whole = timeline.before(db, the(db), None, limit=100)
    assert whole == sorted(whole, key=place) and len(whole) == len(texts) + len(rings)
    found = timeline.before(db, the(db), None, limit=size)
    while page := timeline.before(db, the(db), place(found[0]), limit=size):
        found = page + found
    assert found == whole
    found = timeline.after(db, the(db), timeline.begin(NOON - timedelta(days=1)), limit=size)
    while page := timeline.after(db, the(db), place(found[-1]), limit=size):
        found += page
    assert found == whole
