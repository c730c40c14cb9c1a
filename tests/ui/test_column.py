from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.column import WIDEST, Card, Column
from desktop.ui.theme import Theme


def test_cards_are_as_wide_as_the_pane_up_to_what_is_good_to_read(theme: Theme, qtbot: QtBot) -> None:
    column = Column()
    qtbot.addWidget(column)
    card = Card(theme, "Heading")
    card.add(QLabel("A row with some words in it"))
    column.add(card)
    column.resize(360, 300)
    column.show()
    qtbot.waitUntil(lambda: 300 < card.width() < 360)
    column.resize(1400, 300)
    qtbot.waitUntil(lambda: card.width() == WIDEST)


def test_whoever_gets_the_focus_is_scrolled_to(theme: Theme, qtbot: QtBot) -> None:
    column = Column()
    qtbot.addWidget(column)
    card = Card(theme, "Heading")
    buttons = [QPushButton(str(number)) for number in range(30)]
    for button in buttons:
        card.add(button)
    column.add(card)
    column.resize(300, 200)
    column.show()
    column.activateWindow()
    qtbot.waitUntil(column.isActiveWindow)
    buttons[-1].setFocus()
    qtbot.waitUntil(lambda: not buttons[-1].visibleRegion().isEmpty())
    assert buttons[0].visibleRegion().isEmpty()
