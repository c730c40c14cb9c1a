"""The window of one file: what shows in it, its names for a screen reader, and where the focus is."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.messages.media_model import About
from desktop.ui.messages.media_view import MediaView
from desktop.ui.theme import Theme
from tests.ui.account import unnamed

ABOUT = About("Picture", "From Zoë, 2 March", "Picture 2026-03-02")


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> Iterator[MediaView]:
    window = QWidget()
    window.resize(700, 600)
    window.show()
    view = MediaView(theme, ABOUT, window)
    view.open()
    qtbot.waitExposed(view)
    yield view
    shiboken6.delete(window)


def image(width: int, height: int) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor("red"))
    return made


def painted(view: MediaView) -> tuple[int, int]:
    """How wide and high the red part of the picture is on screen."""
    shot = view.picture.grab().toImage()
    ratio = shot.devicePixelRatio()
    red = QColor("red").rgb()
    across = sum(shot.pixel(x, shot.height() // 2) == red for x in range(shot.width()))
    down = sum(shot.pixel(shot.width() // 2, y) == red for y in range(shot.height()))
    return round(across / ratio), round(down / ratio)


def test_while_it_is_fetched_only_close_is_there(view: MediaView) -> None:
    assert view.words.text() == "Fetching it …" and view.whose.text() == ABOUT.whose
    assert (view.again.isVisible(), view.save.isVisible(), view.close_button.isVisible()) == (
        False,
        False,
        True,
    )
    assert view.close_button.hasFocus()


def test_a_small_picture_stays_small_and_a_large_one_fits(view: MediaView) -> None:
    view.show_picture(image(30, 20), "1 KB")
    assert painted(view) == (30, 20)
    view.show_picture(image(4000, 400), "1 KB")
    wide, high = painted(view)
    assert wide == view.picture.width() and abs(wide / 10 - high) <= 1
    assert view.picture.accessibleName() == "Picture. From Zoë, 2 March"
    assert view.save.isVisible() and not view.again.isVisible()


def test_a_reason_stands_in_the_place_of_the_picture(view: MediaView) -> None:
    view.say("It is gone.", again=True, save=False)
    assert view.words.text() == "It is gone." and not view.picture.isVisible()
    assert view.again.isVisible() and not view.save.isVisible()
    view.again.setFocus()
    view.wait()
    assert view.close_button.hasFocus()


def test_everything_that_takes_the_focus_has_a_name(view: MediaView) -> None:
    view.show_picture(image(3, 3), "1 KB")
    assert unnamed(view) == []
