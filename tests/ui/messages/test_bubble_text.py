"""The words of a bubble: each paragraph in its direction, links marked, every place found again."""

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from desktop.sms.links import LinkKind
from desktop.ui.messages.bubble_text import BubbleText, Highlight
from desktop.ui.messages.text_offsets import cut, next_character, units

WIDTH = 300.0
BLUE = QColor("#0000ff")
MIXED = "Hello there 😀\nمرحبا بك في متجرنا\n12:30\nsee https://example.com/😀/x now"


def laid_out(text: str, width: float = WIDTH) -> BubbleText:
    return BubbleText(text, QFont(), width, BLUE, "+442079460018")


def painted(
    text: BubbleText, chosen: tuple[int, int] | None = None, clip: QRectF | None = None
) -> dict[str, QRectF]:
    """The colours that are there, and the rectangle that each of them spans."""
    image = QImage(int(WIDTH) + 1, int(text.height) + 1, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    text.draw(painter, QPointF(0, 0), chosen, Highlight(QColor("#ff0000"), QColor("#ffff00")), clip)
    painter.end()
    found: dict[str, QRectF] = {}
    for y in range(image.height()):
        for x in range(image.width()):
            name = image.pixelColor(x, y).name()
            found[name] = found.get(name, QRectF(x, y, 1, 1)).united(QRectF(x, y, 1, 1))
    return found


def test_paragraphs_of_one_direction_are_laid_out_together() -> None:
    text = laid_out(MIXED)
    assert [(block.start, block.from_right) for block in text.blocks] == [
        (0, False),
        (units("Hello there 😀\n"), True),
        (units("Hello there 😀\nمرحبا بك في متجرنا\n12:30\n"), False),
    ]
    assert len(laid_out("one\ntwo\n\nthree").blocks) == 1
    assert text.height == sum(block.height for block in text.blocks)


def test_what_reads_from_the_right_stands_at_the_right_edge_of_the_words() -> None:
    text = laid_out(MIXED)
    for block in text.blocks:
        line = block.layout.lineAt(0).naturalTextRect().translated(block.at)
        edge = line.right() - text.width if block.from_right else line.left()
        assert abs(edge) < 1


def test_signs_that_turn_directions_end_with_their_paragraph() -> None:
    text = laid_out("\u202eabc\ndef")
    assert len(text.blocks) == 2
    first, second = text.caret(units("\u202eabc\n")), text.caret(units("\u202eabc\nde"))
    assert first.left() < second.left()


def test_a_text_of_directions_alone_does_not_become_a_thousand_layouts() -> None:
    assert len(laid_out("\u202ea\n" * 5000).blocks) <= 100


@pytest.mark.parametrize("text", [MIXED, "plain", "", "\n\n", "שלום עולם", "e\u0301👩‍👩‍👧‍👦中文"])
def test_every_place_between_characters_is_found_where_its_cursor_stands(text: str) -> None:
    bubble = laid_out(text, 1000)
    place = 0
    while True:
        caret = bubble.caret(place)
        assert bubble.caret(bubble.place_at(caret.center())).left() == pytest.approx(caret.left(), abs=1)
        after = next_character(text, place, 1)
        if after == place:
            break
        place = after


def test_above_and_below_the_words_the_first_and_the_last_line_count() -> None:
    text = laid_out("one\ntwo")
    assert text.place_at(QPointF(0, -50)) == 0
    assert text.place_at(QPointF(WIDTH, 500)) == 7


def test_on_a_character_the_place_before_it_is_meant() -> None:
    text = laid_out("wide")
    almost = text.caret(1).left() - 1
    assert text.place_at(QPointF(almost, 5)) == 1
    assert text.place_at(QPointF(almost, 5), on_character=True) == 0


def test_a_link_is_under_its_own_words_only() -> None:
    text = laid_out("see www.example.com now\nand more")
    link = text.links[0]
    assert cut(text.text, link.start, link.end) == "www.example.com"
    inside = text.caret(link.start + 2).center()
    found = text.link_at(inside)
    assert found is not None and found.kind is LinkKind.WEB
    for place in (0, link.end + 2):
        assert text.link_at(text.caret(place).center()) is None
    assert text.link_at(QPointF(WIDTH - 2, 5)) is None
    assert text.link_at(inside + QPointF(0, 20)) is None


def test_a_link_that_is_broken_is_under_all_of_its_lines() -> None:
    text = laid_out("https://example.com/" + "x" * 100)
    assert text.blocks[0].layout.lineCount() > 1
    assert text.link_at(QPointF(20, 5)) == text.link_at(QPointF(20, text.height - 5)) is not None


def test_links_have_their_colour_and_a_line_under_them() -> None:
    assert BLUE.name() not in painted(laid_out("see the example"))
    marked = painted(laid_out("see www.example.com"))[BLUE.name()]
    plain = laid_out("see ")
    assert marked.left() >= plain.caret(3).left()
    assert marked.width() > 40


def test_the_chosen_part_is_painted_on_its_ground_and_nothing_else_is() -> None:
    text = laid_out("one two three")
    assert "#ff0000" not in painted(text)
    ground = painted(text, (4, 7))["#ff0000"]
    assert abs(ground.left() - text.caret(4).left()) <= 2
    assert abs(ground.right() - text.caret(7).left()) <= 2
    assert "#ff0000" not in painted(text, (7, 7))


def test_a_part_over_several_paragraphs_is_painted_in_all_of_them() -> None:
    text = laid_out(MIXED)
    ground = painted(text, (3, units(MIXED) - 2))["#ff0000"]
    assert ground.height() > text.height - 8


def test_lines_that_are_not_on_screen_are_not_painted() -> None:
    text = laid_out("line\n" * 20)
    seen = painted(text, (0, 100), QRectF(0, 0, WIDTH, 40))["#ff0000"]
    assert seen.bottom() < text.height / 2


def test_tags_are_letters() -> None:
    assert laid_out("<img src='x'>").width > laid_out("<img>").width > 20


def test_without_a_colour_for_links_there_are_none() -> None:
    """A note may hold a service's own words, and nothing in it opens."""
    text = BubbleText("see https://example.com", QFont(), 400.0, None)
    assert text.links == ()
    assert text.link_at(QPointF(60, 5)) is None
