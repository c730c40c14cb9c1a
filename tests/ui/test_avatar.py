import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.avatar import COLOURS, ON_COLOUR, Avatar, colour_of, initials, paint_avatar
from desktop.ui.roles import SIZES, contrast
from desktop.ui.theme import Choice, Theme


def picture(name: str, number: str) -> QImage:
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_avatar(painter, QRectF(0, 0, 40, 40), name, number, QFont())
    painter.end()
    return image


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Zoë Patel", "ZP"),
        ("viktor", "V"),
        ("Ana María de la Cruz", "AC"),
        ("  e\u0301lise   o'neil ", "ÉO"),
        ("😀 Bob", "B"),
        ("Bob (work)", "B"),
        ("王小明", "王"),
        ("ليلى حداد", "ل\u200cح"),
        ("ßen", "S"),
        ("INFO", "I"),
        ("+44 7700 900123", ""),
        ("😀", ""),
        ("", ""),
    ],
)
def test_the_initials_of_a_name_are_letters_of_its_first_and_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_number_keeps_its_colour_when_its_name_is_learnt() -> None:
    before, after = picture("", "+447700900123"), picture("Zoë Patel", "+447700900123")
    assert before.pixelColor(20, 2) == after.pixelColor(20, 2) == QColor(colour_of("+447700900123"))


def test_a_number_has_the_same_colour_in_every_run() -> None:
    """Visual design: colour by hash of the number, and Python's own hash changes with each run."""
    code = "from desktop.ui.avatar import colour_of; print(colour_of('+447700900123'))"
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert said == {colour_of("+447700900123")}


def test_all_ten_colours_are_used_about_evenly() -> None:
    used = [colour_of(f"+4477009{n:05}") for n in range(1000)]
    assert all(50 < used.count(colour) < 200 for colour in COLOURS)
    assert len(set(COLOURS)) == 10


def test_initials_can_be_read_on_every_colour_in_every_scheme() -> None:
    assert all(contrast(ON_COLOUR, colour) >= 7 for colour in COLOURS)


def test_a_number_without_a_name_shows_a_figure() -> None:
    without, with_name = picture("", "+12025550142"), picture("Viktor", "+12025550142")
    assert without != with_name
    assert without == picture("😀", "+12025550142")
    assert without.pixelColor(20, 16) == QColor(ON_COLOUR)


def test_the_avatar_of_a_header_shows_whom_it_is_told(theme: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    avatar = Avatar(theme)
    qtbot.addWidget(avatar)
    avatar.resize(avatar.sizeHint())
    assert avatar.width() == avatar.height() == SIZES.avatar
    avatar.show_person("Zoë Patel", "+447700900123")
    first = avatar.grab().toImage()
    avatar.show_person("Viktor", "+447700900456")
    assert avatar.grab().toImage() != first
    theme.choose(Choice.DARK)
    assert avatar.grab().toImage().pixelColor(20, 2) == QColor(colour_of("+447700900456"))
