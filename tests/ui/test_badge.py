"""The number of unread texts on title, icons and task bar."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.badge import Badge, icon
from desktop.ui.roles import ROLES, Scheme, contrast


def reds(drawn: QIcon, side: int) -> int:
    """How many pixels have the badge's colour."""
    image: QImage = drawn.pixmap(QSize(side, side)).toImage()
    wanted = QColor(ROLES[Scheme.LIGHT].bad)
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(one == wanted for one in pixels)


@pytest.mark.parametrize("side", [16, 24, 48, 64])
def test_unread_texts_stand_on_the_icon_in_every_size(side: int) -> None:
    assert reds(icon(0), side) == 0
    assert reds(icon(1), side) > side
    # Two figures take a wider badge than one.
    assert reds(icon(100), side) > reds(icon(1), side)


def test_the_number_can_be_read_on_its_badge() -> None:
    assert contrast(ROLES[Scheme.LIGHT].bad, "#FFFFFF") >= 4.5


def test_every_place_shows_the_number_at_once_and_loses_it_at_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    badge = Badge(window)
    drawn: list[QIcon] = []
    badge.show_count(3)
    badge.also(drawn.append)
    assert window.windowTitle() == "(3) Linedesk"
    assert reds(window.windowIcon(), 48) > 0
    assert reds(drawn[-1], 48) > 0
    badge.show_count(0)
    assert window.windowTitle() == "Linedesk"
    assert reds(window.windowIcon(), 48) == reds(drawn[-1], 48) == 0
