"""Buttons take another row where one has no room for them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.contacts.button_row import ButtonRow
from desktop.ui.theme import Theme


def shown(qtbot: QtBot, buttons: list[QPushButton], width: int, *, at_end: bool = False) -> ButtonRow:
    row = ButtonRow(buttons, at_end=at_end)
    qtbot.addWidget(row)
    row.resize(width, row.heightForWidth(width))
    row.show()
    qtbot.waitExposed(row)
    return row


def test_buttons_that_fit_stand_beside_each_other_and_the_next_one_below(theme: Theme, qtbot: QtBot) -> None:
    buttons = [QPushButton("Message"), QPushButton("Call"), QPushButton("Add to contacts")]
    two = sum(button.sizeHint().width() for button in buttons[:2]) + 16
    row = shown(qtbot, buttons, max(two, buttons[2].sizeHint().width()))
    assert buttons[0].y() == buttons[1].y() < buttons[2].y()
    assert buttons[0].x() == buttons[2].x() == 0
    row.resize(600, row.heightForWidth(600))
    assert buttons[0].y() == buttons[2].y()


def test_at_the_end_the_last_button_stands_at_the_edge_also_mirrored(theme: Theme, qtbot: QtBot) -> None:
    buttons = [QPushButton("Cancel"), QPushButton("Save")]
    row = shown(qtbot, buttons, 400, at_end=True)
    assert buttons[1].geometry().right() == 399
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: buttons[1].x() == 0)


def test_a_hidden_button_takes_no_room(theme: Theme, qtbot: QtBot) -> None:
    buttons = [QPushButton("Edit"), QPushButton("Delete")]
    row = shown(qtbot, buttons, 400)
    assert buttons[1].x() > 0
    buttons[0].hide()
    qtbot.waitUntil(lambda: buttons[1].x() == 0)
    assert row.heightForWidth(400) == buttons[1].sizeHint().height()
