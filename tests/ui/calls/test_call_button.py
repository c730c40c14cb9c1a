from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.calls.call_button import CallButton
from desktop.ui.theme import Theme
from desktop.ui.tooltip import shows
from tests.ui.account import LINES

ZOE = "+447700900123"


@pytest.fixture
def button(theme: Theme, qtbot: QtBot) -> CallButton:
    button = CallButton(theme)
    qtbot.addWidget(button)
    button.show()
    return button


def test_it_says_whom_it_calls_and_who_places_the_call(button: CallButton) -> None:
    """Product, level T0: the line is named because it is not the one that rings."""
    button.show_for(LINES[0], ZOE, "Zoë Patel")
    assert button.accessibleName() == "Call Zoë Patel"
    assert "Your phone app places this call, not the line Support UK." in button.toolTip()
    assert "not the line Support UK" in button.accessibleDescription()
    assert button.available


def test_on_a_line_without_voice_it_refuses_with_the_reason(button: CallButton) -> None:
    """Product row "Greyed states": the same component as Message."""
    used: list[str] = []
    button.used.connect(lambda: used.append("used"))
    button.show_for(replace(LINES[0], can_call=False), ZOE, "Zoë Patel")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shows(button.reason)
    assert "offers no voice" in button.accessibleDescription()
    assert used == []
    button.show_for(LINES[0], ZOE, "Zoë Patel")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert used == ["used"]


def test_a_lines_name_is_never_rendered(button: CallButton) -> None:
    button.show_for(replace(LINES[0], label="<img src=x>"), ZOE)
    assert "&lt;img src=x&gt;" in button.toolTip()
    assert button.accessibleName() == "Call"
