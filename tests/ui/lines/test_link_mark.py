import pytest
from PySide6.QtGui import QAccessible, QImage
from pytestqt.qtbot import QtBot

from desktop.announce import Link
from desktop.ui.lines.link_mark import LinkMark
from desktop.ui.theme import Theme


@pytest.fixture
def mark(theme: Theme, qtbot: QtBot) -> LinkMark:
    mark = LinkMark(theme)
    qtbot.addWidget(mark)
    return mark


def shape(mark: LinkMark) -> set[tuple[int, int]]:
    """Where it paints, whatever the colour."""
    image = mark.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = image.pixel(0, 0)
    return {
        (x, y) for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) != ground
    }


def test_each_state_has_a_shape_of_its_own_so_that_none_is_told_by_colour_alone(mark: LinkMark) -> None:
    mark.show_word(False)
    shapes = []
    for link in Link:
        mark.show_link(link, "")
        mark.resize(mark.sizeHint())
        shapes.append(frozenset(shape(mark)))
    assert all(shapes)
    assert len(set(shapes)) == len(Link)


def test_a_screen_reader_hears_the_word_where_it_has_no_room(mark: LinkMark) -> None:
    mark.show_link(Link.OFFLINE, "Offline: no route to host")
    wide = mark.sizeHint().width()
    mark.show_word(False)
    seen = QAccessible.queryAccessibleInterface(mark)
    assert mark.sizeHint().width() < wide
    assert seen.text(QAccessible.Text.Name) == "Offline"
    assert seen.text(QAccessible.Text.Description) == "Offline: no route to host"


def test_nothing_shows_while_nothing_is_known(mark: LinkMark) -> None:
    mark.show_link(None, "")
    assert mark.isHidden()
    assert mark.sizeHint().width() == 0
