"""Places in a text in UTF-16 units: nothing that people see as one character is ever cut."""

import pytest

from desktop.ui.messages.text_offsets import (
    cut,
    next_character,
    next_word,
    paragraph_around,
    units,
    word_around,
)

FAMILY = "👩‍👩‍👧‍👦"


def steps(text: str, step: int) -> list[str]:
    """The characters of ``text`` as stepping through it finds them."""
    place = 0 if step > 0 else units(text)
    found = []
    while (after := next_character(text, place, step)) != place:
        found.append(cut(text, min(place, after), max(place, after)))
        place = after
    return found


def test_an_emoji_beyond_the_first_plane_is_two_units() -> None:
    assert [units(text) for text in ("", "abc", "é", "😀", FAMILY)] == [0, 3, 1, 2, 11]
    assert cut("a😀b", 1, 3) == "😀"
    assert cut("abc", 1, 2) == "b"
    assert cut("a\ud800b", 1, 2) == "\ufffd"


@pytest.mark.parametrize(
    "characters",
    [[FAMILY, "x", "🇳🇱", "e\u0301", " ", "👍🏽"], ["中", "文"], ["م", "ر", "ح"], ["\n", "a"], []],
)
def test_stepping_goes_by_what_people_see(characters: list[str]) -> None:
    text = "".join(characters)
    assert steps(text, 1) == characters
    assert steps(text, -1) == characters[::-1]


@pytest.mark.parametrize(
    ("place", "word"),
    [(0, "Hello"), (3, "Hello"), (5, ","), (6, " "), (7, "don't"), (13, "😀"), (16, "مرحبا"), (21, "مرحبا")],
)
def test_the_word_around_a_place(place: int, word: str) -> None:
    text = "Hello, don't😀 مرحبا".replace("😀", " 😀", 1)
    assert cut(text, *word_around(text, place)) == word


def test_around_nothing_is_nothing() -> None:
    assert word_around("", 0) == (0, 0)
    assert paragraph_around("", 0) == (0, 0)


@pytest.mark.parametrize(
    ("place", "paragraph"), [(0, "a"), (1, "a"), (2, "😀b"), (5, "😀b"), (6, ""), (7, "c")]
)
def test_the_paragraph_around_a_place(place: int, paragraph: str) -> None:
    text = "a\n😀b\n\nc"
    assert cut(text, *paragraph_around(text, place)) == paragraph


def test_by_words_one_comes_to_where_words_begin_and_to_the_ends() -> None:
    text = "Hello, don't stop"
    there, places = 0, [0]
    while there < units(text):
        there = next_word(text, there, 1)
        places.append(there)
    assert places == [0, 7, 13, 17]
    back = [there]
    while there:
        there = next_word(text, there, -1)
        back.append(there)
    assert back == places[::-1]
    assert next_word(text, 17, 1) == 17
    assert next_word(text, 0, -1) == 0
