"""Where parts meet, and texts cut between words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sms.joints import at_words, preview
from desktop.sms.segments import JOINED, SEPARATE_160_BYTES, count, outgoing

TEXTS = st.text(st.sampled_from("abc deß€\n😎é’ 中"), max_size=900).map(outgoing)


def test_a_text_of_one_part_has_no_joint() -> None:
    (part,) = preview("a" * 160, JOINED)
    assert (part.text, part.units, part.limit, part.cut_before) == ("a" * 160, 160, 160, False)
    assert preview("", JOINED) == ()


def test_the_joint_shows_whether_it_falls_into_a_word() -> None:
    """Idea 20."""
    inside = preview("a" * 200, JOINED)
    assert [(one.units, one.cut_before) for one in inside] == [(153, False), (47, True)]
    between = preview("a" * 152 + " " + "b" * 40, JOINED)
    assert [one.cut_before for one in between] == [False, False]


@given(TEXTS)
def test_the_parts_of_a_preview_are_the_text(text: str) -> None:
    shown = preview(text, JOINED)
    assert "".join(one.text for one in shown) == text
    assert len(shown) == count(text).segments
    assert all(one.units <= one.limit for one in shown)


@given(TEXTS, st.booleans(), st.sampled_from([JOINED, SEPARATE_160_BYTES]))
def test_texts_cut_at_words_fit_one_part_each_and_lose_nothing_but_the_space_at_a_cut(
    text: str, numbered: bool, policy: object
) -> None:
    """B7: the cost of the numbers is counted."""
    assert policy in (JOINED, SEPARATE_160_BYTES)
    rules = JOINED if policy == JOINED else SEPARATE_160_BYTES
    cut = at_words(text, rules, numbered=numbered)
    assert all(count(one, rules).segments == 1 for one in cut)
    bare = [one.partition(") ")[2] if numbered and len(cut) > 1 else one for one in cut]
    assert "".join("".join(bare).split()) == "".join(text.split())


def test_a_cut_falls_between_words_where_it_can() -> None:
    text = "one two " * 50
    for one in at_words(text, SEPARATE_160_BYTES):
        assert set(one.split(" ")) == {"one", "two"}


def test_numbers_stand_before_each_text_and_count_all_of_them() -> None:
    cut = at_words("word " * 100, SEPARATE_160_BYTES, numbered=True)
    assert [one[:6] for one in cut] == [f"({place}/{len(cut)}) " for place in range(1, len(cut) + 1)]
    assert at_words("one word", SEPARATE_160_BYTES, numbered=True) == ("one word",)


def test_what_is_seen_as_one_character_is_not_cut() -> None:
    family = "👨\u200d👩\u200d👧"
    cut = at_words(family * 30, SEPARATE_160_BYTES)
    assert all(one.count(family) * len(family) == len(one) for one in cut)


def test_more_texts_than_two_digits_can_number_are_refused() -> None:
    with pytest.raises(ValueError, match="99"):
        at_words("a" * 160 * 120, SEPARATE_160_BYTES, numbered=True)
