"""The names of the phone book come by pages, as they are compared, without those of companies."""

import pytest

from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from desktop.store.name_book import START, names


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 100])
def test_every_name_comes_once_whatever_the_size_of_a_page(db: Database, limit: int) -> None:
    people = [("Zoë Patel", ""), ("Maria del Mar López", ""), ("Łukasz Nowak", ""), ("", "Zebra Taxi")]
    people += [("Zoë Patel", "")]
    entries = [
        Contact("practice", str(place), name, company, (Number(f"+44770090012{place}"),))
        for place, (name, company) in enumerate(people)
    ]
    contacts.replace(db, "practice", entries)
    found: list[str] = []
    page, place = names(db, START, limit=limit)
    found += page
    while place is not None:
        page, place = names(db, place, limit=limit)
        found += page
    assert found == ["lukasz nowak", "maria del mar lopez", "zoe patel", "zoe patel"]


def test_an_empty_phone_book_has_one_empty_page(db: Database) -> None:
    assert names(db, START, limit=10) == ([], None)
