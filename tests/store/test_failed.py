import pytest

from desktop.sms.delivery import State
from desktop.store.database import Database
from desktop.store.failed import last_failed
from desktop.store.tables import MessageRow
from tests.store.plans import plans
from tests.store.texts import OTHER, inbound, pull, queued


def become(db: Database, message_id: int, state: State) -> None:
    with db.transaction() as session:
        row = session.get(MessageRow, message_id)
        assert row is not None
        row.state = state
        session.add(row)


@pytest.mark.parametrize("state", [State.FAILED, State.HELD])
def test_the_last_text_that_did_not_go_out_is_found(db: Database, state: State) -> None:
    first, second, third = queued(db, "one"), queued(db, "two", seconds=1), queued(db, "three", seconds=2)
    for message in (first, second):
        become(db, message.id, state)
    become(db, third.id, State.DELIVERED)
    pull(db, inbound("1", "Hello?", seconds=3))
    found = last_failed(db, first.conversation_id)
    assert found is not None
    assert (found.id, found.body) == (second.id, "two")


def test_a_failed_text_to_somebody_else_is_not(db: Database) -> None:
    other, ours = queued(db, "for her", peer=OTHER), queued(db, "fine")
    become(db, other.id, State.FAILED)
    assert last_failed(db, ours.conversation_id) is None


def test_the_last_failed_text_of_a_thread_of_any_length_is_found_by_its_state(db: Database) -> None:
    text = queued(db)
    become(db, text.id, State.FAILED)
    found = plans(db, lambda: last_failed(db, text.conversation_id))
    assert any("ix_message_state" in plan for plan in found), found
    assert not any("ix_message_thread" in plan for plan in found), found
