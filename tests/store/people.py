"""Contacts that tests of the phone book share, and short ways to put them into a store."""

from desktop.store import contact_edits, contacts
from desktop.store.contact_edits import Details
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database

ZOE_MOBILE, ZOE_DESK, QUAY = "+447700900123", "+442079460958", "+12025550199"
ZOE = Details("Zoë Patel", "Patel Bicycles", (Number(ZOE_MOBILE, "mobile"), Number(ZOE_DESK, "work")))


def add(db: Database, name: str = "", *numbers: str, company: str = "", notes: str = "") -> Contact:
    """A new own contact."""
    details = Details(name, company, tuple(Number(number) for number in numbers), notes=notes)
    return contact_edits.add(db, details, region="GB")


def serve(db: Database, *entries: tuple[str, str, str], account: str = "a") -> list[Contact]:
    """A service's phone book of (id, name, number), and its contacts as they are listed."""
    people = [Contact(account, key, name, "", (Number(number),)) for key, name, number in entries]
    contacts.replace(db, account, people)
    return [one for one in contacts.listing(db) if one.account_id == account]


def names(db: Database, search: str = "") -> list[str]:
    """The names that are listed."""
    return [one.name for one in contacts.listing(db, search)]
