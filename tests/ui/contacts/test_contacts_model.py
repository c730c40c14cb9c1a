from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt

from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.ui.contacts.contacts_model import (
    CONTACT_ROLE,
    PAGE,
    ContactsModel,
    name_of,
    number_words,
)
from tests.ui.account import ACCOUNT, Account, opened


def contact(remote_id: str, name: str, company: str = "", *numbers: Number) -> Contact:
    return Contact(ACCOUNT, remote_id, name, company, numbers)


ZOE = contact("1", "Zoë Patel", "Patel & Daughters", Number("+447700900123", "mobile"))
VIKTOR = contact("2", "Viktor", "", Number("+46701740605", "mobile"), Number("+442079460958", "office"))
NELL = contact("3", "Nell", "Nordic Garden")


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        contacts.replace(account.db, ACCOUNT, [ZOE, VIKTOR, NELL])
        yield account


@pytest.fixture
def model(account: Account) -> ContactsModel:
    model = ContactsModel(account.db, account.changes)
    model.refresh()
    return model


def listed(model: ContactsModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_everybody_stands_in_the_order_of_names(model: ContactsModel) -> None:
    assert listed(model) == ["Nell", "Viktor", "Zoë Patel"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("z", ["Zoë Patel"]),
        ("n", ["Nell"]),
        ("daught", ["Zoë Patel"]),
        ("garden", ["Nell"]),
        ("7", ["Viktor", "Zoë Patel"]),
        ("020 7946", ["Viktor"]),
        ("  zoë ", ["Zoë Patel"]),
        ("%", []),
        ("", ["Nell", "Viktor", "Zoë Patel"]),
    ],
)
def test_name_company_and_digits_match_from_the_first_character(
    typed: str, found: list[str], model: ContactsModel
) -> None:
    """B3."""
    model.show_matches(typed)
    assert listed(model) == found
    assert model.search == typed.strip()


def test_a_row_is_read_out_as_one_sentence(model: ContactsModel) -> None:
    """Conventions 4.2, screen reader."""
    spoken = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken == [
        "Nell, Nordic Garden, no number",
        "Viktor, mobile \u2068+46 70 174 06 05\u2069, office \u2068+44 20 7946 0958\u2069",
        "Zoë Patel, Patel & Daughters, mobile \u2068+44 7700 900123\u2069",
    ]


def test_a_contact_without_a_name_goes_by_its_company_or_number() -> None:
    assert name_of(contact("1", " ", "Nordic Garden")) == "Nordic Garden"
    assert name_of(contact("1", "", "", Number("+447700900123"))) == "+44 7700 900123"
    assert name_of(contact("1", "")) == "No name"


def test_what_a_number_is_called_is_no_markup_and_stays_on_its_line() -> None:
    assert number_words(Number("+447700900123", "<b>\nwork")) == "<b> work \u2068+44 7700 900123\u2069"


def test_a_long_phone_book_is_read_in_pages_as_somebody_scrolls(account: Account) -> None:
    """B3: 10,000 contacts stay quick; nobody waits for those that are not in view."""
    people = [contact(str(place), f"Person {place:04}") for place in range(3 * PAGE)]
    contacts.replace(account.db, ACCOUNT, people)
    model = ContactsModel(account.db, account.changes)
    model.refresh()
    sizes = [model.rowCount()]
    inserted: list[int] = []
    model.rowsInserted.connect(lambda _, first, last: inserted.append(first))
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        sizes.append(model.rowCount())
    assert sizes == [PAGE, 2 * PAGE, 3 * PAGE, 3 * PAGE]
    assert inserted == [PAGE, 2 * PAGE]
    assert listed(model) == [person.name for person in people]


def test_a_search_begins_with_the_first_page_again(account: Account) -> None:
    people = [contact(str(place), f"Person {place:04}") for place in range(2 * PAGE + 1)]
    contacts.replace(account.db, ACCOUNT, people)
    model = ContactsModel(account.db, account.changes)
    model.refresh()
    model.fetchMore(QModelIndex())
    model.show_matches("person")
    assert model.rowCount() == PAGE


def test_an_empty_phone_book_has_nothing_more_to_fetch(account: Account) -> None:
    contacts.replace(account.db, ACCOUNT, [])
    model = ContactsModel(account.db, account.changes)
    assert not model.canFetchMore(QModelIndex())
    model.refresh()
    assert not model.canFetchMore(QModelIndex())


def test_news_of_the_account_that_are_not_of_the_phone_book_change_no_row(
    model: ContactsModel, account: Account
) -> None:
    heard: list[str] = []
    model.outdated.connect(lambda: heard.append("outdated"))
    model.dataChanged.connect(lambda *_: heard.append("row"))
    model.modelReset.connect(lambda: heard.append("reset"))
    account.offer(balance="11.00", contacts=True)
    model.refresh()
    assert heard == ["outdated"]


def test_a_new_number_of_a_contact_changes_that_row_only(model: ContactsModel, account: Account) -> None:
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.append(first.row()))
    nell = contact("3", "Nell", "Nordic Garden", Number("+447700900199"))
    contacts.replace(account.db, ACCOUNT, [ZOE, VIKTOR, nell])
    model.refresh()
    assert changed == [0]
    assert model.index(0).data(CONTACT_ROLE) == nell


@pytest.mark.parametrize("on", [True, False])
def test_whether_a_service_has_a_phone_book_is_known(
    on: bool, model: ContactsModel, account: Account
) -> None:
    account.offer(contacts=on)
    model.refresh()
    assert model.offered is on
