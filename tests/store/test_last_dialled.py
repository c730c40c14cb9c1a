"""The number that was dialled last is in the cache, and no draft of any conversation."""

from desktop.store import conversations, last_dialled, messages
from desktop.store.database import Database

NUMBER = "+447700900123"


def test_the_last_one_counts(db: Database) -> None:
    assert last_dialled.get(db) == ""
    last_dialled.keep(db, "12345")
    last_dialled.keep(db, NUMBER)
    assert last_dialled.get(db) == NUMBER


def test_it_shows_in_no_list_and_a_text_without_a_draft_leaves_it(db: Database) -> None:
    last_dialled.keep(db, NUMBER)
    assert conversations.listing(db) == []
    messages.queue(
        db, account_id="a", line="+447700900010", peer=NUMBER, body="Hello", draft=messages.NO_DRAFT
    )
    assert last_dialled.get(db) == NUMBER
    (row,) = conversations.listing(db)
    assert row.draft == ""
