"""The phone book: listed by name, found by name, company and digits."""

import pytest

from desktop.announce import AccountChanged, Announcement, ContactsChanged
from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database

ZOE = Contact("a", "1", "Zoë Patel", "Patel Bicycles", (Number("+447700900123", "mobile"),))
QUAY = Contact(
    "a", "2", "100% O'Brien_Co", 'The "Quay"', (Number("+12025550199"), Number("+447700900211", "desk"))
)
LAYLA = Contact("a", "3", "ليلى حداد", "", (Number("+447700900345"),))
NOBODY = Contact("a", "4", "adam")


@pytest.fixture
def book(db: Database) -> Database:
    """Four entries, one without a number."""
    contacts.replace(db, "a", [ZOE, QUAY, LAYLA, NOBODY])
    return db


def names(db: Database, search: str) -> list[str]:
    return [one.name for one in contacts.listing(db, search)]


def test_contacts_come_by_name_with_all_their_numbers(book: Database) -> None:
    """I1."""
    assert contacts.listing(book) == [QUAY, NOBODY, ZOE, LAYLA]
    assert contacts.listing(book, limit=1) == [QUAY]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("z", [ZOE]),
        ("PAT", [ZOE]),
        ("bicycles", [ZOE]),
        ("ليلى", [LAYLA]),
        ("%", [QUAY]),
        ("_", [QUAY]),
        ("'", [QUAY]),
        ('"', [QUAY]),
        ("\\", []),
        ("00123", [ZOE]),
        ("07700 900123", [ZOE]),
        ("0", [QUAY]),
        ("000", []),
        ("2025550199", [QUAY]),
        ("nobody", []),
        ("half \ud83d", []),
        ("  zoë  ", [ZOE]),
    ],
)
def test_a_contact_is_found_by_name_company_or_digits_from_the_first_character(
    book: Database, search: str, found: list[Contact]
) -> None:
    """B3."""
    assert contacts.listing(book, search) == found


def test_a_phone_book_is_replaced_whole_and_announced_only_if_it_changed(
    book: Database, announced: list[Announcement]
) -> None:
    announced.clear()
    contacts.replace(book, "a", [LAYLA, NOBODY, QUAY, ZOE])
    assert announced == []
    contacts.replace(book, "a", [ZOE])
    assert announced == [AccountChanged("a"), ContactsChanged()]
    assert contacts.listing(book) == [ZOE]
    assert contacts.listing(book, "2025550199") == []


def test_a_list_that_holds_a_contact_twice_is_taken_once(db: Database, announced: list[Announcement]) -> None:
    for _ in range(2):
        contacts.replace(db, "a", [ZOE, ZOE])
    assert contacts.listing(db) == [ZOE]
    assert announced == [AccountChanged("a"), ContactsChanged()]


def test_an_account_replaces_only_its_own_contacts(book: Database) -> None:
    contacts.replace(book, "b", [Contact("b", "1", "Beth", "", (Number("+447700900123"),))])
    contacts.replace(book, "a", [])
    assert names(book, "") == ["Beth"]


def test_a_number_that_two_contacts_share_has_the_name_of_the_first(book: Database) -> None:
    contacts.replace(book, "b", [Contact("b", "1", "Beth", "", (Number("+447700900123"),))])
    assert contacts.name_of(book, "+447700900123") == "Zoë Patel"
    assert contacts.name_of(book, "+447700900999") == ""
