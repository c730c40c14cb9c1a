"""The chip of a bubble: letters and words of the line, inside the bubble, mirrored with it (idea 16)."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.ui.messages.bubble_layout import PAD_X, PAD_Y, Room, placed
from desktop.ui.messages.bubble_line import BubbleLine, measured
from desktop.ui.messages.bubble_text import BubbleText
from desktop.ui.messages.person_lines_model import LineChip
from desktop.ui.theme import Theme

SALES = LineChip("TW", "Sales", "on Sales, Twilio")
WIDE = 400.0


def chip(theme: Theme, line: LineChip = SALES, widest: float = WIDE) -> BubbleLine:
    found = measured(line, theme.font("caption"), widest)
    assert found is not None
    return found


def test_one_line_alone_has_no_chip(theme: Theme) -> None:
    assert measured(None, theme.font("caption"), WIDE) is None


def test_a_long_name_is_cut_to_the_room_there_is(theme: Theme) -> None:
    long = LineChip("TW", "A line with a name that is much longer than any bubble", "said whole")
    found = chip(theme, long, 120)
    assert found.size.width() <= 120 and found.words.endswith("…")
    assert chip(theme).words == "Sales"


def test_without_letters_the_words_begin_at_the_edge(theme: Theme) -> None:
    alone = chip(theme, LineChip("", "Sales", "on Sales"))
    assert alone.frame == 0 and alone.size.width() < chip(theme).size.width()


@pytest.mark.parametrize("mirrored", [False, True])
def test_it_stands_above_the_words_inside_the_bubble(theme: Theme, mirrored: bool) -> None:
    line = chip(theme)
    bubble = placed(
        BubbleText("ok", theme.font(), WIDE, None),
        Room(600, (16, 16), mirrored),
        outbound=True,
        turn=False,
        meta_words="12:00",
        meta_width=40,
        meta_height=12,
        line=line,
    )
    inside = bubble.body.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
    assert bubble.line_at.y() == inside.top()
    assert bubble.line_at.x() >= inside.left()
    assert bubble.line_at.x() + line.size.width() <= inside.right() + 0.01
    assert bubble.words.y() >= bubble.line_at.y() + line.size.height()
    assert bubble.words.y() + bubble.text.height <= inside.bottom() + 0.01


@pytest.mark.parametrize("mirrored", [False, True])
def test_letters_and_words_are_painted_in_their_room_and_nowhere_else(theme: Theme, mirrored: bool) -> None:
    line = chip(theme)
    picture = QImage(200, 60, QImage.Format.Format_ARGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    line.draw(painter, QPointF(20, 20), theme.font("caption"), QColor("black"), mirrored=mirrored)
    painter.end()
    inked = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y) != QColor("white")
    ]
    right = 20 + line.size.width() + 1
    assert inked and all(19 <= x <= right for x, _ in inked)
    assert all(19 <= y <= 21 + line.size.height() for _, y in inked)
    edge = [x for x, _ in inked if x <= 20 + line.frame]
    # The frame is closed: its column at the outer side is inked over most of its height.
    side = 20 if not mirrored else round(20 + line.size.width()) - 1
    assert edge and sum(abs(x - side) <= 1 for x, _ in inked) > line.size.height() / 2
