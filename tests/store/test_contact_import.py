"""Entries of a file become own contacts, or bring those that are there up to date."""

from desktop.announce import Announcement
from desktop.store import contact_edits, contacts
from desktop.store.contact_details import Details
from desktop.store.contact_import import Fate, Incoming, Match, Taken, match, take_in
from desktop.store.contacts import Number
from desktop.store.database import Database
from tests.store.people import add

MOBILE, DESK, OTHER = "+447700900123", "+442079460958", "+12025550199"


def brought(db: Database, *entries: Incoming) -> list[Taken]:
    return take_in(db, list(zip(entries, match(db, entries), strict=True)))


def person(uid: str = "1", *numbers: Number, **more: str) -> Incoming:
    return Incoming(
        Details(more.get("name", "Zoë"), more.get("company", ""), numbers, notes=more.get("notes", "")), uid
    )


def test_a_batch_is_stored_whole_and_announced_by_whoever_imports(
    db: Database, announced: list[Announcement]
) -> None:
    first, second = brought(db, person("1", Number(MOBILE)), person("2", name="Ben"))
    assert (first.fate, second.fate) == (Fate.ADDED, Fate.ADDED)
    assert [(one.id, one.remote_id) for one in contacts.listing(db)] == [
        (second.contact_id, "2"),
        (first.contact_id, "1"),
    ]
    assert announced == []


def test_what_the_file_leaves_out_stays_and_what_it_says_changes(db: Database) -> None:
    brought(db, person("1", Number(MOBILE, "mobile"), company="Quay", notes="Tea"))
    (taken,) = brought(db, person("1", Number(MOBILE), Number(DESK), name="Zoë Patel"))
    assert taken.fate is Fate.UPDATED
    (zoe,) = contacts.listing(db)
    assert Details.of(zoe) == Details(
        "Zoë Patel", "Quay", (Number(MOBILE, "mobile"), Number(DESK)), notes="Tea"
    )
    brought(db, person("1", name="Zoë Patel", notes="Coffee"))
    (zoe,) = contacts.listing(db)
    assert (zoe.notes, len(zoe.numbers)) == ("Coffee", 2)


def test_what_was_written_here_outlives_news_of_other_parts(db: Database) -> None:
    """One entry, changed here and in the file, but not in the same parts."""
    brought(db, person("1", Number(MOBILE, "mobile"), Number(DESK), company="Quay"))
    (zoe,) = contacts.listing(db)
    mine = Details("Zoë (billing)", "Quay", (Number(MOBILE, "Zoë's own"),))
    contact_edits.edit(db, zoe.id, mine, region=None)
    news = person("1", Number(MOBILE, "mobile"), Number(DESK), Number(OTHER), company="Bicycles", notes="New")
    assert brought(db, news)[0].fate is Fate.UPDATED
    (zoe,) = contacts.listing(db)
    assert Details.of(zoe) == Details(
        "Zoë (billing)", "Bicycles", (Number(MOBILE, "Zoë's own"), Number(OTHER)), notes="New"
    )
    assert brought(db, news)[0].fate is Fate.UNCHANGED


def test_the_number_preferred_here_stays_preferred(db: Database) -> None:
    brought(db, person("1", Number(MOBILE, preferred=True), Number(DESK)))
    (zoe,) = contacts.listing(db)
    numbers = (Number(MOBILE), Number(DESK, preferred=True))
    contact_edits.edit(db, zoe.id, Details("Zoë", "", numbers), region=None)
    brought(db, person("1", Number(MOBILE, preferred=True), Number(DESK), Number(OTHER)))
    (zoe,) = contacts.listing(db)
    assert zoe.preferred == Number(DESK, preferred=True)
    assert len(zoe.numbers) == 3


def test_an_entry_that_says_what_stands_there_already_is_unchanged(db: Database) -> None:
    zoe = add(db, "Zoë", MOBILE)
    (taken,) = brought(db, Incoming(Details.of(zoe), zoe.remote_id))
    assert taken == Taken(Fate.UNCHANGED, zoe.id)
    (taken,) = brought(db, Incoming(Details.of(zoe), "another uid"))
    assert taken == Taken(Fate.UNCHANGED, zoe.id)
    assert contacts.listing(db) == [zoe]


def test_a_contact_that_went_away_meanwhile_is_added_again(db: Database) -> None:
    zoe = add(db, "Zoë", MOBILE)
    entry = Incoming(Details.of(zoe), zoe.remote_id)
    found = match(db, [entry])
    contact_edits.delete(db, zoe.id)
    (taken,) = take_in(db, [(entry, found[0])])
    assert taken.fate is Fate.ADDED
    assert contacts.listing(db) == [zoe]


def test_a_uid_that_is_taken_by_somebody_else_is_no_obstacle(db: Database) -> None:
    zoe = add(db, "Zoë", MOBILE)
    (taken,) = take_in(db, [(person(zoe.remote_id, name="Ben"), Match())])
    assert taken.fate is Fate.ADDED
    assert [one.name for one in contacts.listing(db)] == ["Ben", "Zoë"]


def test_lines_that_mean_nothing_here_are_kept_and_renewed(db: Database) -> None:
    first = Incoming(Details("Zoë"), "1", ("TITLE:Owner",))
    (taken,) = brought(db, first)
    assert taken.contact_id is not None
    assert contact_edits.extras(db, [taken.contact_id]) == {taken.contact_id: ("TITLE:Owner",)}
    brought(db, Incoming(Details("Zoë"), "1", ("TITLE:Boss",)))
    assert contact_edits.extras(db, [taken.contact_id]) == {taken.contact_id: ("TITLE:Boss",)}
