import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from desktop.ui.elided_label import ElidedLabel
from desktop.ui.theme import Choice, Theme
from desktop.ui.tooltip import plain_tooltip

LONG = "A name that does not end " * 20


@pytest.fixture
def label(theme: Theme, qtbot: QtBot) -> ElidedLabel:
    label = ElidedLabel(theme, "title")
    qtbot.addWidget(label)
    return label


def test_a_long_text_never_widens_its_window_and_stands_whole_in_tooltip_and_name(label: ElidedLabel) -> None:
    label.show_text(LONG)
    assert label.minimumSizeHint().width() < 100
    assert label.toolTip() == plain_tooltip(LONG)
    assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) == LONG


def test_markup_is_painted_as_it_is_written(label: ElidedLabel) -> None:
    """Conventions 4.2, hostile text."""
    label.resize(300, 30)
    label.show_text("<b>x</b>")
    marked = label.grab().toImage()
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.toolTip() == "<div>&lt;b&gt;x&lt;/b&gt;</div>"
    label.show_text("x")
    assert label.grab().toImage() != marked


def test_the_role_and_the_scheme_colour_it(label: ElidedLabel, theme: Theme) -> None:
    label.resize(300, 30)
    label.show_text("Missed call")
    plain = label.grab().toImage()
    label.show_text("Missed call", "bad")
    bad = label.grab().toImage()
    theme.choose(Choice.DARK)
    assert plain != bad != label.grab().toImage()


def test_the_words_read_in_the_direction_that_the_label_has(theme: Theme, qtbot: QtBot) -> None:
    """Conventions, "RTL / bidi": the full stop stands at the end of the sentence, wherever that is."""
    label = ElidedLabel(theme)
    qtbot.addWidget(label)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    label.show_text("It is ready.")
    label.resize(200, 30)
    pictures = []
    for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        label.setLayoutDirection(way)
        pictures.append(label.grab().toImage())
    assert pictures[0] != pictures[1]
