"""The GSM 03.38 tables against the standard's own code points, written out a second time."""

import pytest

from desktop.sms.alphabet import BASIC, EXTENSION, NOT_GSM

# TS 23.038, clause 6.2.1: rows of the basic table as code points, without 0x1B.
BASIC_OF_THE_STANDARD = [
    *(0x40, 0xA3, 0x24, 0xA5, 0xE8, 0xE9, 0xF9, 0xEC, 0xF2, 0xC7, 0x0A, 0xD8, 0xF8, 0x0D, 0xC5, 0xE5),
    *(0x394, 0x5F, 0x3A6, 0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E, 0xC6, 0xE6, 0xDF, 0xC9),
    *(0x20, 0x21, 0x22, 0x23, 0xA4, *range(0x25, 0x40)),
    *(0xA1, *range(0x41, 0x5B), 0xC4, 0xD6, 0xD1, 0xDC, 0xA7),
    *(0xBF, *range(0x61, 0x7B), 0xE4, 0xF6, 0xF1, 0xFC, 0xE0),
]


def test_the_basic_alphabet_is_the_127_characters_of_the_standard() -> None:
    """B6"""
    assert len(BASIC_OF_THE_STANDARD) == 127
    assert {ord(c) for c in BASIC} == set(BASIC_OF_THE_STANDARD)


def test_the_extension_is_form_feed_euro_and_eight_brackets_and_signs() -> None:
    """B6"""
    assert {ord(c) for c in EXTENSION} == {0x0C, 0x5E, 0x7B, 0x7D, 0x5C, 0x5B, 0x7E, 0x5D, 0x7C, 0x20AC}
    assert not BASIC & EXTENSION


def test_every_character_of_the_plane_is_in_a_table_or_forces_unicode() -> None:
    """B8"""
    inside = BASIC | EXTENSION
    assert [c for c in map(chr, range(0x10000)) if (NOT_GSM.search(c) is None) != (c in inside)] == []


@pytest.mark.parametrize("character", "\x1b\t\v\0`çáíóúâêôãõ’“–—…•°αΑ\u00a0\u2126\u212b\ufb01\u0301")
def test_characters_that_people_take_for_plain_ones_force_unicode(character: str) -> None:
    """B8"""
    assert NOT_GSM.search(f"plain {character} text")
