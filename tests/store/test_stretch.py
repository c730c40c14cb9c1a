"""The part of a thread that a window holds: bounded, without gaps, and right about what lies beyond it."""

from dataclasses import replace

import pytest

from desktop.store import calls, conversations
from desktop.store.calls import Call
from desktop.store.database import Database
from desktop.store.messages import Message
from desktop.store.stretch import MOST, PAGE, SLACK, Stretch, Thread
from desktop.store.timeline import place
from tests.store.texts import ACCOUNT, LINE, PEER, at, inbound, pull


def fill(db: Database, first: int, last: int) -> None:
    for start in range(first, last, 200):
        pull(db, *(inbound(str(n), str(n), seconds=n) for n in range(start, min(start + 200, last))))


def thread(db: Database) -> Thread:
    found = conversations.find(db, ACCOUNT, LINE, PEER)
    assert found is not None
    return Thread(db, found)


def said(stretch: Stretch) -> list[int]:
    return [int(row.body) for row in stretch.rows if isinstance(row, Message)]


def before(stretch: Stretch) -> int | None:
    return int(stretch.before.body) if isinstance(stretch.before, Message) else None


@pytest.fixture
def long(db: Database) -> Thread:
    fill(db, 0, 500)
    return thread(db)


def test_the_end_is_a_page_and_knows_what_precedes_it(long: Thread) -> None:
    end = long.end()
    assert said(end) == list(range(500 - PAGE, 500))
    assert (before(end), end.more) == (500 - PAGE - 1, False)


def test_a_short_thread_is_whole(db: Database) -> None:
    fill(db, 0, 3)
    assert (said(thread(db).end()), before(thread(db).end())) == ([0, 1, 2], None)


def test_around_a_place_are_pages_on_both_sides(long: Thread) -> None:
    at = place(long.end(limit=250).rows[0])
    middle = long.around(at)
    assert said(middle) == list(range(250 - PAGE // 2, 250 + PAGE))
    assert (before(middle), middle.more) == (250 - PAGE // 2 - 1, True)
    assert long.around(place(long.end().rows[-1])).more is False


def test_it_grows_at_both_ends_without_a_gap(long: Thread) -> None:
    middle = long.around(place(long.end(limit=250).rows[0]))
    older, newer = long.older(middle), long.newer(middle)
    assert said(older) == list(range(100, 200)) and before(older) == 99
    assert said(newer) == list(range(350, 450)) and newer.more
    assert said(long.newer(newer)) == list(range(450, 500))
    assert not long.newer(newer).more
    assert said(long.older(Stretch([]))) == []
    assert said(long.newer(Stretch([]))) == said(long.end())


def test_at_the_end_it_goes_along_with_what_comes(long: Thread, db: Database) -> None:
    end = long.end()
    fill(db, 500, 505)
    now = long.again(end, following=True)
    assert said(now) == list(range(400, 505))
    assert before(now) == 399


def test_a_flood_at_the_end_lets_go_of_the_beginning(long: Thread, db: Database) -> None:
    end = long.end()
    fill(db, 500, 500 + 3 * PAGE)
    now = long.again(end, following=True)
    assert said(now)[-1] == 500 + 3 * PAGE - 1
    assert len(now.rows) == 2 * PAGE
    assert before(now) == said(now)[0] - 1


def test_who_reads_above_keeps_the_rows_and_learns_that_there_is_more(long: Thread, db: Database) -> None:
    end = long.end()
    fill(db, 500, 500 + SLACK + 50)
    now = long.again(end, following=False)
    assert said(now)[:PAGE] == said(end)
    assert (len(now.rows), now.more) == (PAGE + SLACK, True)


def test_in_the_middle_it_stays_what_it_is(long: Thread, db: Database) -> None:
    middle = long.around(place(long.end(limit=250).rows[0]))
    fill(db, 500, 600)
    now = long.again(middle, following=True)
    assert (said(now), before(now), now.more) == (said(middle), before(middle), True)


def test_a_history_before_the_beginning_is_noticed(db: Database) -> None:
    fill(db, 100, 110)
    first = thread(db).end()
    fill(db, 0, 50)
    for following in (True, False):
        now = thread(db).again(first, following=following)
        assert (said(now), before(now)) == (list(range(100, 110)), 49)


def test_what_was_empty_shows_its_first_texts(db: Database) -> None:
    fill(db, 0, 1)
    there = thread(db)
    assert said(there.again(Stretch([]), following=False)) == [0]


def test_following_never_holds_more_than_the_most(db: Database) -> None:
    fill(db, 0, MOST + 100)
    whole = thread(db).end(limit=MOST + 50)
    assert len(thread(db).again(whole, following=True).rows) == MOST


def test_what_did_not_change_is_the_very_same_when_a_stretch_is_read_again(
    db: Database, long: Thread
) -> None:
    """A text that arrives costs what is new, not a thread of a thousand texts made anew."""
    held = long.end()
    pull(db, inbound("500", "500", seconds=500), inbound("450", "450 corrected", seconds=450))
    again = long.again(held, following=True)
    kept = [one for one in again.rows if any(one is row for row in held.rows)]
    differ = [row.body for row in again.rows if isinstance(row, Message) and row not in kept]
    assert len(kept) >= PAGE - 1
    assert differ[-1] == "500" and len(differ) <= 2
    assert all(type(row.outside) is bool for row in again.rows if isinstance(row, Message))


def test_other_calls_are_noticed_without_reading_a_text(db: Database, long: Thread) -> None:
    held = long.end()
    assert not long.calls_differ(held)
    one = Call(ACCOUNT, "1", False, LINE, PEER, at(450.5), "missed")
    calls.keep(db, ACCOUNT, [one])
    assert long.calls_differ(held)
    held = long.again(held, following=True)
    assert not long.calls_differ(held)
    calls.keep(db, ACCOUNT, [replace(one, outcome="answered", seconds=4)])
    assert long.calls_differ(held)
    assert not Thread(db, long.conversation_id, calls=False).calls_differ(held)
    older = long.around(place(long.end(limit=400).rows[0]))
    assert older.more and not long.calls_differ(older), "those beyond the stretch do not count"
