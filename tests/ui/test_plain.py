"""Text from outside is fit to be painted: plain, bearable, with nothing invisible at work beyond its end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.plain import LONGEST, beside, one_line, shown


@pytest.mark.parametrize(
    ("text", "painted"),
    [
        ("Hello", "Hello"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\rb\x00c\x1bd\x7fe", "a␍b␀c␛d␡e"),
        ("\x80\x9f", "\ufffd\ufffd"),
        ("<b>x</b>", "<b>x</b>"),
        ("invoice \u202efdp.exe\u202c", "invoice \ufffdfdp.exe\u202c"),
        ("مرحبا \u200f", "مرحبا \u200f"),
    ],
)
def test_control_characters_become_visible_and_all_else_stays(text: str, painted: str) -> None:
    assert shown(text) == painted


def test_a_text_without_an_end_is_cut_with_a_mark() -> None:
    assert shown("x" * LONGEST) == "x" * LONGEST
    assert shown("x" * (LONGEST + 1)) == "x" * LONGEST + " …"
    assert shown("abcdef", longest=3) == "abc …"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("two\nlines  here", "two lines here"),
        ("  a\u2028b ", "a b"),
        ("\u202egnp\u202c.exe", "gnp.exe"),
        ("\u2066a\u2067b\u2068c\u2069", "abc"),
        ("", ""),
    ],
)
def test_a_row_has_one_line_and_turns_nothing_round_beside_it(text: str, line: str) -> None:
    assert one_line(text) == line


def test_a_text_among_other_words_keeps_its_lines_and_turns_nothing_round_beside_it() -> None:
    assert beside("two\n\u202egnp\u202c.exe\x1b") == "two\ngnp.exe␛"


@given(st.text(st.characters(codec="utf-8"), max_size=600))
def test_any_text_makes_a_row_of_bearable_length_without_controls(text: str) -> None:
    line = one_line(text, longest=50)
    assert len(line) <= 52
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or 0x202A <= ord(c) <= 0x202E for c in line)
    assert line == line.strip()
