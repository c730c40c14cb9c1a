"""Texts of their own: where they are cut, and that nothing is lost (B7)."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.sms.cuts import SPACE
from desktop.sms.graphemes import border
from desktop.sms.segments import SEPARATE_160_BYTES, count, outgoing, parts

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
WORDS = st.lists(
    st.sampled_from(
        [" ", "\n", "  ", "a", "word", "deß€", "é", "\u0301", "مرحبا", "👍🏽", FAMILY, "🇳🇱", "中", "x" * 170]
    ),
    max_size=120,
)


@given(WORDS.map("".join).map(outgoing))
def test_the_pieces_are_the_text_and_each_fits_and_no_character_is_cut(text: str) -> None:
    """B7: at most 160 UTF-8 bytes each, as they leave."""
    pieces = parts(text, SEPARATE_160_BYTES)
    assert "".join(pieces) == text
    assert all(len(one.strip(SPACE).encode()) <= 160 for one in pieces)
    assert all(one.strip(SPACE) for one in pieces) or not text.strip(SPACE)
    end = 0
    for one in pieces:
        assert border(text, end)
        end += len(one)


@given(WORDS.map("".join).map(outgoing))
def test_a_piece_is_a_single_text_by_itself(text: str) -> None:
    """What one transaction queued is never cut a second time."""
    assert all(count(one, SEPARATE_160_BYTES).segments == 1 for one in parts(text, SEPARATE_160_BYTES))


def test_a_cut_falls_between_words_and_its_space_costs_nothing() -> None:
    text = "a" * 159 + " " + "b" * 10
    assert parts(text, SEPARATE_160_BYTES) == ["a" * 159 + " ", "b" * 10]
    text = "a" * 160 + " " * 400 + "b" * 10
    assert parts(text, SEPARATE_160_BYTES) == ["a" * 160 + " " * 400, "b" * 10]
    assert parts("one two " * 20 + "three", SEPARATE_160_BYTES)[0] == "one two " * 20


def test_an_emoji_at_the_160th_byte_goes_over_whole() -> None:
    """B7: 158 bytes and four more do not fit."""
    assert parts("a" * 158 + "😀", SEPARATE_160_BYTES) == ["a" * 158, "😀"]
    assert parts("a" * 156 + "😀", SEPARATE_160_BYTES) == ["a" * 156 + "😀"]
    assert parts("a" * 150 + FAMILY, SEPARATE_160_BYTES) == ["a" * 150, FAMILY]


def test_an_address_of_1600_bytes_is_ten_full_texts() -> None:
    """B7: one word, cut only because no text holds it."""
    address = "https://example.com/" + "x" * 1580
    assert [len(one) for one in parts(address, SEPARATE_160_BYTES)] == [160] * 10


def test_a_character_longer_than_a_text_is_cut_since_nothing_else_would_end() -> None:
    text = "a" + "\u0301" * 300
    pieces = parts(outgoing(text), SEPARATE_160_BYTES)
    assert "".join(pieces) == outgoing(text) and all(len(one.encode()) <= 160 for one in pieces)


def test_nothing_but_space_is_one_piece_and_nothing_at_all_is_none() -> None:
    assert parts(" \n ", SEPARATE_160_BYTES) == [" \n "]
    assert parts("", SEPARATE_160_BYTES) == []
