"""List and thread side by side, or one at a time below the width for both."""

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.messages.two_panes import TwoPanes
from desktop.ui.roles import SIZES


@pytest.fixture
def panes(qtbot: QtBot) -> TwoPanes:
    panes = TwoPanes()
    panes.hold(QLabel("first"), QLabel("second"))
    qtbot.addWidget(panes)
    panes.show()
    return panes


def shown(panes: TwoPanes) -> list[bool]:
    return [one.isVisible() for place in (0, 1) if (one := panes.widget(place)) is not None]


def test_with_room_both_show_whatever_was_chosen(panes: TwoPanes) -> None:
    panes.arrange(SIZES.two_panes)
    panes.choose(second=True)
    assert shown(panes) == [True, True] and not panes.narrow and not panes.second_alone


def test_without_room_the_chosen_one_shows(panes: TwoPanes) -> None:
    panes.arrange(SIZES.two_panes - 1)
    panes.choose(second=False)
    assert shown(panes) == [True, False] and panes.narrow
    panes.choose(second=True)
    assert shown(panes) == [False, True] and panes.second_alone


def test_that_there_is_room_again_is_said_once(panes: TwoPanes) -> None:
    wider = QSignalSpy(panes.widened)
    for width in (SIZES.two_panes - 1, SIZES.two_panes, SIZES.two_panes + 100):
        panes.arrange(width)
    assert wider.count() == 1
