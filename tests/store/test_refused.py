"""Texts that were refused: again later, held without credit; and what a person can still take back."""

from datetime import timedelta

import pytest

from desktop.announce import Announcement, MessagesChanged
from desktop.sms.delivery import State
from desktop.store import held, messages, outbox, refused, undo
from desktop.store.database import Database
from tests.store.texts import (
    ACCOUNT,
    LINE,
    NOON,
    OTHER,
    PEER,
    at,
    inbound,
    listed,
    now,
    pull,
    queued,
    sending,
)


def state(db: Database, message_id: int) -> State:
    found = messages.get(db, message_id)
    assert found is not None
    return found.state


def test_the_waits_after_refusals_grow(db: Database) -> None:
    """C11"""
    text = sending(db)
    assert refused.later(db, text.id, at(1), code="21611", text="full")
    assert now(db, text).due_at == at(1) + refused.WAITS[0]
    assert outbox.due(db, ACCOUNT, at(2)) == []
    outbox.mark_sending(db, text.id, at(40))
    assert refused.later(db, text.id, at(41), code="21611", text="full")
    assert now(db, text).due_at == at(41) + refused.WAITS[1]
    assert sorted(refused.WAITS) == list(refused.WAITS) and len(refused.WAITS) == refused.MOST - 1


def test_what_can_still_be_taken_back_is_not_held_with_the_others(db: Database) -> None:
    """B24: it has its undo, and is asked about when its turn comes."""
    open_text = messages.queue(
        db,
        account_id=ACCOUNT,
        line="+447700900010",
        peer="+447700900999",
        body="wait",
        now=NOON,
        undo=timedelta(seconds=60),
    )
    text = sending(db)
    assert refused.hold_all(db, ACCOUNT, text.id, at(1), held.NO_CREDIT, code="http_402", text="No") == 1
    assert (state(db, text.id), state(db, open_text.id)) == (State.HELD, State.QUEUED)
    assert undo.take_back(db, open_text.id, at(2)) is not None


def test_the_services_own_wait_comes_first_and_then_twice_as_long_each_time(db: Database) -> None:
    """B28: a burst of "too fast" never fails a text, however short its waits are."""
    text, moment, waits = queued(db), 0.0, []
    for _ in range(14):
        assert outbox.mark_sending(db, text.id, at(moment))
        assert refused.put_off(db, text.id, at(moment), wait=timedelta(seconds=0.5))
        due_at = now(db, text).due_at
        assert due_at is not None
        waits.append((due_at - at(moment)).total_seconds())
        moment += waits[-1]
    assert waits[:6] == [0.5, 0.5, 0.5, 1, 2, 4] and max(waits) == refused.WAITS[-1].total_seconds()
    assert (now(db, text).state, now(db, text).error_code) == (State.QUEUED, "http_429")
    assert refused.put_off(db, sending(db, peer=OTHER).id, at(0), wait=timedelta(hours=2)), "as it says"


def test_a_text_in_its_window_does_not_overtake_one_that_is_held_before_it(db: Database) -> None:
    """B24: nor does one that another text of the conversation holds."""
    text = sending(db)
    more = {"account_id": ACCOUNT, "line": LINE, "undo": timedelta(seconds=5), "now": at(4)}
    behind = messages.queue(db, peer=PEER, body="behind", **more)  # type: ignore[arg-type]
    other, elsewhere = queued(db, "other", peer=OTHER), messages.queue(db, peer=OTHER, body="b", **more)  # type: ignore[arg-type]
    assert refused.hold_all(db, ACCOUNT, text.id, at(6), held.NO_CREDIT, code=None, text="No") == 4
    held_for = [now(db, one).held_reason for one in (text, behind, other, elsewhere)]
    assert held_for == [held.NO_CREDIT, held.FOLLOWED, held.NO_CREDIT, held.FOLLOWED]


def test_what_was_not_reviewed_yet_is_held_for_what_the_review_would_say(db: Database) -> None:
    """Idea 8: that they answered is not hidden behind the missing credit."""
    old, after = queued(db, "See you at 3?"), queued(db, "I am on my way")
    pull(db, inbound("1", "Please do not come", seconds=5))
    text = sending(db, peer=OTHER, seconds=50)
    refused.hold_all(db, ACCOUNT, text.id, at(60), held.NO_CREDIT, code=None, text="No", unreviewed=after.id)
    assert [now(db, one).held_reason for one in (old, after)] == [held.ANSWERED, held.FOLLOWED]


@pytest.mark.parametrize("how", ["later", "put_off", "money"])
def test_a_refused_text_that_the_service_lists_never_goes_again_by_itself(db: Database, how: str) -> None:
    """Never two without a click: the answer and the list contradict each other, so a person decides."""
    text = sending(db)
    pull(db, listed("7"))
    if how == "later":
        assert not refused.later(db, text.id, at(2), code="21611", text="full")
    elif how == "put_off":
        assert not refused.put_off(db, text.id, at(2), wait=timedelta(seconds=1))
    else:
        assert refused.hold_all(db, ACCOUNT, text.id, at(2), held.NO_CREDIT, code=None, text="No") == 0
    found = now(db, text)
    assert (found.state, found.error_code) == (State.UNCONFIRMED, outbox.CONTRADICTED)
    assert outbox.due(db, ACCOUNT, at(3600)) == []
    assert sorted(one.remote_id or "" for one in messages.newest(db)) == ["", "7"], "the listed one is shown"


def test_texts_of_another_account_are_not_held(db: Database) -> None:
    more = {"line": LINE, "peer": OTHER, "body": "other", "now": NOON}
    other = messages.queue(db, account_id="b", **more)  # type: ignore[arg-type]
    text = sending(db)
    refused.hold_all(db, ACCOUNT, text.id, at(1), held.NO_CREDIT, code=None, text="No")
    assert state(db, other.id) is State.QUEUED


def test_holding_is_announced_for_every_conversation(db: Database, announced: list[Announcement]) -> None:
    text = sending(db)
    announced.clear()
    refused.hold_all(db, ACCOUNT, text.id, at(1), held.NO_CREDIT, code=None, text="No")
    assert announced == [MessagesChanged(frozenset({text.conversation_id}))]
    assert [one.held_reason for one in held.waiting(db, text.conversation_id)] == [held.NO_CREDIT]
    assert refused.without_credit(db, ACCOUNT) == [text.id]
