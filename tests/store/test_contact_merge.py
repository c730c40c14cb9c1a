"""Several contacts become one because somebody said so, and become several again if they take it back."""

from desktop.store import contact_duplicates, contact_edits, contacts
from desktop.store.contact_edits import Details
from desktop.store.contact_merge import merge, merged
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from tests.store.people import add, names, serve

MOBILE, DESK = "+447700900123", "+442079460958"


def test_the_preview_is_what_comes_of_it(db: Database) -> None:
    one = contact_edits.add(
        db, Details("Zoe", "", (Number(MOBILE), Number(DESK, "work")), notes="Tea"), region=None
    )
    other = contact_edits.add(
        db,
        Details(
            "Zoë Patel", "Bicycles", (Number(MOBILE, "mobile", True),), "zoe@example.com", "Calls at nine"
        ),
        region=None,
    )
    wanted = Details(
        "Zoe",
        "Bicycles",
        (Number(MOBILE, "mobile", True), Number(DESK, "work")),
        "zoe@example.com",
        "Tea\n\nCalls at nine",
    )
    assert merged(one, [other]) == wanted
    result, token = merge(db, one.id, [other.id, one.id])
    assert Details.of(result) == wanted
    assert contacts.listing(db) == [result]
    contact_edits.undo(db, token)
    assert contacts.listing(db) == [one, other]


def test_a_services_entry_stays_as_it_is_and_is_stood_in_for(db: Database) -> None:
    (theirs,) = serve(db, ("1", "Ben", MOBILE))
    mine = add(db, "Benjamin", MOBILE, DESK)
    result, token = merge(db, mine.id, [theirs.id])
    assert result.id == mine.id
    assert contacts.listing(db) == [result]
    assert contacts.get(db, theirs.id) == theirs
    contact_edits.undo(db, token)
    assert set(names(db)) == {"Ben", "Benjamin"}


def test_two_services_entries_become_an_own_contact_that_stands_in_for_both(db: Database) -> None:
    (one,) = serve(db, ("1", "Ben", MOBILE))
    (other,) = serve(db, ("9", "Benjamin", MOBILE), account="b")
    result, token = merge(db, one.id, [other.id])
    assert result.own
    assert contacts.listing(db) == [result]
    assert [(s.account_id, s.theirs) for s in contact_edits.standing_in(db, result.id)] == [
        ("a", one),
        ("b", other),
    ]
    contact_edits.undo(db, token)
    assert contacts.listing(db) == [one, other]


def test_what_stood_in_for_an_entry_still_does_after_it_was_merged_away(db: Database) -> None:
    (theirs,) = serve(db, ("1", "Ben", MOBILE))
    mine = contact_edits.edit(db, theirs.id, Details("Benjamin", "", theirs.numbers), region=None)
    other = add(db, "Benny", MOBILE)
    result, token = merge(db, other.id, [mine.id])
    assert contacts.listing(db) == [result]
    contact_edits.undo(db, token)
    assert {one.name for one in contacts.listing(db)} == {"Benjamin", "Benny"}


def test_a_decision_that_two_differ_holds_for_what_one_of_them_became(db: Database) -> None:
    zoe, ben = add(db, "Zoë", MOBILE), add(db, "Ben", MOBILE)
    (group,) = contact_duplicates.offered(db)
    contact_duplicates.decline(db, group)
    twin = add(db, "Zoë", "+12025550199", company="Quay")
    merge(db, twin.id, [zoe.id])
    assert contact_duplicates.offered(db) == []
    assert {one.id for one in contacts.listing(db)} == {twin.id, ben.id}


def test_merging_nobody_changes_nothing() -> None:
    zoe = Contact("", "1", "Zoë", "", (Number(MOBILE, "mobile", True),))
    assert merged(zoe, []) == Details.of(zoe)
