"""What a click will ask of the store is asked before, whatever the store holds; nothing is written."""

from desktop.announce import Announcement
from desktop.store.ask_ahead import ask_ahead
from desktop.store.database import Database
from tests.asked import asked
from tests.store.texts import NOON, inbound, pull, rows


def test_an_empty_store_is_asked_as_well(db: Database, announced: list[Announcement]) -> None:
    """On the first start there is neither line nor text."""
    ask_ahead(db, NOON)
    assert announced == [] and rows(db) == []


def test_nothing_is_written(db: Database, announced: list[Announcement]) -> None:
    """Issue 4, 1: no text may come of it."""
    pull(db, inbound("7"), inbound("8", seconds=1))
    before = rows(db)
    announced.clear()
    with asked() as statements:
        ask_ahead(db, NOON)
    assert {one.split()[0] for one in statements} <= {"SELECT", "BEGIN", "WITH"}
    assert announced == [] and rows(db) == before
