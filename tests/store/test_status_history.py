"""The status history: every step of a text is written in the transaction that took it (E14)."""

from datetime import timedelta

from desktop.sms.delivery import State
from desktop.store import held, messages, outbox, status_history, undo
from desktop.store.database import Database
from desktop.store.merge import merge
from desktop.store.messages import Message
from tests.store.texts import ACCOUNT, LINE, NOON, PEER, WINDOW, at, inbound, listed, pull, queued, receipt


def turn(db: Database, seconds: float) -> None:
    """It is so many seconds after noon."""
    db.clock = lambda: at(seconds)


def history(db: Database, text: Message) -> list[tuple[float, str, str]]:
    """(seconds after noon, state, the service's word) of each change."""
    return [
        ((one.at - NOON).total_seconds(), str(one.state), one.remote_status)
        for one in status_history.changes(db, text.id)
    ]


def test_every_step_of_a_send_is_kept_with_its_moment(db: Database) -> None:
    turn(db, 0)
    text = queued(db)
    turn(db, 1)
    outbox.mark_sending(db, text.id, at(1))
    turn(db, 2)
    outbox.accept(db, text.id, receipt("7", word="queued"))
    turn(db, 3)
    pull(db, listed("7", state=State.ACCEPTED))
    turn(db, 4)
    pull(db, listed("7", state=State.DELIVERED))
    pull(db, listed("7", state=State.SENT))
    assert history(db, text) == [
        (0, "queued", ""),
        (1, "sending", ""),
        (2, "accepted", "queued"),
        (3, "accepted", "accepted"),
        (4, "delivered", "delivered"),
    ]


def test_a_failure_and_a_doubt_keep_their_words(db: Database) -> None:
    refused, doubted = queued(db), queued(db, peer="+447700900211")
    outbox.mark_sending(db, refused.id, NOON)
    outbox.fail(db, refused.id, "landline", "Not a mobile")
    outbox.mark_sending(db, doubted.id, NOON)
    outbox.doubt(db, doubted.id, NOON, why=outbox.TIMED_OUT, detail="ReadTimeout")
    last = status_history.changes(db, refused.id)[-1]
    assert (last.state, last.error_code, last.error_text) == (State.FAILED, "landline", "Not a mobile")
    last = status_history.changes(db, doubted.id)[-1]
    assert (last.state, last.error_code, last.error_text) == (State.UNCONFIRMED, "timed_out", "ReadTimeout")


def test_what_a_transaction_passes_through_is_no_change(db: Database) -> None:
    """A reply that names another id than the one a pull had found: told once, as it is afterwards."""
    text = queued(db)
    outbox.mark_sending(db, text.id, NOON)
    pull(db, listed("6", state=State.DELIVERED))
    outbox.accept(db, text.id, receipt("7"))
    assert [state for _, state, _ in history(db, text)] == ["queued", "sending", "delivered", "accepted"]


def test_steps_of_the_review_and_of_a_person_are_kept(db: Database) -> None:
    text = queued(db)
    held.review(db, ACCOUNT, at(3600))
    held.drop(db, text.id)
    assert [state for _, state, _ in history(db, text)] == ["queued", "held", "stopped"]


def test_a_text_that_is_taken_back_leaves_no_history(db: Database) -> None:
    text = messages.queue(
        db, account_id=ACCOUNT, line=LINE, peer=PEER, body="x", now=NOON, undo=timedelta(seconds=5)
    )
    undo.take_back(db, text.id, at(1))
    assert history(db, text) == []


def test_texts_of_theirs_and_a_history_that_is_fetched_have_no_changes(db: Database) -> None:
    pull(db, inbound("1"), listed("2", state=State.SENT))
    assert [status_history.changes(db, one.id) for one in messages.newest(db)] == [[], []]
    pull(db, listed("2", state=State.DELIVERED))
    (ours,) = [one for one in messages.newest(db) if one.outbound]
    assert [str(one.state) for one in status_history.changes(db, ours.id)] == ["delivered"]


def seen_within(db: Database, text: Message) -> list[float | None]:
    return [one.seen_within for one in status_history.changes(db, text.id)]


def test_how_exact_a_moment_is_follows_from_when_the_service_was_asked_before(db: Database) -> None:
    turn(db, 0)
    text = queued(db)
    outbox.mark_sending(db, text.id, NOON)
    outbox.accept(db, text.id, receipt("7"))
    assert seen_within(db, text) == [None, None, None]
    turn(db, 50)
    merge(db, ACCOUNT, [listed("7", state=State.SENT)], window=WINDOW, now=at(49), finished=("a", at(49)))
    turn(db, 60)
    merge(db, ACCOUNT, [listed("7", state=State.DELIVERED)], window=WINDOW, now=at(59))
    assert seen_within(db, text)[3:] == [50, 11]


def test_a_clock_that_was_set_makes_no_moment_exact(db: Database) -> None:
    turn(db, 0)
    text = queued(db)
    merge(db, ACCOUNT, [], window=WINDOW, now=at(7200), finished=("a", at(7200)))
    outbox.mark_sending(db, text.id, NOON)
    turn(db, 40)
    merge(db, ACCOUNT, [listed("7", state=State.DELIVERED)], window=WINDOW, now=at(40))
    assert seen_within(db, text)[-1] == 40
