"""Characters in words."""

import pytest

from desktop.ui.messages.character_words import described, instead


@pytest.mark.parametrize(
    ("character", "words"),
    [
        ("’", "“\u2068’\u2069” (U+2019, curly apostrophe)"),
        ("\u00a0", "U+00A0, space that does not break"),
        ("😎", "“\u2068😎\u2069” (U+1F60E, emoji)"),
        ("ł", "“\u2068ł\u2069” (U+0142, latin small letter l with stroke)"),
        ("o\u0302", "“\u2068o\u0302\u2069” (U+006F U+0302, latin small letter o with circumflex)"),
        ("\ue000", "U+E000, character"),
    ],
)
def test_a_character_is_described_by_sign_number_and_name(character: str, words: str) -> None:
    """B8"""
    assert described(character) == words


def test_what_could_stand_for_it_is_said_only_where_there_is_something() -> None:
    said = [instead(one) for one in ("…", "\u200b", "\u00a0", "😎", "中")]
    assert said == [
        "It could be written as \u2068...\u2069",
        "It can be left out.",
        "An ordinary space can stand for it.",
        "",
        "",
    ]
