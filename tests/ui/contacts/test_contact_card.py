from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.store.contacts import Contact, Number
from desktop.ui.contacts.contact_card import ContactCard
from desktop.ui.contacts.contacts_model import Listed
from desktop.ui.lines.line_model import LineModel
from desktop.ui.refusing_button import RefusingButton
from desktop.ui.theme import Theme
from tests.ui.account import ACCOUNT, FREEPHONE, VOICE_ONLY_REASON, Account, opened, unnamed

VIKTOR = Contact(
    ACCOUNT,
    "2",
    "Viktor",
    "",
    (Number("+46701740605", "mobile"), Number("020 7946 0958 ext 12", "desk"), Number("12345")),
)


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        yield account


@pytest.fixture
def lines(account: Account) -> LineModel:
    return LineModel(account.db, account.changes)


@pytest.fixture
def card(lines: LineModel, theme: Theme, qtbot: QtBot) -> ContactCard:
    card = ContactCard(theme, lines)
    qtbot.addWidget(card)
    card.resize(360, 300)
    show(card, VIKTOR)
    card.show()
    return card


@pytest.fixture
def wanted(card: ContactCard) -> list[str]:
    wanted: list[str] = []
    card.message_wanted.connect(wanted.append)
    return wanted


def show(card: ContactCard, contact: Contact) -> None:
    card.show_contact(Listed(contact), origin="From Cliqtel's phone book.", delete_reason="Not here.")


def buttons(card: ContactCard) -> list[RefusingButton]:
    return [
        button
        for button in card.findChildren(RefusingButton)
        if button.isVisible() and button.text() == "Message"
    ]


def test_every_number_has_a_button_with_a_name_of_its_own(card: ContactCard, wanted: list[str]) -> None:
    assert [button.accessibleName() for button in buttons(card)] == [
        "Message Viktor, mobile, \u2068+46 70 174 06 05\u2069",
        "Message Viktor, desk, \u2068020 7946 0958 ext 12\u2069",
        "Message Viktor, \u206812345\u2069",
    ]
    for button in buttons(card):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == ["+46701740605", "12345"]
    assert unnamed(card) == []


def test_a_number_that_cannot_be_texted_is_greyed_with_its_reason(card: ContactCard) -> None:
    """B12."""
    assert [bool(button.reason) for button in buttons(card)] == [False, True, False]
    assert "extension" in buttons(card)[1].reason


def test_on_a_voice_only_line_every_button_refuses_with_the_lines_reason(
    card: ContactCard, lines: LineModel, wanted: list[str]
) -> None:
    """A2, A3, A4."""
    lines.choose(ACCOUNT, FREEPHONE)
    assert {button.reason for button in buttons(card)} == {VOICE_ONLY_REASON}
    card.message_first()
    assert wanted == []


def test_the_first_number_is_texted_where_none_is_named(card: ContactCard, wanted: list[str]) -> None:
    card.message_first()
    assert wanted == ["+46701740605"]


def test_another_contact_takes_the_rows_of_the_one_before(card: ContactCard, wanted: list[str]) -> None:
    show(card, Contact(ACCOUNT, "1", "Zoë Patel", "", (Number("+447700900123"),)))
    assert len(buttons(card)) == 1
    card.message_first()
    show(card, Contact(ACCOUNT, "3", "Nell"))
    assert buttons(card) == []
    card.message_first()
    show(card, VIKTOR)
    assert len(buttons(card)) == 3
    assert wanted == ["+447700900123"]
