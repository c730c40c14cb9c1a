import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.dialpad.number_field import NumberField

LEFT_OUT = "The extension \u2068{}\u2069 was left out: dial it when the call is answered."


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


@pytest.mark.parametrize("extension", ["x12", " x12", " ext. 12"])
def test_an_extension_that_is_typed_goes_nowhere(extension: str, field: NumberField) -> None:
    """Spelled, its x would be a 9, and a stranger would be called."""
    said: list[str] = []
    field.refused.connect(said.append)
    QTest.keyClicks(field, f"07700 900123{extension}")
    assert field.text().strip() == "07700 900123"
    assert said[-1] == LEFT_OUT.format(12)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClicks(field, "34")
    assert field.text().endswith("34")


def test_an_extension_of_a_link_is_left_out_and_said(field: NumberField) -> None:
    said: list[str] = []
    field.refused.connect(said.append)
    field.fill("tel:+44-7700-900123;ext=5")
    assert (field.text(), said) == ("+44-7700-900123", [LEFT_OUT.format(5)])


def test_a_word_that_is_typed_to_its_end_is_spelled_whole(field: NumberField) -> None:
    QTest.keyClicks(field, "1-800-GOFEDEX")
    assert field.text() == "1-800-4633339"
    field.selectAll()
    QTest.keyClicks(field, "x")
    assert field.text() == "9"


@pytest.mark.parametrize(
    ("pasted", "dialled"),
    [
        ("+33\u00a01\u00a023\u00a045\u00a067\u00a089", "+33 1 23 45 67 89"),
        ("\u202b+44 7700 900123\u202c", "+44 7700 900123"),
        ("1-800-FLOWERS", "1-800-3569377"),
        ("+44 7700 900123 #12", "+44 7700 900123 #12"),
    ],
)
def test_a_paste_of_any_format_becomes_dialable(pasted: str, dialled: str, field: NumberField) -> None:
    QGuiApplication.clipboard().setText(pasted)
    field.paste()
    assert field.text() == dialled
