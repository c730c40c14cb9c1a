"""Texts whose outcome is unknown: what counts as evidence, and what a person may decide."""

import json

import pytest

from desktop.announce import Announcement, Announcer, MessagesChanged, TextQueued
from desktop.sms.delivery import State
from desktop.store import accounts, doubts, messages, outbox
from desktop.store.database import Database, open_database
from desktop.store.messages import Message
from tests.store.texts import (
    ACCOUNT,
    DELAY,
    NOON,
    OTHER,
    WINDOW,
    at,
    by_id,
    doubted,
    due,
    inbound,
    listed,
    look,
    now,
    pull,
    queued,
    receipt,
    rows,
    sending,
)


@pytest.mark.parametrize(
    ("began", "complete_since", "evidence"),
    [
        (0.5, -3600, False),  # began before the doubt
        (5.9, -3600, False),  # the service may not list it yet
        (6, -59, False),  # does not reach back past both clocks
        (6, -60, True),
        (600, -3600, True),
    ],
)
def test_absence_is_evidence_only_after_the_listing_delay_and_in_a_list_that_reaches_back(
    db: Database, began: float, complete_since: float, evidence: bool
) -> None:
    """Sent at noon, doubted a second later; listing delay 5 s, clocks within 60 s."""
    text = doubted(db)
    assert look(db, began, complete_since) == int(evidence)
    found = now(db, text)
    assert found.asks is evidence
    assert found.missing_since == (at(complete_since) if evidence else None)


def test_a_text_that_turns_up_after_all_asks_no_more(db: Database) -> None:
    text = doubted(db)
    look(db, 10)
    assert now(db, text).asks
    pull(db, listed("7"))
    found = now(db, text)
    assert not found.asks and found.missing_since is None
    assert look(db, 20) == 0


def test_a_person_may_send_it_again_and_the_doubtful_one_stays_as_it_was(db: Database) -> None:
    text = doubted(db)
    look(db, 10)
    again = outbox.send_again(db, text.id, at(20))
    assert again is not None
    assert (again.state, again.body, again.id != text.id) == (State.QUEUED, "ok", True)
    found = now(db, text)
    assert (found.state, found.left_alone, found.asks) == (State.UNCONFIRMED, True, False)
    assert due(db, 21) == ["ok"]
    assert outbox.send_again(db, text.id, at(21)) is None
    assert look(db, 30) == 0


def test_a_second_copy_is_refused_when_news_came_before_the_click(db: Database) -> None:
    text = doubted(db)
    look(db, 10)
    pull(db, listed("7"))
    assert outbox.send_again(db, text.id, at(20)) is None
    assert len(rows(db)) == 1


def test_sending_again_is_announced_as_a_text_in_the_queue(
    db: Database, announced: list[Announcement]
) -> None:
    text = doubted(db)
    announced.clear()
    outbox.send_again(db, text.id, at(20))
    assert announced == [MessagesChanged(frozenset({text.conversation_id})), TextQueued(ACCOUNT)]


def test_a_text_that_is_left_alone_holds_nothing_and_asks_nothing(db: Database) -> None:
    text = doubted(db, "one")
    queued(db, "two")
    outbox.leave(db, text.id)
    assert due(db, 2) == ["two"]
    assert doubts.unconfirmed(db, ACCOUNT) == []
    assert look(db, 60) == 0
    pull(db, listed("7", "one"))
    assert by_id(db, [text]) == [("7", "accepted")]


def test_a_text_that_was_left_alone_can_still_be_sent_again_once(db: Database) -> None:
    text = doubted(db)
    outbox.leave(db, text.id)
    assert outbox.send_again(db, text.id, at(20)) is not None
    assert outbox.send_again(db, text.id, at(21)) is None
    assert now(db, text).held_reason == outbox.SENT_AGAIN


def test_two_windows_send_it_again_once(db: Database) -> None:
    text = doubted(db)
    other = open_database(db.path, Announcer())
    assert outbox.send_again(db, text.id, at(20)) is not None
    assert outbox.send_again(other, text.id, at(20)) is None
    other.close()


@pytest.mark.parametrize("ours", [-86_400, -3600, 3600, 86_400])
def test_our_clock_neither_makes_evidence_nor_keeps_it_away(db: Database, ours: float) -> None:
    """Set by hours right after the attempt: what counts is the service's own time."""
    text = queued(db)
    outbox.mark_sending(db, text.id, NOON, there=at(7200))
    outbox.doubt(db, text.id, at(ours), there=at(7201))

    def look(there: float, since: float = 0) -> int:
        return doubts.looked(
            db,
            ACCOUNT,
            began=at(ours + there - 7201),
            complete_since=at(since),
            delay=DELAY,
            window=WINDOW,
            there=at(there),
        )

    assert look(7205.9) == 0
    assert look(7206, since=7141) == 0
    assert look(7206, since=7140) == 1
    assert now(db, text).missing_since == at(7140)


def test_a_doubt_of_a_program_that_ended_is_dated_by_the_first_pull_after_it(db: Database) -> None:
    """At its start nobody has asked the service yet what time it is."""
    text = queued(db)
    outbox.mark_sending(db, text.id, NOON, there=at(7200))
    outbox.recover(db, at(-50_000))
    looks = [
        doubts.looked(
            db,
            ACCOUNT,
            began=at(began),
            complete_since=at(0),
            delay=DELAY,
            window=WINDOW,
            there=at(7300 + began),
        )
        for began in (0, 4.9, 5)
    ]
    assert looks == [0, 0, 1]


@pytest.mark.parametrize("told", [True, False])
def test_a_clock_that_is_set_back_after_the_doubt_does_not_keep_a_text_from_asking(
    db: Database, told: bool
) -> None:
    """Found by the storm, seed 2: one that had been ahead by hours would have kept it silent for hours."""
    text = queued(db)
    outbox.mark_sending(db, text.id, at(50_000), there=at(50_000) if told else None)
    outbox.doubt(db, text.id, at(50_001), there=at(50_001) if told else None)
    looks = [
        doubts.looked(
            db,
            ACCOUNT,
            began=at(began),
            complete_since=at(-9_000),
            delay=DELAY,
            window=WINDOW,
            there=at(began) if told else None,
            ended=at(began + 1),
            waited={text.id},  # by the seconds of a clock that nobody sets
        )
        for began in (10, 12, 15.9, 16)
    ]
    assert looks == [0, 0, 0, 1]


def alike(db: Database, text: Message) -> str | None:
    found = outbox.lookalike(db, now(db, text))
    return None if found is None else found.remote_id


def test_the_same_words_sent_elsewhere_at_another_time_are_named_with_the_evidence(db: Database) -> None:
    """A service that dates its texts in another zone than it says: a person has to know of them."""
    text = doubted(db)
    pull(db, listed("1", seconds=-26 * 3600), listed("2", seconds=-7200), listed("3", "other words"))
    pull(db, inbound("4", "ok"), listed("5", seconds=-7200, peer=OTHER))
    assert now(db, text).state == State.UNCONFIRMED
    assert alike(db, text) == "2"


def test_words_of_another_day_and_texts_of_ours_are_no_lookalikes(db: Database) -> None:
    text = doubted(db)
    pull(db, listed("1", seconds=-26 * 3600 - 1), listed("2", seconds=26 * 3600 + 1))
    outbox.accept(db, sending(db, seconds=60).id, receipt("3"))
    assert alike(db, text) is None
    assert outbox.lookalike(db, queued(db)) is None


def test_the_ids_of_the_other_texts_with_a_number_are_known(db: Database) -> None:
    """G3: a lookup of a single text must not take another one's."""
    text, twin = doubted(db), sending(db)
    outbox.accept(db, twin.id, receipt("7"))
    pull(db, inbound("8"), listed("9", "sent elsewhere"))
    elsewhere = sending(db, peer=OTHER)
    outbox.accept(db, elsewhere.id, receipt("10"))
    assert doubts.bound_ids(db, text) == {"7", "8", "9"}
    assert doubts.bound_ids(db, twin) == {"8", "9"}


def without_list(db: Database) -> None:
    """The account's service lists no texts."""
    told = {"features": {"listed": {"on": False, "reason": "no_list"}}}
    accounts.learn(db, ACCOUNT, capabilities=json.dumps(told), balance=None, currency="")


def test_where_no_list_can_show_it_a_person_is_asked_from_the_first_moment_on(db: Database) -> None:
    """Demand 1: there is no pull to wait for, so nothing of its conversation waits either."""
    without_list(db)
    text, later = doubted(db), queued(db, "later", seconds=2)
    with db.reading() as session:
        assert messages.asking(session, text.conversation_id, ACCOUNT) == [now(db, text)]
    assert now(db, text).asks
    assert [one.id for one in outbox.due(db, ACCOUNT, at(2))] == [later.id]
    assert look(db, 600) == 1
    died = sending(db, "died", seconds=3, peer=OTHER)
    assert outbox.recover(db, at(4)) == 1
    assert now(db, died).asks


def test_a_person_may_mark_it_as_sent_which_gives_it_no_tick_and_asks_no_more(db: Database) -> None:
    """C6: that is a person's word, not the service's. What was sent again is not marked."""
    without_list(db)
    text = doubted(db)
    assert doubts.mark_sent(db, text.id)
    found = now(db, text)
    assert (found.state, found.asks, found.held_reason) == (State.UNCONFIRMED, False, "marked_sent")
    assert outbox.left(db, ACCOUNT) == outbox.Left(0, 0) and doubts.unconfirmed(db, ACCOUNT) == []
    assert outbox.send_again(db, text.id, at(20)) is not None
    assert not doubts.mark_sent(db, text.id)
    assert not doubts.mark_sent(db, queued(db, "another", peer=OTHER).id)
