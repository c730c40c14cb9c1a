"""Where everything of one message stands: on its side, not too wide, beside it what is said of it."""

import pytest
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from desktop.ui.messages.bubble_layout import KEPT, META_GAP, PAD_X, Bubble, Bubbles, Room, placed
from desktop.ui.messages.bubble_text import BubbleText
from desktop.ui.roles import SIZES

WIDTH = 600.0
LONG = "Every word of this is here to be broken into lines, and it goes on for quite a while. " * 3


def laid_out(
    text: str = "Hello",
    *,
    width: float = WIDTH,
    outbound: bool = False,
    turn: bool = True,
    mirrored: bool = False,
    meta_width: float = 50.0,
    note: str = "",
) -> Bubble:
    room = Room(width, (14.0, 4.0), mirrored)
    return placed(
        BubbleText(text, QFont(), room.for_words(meta_width), QColor("blue")),
        room,
        outbound=outbound,
        turn=turn,
        meta_words="12:00",
        meta_width=meta_width,
        meta_height=12.0,
        note=BubbleText(note, QFont(), room.for_words(meta_width), None) if note else None,
    )


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
    assert bubble.text.blocks[0].layout.lineCount() > 3


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


def test_bubbles_of_one_turn_stand_closer() -> None:
    for turn, gap in ((False, SIZES.bubble_gap), (True, SIZES.turn_gap)):
        bubble = laid_out(turn=turn)
        assert bubble.body.top() + bubble.height - bubble.body.bottom() == gap


@pytest.mark.parametrize("text", ["Hello", "مرحبا بك", "Hello\nمرحبا", LONG, "\n" * 50, ""])
def test_the_words_stand_inside_the_bubble(text: str) -> None:
    for outbound in (False, True):
        bubble = laid_out(text, outbound=outbound)
        for block in bubble.text.blocks:
            for number in range(block.layout.lineCount()):
                line = block.layout.lineAt(number).naturalTextRect().translated(bubble.words + block.at)
                assert bubble.body.left() <= line.left() + 0.5
                assert line.right() <= bubble.body.right() + 0.5
                assert bubble.body.top() <= line.top() and line.bottom() <= bubble.body.bottom()


def test_a_bubble_is_made_once_while_it_is_near() -> None:
    bubbles = Bubbles()
    first = bubbles.get(1, laid_out)
    assert bubbles.get(1, laid_out) is first
    assert bubbles.get(2, laid_out) is not first
    assert bubbles.get(1, laid_out) is first
    bubbles.clear()
    assert bubbles.get(1, laid_out) is not first


def test_no_more_bubbles_are_kept_than_are_needed() -> None:
    bubbles, one = Bubbles(), laid_out()
    first = bubbles.get(-1, laid_out)
    for key in range(KEPT):
        bubbles.get(key, lambda: one)
    assert bubbles.get(-1, laid_out) is not first


@pytest.mark.parametrize("text", ["Hi", LONG, "مرحبا"])
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [320.0, 1400.0])
def test_a_note_stands_below_the_words_inside_the_bubble(text: str, mirrored: bool, width: float) -> None:
    """Parted from what was sent, and never beyond the bubble's edges."""
    bubble = laid_out(text, width=width, outbound=True, mirrored=mirrored, note="No reason given. " * 4)
    assert bubble.note is not None
    words_end = bubble.words.y() + bubble.text.height
    assert words_end < bubble.rule.y1() < bubble.note_at.y()
    assert bubble.note_at.y() + bubble.note.height < bubble.body.bottom()
    for at, part in ((bubble.words, bubble.text), (bubble.note_at, bubble.note)):
        assert bubble.body.left() < at.x() + 1 and at.x() + part.width < bubble.body.right()
    assert bubble.height > laid_out(text, width=width, outbound=True, mirrored=mirrored).height


def test_a_note_begins_where_reading_begins() -> None:
    note = "A note that is wider than the word above it"
    plain, mirrored = (laid_out("Hi", outbound=True, mirrored=on, note=note) for on in (False, True))
    assert plain.note_at.x() == plain.body.left() + PAD_X
    assert mirrored.note is not None
    assert mirrored.note_at.x() + mirrored.note.width == mirrored.body.right() - PAD_X
