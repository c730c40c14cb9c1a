"""Where a window is too low, what is in it scrolls: words keep two lines, a page keeps all it needs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.scrolled import ScrolledPage, ScrolledWords
from desktop.ui.theme import Theme
from desktop.ui.words import Words


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def test_words_are_as_high_as_they_need_and_scroll_where_there_is_less(window: QWidget, qtbot: QtBot) -> None:
    said = ScrolledWords("Question", Words("It probably did not go out. " * 10), Words("And 2 more."))
    column = QVBoxLayout(window)
    column.addWidget(said)
    column.addStretch(1)
    window.resize(300, 600)
    window.show()
    bar = said.verticalScrollBar()
    qtbot.waitUntil(lambda: said.height() == said.maximumHeight() > 60)
    assert bar.maximum() == 0
    window.setFixedHeight(60)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert said.height() >= 2 * said.fontMetrics().lineSpacing()
    for _ in range(5):
        QTest.keyClick(said, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    said.to_top()
    assert bar.value() == 0


def test_a_page_that_needs_more_height_than_there_is_scrolls_to_what_has_the_focus(
    window: QWidget, qtbot: QtBot
) -> None:
    page, field = QWidget(), QLineEdit()
    inside = QVBoxLayout(page)
    for number in range(12):
        inside.addWidget(QPushButton(f"Answer {number}"))
    inside.addWidget(field)
    scrolled = ScrolledPage()
    scrolled.hold(page, inside)
    QVBoxLayout(window).addWidget(scrolled)
    window.resize(300, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    bar = scrolled.verticalScrollBar()
    qtbot.waitUntil(lambda: page.height() == scrolled.viewport().height() > 500)
    assert bar.maximum() == 0
    window.resize(300, 200)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert page.height() == inside.totalMinimumSize().height()
    field.setFocus()
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect())
    assert bar.value() > 0
