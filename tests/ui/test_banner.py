import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui import banner as banner_module
from desktop.ui.banner import Banner, Tone
from desktop.ui.scrolled import ScrolledWords
from desktop.ui.theme import Choice, Theme


@pytest.fixture
def banner(theme: Theme, qtbot: QtBot) -> Banner:
    banner = Banner(theme)
    qtbot.addWidget(banner)
    return banner


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What was announced, and whether urgently."""
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(banner_module, "announce", lambda _widget, text, urgent: said.append((text, urgent)))
    return said


def test_the_bar_is_there_only_while_it_has_something_to_say(banner: Banner) -> None:
    assert not banner.isVisible()
    banner.say(Tone.OFFLINE, "Offline: showing what was here at 13:28.")
    assert banner.isVisible()
    assert banner.text == "Offline: showing what was here at 13:28."
    banner.clear()
    assert not banner.isVisible()
    assert banner.text == ""


def test_the_bar_offers_a_button_only_where_something_can_be_done(banner: Banner, qtbot: QtBot) -> None:
    banner.say(Tone.BAD, "The key was refused.", "Sign in again")
    assert banner.button.isVisible()
    assert banner.button.accessibleName() == "Sign in again"
    with qtbot.waitSignal(banner.acted):
        QTest.keyClick(banner.button, Qt.Key.Key_Space)
    banner.say(Tone.OFFLINE, "Offline.")
    assert not banner.button.isVisible()


def test_the_bar_is_spoken_once_and_again_only_when_its_words_change(
    banner: Banner, spoken: list[tuple[str, bool]]
) -> None:
    """Conventions 4.2, offline honesty: announced once."""
    banner.say(Tone.OFFLINE, "Offline.")
    banner.say(Tone.OFFLINE, "Offline.")
    banner.say(Tone.BAD, "The key was refused.")
    banner.clear()
    banner.say(Tone.OFFLINE, "Offline.")
    assert spoken == [("Offline.", False), ("The key was refused.", True), ("Offline.", False)]


def test_a_services_own_words_are_shown_literally(banner: Banner) -> None:
    """Conventions 4.2, hostile text."""
    banner.say(Tone.BAD, "<img src=x> <b>refused</b>", "Save & close")
    words = next(label for label in banner.findChildren(QLabel) if label.text().startswith("<img"))
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert banner.button.text() == "Save && close"


def test_the_bar_looks_different_by_its_icon_and_not_its_colour_alone(banner: Banner, theme: Theme) -> None:
    banner.resize(400, 40)
    pictures = []
    for tone in (Tone.INFO, Tone.OFFLINE, Tone.WARN):
        banner.say(tone, "Same words")
        pictures.append(banner.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]
    theme.choose(Choice.DARK)
    assert banner.grab().toImage().pixelColor(2, 2) == theme.color("raised")


def test_a_bar_without_words_is_refused(banner: Banner) -> None:
    with pytest.raises(ValueError, match="words"):
        banner.say(Tone.INFO, "")


def test_a_long_sentence_takes_more_lines_in_a_narrow_window_and_loses_nothing(banner: Banner) -> None:
    banner.say(Tone.OFFLINE, "Offline. " * 20, "Try again")
    banner.resize(1080, 40)
    banner.grab()
    wide = banner.sizeHint().height()
    banner.resize(360, 400)
    banner.grab()
    assert banner.sizeHint().height() > wide


def test_in_a_low_window_a_long_sentence_scrolls_and_is_whole(banner: Banner, qtbot: QtBot) -> None:
    banner.limit(30)
    banner.resize(360, 90)
    banner.say(Tone.OFFLINE, "Offline. " * 30, "Try again")
    (words,) = banner.findChildren(ScrolledWords)
    qtbot.waitUntil(lambda: words.verticalScrollBar().maximum() > 0)
    assert banner.sizeHint().height() < 90
    assert words.focusPolicy() == Qt.FocusPolicy.TabFocus


def test_beside_large_words_in_a_narrow_window_the_button_stands_below(banner: Banner, theme: Theme) -> None:
    banner.resize(360, 120)
    banner.say(Tone.OFFLINE, "Offline. Texts written now wait here.", "Try now")
    assert banner.button.x() > banner.width() / 2
    theme.set_text_size(200)
    banner.resize(360, 300)
    banner.grab()
    assert banner.button.x() < banner.width() / 2
