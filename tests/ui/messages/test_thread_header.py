"""The head of a thread: person, number and line, cut where there is no room, and the way back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.messages.thread_header import ThreadHeader
from desktop.ui.theme import Choice, Theme


@pytest.fixture
def header(theme: Theme, qtbot: QtBot) -> Iterator[ThreadHeader]:
    header = ThreadHeader(theme)
    qtbot.addWidget(header)
    header.resize(500, header.sizeHint().height())
    header.show()
    qtbot.waitExposed(header)
    yield header


def spoken(header: ThreadHeader) -> list[str]:
    shown = [label for label in header.findChildren(QLabel) if not label.isHidden()]
    faces = [QAccessible.queryAccessibleInterface(label) for label in shown]
    return [face.text(QAccessible.Text.Name) for face in faces]


def test_it_says_who_and_from_which_line(header: ThreadHeader) -> None:
    header.show_person("Zoë Patel", "+18005550100", title="Zoë Patel", under="from Support UK")
    assert spoken(header) == ["Zoë Patel", "from Support UK"]


def test_long_words_are_cut_on_screen_and_whole_for_a_screen_reader_and_in_the_tooltip(
    header: ThreadHeader,
) -> None:
    name = "A name that is quite a lot longer than the head of any thread is wide, and then some more"
    header.show_person(name, "", title=name, under="below")
    title = header.findChildren(QLabel)[0]
    header.resize(340, header.height())
    assert header.width() == 340
    assert spoken(header) == [name, "below"]
    assert name in title.toolTip()


def test_tags_are_shown_as_they_are(header: ThreadHeader) -> None:
    header.show_person("<b>x</b>", "+447700900123", title="<b>x</b>", under="<i>y</i>")
    for label in header.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert "&lt;b&gt;" in header.findChildren(QLabel)[0].toolTip()


def test_the_arrow_goes_back(header: ThreadHeader, qtbot: QtBot) -> None:
    assert header.back.accessibleName() == "Back"
    with qtbot.waitSignal(header.went_back):
        QTest.mouseClick(header.back, Qt.MouseButton.LeftButton)
    header.back.setFocus()
    with qtbot.waitSignal(header.went_back):
        QTest.keyClick(header.back, Qt.Key.Key_Space)


def test_without_a_number_there_is_no_face(header: ThreadHeader, qtbot: QtBot) -> None:
    header.show_person("", "+447700900123", title="x", under="y")
    with_face = header.findChildren(QLabel)[0].x()
    header.show_person("", "", title="To a new number", under="y")
    qtbot.waitUntil(lambda: header.findChildren(QLabel)[0].x() < with_face)


def test_its_words_follow_the_scheme(header: ThreadHeader, theme: Theme) -> None:
    header.show_person("Zoë", "+447700900123", title="Zoë", under="y")
    light = header.grab().toImage()
    theme.choose(Choice.DARK)
    assert header.grab().toImage() != light
