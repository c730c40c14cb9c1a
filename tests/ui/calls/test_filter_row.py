import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.ui.calls.filter_row import FilterRow
from desktop.ui.theme import Theme
from tests.ui.account import unnamed

MANY = dict.fromkeys(["all", "missed", "incoming", "outgoing", "declined", "cancelled", "voicemail"], 1234)


@pytest.fixture
def row(theme: Theme, qtbot: QtBot) -> FilterRow:
    row = FilterRow(theme)
    qtbot.addWidget(row)
    row.resize(1200, 40)
    row.show()
    row.activateWindow()
    qtbot.waitUntil(row.isActiveWindow)
    return row


def shown(row: FilterRow) -> list[str]:
    return [name for name, chip in row.chips.items() if chip.isVisible()]


def test_a_filter_without_calls_takes_no_room(row: FilterRow) -> None:
    row.show_counts({"all": 3, "declined": 3})
    assert shown(row) == ["all", "missed", "declined"]
    assert [row.chips[name].text() for name in shown(row)] == ["All 3", "Missed", "Declined 3"]
    assert not row.more.isVisible()


def test_the_chosen_filter_stays_in_sight_when_its_last_call_goes(row: FilterRow) -> None:
    row.show_counts({"all": 1, "voicemail": 1})
    row.choose("voicemail")
    row.show_counts({"all": 0})
    assert shown(row) == ["all", "missed", "voicemail"]


@pytest.mark.parametrize("width", [240, 336, 400, 1200])
def test_no_filter_is_cut_off_and_those_without_room_stand_in_the_menu(width: int, row: FilterRow) -> None:
    row.show_counts(MANY)
    row.choose("voicemail")
    row.resize(width, 40)
    assert row.chips["voicemail"].isVisible()
    layout = row.layout()
    assert layout is not None
    layout.activate()
    for name in shown(row):
        chip = row.chips[name]
        assert chip.width() >= chip.sizeHint().width()
    inside = [chip for chip in (*row.chips.values(), row.more) if chip.isVisible()]
    assert all(chip.geometry().right() < width for chip in inside)
    assert row.more.isVisible() is (len(shown(row)) < len(MANY))


def test_the_menu_chooses_what_had_no_room(row: FilterRow) -> None:
    chosen: list[str] = []
    row.chosen.connect(chosen.append)
    row.show_counts(MANY)
    row.resize(336, 40)
    QTest.mouseClick(row.more, Qt.MouseButton.LeftButton)
    (menu,) = row.findChildren(QMenu)
    action = next(one for one in menu.actions() if one.text() == "Voicemail 1234")
    action.trigger()
    menu.close()
    assert chosen == ["voicemail"]
    assert row.current == "voicemail"
    assert "voicemail" in shown(row)


def test_the_filters_are_one_tab_stop_in_which_arrow_keys_choose(row: FilterRow) -> None:
    chosen: list[str] = []
    row.chosen.connect(chosen.append)
    row.show_counts({"all": 3, "missed": 1, "declined": 2})
    row.chips["all"].setFocus()
    QTest.keyClick(row.chips["all"], Qt.Key.Key_Right)
    QTest.keyClick(row.chips["missed"], Qt.Key.Key_Right)
    assert chosen == ["missed", "declined"]
    assert row.chips["declined"].hasFocus()
    assert row.chips["declined"].isChecked()
    assert unnamed(row) == []
