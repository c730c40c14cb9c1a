import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.empty_state import EmptyState
from desktop.ui.theme import Choice, Theme
from tests.ui.account import names, unnamed


@pytest.fixture
def empty(theme: Theme, qtbot: QtBot) -> EmptyState:
    empty = EmptyState(theme, "calls")
    qtbot.addWidget(empty)
    empty.say("No calls yet", "They appear here.", "Open the dialpad")
    empty.resize(360, 400)
    empty.show()
    return empty


def test_an_empty_list_says_what_to_do_next_and_holds_the_button_for_it(empty: EmptyState) -> None:
    """Visual design, empty states."""
    heard: list[str] = []
    empty.acted.connect(lambda: heard.append("acted"))
    QTest.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert heard == ["acted"]
    assert [name for name in names(empty) if name] == [
        "Open the dialpad",
        "They appear here.",
        "No calls yet",
    ]
    assert unnamed(empty) == []


def test_where_nothing_can_be_done_there_is_no_button(empty: EmptyState) -> None:
    empty.say("Opening …", "")
    assert not empty.button.isVisible()


def test_words_from_outside_are_shown_as_they_are(empty: EmptyState) -> None:
    empty.say("Nobody found for “<b>&x</b>”", "<i>", "Clear &x")
    assert empty.headline.textFormat() == empty.sentence.textFormat() == Qt.TextFormat.PlainText
    assert empty.button.text() == "Clear &&x"
    assert empty.button.accessibleName() == "Clear &x"


def test_the_icon_follows_the_scheme(empty: EmptyState, theme: Theme) -> None:
    light = empty.grab().toImage()
    theme.choose(Choice.DARK)
    assert empty.grab().toImage() != light
