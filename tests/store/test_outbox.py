"""The outbox as rows: what is due when, every step of a send, and what an unconfirmed text waits for."""

from collections.abc import Callable

import pytest

from desktop.announce import Announcement, MessagesChanged
from desktop.sms.delivery import State
from desktop.store import outbox
from desktop.store.database import Database
from tests.store.texts import (
    ACCOUNT,
    NOON,
    OTHER,
    at,
    by_id,
    doubted,
    due,
    listed,
    look,
    now,
    pull,
    queued,
    receipt,
    rows,
    sending,
)


def test_texts_of_one_conversation_go_out_one_after_the_other_and_conversations_side_by_side(
    db: Database,
) -> None:
    first = queued(db, "one")
    queued(db, "two")
    queued(db, "elsewhere", peer=OTHER)
    assert due(db) == ["one", "elsewhere"]
    outbox.mark_sending(db, first.id, NOON)
    assert due(db) == ["elsewhere"]
    outbox.accept(db, first.id, receipt("7"))
    assert due(db) == ["two", "elsewhere"]


def test_a_conversation_that_is_left_out_is_left_out(db: Database) -> None:
    message = queued(db)
    assert due(db, busy={message.conversation_id}) == []


def test_a_text_that_has_to_wait_keeps_those_behind_it_waiting(db: Database) -> None:
    """Order inside a conversation holds whatever happens."""
    first = sending(db, "one")
    queued(db, "two")
    outbox.requeue(db, first.id, at(10))
    assert due(db, 9) == []
    assert due(db, 10) == ["one"]


def test_another_accounts_texts_are_not_due(db: Database) -> None:
    queued(db)
    assert outbox.due(db, "b", NOON) == []


def test_only_one_can_mark_a_text_as_being_sent(db: Database) -> None:
    message = queued(db)
    assert outbox.mark_sending(db, message.id, NOON, handle="h")
    assert not outbox.mark_sending(db, message.id, NOON)
    found = now(db, message)
    assert (found.state, found.attempts, found.attempted_at, found.handle) == (State.SENDING, 1, NOON, "h")


def test_what_step_one_gave_is_stored_before_step_two(db: Database) -> None:
    message = queued(db)
    outbox.keep_handle(db, message.id, "draft-1")
    assert (now(db, message).handle, now(db, message).state) == ("draft-1", State.QUEUED)


def test_what_was_being_sent_when_the_program_died_is_unconfirmed(db: Database) -> None:
    """Never two: it may have gone out."""
    texts = [sending(db, "a"), queued(db, "b", peer=OTHER)]
    assert outbox.recover(db, at(60)) == 1
    assert by_id(db, texts) == [(None, "unconfirmed"), (None, "queued")]
    assert outbox.recover(db, at(61)) == 0
    assert now(db, texts[0]).doubted_at == at(60)


def test_recovery_of_one_account_leaves_the_others_alone(db: Database) -> None:
    text = sending(db)
    assert outbox.recover(db, at(1), account_id="b") == 0
    assert by_id(db, [text]) == [(None, "sending")]
    assert outbox.recover(db, at(1), account_id=ACCOUNT) == 1


def test_a_text_goes_back_to_the_queue_only_from_the_wire(db: Database) -> None:
    text = doubted(db)
    outbox.requeue(db, text.id, None)
    assert by_id(db, [text]) == [(None, "unconfirmed")]


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (lambda db, text: outbox.requeue(db, text, at(9)), "queued"),
        (lambda db, text: outbox.fail(db, text, "c", "t"), "failed"),
        (lambda db, text: outbox.doubt(db, text, at(9)), "unconfirmed"),
        (lambda db, text: outbox.accept(db, text, receipt("7")), "accepted"),
    ],
    ids=["put back", "refused", "no answer", "taken"],
)
def test_every_end_of_a_request_is_one_step_and_is_announced(
    db: Database, announced: list[Announcement], step: Callable[[Database, int], None], state: str
) -> None:
    text = sending(db)
    announced.clear()
    step(db, text.id)
    assert now(db, text).state == state
    assert announced == [MessagesChanged(frozenset({text.conversation_id}))]


def test_steps_on_a_text_that_is_gone_do_nothing(db: Database, announced: list[Announcement]) -> None:
    outbox.fail(db, 99, None, "")
    outbox.doubt(db, 99, NOON)
    outbox.accept(db, 99, receipt("7"))
    outbox.requeue(db, 99, None)
    assert not outbox.stop(db, 99)
    assert rows(db) == [] and announced == []


def test_a_settled_text_cannot_fail_any_more(db: Database) -> None:
    text = sending(db)
    outbox.accept(db, text.id, receipt("7", State.DELIVERED))
    outbox.doubt(db, text.id, at(9))
    assert by_id(db, [text]) == [("7", "delivered")]


def test_only_a_text_that_has_not_left_can_be_stopped(db: Database) -> None:
    waiting, leaving = queued(db, "a"), sending(db, "b", peer=OTHER)
    assert outbox.stop(db, waiting.id)
    assert not outbox.stop(db, leaving.id)
    assert by_id(db, [waiting, leaving]) == [(None, "stopped"), (None, "sending")]
    assert due(db) == []


def test_an_unconfirmed_text_holds_its_own_conversation_for_thirty_seconds_at_most(db: Database) -> None:
    """Architecture §4.4; doubted one second after noon."""
    doubted(db, "one")
    queued(db, "two")
    queued(db, "elsewhere", peer=OTHER)
    assert due(db, 30.9) == ["elsewhere"]
    assert due(db, 31) == ["two", "elsewhere"]


def test_a_pull_that_was_completed_since_lets_later_texts_go(db: Database) -> None:
    doubted(db, "one")
    queued(db, "two")
    look(db, began=0.5)
    assert due(db, 3) == []
    look(db, began=2)
    assert due(db, 3) == ["two"]


def test_what_is_left_to_do_is_counted(db: Database) -> None:
    queued(db, "a")
    sending(db, "b", peer=OTHER)
    doubted(db, "c", peer="+447700900211")
    assert outbox.left(db, ACCOUNT) == outbox.Left(2, 1)
    assert outbox.left(db, "b") == outbox.Left(0, 0)


def test_the_next_moment_is_the_earliest_one_still_to_come(db: Database) -> None:
    assert outbox.next_moment(db, ACCOUNT, NOON) is None
    first = sending(db, "one", peer=OTHER)
    outbox.requeue(db, first.id, at(10))
    assert outbox.next_moment(db, ACCOUNT, at(0)) == at(10)
    assert outbox.next_moment(db, ACCOUNT, at(10)) is None


def test_the_end_of_a_hold_is_a_moment_only_where_a_text_waits_for_it(db: Database) -> None:
    doubted(db, "one")
    assert outbox.next_moment(db, ACCOUNT, at(2)) is None
    queued(db, "two")
    assert outbox.next_moment(db, ACCOUNT, at(2)) == at(31)
    assert outbox.next_moment(db, ACCOUNT, at(31)) is None
    look(db, 3)
    assert outbox.next_moment(db, ACCOUNT, at(4)) is None


def test_a_text_that_the_clock_of_the_service_dates_is_adopted_whatever_ours_says(db: Database) -> None:
    text = queued(db)
    outbox.mark_sending(db, text.id, at(-9 * 3600), there=at(7))
    pull(db, listed("1", seconds=-9 * 3600), listed("7", seconds=8))
    assert rows(db) == [("1", "ok", "accepted", True), ("7", "ok", "accepted", False)]
    assert now(db, text).remote_id == "7"


def test_what_waits_for_a_review_keeps_its_conversation_waiting_and_no_other(db: Database) -> None:
    """Idea 8: what was written with the connection there goes at once."""
    old = queued(db, "before")
    queued(db, "behind it")
    queued(db, "elsewhere", peer=OTHER)
    found = [one.body for one in outbox.due(db, ACCOUNT, NOON, unreviewed=old.id)]
    assert found == ["elsewhere"]
