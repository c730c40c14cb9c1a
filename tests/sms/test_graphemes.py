"""Borders of what people see as one character, held against Qt's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder

from desktop.sms.graphemes import border

ODD = [
    *"aé \n\r.ع́كم한ᄒ",
    "\u1161",
    "\u11ab",
    *"👨\u200d👩👧🏽\ufe0f❤🇳🇱🇩",
    *"क\u094dषि\u0e01\u0e33",
    "\U000e0067",
    "\u0600",
    "\u200c",
]


@pytest.mark.parametrize(
    "whole",
    [
        "e\u0301",
        "👍🏽",
        "👨\u200d👩\u200d👧\u200d👦",
        "❤\ufe0f",
        "🇳🇱",
        "क्षि",
        "\u1112\u1161\u11ab",
        "1\ufe0f\u20e3",
        "\r\n",
    ],
)
def test_what_is_seen_as_one_character_has_no_border_inside(whole: str) -> None:
    """B7: accents, skin tones, families, flags, syllables."""
    assert [at for at in range(len(whole) + 1) if border(whole, at)] == [0, len(whole)]


def test_two_flags_are_two_characters_and_letters_are_one_each() -> None:
    assert [at for at in range(5) if border("🇳🇱🇩🇪", at)] == [0, 2, 4]
    assert all(border("plain text", at) for at in range(11))


@given(st.lists(st.sampled_from(ODD), max_size=30).map("".join))
def test_there_is_no_border_where_qt_has_none(text: str) -> None:
    """UAX #29: a text may be cut a little early, never inside a character."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    units = 0
    for at, character in enumerate(text):
        finder.setPosition(units)
        if border(text, at):
            assert at == 0 or finder.isAtBoundary(), (text[at - 1], character)
        units += 2 if character > "\uffff" else 1
