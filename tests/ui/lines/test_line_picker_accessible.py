import gc

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.ui.lines import line_picker_accessible
from desktop.ui.lines.line_picker_accessible import OPEN


@pytest.fixture
def box(qtbot: QtBot) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName("Line")
    box.setAccessibleDescription("It can text.")
    line_picker_accessible.describe(box)
    box.addItems(["Support UK", "Sales US"])
    qtbot.addWidget(box)
    box.show()
    gc.collect()
    return box


def seen(box: QComboBox) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(box)


def test_the_box_is_called_line_and_its_description_begins_with_the_current_line(box: QComboBox) -> None:
    """On every system: the name says what the box is for, not what it holds."""
    box.setCurrentIndex(1)
    assert seen(box).role() == QAccessible.Role.ComboBox
    assert seen(box).text(QAccessible.Text.Name) == "Line"
    assert seen(box).text(QAccessible.Text.Value) == "Sales US"
    assert seen(box).text(QAccessible.Text.Description) == "Sales US. It can text."


def test_a_screen_reader_can_open_the_list(box: QComboBox) -> None:
    assert OPEN in seen(box).actionInterface().actionNames()
    assert not seen(box).state().expanded
    seen(box).actionInterface().doAction(OPEN)
    assert seen(box).state().expanded
    assert seen(box).child(0).object() is box.view()
    assert seen(box).indexOfChild(seen(box).child(0)) == 0
    box.hidePopup()


def test_other_boxes_are_described_as_ever(qtbot: QtBot) -> None:
    other = QComboBox()
    qtbot.addWidget(other)
    other.setAccessibleDescription("Something else.")
    assert seen(other).text(QAccessible.Text.Description) == "Something else."
