"""The smallest change that saves a part, and what is never changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sms.fixit import Replacement, Way, applied, proposal, suggestion
from desktop.sms.segments import JOINED, SEPARATE_160_BYTES, count, outgoing


def test_one_curly_apostrophe_is_what_makes_three_parts_of_one() -> None:
    """B8, idea 11: 3 → 1 parts."""
    text = "a" * 100 + "\u2019" + "b" * 59
    found = proposal(text, JOINED)
    assert found is not None
    assert (found.before.segments, found.after.segments) == (3, 1)
    assert found.replacements == (Replacement(100, "\u2019", "'"),)
    assert found.text == "a" * 100 + "'" + "b" * 59
    assert found.way is Way.SIGNS


@pytest.mark.parametrize(
    "text",
    [
        "It\u2019s short",
        "a" * 200,
        "Great \U0001f600 \u2019" + "a" * 100,
        "\u4e2d\u6587\uff0c" * 40,
        "\u0412\u0430\u0448 \u0437\u0430\u043a\u0430\u0437 \u2014 \u0433\u043e\u0442\u043e\u0432. " * 10,
        "T\u00f4i s\u1ebd g\u1eedi \u0111\u01a1n h\u00e0ng \u2013 c\u1ea3m \u01a1n. " * 5,
    ],
    ids=["one part", "no Unicode", "emoji", "Chinese", "Russian", "Vietnamese"],
)
def test_nothing_is_proposed_where_no_part_is_saved(text: str) -> None:
    """Idea 11: languages that need Unicode are left alone, emoji are never dropped."""
    assert proposal(outgoing(text), JOINED) is None


def test_polish_loses_its_accents_only_as_the_second_way() -> None:
    """Demand 12: Greek and Polish."""
    text = outgoing("Zam\u00f3wienie zosta\u0142o wys\u0142ane. " * 4)
    found = proposal(text, JOINED)
    assert found is not None
    assert found.way is Way.LETTERS
    assert found.text == "Zamowienie zostalo wyslane. " * 4
    assert (found.before.segments, found.after.segments) == (2, 1)


def test_greek_becomes_capitals_that_gsm_has() -> None:
    found = proposal(outgoing("Η παραγγελία σας είναι έτοιμη. " * 5), JOINED)
    assert found is not None
    assert found.way is Way.LETTERS
    assert found.text == "H \u03a0APA\u0393\u0393E\u039bIA \u03a3A\u03a3 EINAI ETOIMH. " * 5


def test_where_bytes_count_as_few_as_possible_are_replaced() -> None:
    text = "\u2019" * 3 + "a" * 153  # 162 bytes: one sign less is enough
    found = proposal(text, SEPARATE_160_BYTES)
    assert found is not None
    assert len(found.replacements) == 1
    assert (found.before.segments, found.after.segments) == (2, 1)


@given(
    st.text(
        st.sampled_from("ab \u2019\u2026\u00a0\u0142\u03b1\u4e2d\U0001f60e\u00e9\u200b1\u00bd\u00b7"),
        max_size=700,
    ),
    st.booleans(),
)
def test_a_proposal_always_saves_a_part_and_is_its_replacements(text: str, separate: bool) -> None:
    policy = SEPARATE_160_BYTES if separate else JOINED
    body = outgoing(text)
    found = proposal(body, policy)
    if found is None:
        return
    assert count(found.text, policy).segments < count(body, policy).segments
    assert found.after == count(found.text, policy)
    assert applied(body, list(found.replacements)) == found.text
    assert all(body[one.at : one.at + len(one.before)] == one.before for one in found.replacements)
    assert outgoing(found.text) == found.text


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("1\u00bd hours", "1 1/2 hours"),
        ("2\u00be m", "2 3/4 m"),
        ("10\u00bc", "10 1/4"),
        ("\u00a33\u00be", "\u00a33 3/4"),
        ("\u00bd hour", "1/2 hour"),
        ("1 \u00bd hours", "1 1/2 hours"),
        ("\u00bd2", "1/2 2"),
        ("1\u20442 cup", "1/2 cup"),
        ("5\u00d73 \u2013 10\u00f72", "5x3 - 10/2"),
        ("\u20225 apples", "*5 apples"),
        ("\u20395\u203a", "'5'"),
    ],
)
def test_an_amount_stays_the_same_amount(written: str, plain: str) -> None:
    """B8, idea 11: what is replaced without being shown reads the same."""
    found = proposal(written + "a" * 140, JOINED)
    assert found is not None and found.way is Way.SIGNS
    assert found.text == plain + "a" * 140
    assert found.after == count(found.text, JOINED)


@pytest.mark.parametrize(
    "written",
    [
        "5 \u03bcg ",
        "5 \u00b5g ",
        "3\u03bcm ",
        "2\u00b73 ",
        "3\u30014 ",
        "m\u00b2 ",
        "20\u00b0 ",
        "\u2153 ",
        "10\u2075 ",
    ],
)
def test_a_sign_that_would_mean_something_else_stays(written: str) -> None:
    """Micrograms are no megagrams, and nobody knows what stands between two digits."""
    assert proposal(written + "a" * 140, JOINED) is None


def test_an_invisible_sign_goes_where_the_rest_needs_unicode() -> None:
    """Idea 11: as few as save the part, and nothing that can be seen."""
    hidden = "\U0001f600" + "a" * 68 + "\u2019\u200b"
    assert proposal(hidden[:-2] + "\u2019", JOINED) is None, "an apostrophe alone saves nothing"
    found = proposal(hidden[:-2] + "\u200b", JOINED)
    assert found is not None
    assert (found.way, found.before.segments, found.after.segments) == (Way.SIGNS, 2, 1)
    assert found.replacements == (Replacement(69, "\u200b", ""),)
    many = proposal("\U0001f600" + "a" * 67 + "\u200b" * 3, JOINED)
    assert many is not None and len(many.replacements) == 2, "one of them fits"


def test_each_sign_has_what_may_stand_for_it() -> None:
    shown = [suggestion(one) for one in "\u2019\u2026\u200b\u0142\u4e2d\U0001f60e"]
    assert shown == ["'", "...", "", "l", None, None]
