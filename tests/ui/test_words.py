from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.words import Words


def test_words_begin_where_one_begins_to_read_whatever_their_own_direction(qtbot: QtBot) -> None:
    words = Words("English words")
    qtbot.addWidget(words)
    assert words.alignment() & Qt.AlignmentFlag.AlignLeft
    words.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert words.alignment() & Qt.AlignmentFlag.AlignRight
    assert words.alignment() & Qt.AlignmentFlag.AlignAbsolute


def test_words_are_plain_and_as_high_as_their_lines(qtbot: QtBot) -> None:
    words = Words("<b>not bold</b> " * 9)
    qtbot.addWidget(words)
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert words.heightForWidth(100) > words.heightForWidth(2000)
