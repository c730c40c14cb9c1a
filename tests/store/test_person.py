"""One person's conversations across lines, services and numbers, read as one (idea 16, demand 10)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.sms.delivery import State
from desktop.store import calls, contact_duplicates, contact_edits, contacts, conversations, timeline
from desktop.store.calls import Call
from desktop.store.contact_edits import Details
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from desktop.store.merge import Listed, merge
from desktop.store.messages import Message
from desktop.store.person import other_conversations
from desktop.store.stretch import PAGE, Stretch, Thread
from desktop.store.table import Table
from desktop.store.timeline import Entry, TimelineCall, place
from desktop.store.words_in_thread import look_through
from tests.store.people import add, serve
from tests.store.texts import LINE, NOON, OTHER, PEER, WINDOW, at, receipt

DESK = "+442079460958"
SALES = "+12125550142"
SUPPORT = ("close", LINE)
SOLD = ("twilio", SALES)


def put(db: Database, line: tuple[str, str], seconds: list[float], *, peer: str = PEER) -> int:
    """Texts that came from somebody on a line at these seconds; their conversation."""
    account, number = line
    texts = [
        Listed(False, number, peer, f"{account} {n:g}", at(n), receipt(f"{peer}{n}", State.RECEIVED))
        for n in seconds
    ]
    for start in range(0, len(texts), 200):
        merge(db, account, texts[start : start + 200], window=WINDOW, now=NOON)
    there = conversations.find(db, account, number, peer)
    assert there is not None
    return there


def rang(db: Database, line: tuple[str, str], second: float) -> None:
    account, number = line
    calls.keep(db, account, [Call(account, f"call {second}", False, number, PEER, at(second), "missed")])


def said(entries: list[Entry]) -> list[str]:
    return [one.body if isinstance(one, Message) else one.call.remote_id for one in entries]


@pytest.fixture
def whole(db: Database) -> Thread:
    """Two lines of two services with one number, and somebody else between."""
    here = put(db, SUPPORT, [0, 2, 4])
    there = put(db, SOLD, [1, 2, 5])
    put(db, SUPPORT, [3], peer=OTHER)
    rang(db, SOLD, 3.5)
    assert other_conversations(db, here) == (there,)
    return Thread(db, here, others=(there,))


IN_ORDER = ["close 0", "twilio 1", "close 2", "twilio 2", "call 3.5", "close 4", "twilio 5"]


def test_texts_and_calls_of_all_lines_with_a_number_stand_in_one_order(whole: Thread) -> None:
    assert said(whole.end().rows) == IN_ORDER
    assert said(Thread(whole.db, whole.conversation_id).end().rows) == ["close 0", "close 2", "close 4"]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_in_both_directions_leave_nothing_out(whole: Thread, size: int) -> None:
    db, ids = whole.db, whole.ids
    found = timeline.before(db, ids, None, limit=size)
    while page := timeline.before(db, ids, place(found[0]), limit=size):
        found = page + found
    assert said(found) == IN_ORDER
    found = timeline.after(db, ids, timeline.begin(NOON), limit=size)
    while page := timeline.after(db, ids, place(found[-1]), limit=size):
        found += page
    assert said(found) == IN_ORDER
    assert [said([one]) for one in timeline.calls_after(db, ids, None, limit=size)] == [["call 3.5"]]


def test_it_is_unread_as_its_conversations_are_and_begins_with_the_oldest_news(db: Database) -> None:
    """D1."""
    here, there = put(db, SUPPORT, [4]), put(db, SOLD, [1, 5])
    whole = Thread(db, here, others=(there,))
    standing = timeline.standing(db, whole.of)
    assert (standing.unread, set(standing.unread_in)) == (3, {here, there})
    first = whole.first_unread()
    assert first is not None and first[0] == at(1)
    conversations.mark_read(db, there)
    assert timeline.standing(db, whole.of).unread_in == (here,)
    assert timeline.standing(db, (99, here)) == timeline.Standing()


def test_its_ends_and_what_follows_are_of_all_lines(whole: Thread) -> None:
    ends = whole.ends()
    assert ends is not None
    assert said([*ends]) == ["close 0", "twilio 5"]
    assert said([*whole.following(None, limit=4)]) == ["close 0", "twilio 1", "close 2", "twilio 2"]
    alone = Thread(whole.db, 99)
    assert (alone.ends(), alone.first_unread()) == (None, None)


@pytest.mark.parametrize("rows", [1, 2, 3, 100])
def test_words_are_found_on_all_lines_newest_first(whole: Thread, rows: int) -> None:
    """Demand 7."""
    found, older = [], None
    while True:
        step = look_through(whole.db, whole.ids, "2", before=older, rows=rows)
        found += [body for _, body in step.hits]
        older = step.older
        if older is None:
            break
    assert found == ["twilio 2", "close 2"]


def test_a_long_one_is_read_a_page_at_a_time_of_each_line(db: Database) -> None:
    """Demand 8."""
    here, there = put(db, SUPPORT, [*range(0, 800, 2)]), put(db, SOLD, [*range(1, 801, 2)])
    whole = Thread(db, here, others=(there,))
    stretch = whole.end()
    assert len(stretch.rows) == PAGE and said(stretch.rows)[-1] == "twilio 799"
    rows = list(stretch.rows)
    while page := whole.older(Stretch(rows)).rows:
        assert len(page) <= PAGE
        rows = page + rows
    assert said(rows) == [f"{'twilio' if n % 2 else 'close'} {n}" for n in range(800)]
    middle = whole.around(place(rows[400]))
    assert said(middle.rows) == said(rows[350:500]) and middle.more
    assert whole.again(middle, following=False) == middle


def test_the_several_numbers_of_one_contact_belong_together(db: Database) -> None:
    here, desk = put(db, SUPPORT, [0]), put(db, SOLD, [1], peer=DESK)
    put(db, SOLD, [2], peer=OTHER)
    assert other_conversations(db, here) == ()
    zoe = Details("Zoë", numbers=(Number(PEER), Number(DESK)))
    contact = contact_edits.add(db, zoe, region=None)
    assert other_conversations(db, here) == (desk,)
    assert other_conversations(db, desk) == (here,)
    contact_edits.delete(db, contact.id)
    assert other_conversations(db, here) == ()


def test_a_merge_brings_the_numbers_of_both_services_together_and_undo_parts_them(db: Database) -> None:
    here, desk = put(db, SUPPORT, [0]), put(db, SOLD, [1], peer=DESK)
    (one,) = serve(db, ("1", "Zoë", PEER), account="close")
    (other,) = serve(db, ("9", "Zoë Patel", DESK), account="twilio")
    assert other_conversations(db, here) == ()
    _, token = contact_duplicates.merge(db, one.id, [other.id])
    assert other_conversations(db, here) == (desk,)
    contact_edits.undo(db, token)
    assert other_conversations(db, here) == ()


def test_a_number_that_two_people_share_shows_neither_s_other_texts(db: Database) -> None:
    """Demand 14: nobody's texts as somebody else's."""
    switchboard, zoe, ben = PEER, DESK, OTHER
    there = put(db, SUPPORT, [0], peer=switchboard)
    mobile = put(db, SUPPORT, [1], peer=zoe)
    put(db, SUPPORT, [2], peer=ben)
    add(db, "Zoë", switchboard, zoe)
    add(db, "Ben", switchboard, ben)
    assert other_conversations(db, there) == other_conversations(db, mobile) == ()
    elsewhere = put(db, SOLD, [3], peer=switchboard)
    assert other_conversations(db, there) == (elsewhere,)


def test_two_unmerged_entries_with_a_number_share_that_number_alone(db: Database) -> None:
    here, there = put(db, SUPPORT, [0]), put(db, SOLD, [1])
    put(db, SOLD, [2], peer=DESK)
    contacts.replace(db, "close", [Contact("close", "1", "Zoë", "", (Number(PEER), Number(DESK)))])
    serve(db, ("9", "Z. Patel", PEER), account="twilio")
    assert other_conversations(db, here) == (there,)


def test_a_conversation_that_is_not_there_has_no_others(db: Database) -> None:
    assert other_conversations(db, 99) == ()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.lists(st.integers(0, 6), min_size=1, max_size=8, unique=True),
    second=st.lists(st.integers(0, 6), min_size=1, max_size=8, unique=True),
    size=st.integers(1, 6),
)
def test_any_mixture_of_lines_reads_the_same_by_pages_as_at_once(
    db: Database, first: list[float], second: list[float], size: int
) -> None:
    with db.transaction() as session:
        for table in reversed(Table.metadata.sorted_tables):
            session.execute(table.delete())
    ids = (put(db, SUPPORT, first), put(db, SOLD, second))
    whole = timeline.before(db, ids, None, limit=99)
    assert [place(one) for one in whole] == sorted(place(one) for one in whole)
    assert len(whole) == len(first) + len(second)
    assert not any(isinstance(one, TimelineCall) for one in whole)
    found: list[Entry] = timeline.before(db, ids, None, limit=size)
    while page := timeline.before(db, ids, place(found[0]), limit=size):
        found = page + found
    assert found == whole
