"""Whom *To* may mean: contacts by name, company and digits, one row a number."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.ui.messages.recipient_model import MOST, NUMBER, RecipientModel
from tests.ui.account import Account
from tests.ui.messages.texts import HARBOUR, VIKTOR, ZOE, know, peer


@pytest.fixture
def model(account: Account) -> Iterator[RecipientModel]:
    know(account, "Zoë Patel", ZOE, label="mobile")
    know(account, "Viktor Orlov", VIKTOR)
    know(account, "Front desk", HARBOUR, company="Harbour Dental")
    model = RecipientModel(account.db)
    _checker = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model


def found(model: RecipientModel, typed: str) -> list[str]:
    model.look_for(typed)
    return [model.number(model.index(row)) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("z", [ZOE]),
        ("Z", [ZOE]),
        ("patel", [ZOE]),
        ("dental", [HARBOUR]),
        ("7946 00", [HARBOUR]),
        ("07700 900", [VIKTOR, ZOE]),
        ("o", [HARBOUR, VIKTOR, ZOE]),
        ("nobody", []),
        ("", []),
        ("   ", []),
        ("%", []),
    ],
)
def test_a_name_a_company_or_digits_find_somebody_from_the_first_character(
    model: RecipientModel, typed: str, numbers: list[str]
) -> None:
    """B3"""
    assert sorted(found(model, typed)) == sorted(numbers)


def test_a_row_says_who_it_is_and_which_number(model: RecipientModel) -> None:
    model.look_for("zo")
    row = model.index(0)
    assert row.data() == row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert row.data() == "Zoë Patel · mobile · \u2068+44 7700 900123\u2069"
    assert row.data(NUMBER) == row.data(Qt.ItemDataRole.EditRole) == "+44 7700 900123"
    assert row.data(Qt.ItemDataRole.DecorationRole) is None


def test_a_name_of_tags_and_line_ends_is_one_plain_line(account: Account, model: RecipientModel) -> None:
    know(account, "<b>Eve</b>\n\u202eevE", peer(7))
    model.look_for("Eve")
    assert model.index(0).data().startswith("<b>Eve</b> evE · ")


def test_no_more_are_offered_than_one_can_look_through(account: Account, model: RecipientModel) -> None:
    for number in range(MOST + 5):
        know(account, f"Somebody {number}", peer(number))
    assert len(found(model, "somebody")) == MOST
