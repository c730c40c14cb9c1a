"""One person in the phone books of two services: both names offered, one contact by a click (idea 16)."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.ui.contacts.contact_edit_model import ContactEditModel
from desktop.ui.contacts.contacts_view import ContactsView
from tests.ui.account import ACCOUNT, Account, names
from tests.ui.contacts.conftest import Work

TWILIO = "twilio-1"
NUMBER, NEW = "+12025550117", "+12025550199"
JOHN, DOE = (
    Contact(ACCOUNT, "c1", "John Doe", "", (Number(NUMBER),)),
    Contact(TWILIO, "t1", "J. Doe", "", (Number(NUMBER),)),
)


@pytest.fixture
def both(page: ContactsView, edits: ContactEditModel, account: Account, work: Work) -> ContactsView:
    edits.know_services({ACCOUNT: "Close", TWILIO: "Twilio"})
    contacts.replace(account.db, ACCOUNT, [JOHN])
    contacts.replace(account.db, TWILIO, [DOE])
    work.run()
    page.review_duplicates()
    return page


def press_merge(page: ContactsView, work: Work) -> None:
    ((_, group),) = page.duplicates.groups
    QTest.mouseClick(group.merge, Qt.MouseButton.LeftButton)
    work.run()
    page.escape()
    page.people.search.setText("Doe")
    page.people.pane.shown.emit()


def test_the_offer_names_both_with_their_phone_books_and_the_number(both: ContactsView) -> None:
    words = " ".join(names(both.duplicates))
    assert (
        "\u2068John Doe\u2069 (Close) and \u2068J. Doe\u2069 (Twilio) share \u2068+1 202-555-0117\u2069."
        in words
    )


def test_the_card_says_of_which_entries_it_is_made_and_how_to_part_them(
    both: ContactsView, account: Account, work: Work
) -> None:
    press_merge(both, work)
    assert "One contact of several entries: Close, Twilio. Deleting it shows them apart again." in names(
        both.card
    )
    contacts.replace(account.db, TWILIO, [])
    both.people.refresh()
    assert (
        "One contact of several entries: Close, Twilio (no longer listed). "
        "Deleting it shows them apart again." in names(both.card)
    )


def test_what_one_service_changed_is_taken_over_and_the_rest_stays(
    both: ContactsView, account: Account, work: Work
) -> None:
    press_merge(both, work)
    contacts.replace(account.db, ACCOUNT, [Contact(ACCOUNT, "c1", "John Doe", "", (Number(NEW),))])
    both.people.refresh()
    assert "Close changed its entry. Yours is shown until you choose." in names(both.card)
    QTest.mouseClick(both.card.stand_in.take, Qt.MouseButton.LeftButton)
    (john,) = [one for one in contacts.listing(account.db) if one.name == "John Doe"]
    assert {number.number for number in john.numbers} == {NUMBER, NEW}
    assert not both.card.stand_in.isVisible()


def test_a_change_that_is_not_wanted_is_put_away_for_its_service_alone(
    both: ContactsView, account: Account, work: Work
) -> None:
    press_merge(both, work)
    contacts.replace(account.db, ACCOUNT, [Contact(ACCOUNT, "c1", "Johnny", "", (Number(NUMBER),))])
    contacts.replace(account.db, TWILIO, [Contact(TWILIO, "t1", "Jonathan", "", (Number(NUMBER),))])
    both.people.refresh()
    QTest.mouseClick(both.card.stand_in.keep, Qt.MouseButton.LeftButton)
    assert "Twilio changed its entry. Yours is shown until you choose." in names(both.card)
