"""Rows of contacts stay in step with what finds them, and keep their ids."""

from dataclasses import replace

from sqlalchemy import select
from sqlmodel import col

from desktop.store import contacts
from desktop.store.contact_rows import MOST, change, make, portions, remove
from desktop.store.contact_tables import ContactNumberRow
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from tests.store.people import names, serve

ZOE = Contact("a", "1", "Zoë", "", (Number("+447700900123", "mobile"),))


def test_an_entry_that_stays_in_the_services_list_keeps_its_row(db: Database) -> None:
    before = serve(db, ("1", "Zoë", "+447700900123"), ("2", "Ben", "+447700900124"))
    after = serve(
        db, ("3", "Ada", "+447700900125"), ("2", "Benjamin", "+447700900129"), ("1", "Zoë", "+447700900123")
    )
    ids = {one.remote_id: one.id for one in before}
    kept = {one.remote_id: one.id for one in after}
    assert {key: kept[key] for key in ids} == ids
    assert names(db) == ["Ada", "Benjamin", "Zoë"]
    assert names(db, "900124") == []
    assert names(db, "900129") == ["Benjamin"]


def test_thousands_are_made_and_removed_in_portions_that_fit_a_statement(db: Database) -> None:
    many = [replace(ZOE, remote_id=str(at)) for at in range(2 * MOST + 1)]
    with db.transaction() as session:
        ids = make(session, many)
    assert [one.remote_id for one in contacts.listing(db)] == [one.remote_id for one in many]
    assert len(contacts.listing(db, "zoe")) == len(many)
    with db.transaction() as session:
        remove(session, ids[1:])
    assert contacts.listing(db) == many[:1]
    assert [len(one) for one in portions(many)] == [MOST, MOST, 1]


def test_a_number_keeps_its_mark_of_having_come_from_a_file(db: Database) -> None:
    with db.transaction() as session:
        (key,) = make(session, [ZOE], imported=True)
        more = replace(ZOE, numbers=(*ZOE.numbers, Number("+12025550199")))
        change(session, [(key, more)])
        marks = select(col(ContactNumberRow.number), col(ContactNumberRow.imported))
        assert {row[0]: row[1] for row in session.execute(marks)} == {
            "+447700900123": True,
            "+12025550199": False,
        }
        change(session, [(key, more)], from_file={key: {"+12025550199"}})
        assert {row[0]: row[1] for row in session.execute(marks)} == {
            "+447700900123": False,
            "+12025550199": True,
        }


def test_half_a_character_can_be_stored_and_is_found(db: Database) -> None:
    with db.transaction() as session:
        make(session, [Contact("a", "1", "Half \ud83d", "", (Number("+447700900123", "\udc00"),))])
    assert names(db, "half") == ["Half \ufffd"]


def test_pages_follow_each_other_without_a_gap_whatever_the_names(db: Database) -> None:
    people = [("1", "Zoë"), ("2", "zoe"), ("3", ""), ("4", ""), ("5", "Ábel"), ("6", "abel"), ("7", "山田")]
    contacts.replace(
        db, "a", [Contact("a", key, name, "", (Number("+447700900123"),)) for key, name in people]
    )
    whole = contacts.listing(db)
    assert [one.remote_id for one in whole] == ["5", "6", "1", "2", "7", "3", "4"]
    paged: list[Contact] = []
    while page := contacts.listing(db, limit=2, after=paged[-1] if paged else None):
        paged += page
    assert paged == whole
    assert contacts.get(db, whole[0].id) == whole[0]
    assert contacts.get(db, 999) is None
