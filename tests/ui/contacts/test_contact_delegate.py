from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.ui.contacts.contact_delegate import ContactDelegate
from desktop.ui.contacts.contacts_model import ContactsModel
from desktop.ui.rows import RowList
from desktop.ui.theme import Theme
from tests.ui.account import ACCOUNT, Account, opened


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        yield account


@pytest.fixture
def rows(account: Account, theme: Theme, qtbot: QtBot) -> RowList:
    rows = RowList(theme, "Contact list")
    qtbot.addWidget(rows)
    rows.setModel(ContactsModel(account.db, account.changes, rows))
    rows.setItemDelegate(ContactDelegate(theme, rows))
    rows.resize(320, 100)
    rows.show()
    return rows


def picture(rows: RowList, account: Account, contact: Contact) -> QImage:
    contacts.replace(account.db, ACCOUNT, [contact])
    model = rows.model()
    assert isinstance(model, ContactsModel)
    model.refresh()
    return rows.grab().toImage()


def test_a_row_shows_name_company_numbers_and_avatar(rows: RowList, account: Account) -> None:
    whole = Contact(ACCOUNT, "1", "Zoë", "Patel & Co", (Number("+447700900123", "mobile"),))
    others = [
        Contact(ACCOUNT, "1", "Zoe", "Patel & Co", whole.numbers),
        Contact(ACCOUNT, "1", "Zoë", "", whole.numbers),
        Contact(ACCOUNT, "1", "Zoë", "Patel & Co", (Number("+447700900123", "work"),)),
        Contact(ACCOUNT, "1", "Zoë", "Patel & Co"),
    ]
    first = picture(rows, account, whole)
    assert all(picture(rows, account, other) != first for other in others)


def test_a_name_is_painted_as_it_is_written(rows: RowList, account: Account) -> None:
    """Conventions 4.2, hostile text: shown literally."""
    marked = picture(rows, account, Contact(ACCOUNT, "1", "<b>Zoë</b>"))
    assert marked != picture(rows, account, Contact(ACCOUNT, "1", "Zoë"))


def test_a_name_without_an_end_is_cut_at_the_edge_of_its_row(rows: RowList, account: Account) -> None:
    long = picture(rows, account, Contact(ACCOUNT, "1", "W" * 190, "A company"))
    ground = long.pixel(4, 80)
    column = [long.pixel(long.width() - 10, y) for y in range(10, 60)]
    assert set(column) == {ground}
