"""The strip of texts for later: what is said of each, its buttons, and no click that decides twice."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.store import later
from desktop.ui.crm.later_view import MOST
from tests.ui.account import unnamed
from tests.ui.crm.conftest import Room
from tests.ui.crm.test_later_model import wait


def shown(room: Room) -> list[str]:
    """What the strip says."""
    return [one.words.text() for one in room.views.later.rows if one.isVisible()]


def test_it_is_there_while_something_waits(room: Room) -> None:
    assert not room.views.later.isVisible()
    wait(room)
    assert room.views.later.isVisible() and len(shown(room)) == 1 and unnamed(room.views.later) == []
    room.later.take(room.later.rows[0])
    assert not room.views.later.isVisible()


def test_many_are_folded_until_they_are_wanted(room: Room) -> None:
    for number in range(MOST + 3):
        wait(room, f"text {number}")
    assert len(shown(room)) == MOST and room.views.later.more.text() == "Show 3 more"
    QTest.mouseClick(room.views.later.more, Qt.MouseButton.LeftButton)
    assert len(shown(room)) == MOST + 3 and not room.views.later.more.isVisible()


def test_the_second_half_of_a_double_click_takes_nothing_else_back(room: Room, qtbot: QtBot) -> None:
    wait(room, "one")
    wait(room, "two")
    take = room.views.later.rows[0].take
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    for _ in range(2):
        QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    assert [one.body for one in later.listing(room.db)] == ["two"]
