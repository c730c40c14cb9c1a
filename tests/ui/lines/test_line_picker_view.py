from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.store import lines
from desktop.ui.lines.line_model import LineModel
from desktop.ui.lines.line_picker_view import LinePicker
from desktop.ui.theme import Theme
from tests.ui.account import (
    ACCOUNT,
    FREEPHONE,
    LINES,
    SALES,
    SUPPORT,
    VOICE_ONLY_REASON,
    Account,
    line,
    opened,
    unnamed,
)


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        yield account


@pytest.fixture
def model(account: Account) -> LineModel:
    return LineModel(account.db, account.changes)


@pytest.fixture
def picker(model: LineModel, theme: Theme, qtbot: QtBot) -> LinePicker:
    picker = LinePicker(model, theme)
    qtbot.addWidget(picker)
    picker.show()
    picker.activateWindow()
    qtbot.waitUntil(picker.isActiveWindow)
    picker.setFocus()
    return picker


def current(model: LineModel) -> str:
    return model.current.number if model.current else ""


def test_the_box_is_named_line_and_says_what_the_line_can_do(picker: LinePicker, model: LineModel) -> None:
    """A3, A8: the specific reason stands in its description."""
    model.choose(ACCOUNT, FREEPHONE)
    seen = QAccessible.queryAccessibleInterface(picker)
    assert seen.text(QAccessible.Text.Name) == "Line"
    assert seen.text(QAccessible.Text.Description).endswith(VOICE_ONLY_REASON)
    assert "Freephone UK" in picker.currentText()
    assert unnamed(picker) == []


def test_the_arrow_keys_choose_among_all_lines_those_that_cannot_text_included(
    picker: LinePicker, model: LineModel
) -> None:
    """A2: a greyed line can still be selected."""
    reached = []
    for _ in LINES:
        reached.append(current(model))
        QTest.keyClick(picker, Qt.Key.Key_Down)
    assert reached == [line.number for line in LINES]


def test_a_line_is_chosen_from_the_open_list(picker: LinePicker, model: LineModel) -> None:
    picker.showPopup()
    assert picker.view().accessibleName() == "All lines"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(picker.view(), key)
    assert current(model) == FREEPHONE
    assert picker.currentIndex() == 2


def test_the_wheel_over_the_closed_box_changes_no_line(picker: LinePicker, model: LineModel) -> None:
    """Nobody texts a customer from another number by a slip of the finger."""
    centre = QPointF(picker.rect().center())
    for delta in (-120, 120, -120):
        wheel = QWheelEvent(
            centre,
            picker.mapToGlobal(centre),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(picker, wheel)
        assert not wheel.isAccepted()
    assert current(model) == SUPPORT


def test_the_box_follows_the_model_through_every_change_of_the_lines(
    picker: LinePicker, model: LineModel, account: Account
) -> None:
    """A4."""
    model.choose(ACCOUNT, SALES)
    assert picker.currentIndex() == 1
    lines.replace(account.db, ACCOUNT, list(reversed(LINES)))
    assert picker.currentText().startswith("Sales US")
    many = [line(f"+4477009002{place:02}", f"Line {place}") for place in range(90)]
    lines.replace(account.db, ACCOUNT, [*many, *LINES])
    assert picker.currentText().startswith("Sales US")
    lines.replace(account.db, ACCOUNT, [])
    assert (picker.currentIndex(), picker.count()) == (-1, 0)
    lines.replace(account.db, ACCOUNT, LINES)
    assert picker.currentText().startswith("Sales US")


def test_the_box_keeps_its_size_when_another_line_is_chosen(picker: LinePicker, model: LineModel) -> None:
    before = picker.sizeHint()
    model.choose(ACCOUNT, FREEPHONE)
    assert picker.sizeHint() == before


def test_stacked_the_number_needs_no_room_beside_the_name(picker: LinePicker) -> None:
    beside = picker.sizeHint()
    picker.set_stacked(True)
    assert picker.sizeHint().width() < beside.width()
    assert picker.sizeHint().height() > beside.height()
    assert picker.least_width() <= picker.minimumSizeHint().width()


def test_the_open_list_is_no_wider_than_its_window(picker: LinePicker, account: Account) -> None:
    lines.replace(account.db, ACCOUNT, [line(SUPPORT, "A label without an end " * 20)])
    picker.showPopup()
    assert picker.view().window().width() <= 360
