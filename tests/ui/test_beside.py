from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.beside import Beside, Slot, scaled
from desktop.ui.theme import Theme


def test_a_control_stands_beside_its_words_where_there_is_room_else_below(theme: Theme, qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    words, button = QLabel("words"), QPushButton("button")
    QVBoxLayout(whole).addWidget(Beside(words, Slot(button, 200, theme), theme))
    whole.resize(600, 200)
    whole.show()
    qtbot.waitUntil(lambda: button.mapTo(whole, button.rect().topLeft()).x() > words.geometry().right())
    assert button.width() == 200
    theme.set_text_size(200)
    qtbot.waitUntil(lambda: button.mapTo(whole, button.rect().topLeft()).y() > words.geometry().bottom())
    theme.set_text_size(100)
    whole.resize(300, 200)
    qtbot.waitUntil(lambda: button.mapTo(whole, button.rect().topLeft()).y() > words.geometry().bottom())


def test_widths_grow_with_large_words_and_do_not_shrink_with_small_ones(theme: Theme) -> None:
    assert scaled(200, theme) == 200
    theme.set_text_size(150)
    assert scaled(200, theme) == 300
    theme.set_text_size(70)
    assert scaled(200, theme) == 200
