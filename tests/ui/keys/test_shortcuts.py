"""The window's keys: each action has its own, a person may choose others at once, and none is ambiguous."""

from collections.abc import Iterator
from functools import partial
from itertools import combinations

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.keys.actions import actions, default_keys
from desktop.ui.keys.sequences import dealt, unfit
from desktop.ui.keys.shortcuts import KeysTaken, KeysUnfit, Shortcuts


class Desk(QWidget):
    """A window with one of each kind of field, and all actions bound."""

    def __init__(self, **chosen: str) -> None:
        super().__init__()
        self.many, self.one, self.list = QPlainTextEdit(), QLineEdit(), QListWidget()
        layout = QVBoxLayout(self)
        for widget in (self.many, self.one, self.list):
            layout.addWidget(widget)
        self.done: list[str] = []
        self.kept: list[dict[str, str]] = []
        self.shortcuts = Shortcuts(self, chosen)
        self.shortcuts.chose.connect(self.kept.append)
        for action in self.shortcuts.actions:
            if not action.fixed:
                self.shortcuts.bind(action.id, partial(self.done.append, action.id))

    def press(self, keys: str) -> list[str]:
        """Press keys where the focus is; what came of it."""
        self.done.clear()
        focus: QWidget | None = self.focusWidget()
        QTest.keySequence(self if focus is None else focus, keys)
        return list(self.done)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    yield desk


def one(keys: str) -> list[QKeySequence]:
    return [QKeySequence(keys)]


def test_every_key_of_every_action_does_its_one_thing_wherever_the_focus_is(desk: Desk) -> None:
    """Conventions 4.1; on Linux fields have keys of their own for Ctrl+K, Ctrl+U and Ctrl+E."""
    for field in (desk.list, desk.many, desk.one):
        field.setFocus()
        for action in desk.shortcuts.actions:
            wanted = [action.id] if action.in_text or field is desk.list else []
            for keys in desk.shortcuts.keys(action.id):
                if not action.fixed:
                    assert desk.press(keys.toString()) == wanted, (action.id, keys.toString())


def test_no_two_actions_have_the_same_keys_and_every_action_has_words_and_a_group() -> None:
    for first, second in combinations(actions(), 2):
        assert not set(default_keys(first)) & set(default_keys(second)), (first.id, second.id)
    assert all(action.words and action.group for action in actions())
    assert len({action.id for action in actions()}) == len(actions())


def test_other_keys_hold_at_once_and_are_kept(desk: Desk) -> None:
    desk.shortcuts.assign("jump", one("Ctrl+J"))
    assert desk.press("Ctrl+J") == ["jump"]
    assert desk.press("Ctrl+K") == []
    assert desk.kept == [{"jump": "Ctrl+J"}]
    assert not desk.shortcuts.is_default("jump")


def test_keys_that_another_action_has_are_told_and_not_taken(desk: Desk) -> None:
    with pytest.raises(KeysTaken) as told:
        desk.shortcuts.assign("jump", one("Ctrl+N"))
    assert told.value.action.id == "new_message"
    assert desk.press("Ctrl+N") == ["new_message"]
    assert desk.kept == []


def test_keys_are_taken_over_where_a_person_says_so(desk: Desk) -> None:
    desk.shortcuts.assign("jump", one("Ctrl+PgDown"), take=True)
    assert desk.press("Ctrl+PgDown") == ["jump"]
    assert desk.press("Alt+Down") == ["next_conversation"]
    assert desk.kept[-1] == {"jump": "Ctrl+PgDown", "next_conversation": "Alt+Down; Ctrl+Tab"}


@pytest.mark.parametrize(
    "keys", ["A", "Shift+A", "Space", "Up", "Return", "Ctrl+C", "Ctrl+Z", "Ctrl+X, Ctrl+S"]
)
def test_keys_that_writing_needs_are_refused_with_the_reason(desk: Desk, keys: str) -> None:
    with pytest.raises(KeysUnfit) as refused:
        desk.shortcuts.assign("jump", one(keys))
    assert refused.value.sentence
    assert desk.press("Ctrl+K") == ["jump"]


@pytest.mark.parametrize("keys", ["Ctrl+J", "Alt+J", "F7", "Shift+F7", "Ctrl+Shift+9"])
def test_keys_that_nothing_else_needs_are_fit(keys: str) -> None:
    assert unfit(QKeySequence(keys)) == ""


def test_the_keys_of_a_fixed_action_cannot_be_taken(desk: Desk) -> None:
    with pytest.raises(KeysTaken) as told:
        desk.shortcuts.assign("jump", one("Shift+F10"), take=True)
    assert told.value.action.id == "context_menu"
    with pytest.raises(ValueError, match="fixed"):
        desk.shortcuts.bind("escape", desk.close)


def test_an_action_can_go_without_keys(desk: Desk) -> None:
    desk.shortcuts.assign("quit", [])
    assert desk.press("Ctrl+Q") == []
    assert desk.shortcuts.words("quit") == ""
    assert desk.kept == [{"quit": ""}]
    desk.shortcuts.run("quit")
    assert desk.done == ["quit"]


def test_one_action_gets_its_keys_back_or_all_do(desk: Desk) -> None:
    desk.shortcuts.assign("jump", one("Ctrl+J"))
    desk.shortcuts.assign("quit", [])
    desk.shortcuts.reset("jump")
    assert desk.kept[-1] == {"quit": ""}
    desk.shortcuts.reset()
    assert desk.kept[-1] == {}
    assert desk.press("Ctrl+K") == ["jump"]
    assert desk.press("Ctrl+Q") == ["quit"]


def test_default_keys_that_were_given_away_do_not_come_back_silently(desk: Desk) -> None:
    desk.shortcuts.assign("jump", one("Ctrl+N"), take=True)
    with pytest.raises(KeysTaken):
        desk.shortcuts.reset("new_message")


def test_a_held_key_makes_no_twenty_new_messages_but_steps_through_conversations(desk: Desk) -> None:
    held = {
        action.id
        for action in desk.shortcuts.actions
        if not action.fixed and desk.shortcuts._bound[action.id].autoRepeat()
    }
    assert "next_conversation" in held
    assert not held & {"new_message", "jump", "mark_unread", "quit"}


@pytest.mark.parametrize(
    "chosen",
    [
        {"jump": "Ctrl+N", "new_message": "Ctrl+N", "quit": "Ctrl+N"},
        {"jump": "Ctrl+1; Ctrl+2", "nonsense": "Ctrl+Q", "escape": "Ctrl+W"},
        {"jump": "A", "quit": "not keys at all", "close": "Ctrl+Q; Ctrl+Q"},
    ],
)
def test_whatever_the_file_says_no_keys_are_ambiguous(chosen: dict[str, str]) -> None:
    found = dealt(actions(), {one: keys for one, keys in chosen.items() if one != "escape"})
    all_keys = [keys.toString() for held in found.values() for keys in held]
    assert len(all_keys) == len(set(all_keys))


def test_what_was_chosen_counts_before_a_default(qtbot: QtBot) -> None:
    desk = Desk(jump="Ctrl+N", nonsense="Ctrl+J")
    qtbot.addWidget(desk)
    assert desk.shortcuts.holder(QKeySequence("Ctrl+N")) == desk.shortcuts.action("jump")
    assert desk.shortcuts.keys("new_message") == []


def test_a_choice_made_elsewhere_holds_at_once(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.shortcuts.changed):
        desk.shortcuts.apply({"jump": "Ctrl+J"})
    assert desk.press("Ctrl+J") == ["jump"]
    assert desk.kept == []
    with qtbot.assertNotEmitted(desk.shortcuts.changed):
        desk.shortcuts.apply({"jump": "Ctrl+J"})


def test_binding_anew_replaces_what_was_bound(desk: Desk) -> None:
    desk.shortcuts.bind("jump", lambda: desk.done.append("other"))
    assert desk.press("Ctrl+K") == ["other"]


def test_an_action_bound_inside_a_pane_works_there_only(desk: Desk) -> None:
    desk.shortcuts.bind("jump", lambda: desk.done.append("inside"), widget=desk.list)
    desk.one.setFocus()
    assert desk.press("Ctrl+K") == []
    desk.list.setFocus()
    assert desk.press("Ctrl+K") == ["inside"]


def test_a_field_that_goes_while_it_has_the_focus_takes_no_keys_along(desk: Desk) -> None:
    desk.one.setFocus()
    shiboken6.delete(desk.one)
    desk.many.setFocus()
    assert desk.press("Ctrl+K") == ["jump"]


def test_a_field_keeps_its_own_keys_for_writing(desk: Desk) -> None:
    desk.many.setFocus()
    desk.many.setPlainText("one\ntwo")
    desk.many.moveCursor(desk.many.textCursor().MoveOperation.End)
    assert desk.press("Ctrl+Home") == []
    assert desk.many.textCursor().atStart()
    QTest.keyClick(desk.many, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert desk.many.textCursor().hasSelection()
