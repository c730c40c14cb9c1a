"""Own contacts are added, changed and removed; services' entries are stood in for, never changed."""

import pytest

from desktop.announce import Announcement, ContactsChanged
from desktop.store import accounts, contact_edits, contacts
from desktop.store.contact_edits import Details, Empty, Gone, ReadOnly, StandIn
from desktop.store.contacts import OWN, Contact, Number
from desktop.store.database import Database
from tests.store.people import ZOE, ZOE_MOBILE, add, names, serve

BEN = "+447700900124"


def test_an_own_contact_is_added_found_and_changed(db: Database, announced: list[Announcement]) -> None:
    zoe = contact_edits.add(db, ZOE, region="GB")
    assert zoe.own
    assert zoe.remote_id.startswith("urn:uuid:")
    assert contacts.listing(db) == [zoe] == [contacts.get(db, zoe.id)]
    wanted = Details("Zoe Quay", "", (Number("020 7946 0958", "Büro", True),), "zoe@example.com", "Likes tea")
    changed = contact_edits.edit(db, zoe.id, wanted, region="GB")
    assert (changed.id, changed.remote_id) == (zoe.id, zoe.remote_id)
    assert Details.of(changed) == Details(
        "Zoe Quay", "", (Number("+442079460958", "work", True),), "zoe@example.com", "Likes tea"
    )
    assert names(db, "patel") == names(db, ZOE_MOBILE) == []
    assert announced == [ContactsChanged()] * 2


def test_only_what_was_changed_of_what_was_seen_is_changed(db: Database) -> None:
    seen = contact_edits.add(db, ZOE, region="GB")
    more = (*seen.numbers, Number(BEN, "mobile"))
    contact_edits.edit(db, seen.id, Details("Zoë Patel", "Quay", more, "zoe@example.com"), region="GB")
    form = Details(
        "Zoë Patel", "Patel Bicycles", (Number("07700 900123", "mobile"), seen.numbers[1]), notes="Tea"
    )
    kept = contact_edits.edit(db, seen.id, form, region="GB", before=Details.of(seen))
    assert Details.of(kept) == Details("Zoë Patel", "Quay", more, "zoe@example.com", "Tea")
    with pytest.raises(Empty):
        contact_edits.edit(db, seen.id, Details(), region="GB", before=Details.of(kept))


def test_a_number_that_cannot_be_read_is_kept_as_typed(db: Database) -> None:
    zoe = add(db, "Zoë", "ask at the bar", "0770")
    assert [(number.number, number.understood) for number in zoe.numbers] == [
        ("ask at the bar", False),
        ("0770", True),
    ]


def test_a_deleted_contact_comes_back_as_it_was(db: Database) -> None:
    zoe = contact_edits.add(db, ZOE, region="GB")
    token = contact_edits.delete(db, zoe.id)
    assert contacts.listing(db) == []
    contact_edits.undo(db, token)
    (back,) = contacts.listing(db)
    assert (back, back.id) == (zoe, zoe.id)


def test_what_is_not_there_or_not_ours_is_not_changed(db: Database) -> None:
    (theirs,) = serve(db, ("1", "Ben", BEN))
    with pytest.raises(ReadOnly):
        contact_edits.delete(db, theirs.id)
    for gone in (lambda: contact_edits.delete(db, 99), lambda: contact_edits.edit(db, 99, ZOE, region=None)):
        with pytest.raises(Gone):
            gone()
    with pytest.raises(Empty):
        contact_edits.add(db, Details(), region=None)
    assert contacts.listing(db) == [theirs]


def test_changing_a_services_entry_makes_an_own_contact_that_is_shown_instead(db: Database) -> None:
    (theirs,) = serve(db, ("1", "Ben", BEN))
    mine = contact_edits.edit(db, theirs.id, Details("Benjamin", "", theirs.numbers), region=None)
    assert mine.own
    assert mine.id != theirs.id
    assert contacts.listing(db) == [mine]
    assert contacts.count(db) == 1
    assert contact_edits.standing_in(db, mine.id) == [StandIn("a", "1", theirs, changed=False)]
    assert contacts.get(db, theirs.id) == theirs

    token = contact_edits.delete(db, mine.id)
    assert contacts.listing(db) == [theirs]
    contact_edits.undo(db, token)
    assert contacts.listing(db) == [mine]


def test_own_edits_win_over_the_services_news_and_the_news_stay_visible(db: Database) -> None:
    (theirs,) = serve(db, ("1", "Ben", BEN))
    mine = contact_edits.edit(db, theirs.id, Details("Benjamin", "", theirs.numbers), region=None)
    serve(db, ("1", "Ben Moved", "+447700900999"))
    assert contacts.listing(db) == [mine]
    (standing,) = contact_edits.standing_in(db, mine.id)
    assert standing.changed
    assert standing.theirs is not None
    assert standing.theirs.name == "Ben Moved"
    contact_edits.acknowledge(db, mine.id)
    (standing,) = contact_edits.standing_in(db, mine.id)
    assert not standing.changed
    assert contacts.listing(db) == [mine]


def test_an_entry_that_left_and_came_back_is_still_stood_in_for(db: Database) -> None:
    (theirs,) = serve(db, ("1", "Ben", BEN))
    mine = contact_edits.edit(db, theirs.id, Details("Benjamin", "", theirs.numbers), region=None)
    serve(db)
    assert contact_edits.standing_in(db, mine.id) == [StandIn("a", "1", None, changed=False)]
    contact_edits.acknowledge(db, mine.id)
    serve(db, ("1", "Ben", BEN))
    assert contacts.listing(db) == [mine]


def test_own_contacts_outlive_the_account_whose_entries_they_stood_in_for(db: Database) -> None:
    (theirs,) = serve(db, ("1", "Ben", BEN))
    mine = contact_edits.edit(db, theirs.id, Details("Benjamin", "", theirs.numbers), region=None)
    accounts.forget(db, "a")
    assert contacts.listing(db) == [mine]
    assert contact_edits.standing_in(db, mine.id) == []


def test_a_contact_that_was_typed_has_no_lines_of_a_vcard(db: Database) -> None:
    zoe = add(db, "Zoë")
    assert contact_edits.extras(db, [zoe.id]) == {}
    assert contact_edits.new_uid() != contact_edits.new_uid()
    assert Contact(OWN, zoe.remote_id, "Zoë") == zoe
