"""The page of keys: every action listed, found, changed by pressing keys, told where another has them."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.keys.keys_view import KeysView
from desktop.ui.keys.shortcuts import Shortcuts
from desktop.ui.theme import Theme
from tests.desk import clipped
from tests.ui.account import unnamed

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Room:
    """The page in a window whose keys it shows."""

    def __init__(self, theme: Theme) -> None:
        self.window = QWidget()
        self.done: list[str] = []
        self.shortcuts = Shortcuts(self.window)
        for name in ("jump", "new_message", "quit"):
            self.shortcuts.bind(name, partial(self.done.append, name))
        self.page = KeysView(self.shortcuts, theme, self.window)
        self.resize(720, 700)
        self.window.show()
        self.window.activateWindow()

    def resize(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        self.page.resize(width, height)

    def press(self, action: str, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        """Press the button of an action, then keys."""
        field = self.page.rows[action].field
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Space)
        assert field.listening
        QTest.keyClick(field, key, held)

    def said(self, action: str) -> str:
        row = self.page.rows[action]
        return "\n".join(one.text() for one in row.findChildren(QLabel) if one.isVisible())

    def showing(self) -> list[str]:
        return [name for name, row in self.page.rows.items() if row.isVisible()]


@pytest.fixture
def room(theme: Theme, qtbot: QtBot) -> Iterator[Room]:
    room = Room(theme)
    qtbot.addWidget(room.window)
    qtbot.waitUntil(room.window.isActiveWindow)
    yield room


def test_every_action_is_listed_with_its_keys_and_a_name_for_ears(room: Room) -> None:
    assert list(room.page.rows) == [one.id for one in room.shortcuts.actions]
    assert room.page.rows["jump"].field.text() == "Ctrl+K"
    assert room.page.rows["jump"].field.accessibleName() == "Jump to a person, page or action: Ctrl+K"
    assert "Shift+F10, Menu" in room.said("context_menu")
    assert unnamed(room.window) == []


def test_new_keys_are_pressed_hold_at_once_and_do_nothing_else_meanwhile(room: Room) -> None:
    room.press("jump", Qt.Key.Key_J, CTRL | SHIFT)
    assert room.page.rows["jump"].field.text() == "Ctrl+Shift+J"
    assert room.done == []
    QTest.keySequence(room.page.rows["jump"].field, "Ctrl+Shift+J")
    assert room.done == ["jump"]


def test_keys_of_another_action_are_named_and_taken_only_by_a_button(room: Room) -> None:
    room.press("jump", Qt.Key.Key_N, CTRL)
    assert room.done == []
    assert "Ctrl+N already means “New message”." in room.said("jump")
    assert room.page.rows["jump"].field.text() == "Ctrl+K"
    question = room.page.rows["jump"].question
    assert question is not None
    question.take.click()
    assert room.page.rows["jump"].field.text() == "Ctrl+N"
    assert room.page.rows["new_message"].field.text() == "None"
    assert "already means" not in room.said("jump")


def test_the_keys_of_a_fixed_action_are_named_and_not_offered(room: Room) -> None:
    room.press("jump", Qt.Key.Key_F10, SHIFT)
    assert "already means “Menu of what is marked”" in room.said("jump")
    question = room.page.rows["jump"].question
    assert question is not None and not question.take.isVisible()


def test_keys_that_writing_needs_are_refused_with_the_reason(room: Room) -> None:
    room.press("jump", Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert "They are needed for writing." in room.said("jump")


def test_escape_leaves_the_keys_and_backspace_takes_them_away(room: Room) -> None:
    room.press("jump", Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert room.page.rows["jump"].field.text() == "Ctrl+K"
    room.press("jump", Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier)
    assert room.page.rows["jump"].field.text() == "None"
    assert room.shortcuts.keys("jump") == []


def test_ctrl_alone_and_a_held_key_are_waited_through(room: Room) -> None:
    field = room.page.rows["jump"].field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Control, CTRL)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, CTRL, "", True)
    QApplication.sendEvent(field, held)
    assert field.listening
    QTest.keyClick(field, Qt.Key.Key_J, CTRL)
    assert field.text() == "Ctrl+J"


def test_going_on_by_tab_ends_listening(room: Room) -> None:
    field = room.page.rows["jump"].field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Space)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert not field.listening
    assert field.text() == "Ctrl+K"
    assert not field.hasFocus()


def test_one_is_reset_or_all_are_and_the_focus_stays_somewhere(room: Room) -> None:
    room.shortcuts.assign("jump", [QKeySequence("Ctrl+J")])
    room.shortcuts.assign("quit", [])
    row = room.page.rows["jump"]
    assert row.reset is not None
    row.reset.setFocus()
    QTest.keyClick(row.reset, Qt.Key.Key_Space)
    assert row.field.text() == "Ctrl+K"
    assert not row.reset.isVisible()
    assert row.field.hasFocus()
    room.page.reset_all.setFocus()
    QTest.keyClick(room.page.reset_all, Qt.Key.Key_Space)
    assert room.page.rows["quit"].field.text() == "Ctrl+Q"
    assert not room.page.reset_all.isVisible()
    assert room.page.search.hasFocus()


def test_usual_keys_that_another_action_was_given_are_said(room: Room) -> None:
    room.shortcuts.assign("jump", [QKeySequence("Ctrl+N")], take=True)
    reset = room.page.rows["new_message"].reset
    assert reset is not None
    reset.click()
    said = room.said("new_message")
    assert "Its usual keys belong to “Jump to a person, page or action” now." in said


@pytest.mark.parametrize(
    ("words", "found"), [("unread", "next_unread"), ("ctrl+pgdown", "next_conversation")]
)
def test_actions_are_found_by_word_and_by_key(room: Room, words: str, found: str) -> None:
    QTest.keyClicks(room.page.search, words)
    assert found in room.showing()
    assert "quit" not in room.showing()


def test_a_search_without_a_hit_says_so(room: Room) -> None:
    QTest.keyClicks(room.page.search, "xyzzy")
    assert room.showing() == []
    words = [one.text() for one in room.page.findChildren(QLabel) if one.isVisible()]
    assert "No action and no key is called so." in words


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("width", [360, 1080])
def test_nothing_is_clipped(room: Room, theme: Theme, qtbot: QtBot, width: int, size: int) -> None:
    room.press("jump", Qt.Key.Key_N, CTRL)
    room.shortcuts.assign("quit", [])
    theme.set_text_size(size)
    room.resize(width, 12000)
    qtbot.waitUntil(lambda: clipped(room.window) == [])
