"""A draft whose text is gone is noted in the same step, and forgotten once it is removed."""

from datetime import timedelta

from desktop.store import deleted, messages, outbox, strays, undo
from desktop.store.database import Database
from tests.store.texts import ACCOUNT, LINE, PEER, at, receipt, sending


def test_undo_leaves_the_draft_of_step_one_as_a_stray(db: Database) -> None:
    """Nothing that was never let go stays in somebody's CRM."""
    text = messages.queue(
        db, account_id=ACCOUNT, line=LINE, peer=PEER, body="Hi", now=at(0), undo=timedelta(seconds=10)
    )
    assert outbox.keep_handle(db, text.id, "acti_1")
    assert undo.take_back(db, text.id, at(1)) == "Hi"
    assert strays.listing(db, ACCOUNT) == ["acti_1"]
    assert not outbox.keep_handle(db, text.id, "acti_2")
    strays.forget(db, ACCOUNT, "acti_1")
    assert strays.listing(db, ACCOUNT) == []


def test_a_text_that_left_leaves_no_stray(db: Database) -> None:
    text = sending(db)
    outbox.keep_handle(db, text.id, "acti_1")
    outbox.accept(db, text.id, receipt("acti_1"))
    assert deleted.delete(db, [text.id], at(5)) == 1
    assert strays.listing(db, ACCOUNT) == []


def test_a_stray_is_kept_once(db: Database) -> None:
    strays.keep(db, ACCOUNT, "acti_1")
    strays.keep(db, ACCOUNT, "acti_1")
    assert strays.listing(db, ACCOUNT) == ["acti_1"] and strays.listing(db, "b") == []
