"""The chips of a bubble: where they stand, with words and without, mirrored, in little room."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont

from desktop.store.media import Attachment
from desktop.ui.messages.bubble_layout import PAD_X, Bubble, Room, placed
from desktop.ui.messages.bubble_media import measured
from desktop.ui.messages.bubble_text import BubbleText
from desktop.ui.roles import SIZES

PICTURE = Attachment(1, "image/png", 48_000, False)
SOUND = Attachment(2, "audio/amr", None, False)


def bubble(
    *media: Attachment, body: str = "", width: float = 600.0, mirrored: bool = False, note: str = ""
) -> Bubble:
    room = Room(width, (14.0, 4.0), mirrored)
    widest = room.for_words(50.0)
    return placed(
        BubbleText(body, QFont(), widest, QColor("blue")),
        room,
        outbound=False,
        turn=True,
        meta_words="12:00",
        meta_width=50.0,
        meta_height=12.0,
        note=BubbleText(note, QFont(), widest, None) if note else None,
        chips=measured(media, QFont(), widest),
    )


def middles(one: Bubble) -> list[QPointF]:
    """The middle of each chip, relative to the row."""
    return [chip.area.translated(one.chips_at).center() for chip in one.chips.chips]


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("body", ["", "Look at this, please"])
def test_each_chip_is_where_it_is_clicked_and_inside_its_bubble(body: str, mirrored: bool) -> None:
    one = bubble(PICTURE, SOUND, body=body, mirrored=mirrored)
    assert [one.file_at(point) for point in middles(one)] == [PICTURE, SOUND]
    for chip in one.chips.chips:
        assert one.body.contains(chip.area.translated(one.chips_at))
    assert one.file_at(one.body.topLeft() + QPointF(2, 2)) is None


def test_a_picture_without_words_has_no_empty_line() -> None:
    bare, with_words = bubble(PICTURE), bubble(PICTURE, body="Hi")
    assert bare.body.height() < with_words.body.height()
    assert bare.chips_at.y() == bare.words.y()


def test_chips_stand_between_the_words_and_the_note() -> None:
    one = bubble(PICTURE, body="Hi", note="not delivered")
    assert one.words.y() + one.text.height <= one.chips_at.y()
    assert one.chips_at.y() + one.chips.size.height() <= one.rule.y1() <= one.note_at.y()
    assert one.note_at.y() < one.body.bottom()


def test_in_little_room_a_chip_is_cut_and_stays_in_its_bubble() -> None:
    one = bubble(PICTURE, width=130.0)
    assert one.chips.size.width() <= one.body.width() - 2 * PAD_X
    assert one.chips.chips[0].area.height() >= SIZES.target


@pytest.mark.parametrize("mirrored", [False, True])
def test_mirrored_they_stand_at_the_side_where_one_begins_to_read(mirrored: bool) -> None:
    one = bubble(SOUND, body="A line of words that is wider than the chip", mirrored=mirrored)
    (chip,) = one.chips.chips
    area = chip.area.translated(one.chips_at)
    left, right = area.left() - one.body.left(), one.body.right() - area.right()
    assert (left > right) is mirrored


def test_a_text_without_files_has_no_chips() -> None:
    one = bubble(body="Hi")
    assert one.chips.chips == () and one.chips.size.isEmpty()
