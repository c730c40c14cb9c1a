"""Texts that were refused: again later, held without credit; and what a person can still take back."""

from datetime import timedelta

from desktop.announce import Announcement, MessagesChanged
from desktop.sms.delivery import State
from desktop.store import held, messages, outbox, refused, undo
from desktop.store.database import Database
from tests.store.texts import ACCOUNT, LINE, NOON, OTHER, at, sending


def state(db: Database, message_id: int) -> State:
    found = messages.get(db, message_id)
    assert found is not None
    return found.state


def test_the_first_waits_grow_and_the_service_s_own_wait_comes_first(db: Database) -> None:
    """C11"""
    text = sending(db)
    assert refused.later(db, text.id, at(1), code="21611", text="full")
    found = messages.get(db, text.id)
    assert found is not None and found.due_at == at(1) + refused.WAITS[0]
    assert outbox.due(db, ACCOUNT, at(2)) == []
    outbox.mark_sending(db, text.id, at(40))
    assert refused.later(db, text.id, at(41), code="21611", text="full", wait=timedelta(seconds=3))
    found = messages.get(db, text.id)
    assert found is not None and found.due_at == at(44)
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
    assert refused.hold_without_credit(db, ACCOUNT, text.id, at(1), code="http_402", text="No") == 1
    assert (state(db, text.id), state(db, open_text.id)) == (State.HELD, State.QUEUED)
    assert undo.take_back(db, open_text.id, at(2)) is not None


def test_texts_of_another_account_are_not_held(db: Database) -> None:
    more = {"line": LINE, "peer": OTHER, "body": "other", "now": NOON}
    other = messages.queue(db, account_id="b", **more)  # type: ignore[arg-type]
    text = sending(db)
    refused.hold_without_credit(db, ACCOUNT, text.id, at(1), code=None, text="No")
    assert state(db, other.id) is State.QUEUED


def test_holding_is_announced_for_every_conversation(db: Database, announced: list[Announcement]) -> None:
    text = sending(db)
    announced.clear()
    refused.hold_without_credit(db, ACCOUNT, text.id, at(1), code=None, text="No")
    assert announced == [MessagesChanged(frozenset({text.conversation_id}))]
    assert [one.held_reason for one in held.waiting(db, text.conversation_id)] == [held.NO_CREDIT]
    assert refused.without_credit(db, ACCOUNT) == [text.id]
