"""Whom the entries of a file are: certain matches before likely ones, and nobody twice."""

from dataclasses import replace

from desktop.store import contact_edits, contacts
from desktop.store.contact_details import Details
from desktop.store.contact_import import take_in
from desktop.store.contact_matches import Incoming, Match, content_key, match
from desktop.store.contacts import Number
from desktop.store.database import Database
from tests.store.people import add, serve

MOBILE, DESK, OTHER = "+447700900123", "+442079460958", "+12025550199"


def person(name: str, *numbers: str, uid: str = "", company: str = "") -> Incoming:
    return Incoming(Details(name, company, tuple(Number(number) for number in numbers)), uid)


def brought(db: Database, *entries: Incoming) -> list[int]:
    """Take entries in, and give the ids of their contacts."""
    taken = take_in(db, list(zip(entries, match(db, entries), strict=True)))
    return [one.contact_id or 0 for one in taken]


def test_the_same_name_and_numbers_are_the_same_content_in_any_order_and_case() -> None:
    one, other = person("Zoë", MOBILE, DESK).details, person("ZOE", DESK, MOBILE).details
    assert content_key(one) == content_key(other)
    assert content_key(one) != content_key(person("Zoë", MOBILE).details)
    assert content_key(person("Zoë").details) != content_key(person("Zoë", company="Quay").details)


def test_an_entry_is_known_by_uid_before_content(db: Database) -> None:
    zoe = add(db, "Zoë", MOBILE)
    twin = add(db, "Ben", DESK)
    assert match(db, [person("Ben", DESK, uid=zoe.remote_id)]) == [Match(zoe.id)]
    assert match(db, [person("Ben", DESK, uid="unknown")]) == [Match(twin.id)]


def test_contacts_typed_here_are_never_likely_to_be_an_entry(db: Database) -> None:
    add(db, "Zoë", MOBILE)
    assert match(db, [person("Zoe Patel", MOBILE)]) == [Match()]


def test_a_likely_match_is_one_imported_contact_of_the_same_name_alone(db: Database) -> None:
    zoe, ben = brought(db, person("Zoë", MOBILE), person("Ben", DESK))
    assert match(db, [person("Ben", DESK, MOBILE)]) == [Match(ben)]
    assert match(db, [person("ZOE", MOBILE, DESK), person("Zoë", MOBILE)]) == [Match(), Match(zoe)]
    assert match(db, [person("Zoë", MOBILE, DESK), person("Zoë", MOBILE, OTHER)]) == [Match(zoe), Match()]
    brought(db, person("Zoë", MOBILE), person("Zoë", MOBILE, OTHER))
    assert match(db, [person("Zoë", MOBILE, DESK)]) == [Match()]


def test_another_name_is_another_person_in_the_same_file_too(db: Database) -> None:
    brought(db, person("Zoë", MOBILE))
    assert match(db, [person("Zoë Patel", MOBILE)]) == [Match()]
    assert match(db, [person("Ben", MOBILE)]) == [Match()]


def test_only_in_the_same_file_is_another_number_for_a_name_a_new_number(db: Database) -> None:
    (zoe,) = brought(db, person("Zoë", MOBILE))
    assert match(db, [replace(person("Zoë", MOBILE, DESK), file="other")]) == [Match()]
    assert match(db, [replace(person("Zoë", MOBILE), file="other")]) == [Match(zoe)]


def test_a_number_is_added_to_who_had_none_in_the_same_company_only(db: Database) -> None:
    (zoe,) = brought(db, person("Zoë", company="Quay"))
    assert match(db, [person("Zoë", MOBILE, company="Quay")]) == [Match(zoe)]
    assert match(db, [person("Zoë", MOBILE, company="Bicycles")]) == [Match()]
    brought(db, person("Ben"))
    assert match(db, [person("Ben", DESK)]) == [Match()]


def test_an_entry_that_a_service_lists_just_so_has_nothing_to_add(db: Database) -> None:
    serve(db, ("1", "Ben", DESK))
    assert match(db, [person("BEN", DESK)]) == [Match(service=True)]
    (theirs,) = contacts.listing(db)
    mine = contact_edits.edit(db, theirs.id, Details("Ben", "", (Number(DESK),)), region=None)
    assert match(db, [person("BEN", DESK)]) == [Match(mine.id)]


def test_what_the_file_said_before_is_repeated_or_contradicted(db: Database) -> None:
    found = match(
        db,
        [
            person("Zoë", MOBILE),
            person("ZOE", MOBILE),
            person("Ben", uid="1"),
            person("Ben", uid="1"),
            person("Ada", uid="1"),
        ],
    )
    assert found == [
        Match(),
        Match(repeated=True),
        Match(),
        Match(repeated=True),
        Match(contradicts=True),
    ]
