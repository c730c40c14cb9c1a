"""Names of the phone book are known at every key; a large book is read page by page meanwhile."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.ui.messages import name_book_model
from desktop.ui.messages.name_book_model import NameBook
from tests.ui.account import ACCOUNT, Account
from tests.ui.messages.texts import HARBOUR, ZOE, know


def test_first_names_surnames_and_whole_names_are_told_apart(account: Account) -> None:
    know(account, "Zoë Patel", ZOE)
    know(account, "", HARBOUR, company="Harbour")
    book = NameBook(account.db, account.changes).book
    assert book.first("zoe") and not book.first("patel") and not book.first("harbour")
    assert book.surname("patel") and not book.surname("zoe")
    assert book.whole("zoe patel") and not book.whole("zoe")


def test_it_follows_the_phone_book(account: Account) -> None:
    book = NameBook(account.db, account.changes).book
    assert not book.first("zoe")
    know(account, "Zoë Patel", ZOE)
    assert book.first("zoe")
    contacts.replace(account.db, ACCOUNT, [])
    assert not book.first("zoe")


def test_a_large_phone_book_is_read_between_two_events(
    account: Account, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_book_model, "PAGE", 2)
    people = [
        Contact(ACCOUNT, str(place), f"N{place} Last", "", (Number(f"+44770090010{place}"),))
        for place in range(7)
    ]
    contacts.replace(account.db, ACCOUNT, people)
    names = NameBook(account.db, account.changes)
    with qtbot.waitSignal(names.complete):
        assert names.book.first("n0") and not names.book.first("n6")
    assert names.book.first("n6")
