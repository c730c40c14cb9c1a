from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from desktop.store.people import everyone
from tests.store.texts import ACCOUNT, LINE, OTHER, PEER, queued

THIRD = "+442079460018"


def know(db: Database, name: str, number: str, *, company: str = "", account_id: str = ACCOUNT) -> None:
    contacts.replace(db, account_id, [Contact(account_id, name, name, company, (Number(number),))])


def test_those_texted_with_come_first_and_the_rest_of_the_phone_book_after_them(db: Database) -> None:
    queued(db, peer=PEER)
    queued(db, peer=OTHER, seconds=60)
    people = [
        Contact(ACCOUNT, "1", "Zoë Patel", "Patel & Co", (Number(PEER),)),
        Contact(ACCOUNT, "2", "Harbour Dental", "", (Number(THIRD),)),
    ]
    contacts.replace(db, ACCOUNT, people)
    found = everyone(db)
    assert [(one.name, one.company, one.number) for one in found] == [
        ("", "", OTHER),
        ("Zoë Patel", "Patel & Co", PEER),
        ("Harbour Dental", "", THIRD),
    ]
    assert [one.conversation_id is None for one in found] == [False, False, True]
    assert (found[0].account_id, found[0].line) == (ACCOUNT, LINE)


def test_a_phone_book_of_another_service_names_a_conversation_last_and_with_its_source(db: Database) -> None:
    """Idea 16."""
    queued(db)
    know(db, "Somebody else", PEER, account_id="other")
    assert [(one.name, one.name_from) for one in everyone(db)] == [("Somebody else", "other")]
    know(db, "Zoë", PEER)
    assert [(one.name, one.name_from) for one in everyone(db)] == [("Zoë", "")]


def test_in_an_empty_store_there_is_nobody(db: Database) -> None:
    assert everyone(db) == []
