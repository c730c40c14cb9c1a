"""What of a pasted key is the key."""

import pytest

from desktop.sync.key import OddKey, plain_key


@pytest.mark.parametrize(
    "pasted",
    ["clq_abc", " clq_abc\r\n", "\u200bclq_abc\ufeff", "\x00clq_abc\x00", "\u00a0\u2066clq_abc\u2069\t"],
    ids=repr,
)
def test_what_copying_adds_around_a_key_is_not_part_of_it(pasted: str) -> None:
    """Also what nobody can see: zero-width spaces, byte order marks, marks of direction, NUL."""
    assert plain_key(pasted) == "clq_abc"


@pytest.mark.parametrize("nothing", ["", " \n", "\u200b\x00"], ids=repr)
def test_a_key_of_which_nothing_can_be_seen_is_empty(nothing: str) -> None:
    assert plain_key(nothing) == ""


@pytest.mark.parametrize(
    ("pasted", "characters"),
    [
        ("\u201cclq_abc\u201d", "left double quotation mark, right double quotation mark"),
        ("clq\u200b_abc", "zero width space"),
        ("clq\x00_abc", "U+0000"),
        ("clq abc", "space"),
        (
            "àèìò",
            "latin small letter a with grave, latin small letter e with grave, "
            "latin small letter i with grave …",
        ),
    ],
    ids=repr,
)
def test_a_key_with_characters_that_no_key_has_is_refused_with_their_names(
    pasted: str, characters: str
) -> None:
    with pytest.raises(OddKey) as odd:
        plain_key(pasted)
    assert odd.value.characters == characters
