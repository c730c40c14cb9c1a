"""Whose name is shown for a number, everywhere that names are shown."""

from desktop.store import accounts, calls, contact_edits, contacts, conversations
from desktop.store.calls import Call
from desktop.store.contact_edits import Details
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database
from tests.store.people import add, serve
from tests.store.texts import ACCOUNT, LINE, NOON, PEER, inbound, pull


def shown(db: Database) -> tuple[str, str]:
    """The name in the list of conversations and by number."""
    return conversations.listing(db)[0].name, contacts.name_of(db, PEER, ACCOUNT)


def test_an_own_contact_names_a_number_before_the_services_does(db: Database) -> None:
    pull(db, inbound("1"))
    serve(db, ("1", "Service's name", PEER), account=ACCOUNT)
    assert shown(db) == ("Service's name",) * 2
    add(db, "Own name", PEER)
    assert shown(db) == ("Own name",) * 2


def test_of_two_own_contacts_the_one_that_prefers_the_number_names_it(db: Database) -> None:
    pull(db, inbound("1"))
    add(db, "Shop", PEER)
    zoe = Details("Zoë", numbers=(Number("+12025550199"), Number(PEER, preferred=True)))
    contact_edits.add(db, zoe, region=None)
    assert shown(db) == ("Zoë",) * 2
    assert [one.name for one in contacts.with_number(db, PEER)] == ["Zoë", "Shop"]


def test_a_renamed_contact_has_its_new_name_at_once(db: Database) -> None:
    pull(db, inbound("1"))
    zoe = add(db, "Zoe", PEER)
    contact_edits.edit(db, zoe.id, Details("Zoë Patel", numbers=zoe.numbers), region=None)
    assert shown(db) == ("Zoë Patel",) * 2


def test_a_contact_without_a_name_names_with_its_company(db: Database) -> None:
    pull(db, inbound("1"))
    add(db, "", PEER, company="Patel Bicycles")
    assert shown(db) == ("Patel Bicycles",) * 2


def test_an_entry_that_an_own_contact_stands_in_for_names_nobody(db: Database) -> None:
    pull(db, inbound("1"))
    (theirs,) = serve(db, ("1", "Wrong person", PEER), account=ACCOUNT)
    contact_edits.edit(db, theirs.id, Details("Zoë", numbers=(Number("+12025550199"),)), region=None)
    assert shown(db) == ("", "")
    assert contacts.with_number(db, PEER) == []


def test_another_accounts_phone_book_names_a_conversation_with_its_source(db: Database) -> None:
    """Idea 16: one phone book of all services, and no name without where it comes from."""
    pull(db, inbound("1"))
    serve(db, ("1", "Close's name", PEER), account="b")
    (row,) = conversations.listing(db)
    assert (row.name, row.name_from) == ("Close's name", "b")
    accounts.learn(db, "b", capabilities='{"service": "close"}', balance=None, currency="")
    (row,) = conversations.listing(db)
    assert (row.name, row.name_from) == ("Close's name", "close")
    assert [one.peer for one in conversations.listing(db, search="close's")] == [PEER]
    assert contacts.name_of(db, PEER, ACCOUNT) == ""


def test_a_nearer_phone_book_names_it_first_and_needs_no_source(db: Database) -> None:
    pull(db, inbound("1"))
    serve(db, ("1", "Close's name", PEER), account="b")
    serve(db, ("1", "This account's name", PEER), account=ACCOUNT)
    (row,) = conversations.listing(db)
    assert (row.name, row.name_from) == ("This account's name", "")
    add(db, "Own name", PEER)
    (row,) = conversations.listing(db)
    assert (row.name, row.name_from) == ("Own name", "")


def test_a_conversation_is_found_by_the_name_without_accents(db: Database) -> None:
    pull(db, inbound("1"))
    add(db, "Zoë Pâtel", PEER, company="Øster")
    for search in ("zoe patel", "PATEL", "oster"):
        assert [one.peer for one in conversations.listing(db, search=search)] == [PEER]
    assert conversations.listing(db, search="zoe quay") == []


def test_calls_have_the_own_contacts_name(db: Database) -> None:
    serve(db, ("1", "Service's name", PEER), account=ACCOUNT)
    add(db, "Own name", PEER)
    calls.keep(db, ACCOUNT, [Call(ACCOUNT, "1", False, LINE, PEER, NOON, "missed")])
    assert [one.name for one in calls.listing(db)] == ["Own name"]


def test_a_call_that_only_another_service_knows_says_whose_name_it_is(db: Database) -> None:
    serve(db, ("1", "Close's name", PEER), account="b")
    calls.keep(db, ACCOUNT, [Call(ACCOUNT, "1", False, LINE, PEER, NOON, "missed")])
    assert [(one.name, one.name_from) for one in calls.listing(db)] == [("Close's name", "b")]
    serve(db, ("1", "This account's name", PEER), account=ACCOUNT)
    assert [(one.name, one.name_from) for one in calls.listing(db)] == [("This account's name", "")]


def test_words_and_digits_are_searched_for_together(db: Database) -> None:
    """B3."""
    zoe = Contact("a", "1", "Zoë Patel", "Bicycles", (Number("+447700900123", "front desk"),))
    contacts.replace(db, "a", [zoe, Contact("a", "2", "Zoë Quay", "", (Number("+12025550199"),))])
    for search in ("zoe 0123", "patel zoe", "desk bicycles", "0044 7700 900123", "٩٠٠١٢٣"):
        assert contacts.listing(db, search) == [zoe], search
        assert contacts.count(db, search) == 1
    assert contacts.listing(db, "zoe 0199 patel") == []
    assert contacts.count(db) == contacts.count(db, "zoe") == 2
