"""The focus is never lost: somebody who can be seen has it, whatever goes."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.focus_keeper import FocusKeeper, first_in


class Desk(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel("words")
        self.first, self.second = QLineEdit(), QPushButton("second")
        layout = QVBoxLayout(self)
        for one in (self.words, self.first, self.second):
            layout.addWidget(one)
        self.keeper = FocusKeeper(self, lambda: first_in(self))

    @property
    def focus(self) -> QWidget | None:
        return self.focusWidget()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    yield desk


def test_who_was_passed_in_the_tab_order_outlives_whoever_came_before(desk: Desk) -> None:
    """PySide would make each the Python child of the one before, and invalidate it with that one's end."""
    desk.first.hide()
    assert first_in(desk) is desk.second
    shiboken6.delete(desk.first)
    shiboken6.delete(desk.words)
    assert shiboken6.isValid(desk.second) and shiboken6.isValid(desk)
    assert desk.second.parentWidget() is desk


@pytest.mark.parametrize("how", ["hidden", "deleted", "greyed"])
def test_when_whoever_has_it_goes_somebody_else_gets_it(desk: Desk, qtbot: QtBot, how: str) -> None:
    desk.second.setFocus()
    if how == "hidden":
        desk.second.hide()
    elif how == "deleted":
        desk.second.deleteLater()
    else:
        desk.second.setEnabled(False)
    qtbot.waitUntil(lambda: desk.focus is desk.first)
    assert desk.first.hasFocus()


def test_a_window_that_goes_with_the_focus_in_it_goes_quietly(qtbot: QtBot) -> None:
    gone = Desk()
    gone.show()
    gone.activateWindow()
    qtbot.waitUntil(gone.isActiveWindow)
    gone.second.setFocus()
    shiboken6.delete(gone)


def test_whoever_has_it_and_shows_keeps_it(desk: Desk) -> None:
    desk.second.setFocus()
    desk.keeper.keep()
    assert desk.second.hasFocus()


def test_of_a_page_the_first_by_tab_is_found_and_nobody_where_nobody_takes_it(desk: Desk) -> None:
    assert first_in(desk) is desk.first
    desk.first.hide()
    assert first_in(desk) is desk.second
    desk.second.hide()
    assert first_in(desk) is None
    assert first_in(desk.words) is None
