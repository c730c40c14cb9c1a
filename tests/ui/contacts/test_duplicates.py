"""Merging: offered, shown before it is done, and taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.store import contact_edits, contacts
from desktop.store.contact_edits import Details
from desktop.store.contacts import Number
from desktop.ui.contacts.contacts_view import ContactsView
from desktop.ui.contacts.duplicate_group import DuplicateGroup
from tests.ui.account import Account
from tests.ui.contacts.conftest import Work


@pytest.fixture
def doubled(page: ContactsView, account: Account, work: Work) -> ContactsView:
    """An own "Zoe" has the number of the service's "Zoë Patel"."""
    zoe = Details("Zoe", "", (Number("+447700900123", "mobile"), Number("+442079460123", "work")))
    contact_edits.add(account.db, zoe, region="GB")
    work.run()
    return page


def group(page: ContactsView) -> DuplicateGroup:
    ((_, widget),) = page.duplicates.groups
    return widget


def listed(account: Account) -> list[str]:
    return [one.name for one in contacts.listing(account.db)]


def test_possible_duplicates_are_offered_and_nothing_is_merged(
    doubled: ContactsView, account: Account
) -> None:
    assert doubled.people.pane.offer.text == "1 possible duplicate"
    assert listed(account) == ["Nell", "Viktor", "Zoe", "Zoë Patel"]


def test_a_group_shows_why_and_what_would_become_of_it(doubled: ContactsView) -> None:
    QTest.mouseClick(doubled.people.pane.offer.button, Qt.MouseButton.LeftButton)
    offer = group(doubled)
    assert offer.isVisible()
    assert offer.merge.hasFocus()
    assert [button.accessibleName() for button in offer.names] == [
        "Keep the name Zoe",
        "Keep the name Zoë Patel",
    ]
    assert offer.result.text().startswith("Together: Zoe · Patel & Daughters")
    offer.names[1].click()
    assert offer.result.text().startswith("Together: Zoë Patel · Patel & Daughters")
    assert "work \u2068+44 20 7946 0123\u2069" in offer.result.text()


def test_a_merge_is_done_by_a_click_and_taken_back_by_another(
    doubled: ContactsView, account: Account, work: Work
) -> None:
    doubled.review_duplicates()
    group(doubled).names[1].click()
    QTest.mouseClick(group(doubled).merge, Qt.MouseButton.LeftButton)
    work.run()
    assert listed(account) == ["Nell", "Viktor", "Zoë Patel"]
    assert doubled.bar.text == "Zoë Patel is one contact now."
    assert doubled.duplicates.none.button.hasFocus()
    QTest.mouseClick(doubled.bar.button, Qt.MouseButton.LeftButton)
    work.run()
    assert listed(account) == ["Nell", "Viktor", "Zoe", "Zoë Patel"]
    assert len(doubled.duplicates.groups) == 1


def test_what_is_not_the_same_is_never_offered_again(
    doubled: ContactsView, account: Account, work: Work
) -> None:
    doubled.review_duplicates()
    QTest.mouseClick(group(doubled).decline, Qt.MouseButton.LeftButton)
    work.run()
    assert doubled.duplicates.groups == []
    assert not doubled.people.pane.offer.isVisible()
    assert listed(account) == ["Nell", "Viktor", "Zoe", "Zoë Patel"]


def test_after_a_decision_the_focus_is_on_the_next_group(
    doubled: ContactsView, account: Account, work: Work
) -> None:
    more = Details("Vik", "", (Number("+46701740605", "mobile"),))
    contact_edits.add(account.db, more, region="GB")
    work.run()
    doubled.review_duplicates()
    first, second = (widget for _, widget in doubled.duplicates.groups)
    assert first.merge.hasFocus()
    QTest.keyClick(first.merge, Qt.Key.Key_Return)
    assert second.merge.hasFocus()


def test_a_contact_that_went_meanwhile_is_said_and_nothing_is_merged(
    doubled: ContactsView, account: Account
) -> None:
    doubled.review_duplicates()
    offer = group(doubled)
    own = next(one for one in contacts.listing(account.db) if one.own)
    contact_edits.delete(account.db, own.id)
    QTest.mouseClick(offer.merge, Qt.MouseButton.LeftButton)
    assert "no longer in the phone book" in doubled.bar.text
    assert listed(account) == ["Nell", "Viktor", "Zoë Patel"]


def test_escape_leads_back_to_the_list(doubled: ContactsView) -> None:
    doubled.review_duplicates()
    QTest.keyClick(group(doubled).merge, Qt.Key.Key_Escape)
    assert doubled.list.hasFocus()
