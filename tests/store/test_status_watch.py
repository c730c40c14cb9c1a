"""What a watched transaction writes beside its changes, and what it leaves alone."""

import pytest
from sqlmodel import select

from desktop.sms.delivery import State
from desktop.store import status_history
from desktop.store.database import Database
from desktop.store.tables import MessageRow, StatusChangeRow
from tests.store.texts import NOON, queued


def test_a_change_and_its_entry_are_written_together_or_not_at_all(db: Database) -> None:
    text = queued(db)
    with pytest.raises(ZeroDivisionError), db.transaction() as session:
        row = session.get_one(MessageRow, text.id)
        row.state = State.SENDING
        session.flush()
        raise ZeroDivisionError
    assert [one.state for one in status_history.changes(db, text.id)] == [State.QUEUED]


def test_entries_go_with_their_text(db: Database) -> None:
    text = queued(db)
    with db.transaction() as session:
        session.delete(session.get_one(MessageRow, text.id))
    with db.reading() as session:
        assert session.exec(select(StatusChangeRow)).all() == []


def test_facts_that_are_no_status_make_no_entry(db: Database) -> None:
    text = queued(db)
    with db.transaction() as session:
        row = session.get_one(MessageRow, text.id)
        row.attempted_at, row.parts, row.state = NOON, 2, State.SENDING
        session.flush()
        row.state = State.QUEUED
    assert len(status_history.changes(db, text.id)) == 1
