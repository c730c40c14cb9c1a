"""Counting and cutting texts: the published vectors, and properties against a plain reference."""

import unicodedata
from dataclasses import dataclass, replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.sms.alphabet import BASIC, EXTENSION
from desktop.sms.segments import JOINED, SEPARATE_160_BYTES, Policy, count, forcing, outgoing, parts

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
FLAG = "\U0001f1f3\U0001f1f1"

VECTORS = [
    ("a" * 160, "GSM-7", 160, 1),
    ("a" * 161, "GSM-7", 161, 2),
    ("a" * 306, "GSM-7", 306, 2),
    ("a" * 307, "GSM-7", 307, 3),
    ("a" * 158 + "€", "GSM-7", 160, 1),
    ("a" * 159 + "€", "GSM-7", 161, 2),
    ("a" * 152 + "€" + "a" * 10, "GSM-7", 164, 2),
    ("[" * 153, "GSM-7", 306, 3),
    ("a" * 80 + "\r\n" + "a" * 79, "GSM-7", 161, 2),
    ("a" * 80 + "\n" + "a" * 79, "GSM-7", 160, 1),
    ("é" * 70, "GSM-7", 70, 1),
    ("e\u0301" * 70, "UCS-2", 140, 3),
    ("中" * 70, "UCS-2", 70, 1),
    ("中" * 71, "UCS-2", 71, 2),
    ("中" * 134, "UCS-2", 134, 2),
    ("中" * 135, "UCS-2", 135, 3),
    ("😎" * 35, "UCS-2", 70, 1),
    ("😎" * 36, "UCS-2", 72, 2),
    ("😎" * 70, "UCS-2", 140, 3),
    ("中" * 66 + "😎" + "中" * 10, "UCS-2", 78, 2),
    ("a" * 159 + "’", "UCS-2", 160, 3),
    ("a" * 1600, "GSM-7", 1600, 11),
    ("a" * 1599 + "’", "UCS-2", 1600, 24),
    ("Ç", "GSM-7", 1, 1),
    ("ç", "UCS-2", 1, 1),
    ("\t", "UCS-2", 1, 1),
    ("\u00a0", "UCS-2", 1, 1),
    ("`", "UCS-2", 1, 1),
    ("…", "UCS-2", 1, 1),
    ("–", "UCS-2", 1, 1),
    ("ê", "UCS-2", 1, 1),
    ("]😎", "UCS-2", 3, 1),
    (FAMILY, "UCS-2", 11, 1),
    (FLAG, "UCS-2", 4, 1),
    ("\uffff", "UCS-2", 1, 1),
    ("\U00010000", "UCS-2", 2, 1),
    ("\ud83d", "UCS-2", 1, 1),
    ("\x1b", "UCS-2", 1, 1),
    ("", "GSM-7", 0, 0),
]

SMALL = Policy("small", joined=True, gsm_single=8, gsm_part=5, ucs_single=6, ucs_part=3)
SMALL_BYTES = Policy("small_bytes", joined=False, utf8_bytes=5)
POLICIES = st.sampled_from([JOINED, SMALL])
"""Those that fill every part; how the others are cut is in ``test_cuts``."""
EVERY_POLICY = st.sampled_from([JOINED, SEPARATE_160_BYTES, SMALL, SMALL_BYTES])

RUNS = st.lists(st.tuples(st.sampled_from("aé\n\r€{]😎中’\x1b\ud83d\ude0e"), st.integers(1, 90)), max_size=12)
TEXTS = (
    RUNS.map(lambda runs: "".join(character * times for character, times in runs))
    | st.text(st.sampled_from(sorted(BASIC | EXTENSION)))
    | st.text(st.characters(exclude_categories=()))
)


@dataclass
class Reference:
    """What the standard says, one character after the other."""

    encoding: str
    pieces: list[list[int]]
    """The cost of each character, part by part."""
    limit: int


def reference(text: str, policy: Policy) -> Reference:
    if all(character in BASIC or character in EXTENSION for character in text):
        costs = [1 if character in BASIC else 2 for character in text]
        encoding, single, part = "GSM-7", policy.gsm_single, policy.gsm_part
    else:
        costs = [len(character.encode("utf-16-be", "surrogatepass")) // 2 for character in text]
        encoding, single, part = "UCS-2", policy.ucs_single, policy.ucs_part
    limit = single if sum(costs) <= single else part
    pieces: list[list[int]] = []
    for cost in costs:
        if not pieces or sum(pieces[-1]) + cost > limit:
            pieces.append([])
        pieces[-1].append(cost)
    return Reference(encoding, pieces, limit)


@pytest.mark.parametrize(("text", "encoding", "units", "segments"), VECTORS)
def test_a_text_costs_what_carriers_bill(text: str, encoding: str, units: int, segments: int) -> None:
    """B6: every vector of the requirements, 1.5"""
    result = count(text)
    assert (result.encoding, result.units, result.segments) == (encoding, units, segments)


def test_an_escape_pair_is_not_cut() -> None:
    """B6: the first part ends one unit short"""
    result = count("a" * 152 + "€" + "a" * 10)
    assert result.boundaries == (152, 163)
    assert result.segment_units == (152, 12)
    assert parts("a" * 152 + "€" + "a" * 10) == ["a" * 152, "€" + "a" * 10]


def test_a_surrogate_pair_is_not_cut() -> None:
    """B6: the first part ends one unit short"""
    result = count("中" * 66 + "😎" + "中" * 10)
    assert result.boundaries == (66, 77)
    assert result.segment_units == (66, 12)


def test_an_empty_text_has_no_parts_and_a_whole_one_free() -> None:
    """B5"""
    result = count("")
    assert (result.boundaries, result.segment_units) == ((), ())
    assert (result.remaining, result.limit, result.first_non_gsm_index) == (160, 160, None)
    assert parts("") == []
    assert count("", SEPARATE_160_BYTES).remaining == 160


@pytest.mark.parametrize(
    ("text", "remaining", "limit"),
    [("a", 159, 160), ("a" * 160, 0, 160), ("a" * 161, 145, 153), ("ç", 69, 70), ("ç" * 71, 63, 67)],
)
def test_the_counter_says_what_is_left_in_the_last_part(text: str, remaining: int, limit: int) -> None:
    """B5"""
    assert (count(text).remaining, count(text).limit) == (remaining, limit)


def test_every_character_that_forces_unicode_is_found_and_the_first_is_in_the_count() -> None:
    """B8"""
    text = "It’s 5€ – really…"
    assert [text[index] for index in forcing(text)] == ["’", "–", "…"]
    assert count(text).first_non_gsm_index == 2
    assert count("5€ {ok}").first_non_gsm_index is None
    assert forcing("5€ {ok}") == ()


@pytest.mark.parametrize(
    ("text", "units", "segments"),
    [("a" * 160, 160, 1), ("a" * 161, 161, 2), ("é" * 80, 160, 1), ("😎" * 41, 164, 2), ("€" * 54, 162, 2)],
)
def test_a_service_without_joining_counts_utf8_bytes_into_separate_texts(
    text: str, units: int, segments: int
) -> None:
    """B7: 160 bytes each, whatever the alphabet"""
    result = count(text, SEPARATE_160_BYTES)
    assert (result.encoding, result.units, result.segments) == ("UTF-8", units, segments)
    assert not SEPARATE_160_BYTES.joined
    assert all(len(part.encode()) <= 160 for part in parts(text, SEPARATE_160_BYTES))


@pytest.mark.parametrize("character", "\0\x7f\x80\u07ff\u0800\uffff\U00010000\U0010ffff")
def test_a_byte_count_is_what_utf8_really_takes(character: str) -> None:
    """B7: at both ends of each length"""
    assert count(character, SEPARATE_160_BYTES).units == len(character.encode())


def test_a_longest_text_is_data_of_the_policy_and_cuts_nothing_off() -> None:
    """B4: an over-long text is counted whole, so that the excess can be shown"""
    limited = replace(JOINED, max_characters=1600)
    assert limited.max_characters == 1600
    assert count("a" * 1700, limited) == count("a" * 1700)
    assert JOINED.max_characters is None


@pytest.mark.parametrize(
    ("gsm", "ucs", "utf8_bytes"),
    [
        ((160, 1), (70, 67), None),
        ((160, 153), (70, 1), None),
        ((100, 153), (70, 67), None),
        ((160, 153), (60, 67), None),
        ((160, 153), (70, 67), 3),
    ],
)
def test_a_policy_whose_parts_cannot_hold_every_character_is_refused(
    gsm: tuple[int, int], ucs: tuple[int, int], utf8_bytes: int | None
) -> None:
    """B6: also one whose several parts would be larger than a single one"""
    with pytest.raises(ValueError, match="odd"):
        Policy("odd", True, *gsm, *ucs, utf8_bytes)


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("\r\r\n\n", "\n\n\n"),
        ("e\u0301", "é"),
        ("\u2126 \u212b", "Ω Å"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("\ude0e\ud83d", "\ufffd\ufffd"),
        ("\ud83d\ude0e", "😎"),
        ("\ud804\udc99\U000110ba", "\U0001109a"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_a_text_leaves_composed_with_line_feeds_and_without_half_pairs(written: str, sent: str) -> None:
    """B6: the same characters, in the form that costs least and can be sent"""
    assert outgoing(written) == sent


@given(TEXTS)
@example("e\ud83d\u0301")
@example("\ud804\udc99\ud804\udcba")
def test_making_a_text_ready_twice_changes_nothing_more(text: str) -> None:
    """B6"""
    ready = outgoing(text)
    assert outgoing(ready) == ready
    assert unicodedata.is_normalized("NFC", ready)
    assert "\r" not in ready
    assert ready.encode().decode() == ready


@given(TEXTS, POLICIES)
def test_the_count_agrees_with_a_plain_reading_of_the_standard(text: str, policy: Policy) -> None:
    """B6"""
    result, expected = count(text, policy), reference(text, policy)
    assert result.encoding == expected.encoding
    assert result.segment_units == tuple(sum(piece) for piece in expected.pieces)
    assert [len(part) for part in parts(text, policy)] == [len(piece) for piece in expected.pieces]
    assert result.units == sum(sum(piece) for piece in expected.pieces)
    assert result.segments == len(expected.pieces)
    assert result.limit == expected.limit


@given(TEXTS, EVERY_POLICY)
def test_the_parts_put_together_are_the_text(text: str, policy: Policy) -> None:
    """B6"""
    result = count(text, policy)
    cut = parts(text, policy)
    assert "".join(cut) == text
    assert all(cut)
    assert result.segments == len(result.boundaries) == len(result.segment_units) == len(cut)
    assert result.boundaries[-1:] == ((len(text),) if text else ())
    # The white space at a cut is left out where the parts are texts of their own.
    assert sum(result.segment_units) <= result.units
    assert sum(result.segment_units) == result.units or policy.utf8_bytes


@given(TEXTS, POLICIES)
def test_every_part_fits_and_none_could_have_taken_one_character_more(text: str, policy: Policy) -> None:
    """B6: greedy, so the number of parts is the smallest"""
    result = count(text, policy)
    assert all(0 < used <= result.limit for used in result.segment_units)
    costs = [cost for piece in reference(text, policy).pieces for cost in piece]
    for end, used in zip(result.boundaries[:-1], result.segment_units, strict=False):
        assert used + costs[end] > result.limit


@given(TEXTS, EVERY_POLICY)
def test_what_is_used_and_what_is_left_fill_the_last_part(text: str, policy: Policy) -> None:
    """B5"""
    result = count(text, policy)
    assert sum(result.segment_units[-1:]) + result.remaining == result.limit


@given(TEXTS)
def test_a_text_is_unicode_exactly_when_a_character_forces_it(text: str) -> None:
    """B8"""
    result, indices = count(text), forcing(text)
    assert (result.encoding == "UCS-2") == bool(indices)
    assert result.first_non_gsm_index == (indices[0] if indices else None)
    assert list(indices) == [i for i, c in enumerate(text) if c not in BASIC | EXTENSION]


@given(TEXTS)
def test_each_part_on_the_air_has_whole_characters(text: str) -> None:
    """B6: an escape pair or a surrogate pair is never half in one part and half in the next"""
    ready = outgoing(text)
    for part in parts(ready):
        assert part.encode("utf-16-be").decode("utf-16-be") == part
