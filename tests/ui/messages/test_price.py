"""What a text costs, exactly and as short as that can be written."""

import pytest

from desktop.ui.messages.price import price


@pytest.mark.parametrize(
    ("amount", "currency", "parts", "words"),
    [
        ("0.008", "EUR", 1, "€0.008"),
        ("0.008", "EUR", 5, "€0.04"),
        ("0.0079", "USD", 3, "$0.0237"),
        ("0.05", "GBP", 20, "£1"),
        ("10", "GBP", 10, "£100"),
        ("0.5", "CHF", 1, "0.5 CHF"),
        ("0.5", "", 1, "0.5"),
        ("0", "EUR", 3, "€0"),
        ("", "EUR", 3, ""),
        ("a lot", "EUR", 3, ""),
    ],
)
def test_parts_times_price(amount: str, currency: str, parts: int, words: str) -> None:
    """B25: nothing is shown where no price is known."""
    assert price((amount, currency), parts) == words
