"""The keys in the furnished window: each does what it says, on every page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.settings.preferences import load
from desktop.store import conversations
from desktop.ui.navigation import SECTIONS
from tests.ui.account import SALES
from tests.ui.handled import HARBOURS, VIKTORS, ZOES, Desk
from tests.ui.messages.texts import HARBOUR, NOON, know, put


def test_alt_with_a_number_opens_that_conversation_of_the_list(desk: Desk) -> None:
    desk.press("Alt+2")
    assert desk.open_one == VIKTORS
    desk.press("Alt+1")
    assert desk.open_one == ZOES
    desk.press("Alt+9")
    assert desk.open_one == ZOES


@pytest.mark.parametrize(
    ("on", "back"), [("Alt+Down", "Alt+Up"), ("Ctrl+Tab", "Ctrl+Shift+Tab"), ("Ctrl+PgDown", "Ctrl+PgUp")]
)
def test_the_next_and_the_one_before_by_all_three_pairs_of_keys(desk: Desk, on: str, back: str) -> None:
    """Conventions 4.1: Signal's and Telegram's."""
    desk.press("Alt+1", on)
    assert desk.open_one == VIKTORS
    desk.press(on)
    assert desk.open_one == HARBOURS
    desk.press(back)
    assert desk.open_one == VIKTORS


def test_the_next_unread_is_found_past_read_ones(desk: Desk) -> None:
    put(desk.account, ["News"], peer=HARBOUR, since=NOON.replace(hour=9), unread=1)
    desk.tab.conversations.reload()
    desk.press("Alt+1", "Alt+Shift+Down")
    assert desk.open_one == VIKTORS


def test_they_work_from_every_page(desk: Desk) -> None:
    for section in SECTIONS:
        desk.window.show_page(section)
        desk.press("Alt+1")
        assert desk.window.page == "messages"
        assert desk.open_one == ZOES


def test_unread_and_read_by_keys(desk: Desk) -> None:
    def unread() -> int:
        row = conversations.get(desk.account.db, ZOES)
        assert row is not None
        return row.unread

    desk.press("Alt+1", "Ctrl+U")
    assert unread() == 1
    desk.press("Ctrl+R")
    assert unread() == 0
    desk.window.show_page("calls")
    desk.press("Ctrl+U")
    assert unread() == 0


def test_ctrl_d_shows_the_details_also_while_one_writes_and_the_words_stay(desk: Desk) -> None:
    """E14: in a field of Qt's these keys delete the next letter."""
    desk.press("Alt+1")
    edit = desk.messages.composer.edit
    edit.setFocus()
    edit.setPlainText("Hello")
    desk.press("Ctrl+D")
    shown = desk.messages.pane.details.shown
    assert shown is not None and shown.details is not None and shown.details.words == "Is it there?"
    assert edit.toPlainText() == "Hello"
    shown.close()


def test_find_here_and_find_everywhere_are_two_things(desk: Desk) -> None:
    desk.press("Alt+1", "Ctrl+Shift+F")
    assert desk.focus is desk.messages.search
    desk.press("Alt+1", "Ctrl+F")
    assert isinstance(desk.focus, QLineEdit)
    assert desk.focus is not desk.messages.search


def test_letters_typed_on_the_list_or_the_thread_go_to_the_composer(desk: Desk) -> None:
    desk.press("Alt+1")
    for place in (desk.messages.list, desk.messages.thread_view):
        place.setFocus()
        QTest.keyClicks(place, "e?")
        assert desk.focus is desk.messages.composer.edit
    assert desk.messages.composer.edit.toPlainText() == "e?e?"
    desk.messages.list.setFocus()
    QTest.keyClick(desk.messages.list, Qt.Key.Key_Space)
    QTest.keyClick(desk.messages.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert desk.messages.composer.edit.toPlainText() == "e?e?"


def test_where_nothing_is_open_letters_go_nowhere(desk: Desk) -> None:
    QTest.keyClicks(desk.messages.list, "z")
    assert desk.messages.composer.edit.toPlainText() == ""


def test_f6_goes_through_the_parts_in_reading_order_and_round(desk: Desk) -> None:
    """Conventions 4.1: list → thread → composer → navigation; here the line bar comes first."""
    desk.press("Alt+1")
    desk.line_bar.picker.setFocus()
    around = [desk.line_bar.picker]
    for _ in range(5):
        desk.press("F6")
        around.append(desk.focus)  # type: ignore[arg-type]
    assert around[1:] == [
        desk.messages.list,
        desk.messages.thread_view,
        desk.messages.composer.edit,
        desk.window.navigation.button("calls"),
        desk.line_bar.picker,
    ]
    back = []
    for _ in range(5):
        desk.press("Shift+F6")
        back.append(desk.focus)
    assert back == around[-2::-1]


@pytest.mark.parametrize("page", [*SECTIONS, "preferences", "keys", "accounts"])
def test_f6_comes_round_on_every_page(desk: Desk, page: str) -> None:
    desk.window.show_page(page)
    begin = desk.focus
    reached = []
    for _ in range(8):
        desk.press("F6")
        reached.append(desk.focus)
    assert desk.line_bar.picker in reached
    assert any(desk.window.navigation.isAncestorOf(one) for one in reached)
    assert begin in reached


def test_ctrl_k_goes_to_somebody_on_another_line_and_takes_that_line(desk: Desk) -> None:
    there = put(desk.account, ["Hello"], peer=HARBOUR, line=SALES)
    know(desk.account, "Harbour Dental", HARBOUR)
    desk.press("Ctrl+K")
    QTest.keyClicks(desk.handling.jump.field, "harbour")
    QTest.keyClick(desk.handling.jump.field, Qt.Key.Key_Return)
    assert desk.open_one == there
    line = desk.lines.current
    assert line is not None and line.number == SALES


def test_ctrl_k_does_actions_and_begins_texts_to_people_without_one(desk: Desk) -> None:
    know(desk.account, "New Person", "+447700900321")
    desk.press("Ctrl+K")
    QTest.keyClicks(desk.handling.jump.field, "new person")
    QTest.keyClick(desk.handling.jump.field, Qt.Key.Key_Return)
    target = desk.tab.composer.target
    assert target is not None and target.peer == "+447700900321"
    desk.press("Ctrl+K")
    QTest.keyClicks(desk.handling.jump.field, "preferences")
    QTest.keyClick(desk.handling.jump.field, Qt.Key.Key_Return)
    assert desk.window.page == "preferences"


def test_zoom_keys_change_the_text_s_size_within_its_bounds_and_it_is_kept(
    desk: Desk, tmp_path: Path
) -> None:
    desk.press("Ctrl++", "Ctrl+=")
    assert desk.preferences.now.text_size == 120
    desk.press("Ctrl+-")
    assert load(tmp_path / "preferences.json").text_size == 110
    desk.press(*["Ctrl+-"] * 9)
    assert desk.preferences.now.text_size == 70
    desk.press("Ctrl+0")
    assert desk.preferences.now.text_size == 100


def test_every_action_that_is_listed_does_something(desk: Desk) -> None:
    shortcuts = desk.window.shortcuts
    assert [one.id for one in shortcuts.actions if not one.fixed and not shortcuts.can_run(one.id)] == []
