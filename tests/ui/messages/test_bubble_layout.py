"""Where everything of one message stands: on its side, not too wide, in the direction of its text."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from desktop.ui.messages.bubble_layout import DAY_HEIGHT, KEPT, META_GAP, PAD_X, Bubble, Layouts
from desktop.ui.roles import SIZES

WIDTH = 600.0
LONG = "Every word of this is here to be broken into lines, and it goes on for quite a while. " * 3


def laid_out(text: str = "Hello", *, layouts: Layouts | None = None, key: object = 1, **other: Any) -> Bubble:
    facts: dict[str, Any] = {
        "width": WIDTH,
        "outbound": False,
        "turn": True,
        "day": False,
        "font": QFont(),
        "caption": QFont(),
        "meta_width": 50.0,
        "mirrored": False,
        "margins": (14.0, 4.0),
    }
    return (layouts or Layouts()).get(key, text=text, **{**facts, **other})


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("outbound", [False, True])
def test_ours_stand_at_the_end_and_theirs_at_the_beginning(outbound: bool, mirrored: bool) -> None:
    bubble = laid_out(outbound=outbound, mirrored=mirrored)
    if outbound != mirrored:
        assert bubble.body.right() == WIDTH - 4
        assert bubble.meta.right() == bubble.body.left() - META_GAP
    else:
        assert bubble.body.left() == 14
        assert bubble.meta.left() == bubble.body.right() + META_GAP


def test_a_bubble_hugs_its_words() -> None:
    words = QFontMetricsF(QFont()).horizontalAdvance("Hello")
    assert abs(laid_out("Hello").body.width() - words - 2 * PAD_X) < 2


def test_a_long_text_is_broken_at_seventy_two_percent_of_the_pane() -> None:
    bubble = laid_out(LONG)
    assert (WIDTH - 18) * 0.6 < bubble.body.width() <= (WIDTH - 18) * SIZES.bubble_share
    assert bubble.text.lineCount() > 3


@pytest.mark.parametrize("width", [320.0, 600.0, 1400.0])
@pytest.mark.parametrize("meta", [50.0, 160.0])
def test_what_stands_beside_a_bubble_always_has_its_room(width: float, meta: float) -> None:
    for outbound in (False, True):
        bubble = laid_out(LONG, width=width, meta_width=meta, outbound=outbound)
        assert bubble.meta.left() >= 0
        assert bubble.meta.right() <= width
        assert not bubble.meta.intersects(bubble.body)


def test_a_word_without_an_end_is_broken_anywhere() -> None:
    assert laid_out("x" * 2000).body.width() <= WIDTH * SIZES.bubble_share


def test_bubbles_of_one_turn_stand_closer_and_a_day_takes_its_line() -> None:
    for turn, gap in ((False, SIZES.bubble_gap), (True, SIZES.turn_gap)):
        bubble = laid_out(turn=turn)
        assert bubble.body.top() + bubble.height - bubble.body.bottom() == gap
    with_day = laid_out(day=True)
    assert with_day.body.top() == DAY_HEIGHT
    assert with_day.day is not None and with_day.day.width() == WIDTH


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Hello", Qt.LayoutDirection.LeftToRight),
        ("مرحبا بك", Qt.LayoutDirection.RightToLeft),
        ("שלום", Qt.LayoutDirection.RightToLeft),
        ("12:30 مرحبا", Qt.LayoutDirection.RightToLeft),
        ("Hello مرحبا", Qt.LayoutDirection.LeftToRight),
        ("12345", Qt.LayoutDirection.LeftToRight),
        ("", Qt.LayoutDirection.LeftToRight),
        ("😀 שלום", Qt.LayoutDirection.RightToLeft),
    ],
)
def test_a_bubble_takes_its_direction_from_its_text_and_its_words_stay_inside(
    text: str, direction: Qt.LayoutDirection
) -> None:
    for outbound in (False, True):
        bubble = laid_out(text, outbound=outbound)
        assert bubble.text.textOption().textDirection() == direction
        for number in range(bubble.text.lineCount()):
            line = bubble.text.lineAt(number).naturalTextRect().translated(bubble.words)
            assert bubble.body.left() <= line.left() + 0.5
            assert line.right() <= bubble.body.right() + 0.5


def test_line_ends_begin_lines_and_a_text_of_nothing_else_is_as_high() -> None:
    assert laid_out("a\nb\n\nc").text.lineCount() == 4
    assert laid_out("\n" * 50).text.lineCount() == 51


@pytest.mark.parametrize("text", ["\u202e" * 99 + "abc", "\u200b\u200d\ufeff", "e\u0301" * 500, "\ufffd"])
def test_odd_signs_make_a_bubble_like_any_other(text: str) -> None:
    bubble = laid_out(text)
    assert 0 < bubble.body.width() <= WIDTH * SIZES.bubble_share
    assert bubble.height > 0


def test_a_layout_is_made_once_and_again_when_something_differs() -> None:
    layouts = Layouts()
    first = laid_out(layouts=layouts)
    assert laid_out(layouts=layouts) is first
    assert laid_out(layouts=layouts, width=500.0) is not first
    assert laid_out(layouts=layouts, key=2) is not first
    assert laid_out(layouts=layouts) is first


def test_no_more_layouts_are_kept_than_are_needed(qapp: QApplication) -> None:
    layouts = Layouts()
    first = laid_out("x", layouts=layouts, key=-1)
    for key in range(KEPT):
        laid_out("x", layouts=layouts, key=key)
    assert laid_out("x", layouts=layouts, key=-1) is not first
