"""A text that is too long for its bubble can be read and copied as a whole, and opens at once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.messages.whole_text import WholeText, is_cut, pieces
from desktop.ui.theme import Theme
from tests.ui.account import unnamed

MEGABYTE = "word " * 200_000


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(360, 560)
    window.show()
    yield window


def test_a_megabyte_in_one_paragraph_is_laid_out_in_pieces_and_copied_whole(window: QWidget) -> None:
    shown = WholeText(MEGABYTE, window)
    shown.open()
    document = shown.words.document()
    assert max(len(document.findBlockByNumber(at).text()) for at in range(document.blockCount())) <= 2000
    assert shown.words.toPlainText().replace("\n", "") == MEGABYTE
    assert shown.width() < window.width() and unnamed(shown) == []
    QTest.keyClick(shown.copy_button, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == MEGABYTE
    QTest.keyClick(shown.words, Qt.Key.Key_Escape)
    assert not shown.isVisible()


@pytest.mark.parametrize("text", ["", "one\n\ntwo\n", "a" * 4001, "ab " * 3000 + "\nend"])
def test_nothing_is_lost_between_the_pieces(text: str) -> None:
    found = list(pieces(text))
    assert "".join(found) == text.replace("\n", "")
    assert all(len(one) <= 2000 for one in found)


def test_what_a_bubble_shows_as_a_whole_needs_no_window() -> None:
    assert not is_cut("a" * 10_000) and is_cut("a" * 10_001)
