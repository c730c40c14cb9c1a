"""Preferences that take effect, the pages behind them, and that somebody visible always has the focus."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop.settings.preferences import load
from desktop.ui.keys.keys_view import KeysView
from desktop.ui.navigation import SECTIONS
from desktop.ui.preferences.preferences_view import PreferencesView
from desktop.ui.theme import Motion, Theme
from desktop.ui.turns import turns
from tests.ui.account import unnamed
from tests.ui.handled import ZOES, Desk, Page
from tests.ui.messages.texts import NOON, VIKTOR, ZOE, put


def test_ctrl_comma_and_ctrl_slash_open_their_pages_and_escape_goes_back_step_by_step(desk: Desk) -> None:
    desk.window.show_page("contacts")
    desk.press("Ctrl+,")
    assert isinstance(desk.window.pages["preferences"], PreferencesView)
    desk.press("Ctrl+/")
    assert isinstance(desk.window.pages["keys"], KeysView)
    desk.press("Esc")
    assert desk.window.page == "preferences"
    desk.press("Esc")
    assert desk.window.page == "contacts"


def test_keys_chosen_on_the_page_are_kept_and_kept_keys_hold(desk: Desk, tmp_path: Path) -> None:
    desk.press("Ctrl+/")
    page = desk.window.pages["keys"]
    assert isinstance(page, KeysView)
    page.rows["jump"].field.setFocus()
    QTest.keyClick(page.rows["jump"].field, Qt.Key.Key_Space)
    QTest.keyClick(page.rows["jump"].field, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert load(tmp_path / "preferences.json").shortcuts == {"jump": "Ctrl+J"}
    desk.preferences.change(shortcuts={"jump": "Ctrl+B"})
    assert page.rows["jump"].field.text() == "Ctrl+B"
    desk.press("Ctrl+B")
    assert desk.handling.jump.isVisible()


def test_words_that_notifications_hide_are_read_out_of_the_thread_on_screen_alone(desk: Desk) -> None:
    heard: list[str] = []
    desk.handling.news.said.connect(heard.append)
    desk.messages.open(ZOES)
    put(desk.account, ["on screen"], peer=ZOE, unread=1, since=NOON.replace(hour=13))
    turns().catch_up()
    put(desk.account, ["aside"], peer=VIKTOR, unread=1, since=NOON.replace(hour=14))
    turns().catch_up()
    desk.preferences.change(notification_text=False)
    put(desk.account, ["still on screen"], peer=ZOE, unread=1, since=NOON.replace(hour=15))
    turns().catch_up()
    put(desk.account, ["secret"], peer=VIKTOR, unread=1, since=NOON.replace(hour=16))
    turns().catch_up()
    assert [one.partition(": ")[2] for one in heard] == ["on screen", "aside", "still on screen", ""]


def test_the_key_that_sends_follows_the_preferences(desk: Desk) -> None:
    desk.preferences.change(send_with="ctrl_enter")
    assert desk.messages.composer.edit.send_with_ctrl
    desk.preferences.change(send_with="enter")
    assert not desk.messages.composer.edit.send_with_ctrl


def test_hints_name_the_keys_as_they_are_now(desk: Desk) -> None:
    assert desk.messages.new_message.toolTip() == "New message (Ctrl+N)"
    desk.preferences.change(shortcuts={"new_message": "Ctrl+B", "find_everywhere": ""})
    assert desk.messages.new_message.toolTip() == "New message (Ctrl+B)"
    assert desk.messages.search.toolTip() == "Search in all conversations"
    assert "Choose one, or begin one with Ctrl+B." in [
        label.text() for label in desk.messages.findChildren(QLabel)
    ]


def test_a_choice_that_cannot_be_saved_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    desk.preferences._path = tmp_path / "file" / "preferences.json"
    desk.preferences.change(tray=False)
    assert "cannot be written" in desk.window.banner.text
    assert desk.window.banner.text.endswith("What you chose holds until Linedesk closes.")


def test_behind_more_stand_preferences_accounts_and_keys(desk: Desk) -> None:
    desk.line_bar.more.setFocus()
    QTest.keyClick(desk.line_bar.more, Qt.Key.Key_Space)
    (menu,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
    words = [one.text().partition("\t")[0] for one in menu.actions()]
    assert words == [
        "Preferences",
        "Accounts and sign-in",
        "What this number can do",
        "Keyboard shortcuts",
        "Error guide",
        "Jump to a person, page or action",
        "Quit Linedesk",
    ]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert desk.window.page == "preferences"


def test_whatever_action_is_done_on_whatever_page_somebody_visible_has_the_focus(
    desk: Desk, theme: Theme
) -> None:
    """Conventions 4.1, item 5 of issue 3: focus is never lost."""
    theme.set_motion(Motion.OFF)
    desk.window.add_page("line", Page("line"))
    leave = {
        "quit",
        "close",
        "minimise",
        "larger",
        "smaller",
        *(f"conversation_{number}" for number in range(2, 10)),
    }
    for page in (*SECTIONS, "preferences", "keys", "accounts", "line"):
        for action in desk.window.shortcuts.actions:
            if action.fixed or action.id in leave:
                continue
            desk.window.show_page(page)
            desk.window.shortcuts.run(action.id)
            assert desk.focus.isVisible(), (page, action.id)
            desk.handling.jump.close_up()
            assert desk.focus.isVisible(), (page, action.id)
    assert unnamed(desk.window) == []


def test_narrow_or_wide_the_focus_is_kept_when_a_pane_goes(desk: Desk, qtbot: QtBot) -> None:
    desk.press("Alt+1")
    desk.messages.list.setFocus()
    desk.window.resize(400, 640)
    qtbot.waitUntil(lambda: desk.window.width() == 400)
    assert desk.focus.isVisible()
    desk.press("Esc")
    assert desk.focus.isVisible()
    desk.window.resize(1080, 640)
    assert desk.focus.isVisible()
    assert [one.text() for one in desk.window.findChildren(QLabel) if one.isVisible()]
