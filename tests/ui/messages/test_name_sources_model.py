"""Where phone books call one number differently, the thread's menu names each with its source (idea 16)."""

import pytest
from PySide6.QtTest import QSignalSpy

from desktop.store import contact_duplicates, contact_edits, contacts
from desktop.store.contact_edits import Details
from desktop.store.contacts import Contact, Number
from tests.ui.account import ACCOUNT, Account
from tests.ui.messages.persons import TWILIO, second_service
from tests.ui.messages.texts import ZOE, Tab, put


def book(account: Account, account_id: str, name: str) -> None:
    contacts.replace(account.db, account_id, [Contact(account_id, "1", name, "", (Number(ZOE),))])


@pytest.fixture
def here(account: Account, tab: Tab) -> Tab:
    second_service(account)
    tab.thread.know_services({ACCOUNT: "Close", TWILIO: "Twilio"})
    book(account, ACCOUNT, "John Doe")
    tab.view.open(put(account, ["Hi"]))
    return tab


def told(tab: Tab) -> str:
    tab.view.header.menu.aboutToShow.emit()
    action = tab.view.header.names_action
    return action.text() if action.isVisible() else ""


def test_one_name_needs_no_sources(here: Tab, account: Account) -> None:
    assert told(here) == ""
    book(account, TWILIO, "John Doe")
    assert told(here) == ""


def test_two_names_say_whose_they_are_and_lead_to_the_contacts(here: Tab, account: Account) -> None:
    book(account, TWILIO, "J. Doe & Sons")
    assert told(here) == "\u2068John Doe\u2069 (Close), \u2068J. Doe && Sons\u2069 (Twilio) …"
    spy = QSignalSpy(here.view.fixes.person_wanted)
    here.view.header.names_action.trigger()
    assert spy.count() == 1 and spy.at(0) == [ZOE]


def test_own_contacts_are_named_as_such_and_a_merge_settles_it(here: Tab, account: Account) -> None:
    mine = contact_edits.add(account.db, Details("Johnny", numbers=(Number(ZOE),)), region=None)
    assert told(here) == "\u2068Johnny\u2069 (own), \u2068John Doe\u2069 (Close) …"
    (group,) = contact_duplicates.offered(account.db)
    contact_duplicates.merge(account.db, mine.id, [one.id for one in group.members])
    assert told(here) == ""
