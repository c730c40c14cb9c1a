"""The strip above the composer: there only when it has something to say, and then in plain text."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.messages.strip import Remark, Strip
from desktop.ui.theme import Choice, Theme


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> Iterator[Strip]:
    strip = Strip(theme)
    qtbot.addWidget(strip)
    yield strip


def test_it_is_not_there_while_it_has_nothing_to_say(strip: Strip) -> None:
    assert strip.isHidden()
    strip.show_block("Too long.")
    assert strip.isVisible()
    strip.show_block("")
    assert strip.isHidden()
    assert strip.texts() == []


def test_trouble_stands_before_what_stops_a_send_and_that_before_a_note(strip: Strip) -> None:
    strip.show_note("A note.")
    strip.show_block("A block.")
    strip.trouble("A trouble.")
    assert strip.texts() == ["A trouble.", "A block.", "A note."]
    places = [label.y() for label in strip.findChildren(QLabel)]
    assert strip.grab().height() > 50
    assert len(places) == 6
    strip.trouble("")
    assert strip.texts() == ["A block.", "A note."]


def test_words_from_outside_are_shown_as_they_are(strip: Strip) -> None:
    strip.show_block("<b>no</b> &amp; \u202eno")
    (label,) = [one for one in strip.findChildren(QLabel) if one.text()]
    assert label.text() == "<b>no</b> &amp; \u202eno"
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_long_sentence_takes_more_lines_in_a_narrow_window(strip: Strip, qtbot: QtBot) -> None:
    strip.show_block("This sentence is longer than the strip is wide, and none of its words is lost. " * 2)
    heights = []
    for width in (900, 330):
        strip.setFixedWidth(width)
        heights.append(strip.heightForWidth(width))
    assert heights[1] > heights[0] * 1.5


def test_its_icons_follow_the_scheme(strip: Strip, theme: Theme) -> None:
    strip.trouble("A trouble.")
    light = strip.grab().toImage()
    theme.choose(Choice.DARK)
    assert strip.grab().toImage() != light


def test_remarks_stand_between_a_block_and_a_note_and_each_may_offer_one_thing(strip: Strip) -> None:
    done: list[str] = []
    strip.show_note("A note.")
    strip.show_block("A block.")
    strip.show_remarks([Remark("One."), Remark("Two.", "Do it", lambda: done.append("two"))])
    assert strip.texts() == ["A block.", "One.", "Two.", "A note."]
    (button,) = [one for one in strip.findChildren(QPushButton) if one.isVisible()]
    assert (button.accessibleName(), button.accessibleDescription()) == ("Do it", "Two.")
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert done == ["two"]
    strip.show_remarks([])
    assert strip.texts() == ["A block.", "A note."]
    assert not button.isVisible()


def test_a_remark_is_read_out_once(strip: Strip, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("desktop.ui.messages.strip.announce", lambda _, text, urgent=False: said.append(text))
    for remarks in (["One."], ["One."], ["One.", "Two."], []):
        strip.show_remarks([Remark(words) for words in remarks])
    assert said == ["One.", "Two."]
