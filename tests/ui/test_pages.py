"""The window is as high as the page that shows needs it to be."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.pages import Pages


def test_a_high_page_that_does_not_show_takes_no_room(qtbot: QtBot) -> None:
    pages, low, high = Pages(), QWidget(), QWidget()
    qtbot.addWidget(pages)
    low.setMinimumSize(200, 100)
    high.setMinimumSize(300, 900)
    pages.addWidget(low)
    pages.addWidget(high)
    assert pages.minimumSizeHint().height() < 900
    assert pages.minimumSizeHint().width() == 300
    pages.setCurrentWidget(high)
    assert pages.minimumSizeHint().height() == 900
