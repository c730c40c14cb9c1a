"""One person in the phone books of several services: each entry is kept, and what somebody chose holds.

Idea 16, demand 10.
"""

import pytest

from desktop.store import contact_duplicates, contact_edits, contact_sources, contacts
from desktop.store.contact_edits import Details, StandIn
from desktop.store.contact_merge import merge
from desktop.store.contact_sources import Named
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from tests.store.people import names, serve

NUMBER, DESK, NEW = "+12025550117", "+12125550142", "+12025550199"
CLOSE, TWILIO = "close", "twilio"


def books(db: Database) -> tuple[Contact, Contact]:
    """John Doe in Close's phone book, J. Doe in Twilio's, with one number."""
    (john,) = serve(db, ("c1", "John Doe", NUMBER), account=CLOSE)
    (doe,) = serve(db, ("t1", "J. Doe", NUMBER), account=TWILIO)
    return john, doe


@pytest.fixture
def one(db: Database) -> Contact:
    """Both, made one by somebody."""
    john, doe = books(db)
    result, _ = merge(db, john.id, [doe.id])
    return result


def changed(db: Database, contact: Contact) -> list[StandIn]:
    return [entry for entry in contact_edits.standing_in(db, contact.id) if entry.changed]


def numbers(db: Database, contact: Contact) -> list[str]:
    found = contacts.get(db, contact.id)
    assert found is not None
    return [number.number for number in found.numbers]


def test_two_services_entries_with_one_number_are_offered_and_never_merged_silently(db: Database) -> None:
    john, doe = books(db)
    (group,) = contact_duplicates.offered(db)
    assert group.members == (john, doe) and group.numbers == (NUMBER,)
    books(db)
    assert set(names(db)) == {"John Doe", "J. Doe"}


def test_where_nobody_merged_each_name_says_its_source(db: Database) -> None:
    books(db)
    assert contact_sources.names_of(db, NUMBER) == [Named("John Doe", CLOSE), Named("J. Doe", TWILIO)]
    assert contact_sources.names_of(db, NEW) == []


def test_what_was_merged_has_the_name_that_was_chosen_alone(db: Database, one: Contact) -> None:
    assert contact_sources.names_of(db, NUMBER) == [Named("John Doe", "")]


def test_a_sync_of_either_service_neither_splits_nor_doubles_nor_overwrites(
    db: Database, one: Contact
) -> None:
    contact_edits.edit(db, one.id, Details("Johnny", "", one.numbers), region=None)
    serve(db, ("c1", "John Doe", NUMBER), account=CLOSE)
    serve(db, ("t1", "Jonathan Doe", NUMBER), account=TWILIO)
    assert names(db) == ["Johnny"]
    assert contact_duplicates.offered(db) == []


def test_two_that_were_kept_apart_stay_so_when_either_service_syncs(db: Database) -> None:
    books(db)
    contact_duplicates.decline(db, contact_duplicates.offered(db)[0])
    serve(db, ("c1", "John A. Doe", NUMBER), account=CLOSE)
    serve(db, ("t1", "Jane Doe", NUMBER), account=TWILIO)
    assert contact_duplicates.offered(db) == []


def test_two_that_were_kept_apart_stay_so_when_one_is_changed_here(db: Database) -> None:
    john, doe = books(db)
    contact_duplicates.decline(db, contact_duplicates.offered(db)[0])
    contact_edits.edit(db, john.id, Details("Johnny", "", john.numbers), region=None)
    assert contact_duplicates.offered(db) == []
    contact_edits.edit(db, doe.id, Details("Jane", "", doe.numbers), region=None)
    assert contact_duplicates.offered(db) == []


def test_a_merge_of_entries_keeps_what_was_decided_about_each(db: Database) -> None:
    john, doe = books(db)
    (jane,) = serve(db, ("s1", "Jane", NUMBER), account="salesmsg")
    (group,) = contact_duplicates.offered(db)
    contact_duplicates.decline(db, contact_duplicates.Group(group.reason, (john, jane)))
    contact_duplicates.decline(db, contact_duplicates.Group(group.reason, (doe, jane)))
    merge(db, john.id, [doe.id])
    assert contact_duplicates.offered(db) == []


def test_a_merge_is_taken_back_after_both_services_synced(db: Database) -> None:
    john, doe = books(db)
    _, token = merge(db, john.id, [doe.id])
    serve(db, ("t1", "Jonathan Doe", NUMBER), account=TWILIO)
    contact_edits.undo(db, token)
    assert set(names(db)) == {"John Doe", "Jonathan Doe"}


def test_deleting_the_one_contact_shows_both_entries_again(db: Database, one: Contact) -> None:
    token = contact_edits.delete(db, one.id)
    assert set(names(db)) == {"John Doe", "J. Doe"}
    contact_edits.undo(db, token)
    assert names(db) == ["John Doe"]


def test_a_person_with_numbers_at_both_services_has_all_of_them(db: Database) -> None:
    (john,) = serve(db, ("c1", "John Doe", NUMBER), account=CLOSE)
    (doe,) = serve(db, ("t1", "John Doe", DESK), account=TWILIO)
    assert contact_duplicates.offered(db) == []
    result, _ = merge(db, john.id, [doe.id])
    assert numbers(db, result) == [NUMBER, DESK]
    for number in (NUMBER, DESK):
        assert contacts.name_of(db, number, CLOSE) == contacts.name_of(db, number, TWILIO) == "John Doe"


def test_a_number_that_moves_to_somebody_else_at_one_service_is_shown_and_offered_not_taken(
    db: Database, one: Contact
) -> None:
    serve(db, ("c1", "John Doe", NEW), ("c2", "Jane Roe", NUMBER), account=CLOSE)
    assert numbers(db, one) == [NUMBER]
    assert [entry.account_id for entry in changed(db, one)] == [CLOSE]
    (group,) = contact_duplicates.offered(db)
    assert [member.name for member in group.members] == ["John Doe", "Jane Roe"]


def test_what_one_service_changed_is_taken_over_without_losing_what_another_lists(
    db: Database, one: Contact
) -> None:
    serve(db, ("c1", "John Doe", NEW), account=CLOSE)
    (news,) = changed(db, one)
    contact_sources.take(db, one.id, news, region=None)
    assert set(numbers(db, one)) == {NUMBER, NEW}  # Twilio still lists the first
    assert changed(db, one) == [] and names(db) == ["John Doe"]
    serve(db, ("t1", "J. Doe", DESK), account=TWILIO)
    (news,) = changed(db, one)
    contact_sources.take(db, one.id, news, region=None)
    assert set(numbers(db, one)) == {NEW, DESK}


def test_what_somebody_wrote_stays_when_a_service_s_number_is_taken_over(db: Database, one: Contact) -> None:
    written = Details("Johnny", "Quay", (Number(NUMBER, "mobile", True),), notes="Tea")
    contact_edits.edit(db, one.id, written, region=None)
    serve(db, ("c1", "John Doe", NUMBER), account=CLOSE)
    contacts.replace(
        db, CLOSE, [Contact(CLOSE, "c1", "John Doe", "", (Number(NUMBER), Number(NEW, "work")), notes="X")]
    )
    (news,) = changed(db, one)
    contact_sources.take(db, one.id, news, region=None)
    found = contacts.get(db, one.id)
    assert found is not None
    assert Details.of(found) == Details(
        "Johnny", "Quay", (Number(NUMBER, "mobile", True), Number(NEW, "work")), notes="Tea"
    )


def test_what_another_service_changed_stays_to_be_looked_at(db: Database, one: Contact) -> None:
    serve(db, ("c1", "John Doe", NEW), account=CLOSE)
    serve(db, ("t1", "Jonathan", NUMBER), account=TWILIO)
    first, second = changed(db, one)
    contact_sources.take(db, one.id, first, region=None)
    assert [entry.account_id for entry in changed(db, one)] == [second.account_id]
    contact_edits.acknowledge(db, one.id, second)
    assert changed(db, one) == []


def test_of_a_single_entry_all_of_it_is_taken(db: Database) -> None:
    (john,) = serve(db, ("c1", "John Doe", NUMBER), account=CLOSE)
    mine = contact_edits.edit(db, john.id, Details("Johnny", "", john.numbers), region=None)
    serve(db, ("c1", "John A. Doe", NEW), account=CLOSE)
    (news,) = changed(db, mine)
    contact_sources.take(db, mine.id, news, region=None)
    assert names(db) == ["John A. Doe"] and numbers(db, mine) == [NEW]


def test_a_contact_that_one_service_deleted_stays_whole_and_is_not_doubled_when_it_returns(
    db: Database, one: Contact
) -> None:
    contacts.replace(db, CLOSE, [])
    assert names(db) == ["John Doe"] and numbers(db, one) == [NUMBER]
    gone, there = contact_edits.standing_in(db, one.id)
    assert gone.theirs is None and there.theirs is not None
    contact_sources.take(db, one.id, gone, region=None)
    assert names(db) == ["John Doe"]
    serve(db, ("c1", "John Doe", NUMBER), account=CLOSE)
    assert names(db) == ["John Doe"] and contact_duplicates.offered(db) == []
