"""The counter's words for a text: characters, parts, what is left, the encoding, and what made it so many."""

import pytest

from desktop.sms.segments import JOINED, SEPARATE_160_BYTES, Policy
from desktop.ui.messages.counter import forms, measure, role, tip

EMOJI = "😀"
LIMITED = Policy(name="limited", joined=True, max_characters=1600)
FREE = ("", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "0/160 · 0 parts · 160 left · GSM-7"),
        ("a", "1/160 · 1 part · 159 left · GSM-7"),
        ("a" * 160, "160/160 · 1 part · 0 left · GSM-7"),
        ("a" * 161, "161/306 · 2 parts · 145 left · GSM-7"),
        ("€" * 80, "160/160 · 1 part · 0 left · GSM-7"),
        (EMOJI, "2/70 · 1 part · 68 left · UCS-2"),
        ("a" * 68 + EMOJI, "70/70 · 1 part · 0 left · UCS-2"),
        ("a" * 69 + EMOJI, "71/134 · 2 parts · 63 left · UCS-2"),
        ("a" * 1600, "1600/1683 · 11 parts · 83 left · GSM-7"),
        ("a" * 1601, "1601/1683 · 11 parts · 82 left · GSM-7"),
        ("e\u0301", "1/160 · 1 part · 159 left · GSM-7"),
        ("a\r\nb", "3/160 · 1 part · 157 left · GSM-7"),
        ("’", "1/70 · 1 part · 69 left · UCS-2"),
    ],
    ids=range(13),
)
def test_it_says_characters_parts_what_is_left_and_the_encoding(text: str, words: str) -> None:
    """B5: of the text as it will be sent, so composed letters and line ends count once."""
    assert forms(measure(text, JOINED), FREE)[0] == words


def test_its_shorter_forms_keep_characters_and_parts() -> None:
    found = forms(measure("a" * 43, JOINED), ("0.008", "EUR"))
    assert found == sorted(found, key=len, reverse=True)
    assert found[-1] == "43/160 · 1 part"


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("plain", "muted"),
        ("one ’ alone", "warn"),
        ("’’’’", "warn"),
        ("’’’’’", "muted"),
        ("Добрый день", "muted"),
        ("a" * 1600, "muted"),
        ("a" * 1601, "bad"),
        ("a" * 1601 + "’", "bad"),
    ],
    ids=range(8),
)
def test_it_warns_of_few_signs_that_cost_a_lot_and_of_a_text_that_is_too_long(text: str, colour: str) -> None:
    assert role(measure(text, LIMITED)) == colour


def test_a_service_without_a_limit_is_never_exceeded() -> None:
    assert measure("a" * 99_999, JOINED).excess == 0
    assert role(measure("a" * 99_999, JOINED)) == "muted"


def test_the_tip_names_what_forced_unicode() -> None:
    """B8"""
    assert tip(measure("It’s “there”", JOINED)).splitlines() == [
        "58 units are left in the last part.",
        "Unicode is forced by: ’ (U+2019), “ (U+201C), ” (U+201D)",
    ]
    assert "Unicode" not in tip(measure("It's there", JOINED))
    assert tip(measure("Я" * 69, JOINED)).startswith("1 unit is left")


def test_a_price_of_a_paper_is_said_with_its_date() -> None:
    """G4"""
    assert tip(measure("Hello", JOINED), "From a wiki, 2026-11-22.").endswith(
        "The price: From a wiki, 2026-11-22."
    )
    assert "price" not in tip(measure("Hello", JOINED))
    assert "price" not in tip(measure("", JOINED), "From a wiki.")


def test_parts_that_arrive_one_by_one_are_said_to() -> None:
    """B7"""
    assert "It arrives as 2 separate texts." in tip(measure("a" * 161, SEPARATE_160_BYTES))
    assert "separate" not in tip(measure("a" * 160, SEPARATE_160_BYTES))
