from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from desktop.ui.money import money


@pytest.fixture(autouse=True)
def locale_back() -> Iterator[None]:
    yield
    QLocale.setDefault(QLocale.c())


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("12.40", "EUR", "€12.40"),
        ("12.4", "EUR", "€12.40"),
        ("0.008", "EUR", "€0.008"),
        ("3", "GBP", "£3.00"),
        ("5", "SEK", "SEK\u00a05.00"),
        ("7.5", "", "7.50"),
        ("1E+1", "USD", "$10.00"),
        ("a lot", "EUR", "a lot"),
        ("NaN", "EUR", "NaN"),
    ],
)
def test_money_is_shown_with_its_currency_and_every_decimal_it_has(
    amount: str, currency: str, shown: str
) -> None:
    assert money(amount, currency) == shown


def test_money_is_written_as_the_locale_writes_it() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    assert money("12.40", "EUR") == "12,40\u00a0€"


def test_credits_are_called_so_since_nobody_tells_what_one_is_worth() -> None:
    """G1."""
    assert money("1250.5", "credits").endswith(" credits") and "1,250.50" in money("1250.5", "credits")
