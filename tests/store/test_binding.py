"""A pull and the answer to a send tell of the same text, in either order, and now and then of another."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from desktop.sms.delivery import State
from desktop.store import conversations, doubts, messages, outbox
from desktop.store.database import Database
from tests.store.texts import OTHER, at, by_id, doubted, listed, now, pull, receipt, rows, sending


def the_list_is_whole(db: Database) -> None:
    """Every conversation shows a text of its own, and it is the newest."""
    for conversation in conversations.listing(db):
        newest = messages.thread(db, conversation.id)[-1]
        assert (conversation.last_body, conversation.last_outbound) == (newest.body, newest.outbound)
        assert conversation.last_state is newest.state


NEWS: dict[str, Callable[[Database, int], object]] = {
    "the reply": lambda db, ours: outbox.accept(db, ours, receipt("7", State.ACCEPTED, word="queued")),
    "a pull": lambda db, ours: pull(db, listed("7", state=State.SENT)),
    "a later pull": lambda db, ours: pull(db, listed("7", state=State.DELIVERED)),
    "the time-out": lambda db, ours: outbox.doubt(db, ours, at(1)),
}


@pytest.mark.parametrize("order", list(permutations(NEWS, 3)), ids=", ".join)
def test_a_pull_that_overtakes_the_reply_and_every_other_order_end_in_one_text(
    db: Database, order: tuple[str, ...]
) -> None:
    """The race seen in a trial build: one row, one id, as far as anybody knew, never twice."""
    if {"the reply", "the time-out"} <= set(order):
        order = tuple(news for news in order if news != "the time-out")  # a send ends only once
    ours = sending(db)
    for news in order:
        NEWS[news](db, ours.id)
    furthest = "delivered" if "a later pull" in order else "sent"
    assert rows(db) == [("7", "ok", furthest, False)]
    the_list_is_whole(db)


def test_a_pull_that_overtakes_the_reply_changes_the_row_that_is_on_the_wire(db: Database) -> None:
    ours = sending(db)
    assert pull(db, listed("7", state=State.DELIVERED)).new == 0
    assert by_id(db, [ours]) == [("7", "delivered")]
    outbox.accept(db, ours.id, receipt("7", State.ACCEPTED))
    assert by_id(db, [ours]) == [("7", "delivered")]


def test_a_text_listed_before_it_was_marked_is_one_text_when_the_reply_names_it(db: Database) -> None:
    """The pull did not recognise it (its words came back changed): the reply's id joins the two."""
    ours = sending(db, "café")
    pull(db, listed("7", "cafe", state=State.DELIVERED))
    outbox.accept(db, ours.id, receipt("7", State.ACCEPTED))
    assert rows(db) == [("7", "café", "delivered", False)]
    the_list_is_whole(db)


def test_a_stranger_in_another_conversation_leaves_no_empty_one_behind(db: Database) -> None:
    ours = sending(db)
    pull(db, listed("7", peer=OTHER, state=State.SENT))
    assert len(conversations.listing(db)) == 2
    outbox.accept(db, ours.id, receipt("7"))
    assert rows(db) == [("7", "ok", "sent", False)]
    assert [one.peer for one in conversations.listing(db)] == [ours.peer]
    the_list_is_whole(db)


def test_a_stranger_in_another_conversation_gives_its_place_to_the_text_before(db: Database) -> None:
    ours = sending(db)
    pull(db, listed("5", "before", peer=OTHER, seconds=-60), listed("7", peer=OTHER, seconds=0))
    outbox.accept(db, ours.id, receipt("7"))
    assert {one.last_body for one in conversations.listing(db)} == {"ok", "before"}
    the_list_is_whole(db)


def test_a_reply_that_names_another_id_than_the_one_adopted_gives_each_text_its_row(db: Database) -> None:
    """The same words were sent elsewhere at the same moment, and the pull took them for ours."""
    ours = sending(db)
    pull(db, listed("6", state=State.DELIVERED))
    assert by_id(db, [ours]) == [("6", "delivered")]
    outbox.accept(db, ours.id, receipt("7", State.ACCEPTED))
    assert sorted(rows(db)) == [("6", "ok", "delivered", True), ("7", "ok", "accepted", False)]
    pull(db, listed("6", state=State.DELIVERED), listed("7", state=State.SENT))
    assert sorted(rows(db)) == [("6", "ok", "delivered", True), ("7", "ok", "sent", False)]
    the_list_is_whole(db)


def test_a_reply_whose_text_was_listed_as_sent_elsewhere_swaps_the_two(db: Database) -> None:
    ours = sending(db)
    pull(db, listed("6"), listed("7", state=State.SENT))
    assert by_id(db, [ours]) == [("6", "accepted")]
    outbox.accept(db, ours.id, receipt("7"))
    assert sorted(rows(db)) == [("6", "ok", "accepted", True), ("7", "ok", "sent", False)]
    the_list_is_whole(db)


def test_a_reply_takes_its_id_back_from_an_older_doubt_which_is_told_again(db: Database) -> None:
    """Never zero without being told: the first never went out, and the pull gave it the second's id."""
    first = doubted(db, seconds=0)
    second = sending(db, seconds=40)
    pull(db, listed("7", seconds=40))
    assert by_id(db, [first, second]) == [("7", "accepted"), (None, "sending")]
    outbox.accept(db, second.id, receipt("7", State.SENT))
    assert by_id(db, [first, second]) == [(None, "unconfirmed"), ("7", "sent")]
    assert now(db, first).remote_status == ""
    asking = doubts.looked(
        db,
        first.account_id,
        began=at(60),
        complete_since=at(-3600),
        delay=at(5) - at(0),
        window=at(60) - at(0),
    )
    assert asking == 1
    assert now(db, first).asks


def test_an_older_doubt_that_lost_its_id_still_finds_its_own(db: Database) -> None:
    first = doubted(db, seconds=0)
    second = sending(db, seconds=40)
    pull(db, listed("7", seconds=40))
    outbox.accept(db, second.id, receipt("7"))
    pull(db, listed("6", seconds=0, state=State.DELIVERED), listed("7", seconds=40))
    assert by_id(db, [first, second]) == [("6", "delivered"), ("7", "accepted")]
    assert len(rows(db)) == 2


@pytest.mark.parametrize("state", [State.ACCEPTED, State.SENT, State.DELIVERED, State.FAILED])
def test_a_text_that_never_left_gives_back_what_a_pull_took_for_it(db: Database, state: State) -> None:
    """Refused or unreachable after a wrong adoption: the listed text is another's, ours did not go."""
    ours = sending(db)
    pull(db, listed("6", state=state))
    outbox.requeue(db, ours.id, None)
    assert set(rows(db)) == {("6", "ok", state.value, True), (None, "ok", "queued", False)}
    found = now(db, ours)
    assert (found.error_code, found.error_text, found.remote_status, found.parts) == (None, "", "", None)
    the_list_is_whole(db)


def test_a_refused_text_gives_back_what_a_pull_took_for_it(db: Database) -> None:
    ours = sending(db)
    pull(db, listed("6", state=State.DELIVERED))
    outbox.fail(db, ours.id, "http_422", "Failed to send SMS")
    assert set(rows(db)) == {("6", "ok", "delivered", True), (None, "ok", "failed", False)}
    assert now(db, ours).error_text == "Failed to send SMS"
    pull(db, listed("6", state=State.DELIVERED))
    assert len(rows(db)) == 2
    the_list_is_whole(db)


def test_an_unanswered_text_keeps_what_a_pull_found(db: Database) -> None:
    ours = sending(db)
    pull(db, listed("7"))
    outbox.doubt(db, ours.id, at(30))
    assert by_id(db, [ours]) == [("7", "accepted")]


def test_a_late_sent_after_delivered_is_ignored_and_its_word_too(db: Database) -> None:
    """C2."""
    ours = sending(db)
    outbox.accept(db, ours.id, receipt("7", State.DELIVERED, word="delivered"))
    outbox.accept(db, ours.id, receipt("7", State.SENT, word="sent"))
    found = now(db, ours)
    assert (found.state, found.remote_status) == (State.DELIVERED, "delivered")


def test_a_word_that_nobody_knows_is_kept_as_it_is(db: Database) -> None:
    """C2: unknown states are shown verbatim, and prove no more than acceptance."""
    ours = sending(db)
    outbox.accept(db, ours.id, receipt("7", State.ACCEPTED, word="teleporting"))
    found = now(db, ours)
    assert (found.state, found.remote_status) == (State.ACCEPTED, "teleporting")


@pytest.mark.parametrize("known", [State.SENT, State.DELIVERED])
def test_a_word_that_nobody_knows_is_kept_after_known_ones_as_well(db: Database, known: State) -> None:
    """C2: the state stays what was proven; the word stands beside it."""
    ours = sending(db)
    outbox.accept(db, ours.id, receipt("7", known))
    odd = replace(receipt("7", State.ACCEPTED, word="handed_to_partner"), word_known=False)
    pull(db, replace(listed("7"), receipt=odd))
    found = now(db, ours)
    assert (found.state, found.remote_status) == (known, "handed_to_partner")


def test_a_failure_keeps_the_services_code_and_words(db: Database) -> None:
    """C7."""
    ours = sending(db)
    outbox.accept(db, ours.id, receipt("7"))
    news = receipt("7", State.FAILED, error_code="landline", error_text="No")
    pull(db, replace(listed("7"), receipt=news))
    found = now(db, ours)
    assert (found.state, found.error_code, found.error_text) == (State.FAILED, "landline", "No")
