"""Taking the service's texts in: each once, in any order, and adopted by ours where they are ours."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from desktop.announce import Announcement, Announcer, MessagesChanged
from desktop.sms.delivery import State
from desktop.store import accounts, conversations, messages
from desktop.store.bad_rows import Unread
from desktop.store.database import Database
from desktop.store.merge import LATEST, MOST, Listed, merge
from desktop.store.tables import BadRowRow
from tests.new_cache import open_new
from tests.store.plans import plans
from tests.store.texts import (
    ACCOUNT,
    LINE,
    NOON,
    OTHER,
    PEER,
    WINDOW,
    at,
    by_id,
    doubted,
    inbound,
    listed,
    now,
    pull,
    queued,
    rows,
    sending,
)


def test_a_text_is_stored_once_however_often_it_is_listed(db: Database) -> None:
    first = pull(db, inbound("7"), inbound("7"))
    again = pull(db, inbound("7"))
    assert (first.new, again.new, again.changed) == (1, 0, 0)
    assert len(first.arrived) == 1 and again.arrived == []
    assert rows(db) == [("7", "Hi", "received", False)]


def test_a_text_sent_elsewhere_gets_a_row_of_its_own_and_says_so(db: Database) -> None:
    """C17."""
    assert pull(db, listed("7")).arrived == []
    assert rows(db) == [("7", "ok", "accepted", True)]
    assert conversations.unread(db) == 0


def test_the_same_words_sent_elsewhere_long_before_are_not_taken_for_ours(db: Database) -> None:
    ours = doubted(db, seconds=0)
    pull(db, listed("5", seconds=-WINDOW.total_seconds() - 1))
    pull(db, listed("6", seconds=LATEST.total_seconds() + 1))
    assert by_id(db, [ours]) == [(None, "unconfirmed")]
    pull(db, listed("7", seconds=-WINDOW.total_seconds()))
    assert by_id(db, [ours]) == [("7", "accepted")]


@pytest.mark.parametrize(
    "other",
    [
        listed("7", "okay"),
        listed("7", "OK"),
        listed("7", peer=OTHER),
        Listed(True, "+12125550142", PEER, "ok", NOON, listed("7").receipt),
        inbound("7", "ok"),
    ],
)
def test_only_the_same_line_number_and_words_are_ours(db: Database, other: Listed) -> None:
    ours = doubted(db)
    assert pull(db, other).new == 1
    assert by_id(db, [ours]) == [(None, "unconfirmed")]


def test_a_text_of_another_account_is_never_adopted(db: Database) -> None:
    ours = doubted(db)
    merge(db, "b", [listed("7")], window=WINDOW, now=NOON)
    assert by_id(db, [ours]) == [(None, "unconfirmed")]


def test_a_text_that_certainly_has_not_left_is_never_adopted(db: Database) -> None:
    ours = queued(db)
    assert pull(db, listed("7")).new == 1
    assert by_id(db, [ours]) == [(None, "queued")]


@pytest.mark.parametrize(
    ("words", "told"),
    [('path C:\\"x" ok', 'path C:"x" ok'), ("it's \\'fine\\'", "it's 'fine'"), (' "ok"\n', '\\"ok\\"')],
)
def test_what_a_service_does_to_backslashes_before_a_quote_makes_no_other_text(
    db: Database, words: str, told: str
) -> None:
    """I5: VoIP.ms lists them stripped or doubled; a lost answer is settled all the same."""
    ours = doubted(db, words, seconds=0)
    pull(db, listed("7", told))
    assert by_id(db, [ours]) == [("7", "accepted")]


def test_a_text_with_exactly_these_words_goes_before_one_that_is_alike(db: Database) -> None:
    """A service that changes nothing settles each with its own."""
    texts = [doubted(db, '\\"ok\\"', seconds=0), doubted(db, '"ok"', seconds=2)]
    pull(db, listed("7", '"ok"', seconds=2))
    assert by_id(db, texts) == [(None, "unconfirmed"), ("7", "accepted")]
    pull(db, listed("8", '\\"ok\\"', seconds=2))
    assert by_id(db, texts) == [("8", "accepted"), ("7", "accepted")]


def test_two_deliberate_oks_are_two(db: Database) -> None:
    """By count: one listed text settles one of them, the older; the second settles the other."""
    texts = [doubted(db, seconds=0), doubted(db, seconds=2)]
    pull(db, listed("7", seconds=0))
    assert by_id(db, texts) == [("7", "accepted"), (None, "unconfirmed")]
    pull(db, listed("7", seconds=0), listed("7", seconds=0))
    assert by_id(db, texts) == [("7", "accepted"), (None, "unconfirmed")]
    pull(db, listed("8", seconds=2), listed("7", seconds=0))
    assert by_id(db, texts) == [("7", "accepted"), ("8", "accepted")]
    assert pull(db, listed("9", seconds=3)).new == 1


def test_an_adopted_text_asks_no_more(db: Database) -> None:
    ours = doubted(db)
    pull(db, listed("7", state=State.DELIVERED))
    found = now(db, ours)
    assert (found.state, found.doubted_at, found.outside) == (State.DELIVERED, None, False)
    assert not found.asks


def test_a_text_that_the_service_took_without_giving_an_id_is_found_in_its_list(db: Database) -> None:
    """The boundary: ``Accepted(remote_id | None, …)``."""
    from desktop.store import outbox
    from desktop.store.binding import Receipt

    ours = sending(db)
    outbox.accept(db, ours.id, Receipt(None, State.ACCEPTED))
    assert pull(db, listed("7", state=State.SENT)).new == 0
    assert by_id(db, [ours]) == [("7", "sent")]


def test_news_only_leads_forward(db: Database) -> None:
    """C2: a late "sent" after "delivered" is ignored."""
    pull(db, listed("7", state=State.DELIVERED))
    assert pull(db, listed("7", state=State.SENT)).changed == 0
    assert pull(db, listed("7", state=State.ACCEPTED)).changed == 0
    assert rows(db) == [("7", "ok", "delivered", True)]
    (found,) = messages.newest(db)
    assert found.remote_status == "delivered"


def test_texts_of_a_first_pull_were_read_elsewhere(db: Database) -> None:
    pull(db, inbound("1", seconds=-10), inbound("2", seconds=10), unread_since=NOON)
    assert conversations.unread(db) == 1
    pull(db, inbound("3", seconds=-20))
    assert conversations.unread(db) == 2
    pull(db, inbound("3", seconds=-20), inbound("2", seconds=10))
    assert conversations.unread(db) == 2


def test_what_is_newest_by_time_stands_in_the_list_whatever_came_last(db: Database) -> None:
    pull(db, inbound("9", "newest", seconds=9))
    pull(db, inbound("3", "older", seconds=3), listed("5", "middle", seconds=5))
    (conversation,) = conversations.listing(db)
    assert (conversation.last_body, conversation.last_at) == ("newest", at(9))


def test_texts_of_the_same_moment_keep_the_order_of_their_ids(db: Database) -> None:
    pull(db, inbound("10", "second"), inbound("9", "first"), inbound("11", "third"))
    (conversation,) = conversations.listing(db)
    assert [one.body for one in messages.thread(db, conversation.id)] == ["first", "second", "third"]
    assert conversation.last_body == "third"


def test_a_bad_row_is_kept_once_and_the_rest_goes_on(db: Database) -> None:
    bad = [Unread("7", "no body", "{}"), Unread("", "no id", '{"a": 1}'), Unread("", "no id", '{"a": 2}')]
    for _ in range(3):
        merge(db, ACCOUNT, [inbound("8")], bad=bad, window=WINDOW, now=NOON)
    with db.reading() as session:
        kept = session.exec(select(BadRowRow.fault, BadRowRow.row).order_by(BadRowRow.row)).all()
    assert len(kept) == 3
    assert len(rows(db)) == 1


def test_the_sync_point_comes_with_its_rows_or_not_at_all(db: Database) -> None:
    merge(db, ACCOUNT, [inbound("7")], window=WINDOW, now=NOON, finished=("point", NOON))
    known = accounts.known(db, ACCOUNT)
    assert (known.sync_point, known.pulled_at) == ("point", NOON)
    naive = Listed(False, LINE, PEER, "x", NOON.replace(tzinfo=None), inbound("8").receipt)
    with pytest.raises(Exception, match="zone"):
        merge(db, ACCOUNT, [naive], window=WINDOW, now=NOON, finished=("later", NOON))
    assert accounts.known(db, ACCOUNT).sync_point == "point"
    assert len(rows(db)) == 1


def test_a_page_is_announced_once_after_its_commit_and_silence_is_not_announced(
    db: Database, announced: list[Announcement]
) -> None:
    pull(db, inbound("1"), inbound("2", peer=OTHER))
    ids = frozenset(one.id for one in conversations.listing(db))
    assert announced == [MessagesChanged(ids)]
    pull(db, inbound("1"), inbound("2", peer=OTHER))
    pull(db)
    assert len(announced) == 1


def test_too_many_rows_at_once_are_refused(db: Database) -> None:
    """The window has to breathe between transactions."""
    with pytest.raises(ValueError, match="200"):
        pull(db, *(inbound(str(number)) for number in range(MOST + 1)))


def test_ten_thousand_rows_go_in_by_pages(db: Database) -> None:
    texts = [
        inbound(str(number), f"text {number}", seconds=number, peer=f"+1202555{number % 100:04d}")
        for number in range(10_000)
    ]
    random.Random(1).shuffle(texts)
    new = sum(pull(db, *texts[start : start + MOST]).new for start in range(0, len(texts), MOST))
    assert new == 10_000
    assert sum(pull(db, *texts[start : start + MOST]).new for start in range(0, 1000, MOST)) == 0
    listing = conversations.listing(db)
    assert len(listing) == 100
    assert conversations.unread(db) == 10_000
    assert [one.last_at for one in listing] == [at(number) for number in range(9_999, 9_899, -1)]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "a\0b",
        "\u202eright to left\u2069",
        "x" * 1_000_000,
        "👩‍👩‍👧‍👦" * 1000,
        "\x1b[31m",
        "'; DROP TABLE message; --",
    ],
    ids=["empty", "nul", "bidi", "a megabyte", "emoji", "escape", "quotes"],
)
def test_any_text_comes_back_as_it_came(db: Database, body: str) -> None:
    pull(db, inbound("7", body))
    pull(db, inbound("7", body))
    (found,) = messages.newest(db)
    assert found.body == body
    assert conversations.listing(db)[0].last_body == body


STEPS = {State.ACCEPTED: 0, State.SENT: 1, State.DELIVERED: 2}
ANSWERS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(sorted(STEPS))), min_size=1, max_size=30)


@settings(max_examples=25)
@given(answers=ANSWERS, cuts=st.lists(st.integers(1, 6), min_size=30, max_size=30), both=st.booleans())
def test_any_order_and_repetition_of_the_pages_gives_the_same_store(
    answers: list[tuple[int, State]], cuts: list[int], both: bool
) -> None:
    """Duplicate and reordered pages: each text once, each as far as any page knew."""
    texts = [listed(str(number), f"text {number}", seconds=number, state=state) for number, state in answers]
    texts += [inbound(str(100 + number), seconds=number) for number, _ in answers] if both else []
    with TemporaryDirectory() as folder:
        db = open_new(Path(folder, "linedesk.db"), Announcer())
        try:
            for size in cuts:
                pull(db, *texts[:size])
                texts = texts[size:]
            furthest: dict[int, State] = {}
            for number, state in answers:
                furthest[number] = max(furthest.get(number, state), state, key=STEPS.__getitem__)
            ours = [(str(number), f"text {number}", state.value, True) for number, state in furthest.items()]
            theirs = [(str(100 + number), "Hi", "received", False) for number in furthest] if both else []
            assert sorted(rows(db), key=str) == sorted(ours + theirs, key=str)
            assert conversations.unread(db) == len(theirs)
            (conversation,) = conversations.listing(db)
            newest = messages.thread(db, conversation.id)[-1]
            assert conversation.last_at == newest.created_at == at(max(furthest))
        finally:
            db.close()


@settings(max_examples=25)
@given(order=st.permutations(["7", "8", "9"]), sizes=st.sampled_from([(1, 1, 1), (2, 1), (1, 2), (3,)]))
def test_as_many_of_ours_are_settled_as_the_service_has_whatever_page_comes_first(
    order: list[str], sizes: tuple[int, ...]
) -> None:
    with TemporaryDirectory() as folder:
        db = open_new(Path(folder, "linedesk.db"), Announcer())
        try:
            texts = [doubted(db, seconds=2 * number) for number in range(4)]
            for size in sizes:
                pull(db, *(listed(remote_id, seconds=int(remote_id) - 7) for remote_id in order[:size]))
                order = order[size:]
            found = by_id(db, texts)
            assert sorted(str(remote_id) for remote_id, _ in found) == ["7", "8", "9", "None"]
            assert [state for _, state in found].count("unconfirmed") == 1
        finally:
            db.close()


def test_threads_of_a_page_are_found_by_their_numbers_however_many_an_account_has(db: Database) -> None:
    found = plans(db, lambda: pull(db, inbound("1")), "SELECT conversation.")
    assert len(found) == 1 and "ix_conversation_peer (peer=?)" in found[0], found


def test_a_page_that_tells_nothing_new_writes_nothing(db: Database, announced: list[Announcement]) -> None:
    page = [inbound("1"), listed("2", state=State.DELIVERED, seconds=1)]
    pull(db, *page)
    announced.clear()
    assert plans(db, lambda: pull(db, *page), "UPDATE") == []
    assert announced == []
