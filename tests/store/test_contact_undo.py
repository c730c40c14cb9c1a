"""What was done to own contacts is taken back exactly, whatever happened since."""

from desktop.store import contact_duplicates, contact_edits, contacts
from desktop.store.database import Database
from tests.store.people import add, names, serve

NUMBER = "+447700900123"


def test_a_contact_comes_back_beside_one_that_took_its_place_in_the_file(db: Database) -> None:
    """SQLite gives the number of the last row that was removed to the next one."""
    zoe = add(db, "Zoë", NUMBER)
    token = contact_edits.delete(db, zoe.id)
    ben = add(db, "Ben", "+447700900124")
    assert ben.id == zoe.id
    contact_edits.undo(db, token)
    assert [(one.name, [n.number for n in one.numbers]) for one in contacts.listing(db)] == [
        ("Ben", ["+447700900124"]),
        ("Zoë", [NUMBER]),
    ]


def test_what_was_decided_about_a_contact_comes_back_with_it(db: Database) -> None:
    zoe, ben = add(db, "Zoë", NUMBER), add(db, "Ben", NUMBER)
    (group,) = contact_duplicates.offered(db)
    contact_duplicates.decline(db, group)
    token = contact_edits.delete(db, zoe.id)
    add(db, "Another", "+447700900555")
    contact_edits.undo(db, token)
    assert contact_duplicates.offered(db) == []
    token = contact_edits.delete(db, zoe.id)
    contact_edits.delete(db, ben.id)
    contact_edits.undo(db, token)
    assert names(db) == ["Another", "Zoë"]


def test_taking_back_twice_changes_nothing_more(db: Database) -> None:
    zoe = add(db, "Zoë", NUMBER)
    token = contact_edits.delete(db, zoe.id)
    contact_edits.undo(db, token)
    contact_edits.undo(db, token)
    assert contacts.listing(db) == [zoe]


def test_an_entry_that_another_contact_stands_in_for_by_now_stays_with_that_one(db: Database) -> None:
    (theirs,) = serve(db, ("1", "Ben", NUMBER))
    first = contact_edits.edit(db, theirs.id, contact_edits.Details("First"), region=None)
    token = contact_edits.delete(db, first.id)
    second = contact_edits.edit(db, theirs.id, contact_edits.Details("Second"), region=None)
    contact_edits.undo(db, token)
    assert names(db) == ["First", "Second"]
    assert len(contact_edits.standing_in(db, second.id)) == 1
