"""Texts that wait for a person: which are held after a time without connection, and what can be done."""

from datetime import timedelta

import pytest

from desktop.announce import Announcement, Announcer, MessagesChanged, TextQueued
from desktop.sms.delivery import State
from desktop.store import awaited, drafts, held, messages, outbox, undo
from desktop.store.database import Database, open_database
from desktop.store.messages import Message
from tests.store.plans import plans
from tests.store.texts import ACCOUNT, LINE, NOON, OTHER, PEER, at, by_id, inbound, now, pull, queued, rows

TEN = 600.0


def review(db: Database, seconds: float, *, up_to: int | None = None) -> int:
    return held.review(db, ACCOUNT, at(seconds), up_to=up_to)


def reasons(db: Database, *texts: Message) -> list[tuple[str, str]]:
    return [(str(found.state), found.held_reason) for found in (now(db, text) for text in texts)]


def test_a_text_younger_than_ten_minutes_goes_and_an_older_one_waits_for_a_person(db: Database) -> None:
    """Idea 8: not an hour late, and not without being asked."""
    old, young = queued(db), queued(db, seconds=1, peer=OTHER)
    assert review(db, TEN + 1) == 1
    assert reasons(db, old, young) == [("held", held.OLD), ("queued", "")]


def test_a_text_waits_if_something_came_from_the_person_after_it_was_written(db: Database) -> None:
    answered, other = queued(db), queued(db, peer=OTHER)
    pull(db, inbound("7", seconds=30), inbound("8", seconds=20))
    assert review(db, 60) == 1
    assert reasons(db, answered, other) == [("held", held.ANSWERED), ("queued", "")]


def test_what_came_before_it_was_written_and_could_not_be_seen_counts_as_well(db: Database) -> None:
    """Their text lay at the service while there was no connection; whose clock is right does not matter."""
    pull(db, inbound("6", "seen", seconds=-7200))
    text = queued(db)
    pull(db, inbound("7", "not seen", seconds=-3600))
    assert review(db, 60) == 1
    assert reasons(db, text) == [("held", held.ANSWERED)]


def test_history_that_is_still_being_fetched_is_no_answer(db: Database) -> None:
    pull(db, inbound("7", seconds=-60))
    text, first = queued(db), queued(db, peer=OTHER)
    pull(db, inbound("3", seconds=-7200), inbound("4", seconds=-7200, peer=OTHER))
    assert review(db, 60) == 0
    assert reasons(db, text, first) == [("queued", ""), ("queued", "")]


def test_a_later_text_of_the_same_conversation_follows_so_that_order_holds(db: Database) -> None:
    texts = [queued(db, "one"), queued(db, "two", seconds=TEN), queued(db, "else", seconds=TEN, peer=OTHER)]
    assert review(db, TEN + 1) == 2
    assert reasons(db, *texts) == [("held", held.OLD), ("held", held.FOLLOWED), ("queued", "")]


def test_a_text_written_with_the_connection_there_goes_out(db: Database) -> None:
    """Whoever wrote it saw what waits."""
    queued(db, "one")
    mark = awaited.newest_id(db)
    later = queued(db, "two", seconds=TEN)
    assert review(db, TEN + 1, up_to=mark) == 1
    assert reasons(db, later) == [("queued", "")]
    assert [text.body for text in outbox.due(db, ACCOUNT, at(TEN + 1))] == ["two"]


def test_a_text_that_the_service_asked_to_wait_counts_from_when_it_may_go(db: Database) -> None:
    """B28: it was not written offline."""
    text = queued(db)
    outbox.mark_sending(db, text.id, at(1))
    outbox.requeue(db, text.id, at(1800))
    assert review(db, 1800 + TEN) == 0
    assert review(db, 1800 + TEN + 1) == 1


@pytest.mark.parametrize("step", [outbox.stop, lambda db, text: outbox.mark_sending(db, text, NOON)])
def test_only_what_is_queued_is_held(db: Database, step: object) -> None:
    text = queued(db)
    step(db, text.id)  # type: ignore[operator]
    assert review(db, TEN + 1) == 0


def test_another_accounts_texts_are_not_reviewed(db: Database) -> None:
    queued(db)
    assert held.review(db, "b", at(TEN + 1)) == 0


def test_conversation_by_conversation_the_review_finds_what_it_finds_in_one_go(db: Database) -> None:
    """Issue 4, 5: the window breathes between them."""
    texts = [queued(db, "one"), queued(db, "two"), queued(db, "else", peer=OTHER)]
    mark = awaited.newest_id(db)
    later = queued(db, "late", peer="+447700900333")
    places = held.to_review(db, ACCOUNT, up_to=mark)
    assert sorted(places) == [texts[0].conversation_id, texts[2].conversation_id]
    counts = [held.review(db, ACCOUNT, at(TEN + 1), up_to=mark, only=there) for there in places]
    assert sorted(counts) == [1, 2]
    assert reasons(db, *texts) == [("held", held.OLD), ("held", held.FOLLOWED), ("held", held.OLD)]
    assert reasons(db, later) == [("queued", "")]
    assert held.to_review(db, ACCOUNT, up_to=mark) == held.to_review(db, "b", up_to=mark) == []


def test_a_clock_that_was_put_back_by_seconds_holds_nothing(db: Database) -> None:
    text = queued(db)
    assert review(db, -59) == 0
    assert reasons(db, text) == [("queued", "")]


def held_text(db: Database, body: str = "one", peer: str = PEER) -> Message:
    text = queued(db, body, peer=peer)
    review(db, TEN + 1)
    return now(db, text)


def test_held_texts_are_listed_by_conversation_and_counted(db: Database) -> None:
    texts = [queued(db, "one"), queued(db, "two"), queued(db, "else", peer=OTHER)]
    review(db, TEN + 1)
    assert [text.body for text in held.waiting(db, texts[0].conversation_id)] == ["one", "two"]
    here, there = texts[0].conversation_id, texts[2].conversation_id
    assert held.everywhere(db) == held.everywhere(db, ACCOUNT) == {here: 2, there: 1}
    assert held.everywhere(db, "b") == {}
    assert held.ids(db, [ACCOUNT, "b"]) == {here: {texts[0].id, texts[1].id}, there: {texts[2].id}}
    assert held.ids(db, ["b"]) == {}
    assert outbox.left(db, ACCOUNT) == outbox.Left(0, 0, 3)
    assert len(outbox.waiting(db, ACCOUNT)) == 3
    assert outbox.due(db, ACCOUNT, at(TEN + 1)) == []


def test_send_makes_it_a_text_of_this_moment_that_goes_out_whatever_made_it_wait(
    db: Database, announced: list[Announcement]
) -> None:
    text = queued(db, "one")
    pull(db, inbound("7", seconds=30))
    review(db, 60)
    announced.clear()
    sent = held.send(db, text.id, at(3600))
    assert sent is not None and sent.id > text.id
    assert (sent.body, sent.state, sent.created_at) == ("one", State.QUEUED, at(3600))
    assert announced == [MessagesChanged(frozenset({text.conversation_id})), TextQueued(ACCOUNT)]
    assert messages.get(db, text.id) is None
    assert review(db, 3660) == 0
    assert [one.body for one in outbox.due(db, ACCOUNT, at(3660))] == ["one"]
    assert held.send(db, text.id, at(3600)) is None
    assert len(rows(db)) == 2


def test_edit_puts_the_words_into_the_draft(db: Database, announced: list[Announcement]) -> None:
    text = held_text(db)
    announced.clear()
    assert held.edit(db, text.id) == "one"
    assert drafts.get(db, ACCOUNT, LINE, PEER).body == "one"
    assert rows(db) == []
    assert announced == [MessagesChanged(frozenset({text.conversation_id}))]
    assert held.edit(db, text.id) is None


def test_drop_leaves_it_in_the_thread_as_stopped(db: Database, announced: list[Announcement]) -> None:
    text = held_text(db)
    announced.clear()
    assert held.drop(db, text.id)
    assert by_id(db, [text]) == [(None, "stopped")]
    assert announced == [MessagesChanged(frozenset({text.conversation_id}))]
    assert not held.drop(db, text.id)


def test_two_windows_decide_once(db: Database) -> None:
    """A click in a second window meets what the first one left."""
    other = open_database(db.path, Announcer())
    sent, dropped, edited = (held_text(db, body, peer) for body, peer in zip("abc", PEERS, strict=True))
    assert held.send(db, sent.id, at(TEN)) is not None
    assert held.send(other, sent.id, at(TEN)) is None and held.edit(other, sent.id) is None
    assert held.drop(other, dropped.id)
    assert held.send(db, dropped.id, at(TEN)) is None
    assert held.edit(other, edited.id) == "c"
    assert not held.drop(db, edited.id)
    assert [state for _, _, state, _ in rows(db)].count("queued") == 1
    other.close()


PEERS = (PEER, OTHER, "+12025550100")


def test_review_undo_and_the_outbox_of_two_processes_never_share_a_text(db: Database) -> None:
    other = open_database(db.path, Announcer())
    text = messages.queue(
        db, account_id=ACCOUNT, line=LINE, peer=PEER, body="one", now=NOON, undo=timedelta(seconds=5)
    )
    assert held.review(other, ACCOUNT, at(TEN + 1)) == 1
    assert undo.take_back(db, text.id, at(1)) is None
    assert not undo.send_now(db, text.id)
    assert not outbox.mark_sending(db, text.id, at(TEN + 1))
    leaving = queued(db, "two", peer=OTHER)
    assert outbox.mark_sending(other, leaving.id, NOON)
    assert held.review(db, ACCOUNT, at(TEN + 1)) == 0
    other.close()


def test_a_text_written_while_our_clock_was_ahead_counts_as_old(db: Database) -> None:
    """Nobody knows how long it has waited: it is not sent hours later without being asked."""
    ahead, young = queued(db, seconds=14 * 3600), queued(db, seconds=30, peer=OTHER)
    assert review(db, 0) == 1
    assert reasons(db, ahead, young) == [("held", held.OLD), ("queued", "")]


def test_what_waits_in_a_thread_of_any_length_is_read_by_what_is_held_alone(db: Database) -> None:
    text = queued(db)
    review(db, TEN + 1)
    found = plans(db, lambda: held.waiting(db, text.conversation_id))
    assert any("ix_message_state" in plan for plan in found), found
    assert not any("ix_message_thread" in plan for plan in found), found
    assert [one.id for one in held.waiting(db, text.conversation_id)] == [text.id]
