import gc

import pytest
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleStateChangeEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.navigation import Navigation
from desktop.ui.navigation_accessible import PRESS
from desktop.ui.theme import Theme

REASON = "Support NL (+31 20 123 4567) is a toll-free number."


@pytest.fixture
def navigation(theme: Theme, qtbot: QtBot) -> Navigation:
    navigation = Navigation(theme)
    qtbot.addWidget(navigation)
    navigation.show()
    navigation.activateWindow()
    gc.collect()
    return navigation


def seen(navigation: Navigation, name: str) -> QAccessibleInterface:
    """The button as a screen reader sees it."""
    return QAccessible.queryAccessibleInterface(navigation.button(name))


def test_the_navigation_is_a_list_of_four_named_tabs(navigation: Navigation) -> None:
    """A1: the current one is marked in the accessibility tree."""
    navigation.set_current("dialpad")
    tab_list = QAccessible.queryAccessibleInterface(navigation)
    assert tab_list.role() == QAccessible.Role.PageTabList
    tabs = [tab_list.child(place) for place in range(tab_list.childCount())]
    assert [tab.text(QAccessible.Text.Name) for tab in tabs] == ["Calls", "Contacts", "Dialpad", "Messages"]
    assert {tab.role() for tab in tabs} == {QAccessible.Role.PageTab}
    assert [bool(tab.state().selected) for tab in tabs] == [False, False, True, False]
    assert [bool(tab.state().checked) for tab in tabs] == [False, False, True, False]


def test_a_greyed_section_is_not_enabled_and_yet_focusable_and_says_why(navigation: Navigation) -> None:
    """A2, A3."""
    navigation.set_unavailable("messages", REASON)
    messages = seen(navigation, "messages")
    assert messages.state().disabled
    assert messages.state().focusable
    assert not messages.state().invisible
    assert messages.text(QAccessible.Text.Name) == "Messages"
    assert messages.text(QAccessible.Text.Description) == REASON
    assert PRESS not in messages.actionInterface().actionNames()
    navigation.set_available("messages")
    assert not seen(navigation, "messages").state().disabled


def test_a_screen_reader_can_press_a_section_but_not_a_greyed_one(navigation: Navigation) -> None:
    """A2: nothing opens a greyed section."""
    chosen: list[str] = []
    navigation.chosen.connect(chosen.append)
    actions = seen(navigation, "calls").actionInterface()
    assert PRESS in actions.actionNames()
    actions.doAction(PRESS)
    assert chosen == ["calls"]
    navigation.set_unavailable("messages", REASON)
    seen(navigation, "messages").actionInterface().doAction(PRESS)
    assert chosen == ["calls"]


def test_screen_readers_are_told_when_a_section_is_greyed_and_when_another_is_current(
    navigation: Navigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A4: live, in the accessibility tree as well."""
    told: list[tuple[str, list[str]]] = []

    def keep(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleStateChangeEvent):
            states = [name for name in ("disabled", "selected") if getattr(event.changedStates(), name)]
            told.append((event.object().objectName(), states))

    monkeypatch.setattr(QAccessible, "updateAccessibility", keep)
    navigation.set_unavailable("messages", REASON)
    navigation.set_unavailable("messages", REASON + " Really.")
    navigation.set_current("calls")
    assert told == [("Messages", ["disabled"]), ("Calls", ["selected"])]


def test_other_widgets_are_described_as_ever(navigation: Navigation, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    assert QAccessible.queryAccessibleInterface(field).role() == QAccessible.Role.EditableText
