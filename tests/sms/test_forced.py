"""What is underlined while typing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sms.forced import spans
from desktop.sms.segments import count, outgoing


def test_a_curly_quote_is_marked_where_it_stands() -> None:
    """B8"""
    assert spans("It’s here – now") == ((2, 3), (10, 11))


def test_an_accent_that_leaving_composes_into_gsm_is_not_marked() -> None:
    assert spans("cafe\u0301 for all of us") == ()
    assert spans("force\u0302 is not in the table") == ((4, 6),)


@pytest.mark.parametrize("text", ["", "plain", "Ваш заказ готов, 12 €", "您的订单已发货", "شكرا لك"])
def test_nothing_is_marked_where_nothing_forces_or_the_language_does(text: str) -> None:
    """Idea 11: languages that need Unicode are left alone."""
    assert spans(text) == ()


def test_every_one_of_many_alike_is_marked() -> None:
    assert spans("’a’a\u0301 plain words behind them ’") == ((0, 1), (2, 3), (3, 5), (30, 31))


def test_an_emoji_in_a_plain_text_is_marked() -> None:
    assert spans("See you 👍 then") == ((8, 9),)


@given(st.text(max_size=200))
def test_what_is_marked_forces_and_where_nothing_forces_nothing_is_marked(text: str) -> None:
    found = spans(text)
    if found:
        assert count(outgoing(text)).encoding == "UCS-2"
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert list(found) == sorted(found)
