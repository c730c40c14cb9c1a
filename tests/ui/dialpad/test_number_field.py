import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.dialpad.number_field import NumberField


@pytest.fixture
def field(qtbot: QtBot) -> NumberField:
    field = NumberField()
    qtbot.addWidget(field)
    field.show()
    return field


def test_what_is_dropped_is_read_like_what_is_pasted(field: NumberField) -> None:
    data = QMimeData()
    data.setText("tel:+46-70-174-06-05")
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    field.dropEvent(event)
    assert field.text() == "+46-70-174-06-05"


def test_a_digit_in_the_middle_leaves_the_cursor_behind_it(field: NumberField) -> None:
    field.setText("0900")
    field.setCursorPosition(1)
    QTest.keyClicks(field, "s7")
    assert field.text() == "077900"
    assert field.cursorPosition() == 3


def test_a_paste_in_the_middle_of_a_number_fits_in(field: NumberField) -> None:
    field.setText("0")
    QGuiApplication.clipboard().setText("7700\u00a0900123\n")
    field.paste()
    assert field.text() == "07700 900123"


def test_a_hostile_link_is_cut_and_refused(field: NumberField) -> None:
    """Product row "URI handlers": hostile links are safe."""
    said: list[str] = []
    field.refused.connect(said.append)
    field.fill("tel:" + "9" * 10_000 + "@<img src=x>\x00")
    assert len(field.text()) <= 200
    before = field.text()
    for hostile in ("tel:\x1b[2J", "tel:<img src=x>", "tel:+44\x00 7700"):
        field.fill(hostile)
    assert field.text() == before
    assert len(said) == 4
    assert all(sentence.startswith("Not taken: ") for sentence in said)


def test_a_letter_that_an_input_method_gives_is_spelled(field: NumberField) -> None:
    field.setText("0800 73837")
    event = QInputMethodEvent()
    event.setCommitString("é")
    QApplication.sendEvent(field, event)
    assert field.text() == "0800 738373"
