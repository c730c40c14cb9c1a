"""Which way a paragraph reads: by its first letter, unless the others outnumber it."""

import pytest
from PySide6.QtCore import Qt

from desktop.ui.direction import direction_of, directions, from_the_right

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello", LTR),
        ("中文", LTR),
        ("مرحبا بك", RTL),
        ("שלום", RTL),
        ("12:30 مرحبا", RTL),
        ("😀 שלום", RTL),
        ("Hello مرحبا", LTR),
        ("API يعمل الآن", RTL),
        ("OK, ההזמנה מוכנה לאיסוף", RTL),
        ("He said שלום to all of us", LTR),
        ("مرحبا World", RTL),
        ("ש The long description of it is in English", LTR),
        ("https://example.com/a/long/path مرحبا", RTL),
        ("someone@example.com כתב", RTL),
        ("https://example.com/a/long/path", LTR),
        ("https://example.com/مرحبا", LTR),
        ("\u200fabc", RTL),
        ("\u200eمرحبا", LTR),
        ("12345", None),
        ("😀 …", None),
        ("", None),
        ("٠١٢", None),
    ],
)
def test_a_paragraph_reads_as_most_of_its_letters_do(text: str, expected: Qt.LayoutDirection | None) -> None:
    assert direction_of(text) is expected


def test_a_paragraph_without_letters_reads_like_the_one_before_it() -> None:
    assert directions(["12", "مرحبا", "12", "", "Hello", "12"]) == [RTL, RTL, RTL, RTL, LTR, LTR]
    assert directions(["12", ""]) == [LTR, LTR]
    assert directions(["12"], otherwise=RTL) == [RTL]
    assert directions([]) == []


@pytest.mark.parametrize("text", ["", "plain", "中文 😀 é", "12"])
def test_most_texts_have_nothing_from_the_right(text: str) -> None:
    assert not from_the_right(text)
    assert from_the_right(text + "א")


@pytest.mark.parametrize("word", ["x", "@", "a:", "://", "www.", "א "])
def test_a_text_made_to_be_slow_is_not(word: str) -> None:
    """Quadratic, it would take minutes and the whole run with it."""
    assert direction_of((word * 100_000)[:200_000] + "א") in (LTR, RTL)
