from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.store import contacts
from desktop.store.contacts import Contact, Number
from desktop.ui.dialpad.dialpad_model import DialpadModel
from desktop.ui.dialpad.dialpad_view import DialpadView
from desktop.ui.lines.line_model import LineModel
from desktop.ui.theme import Choice, Theme
from desktop.ui.tooltip import shows
from tests.ui.account import ACCOUNT, FREEPHONE, SUPPORT, VOICE_ONLY_REASON, Account, names, opened, unnamed

RESERVED = {"Calls", "Contacts", "Dialpad", "Messages", "Line", "Search", "To", "Send"}


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        zoe = Contact(ACCOUNT, "1", "<b>Zoë</b>", "", (Number("+447700900123"),))
        contacts.replace(account.db, ACCOUNT, [zoe])
        yield account


@pytest.fixture
def lines(account: Account) -> LineModel:
    return LineModel(account.db, account.changes)


@pytest.fixture
def page(account: Account, lines: LineModel, theme: Theme, qtbot: QtBot) -> DialpadView:
    page = DialpadView(DialpadModel(account.db, account.changes, lines), theme, lines)
    qtbot.addWidget(page)
    page.resize(360, 440)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    return page


@pytest.fixture
def wanted(page: DialpadView) -> list[str]:
    wanted: list[str] = []
    page.message_to.connect(wanted.append)
    return wanted


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_dialled_number_is_texted_with_enter(page: DialpadView, wanted: list[str]) -> None:
    for sign in "07700900123":
        QTest.mouseClick(page.keypad.key(sign), Qt.MouseButton.LeftButton)
    assert page.field.text() == "07700900123"
    assert (page.reading.text(), page.note.text()) == ("\u2068+44 7700 900123\u2069 · GB", "<b>Zoë</b>")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert wanted == ["+447700900123"]


def test_the_page_begins_in_its_field_and_takes_typed_and_pasted_numbers(
    page: DialpadView, wanted: list[str]
) -> None:
    """B2: paste of any form."""
    assert page.field.hasFocus()
    QGuiApplication.clipboard().setText("tel:+1-202-555-0143")
    QTest.keyClick(page.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(page.message, Qt.MouseButton.LeftButton)
    page.field.clear()
    QTest.keyClicks(page.field, "12345")
    QTest.keyClick(page.field, Qt.Key.Key_Enter)
    assert wanted == ["+12025550143", "12345"]


def test_digits_typed_anywhere_on_the_page_go_into_the_field(page: DialpadView) -> None:
    QTest.keyClick(page.field, Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused().accessibleName() == "1"
    QTest.keyClicks(focused(), "+46*#7")
    QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    assert page.field.text() == "+46*#"
    QGuiApplication.clipboard().setText("12")
    QTest.keyClick(focused(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.field.text() == "+46*#12"


def test_holding_the_zero_types_a_plus(page: DialpadView, qtbot: QtBot) -> None:
    zero = page.keypad.key("0")
    QTest.mousePress(zero, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.field.text() == "+")
    QTest.mouseRelease(zero, Qt.MouseButton.LeftButton)
    assert page.field.text() == "+"


def test_the_last_digit_can_be_taken_back(page: DialpadView) -> None:
    page.field.setText("0770")
    QTest.mouseClick(page.backspace, Qt.MouseButton.LeftButton)
    assert page.field.text() == "077"


def test_what_is_no_number_is_greyed_with_its_reason_on_the_page(
    page: DialpadView, wanted: list[str]
) -> None:
    """B12."""
    page.field.setText("+4")
    assert page.trouble.isVisible()
    assert page.trouble.text() == page.message.reason == "This number is too short."
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert wanted == []


def test_on_a_voice_only_line_message_refuses_with_the_lines_reason(
    page: DialpadView, lines: LineModel, wanted: list[str]
) -> None:
    """A2, A3, A4."""
    page.field.setText("+447700900123")
    lines.choose(ACCOUNT, FREEPHONE)
    assert page.reading.isVisible()
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert shows(VOICE_ONLY_REASON)
    lines.choose(ACCOUNT, SUPPORT)
    assert wanted == []
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert wanted == ["+447700900123"]


def test_the_keys_stay_where_they_are_whatever_is_said_of_the_number(page: DialpadView) -> None:
    places = set()
    for text in ("", "+4", "07700 900123", "12345", "+44 7700 900123 / +44 7700 900124"):
        page.field.setText(text)
        page.grab()
        places.add(page.keypad.geometry().getRect())
    assert len(places) == 1


def test_there_is_no_button_that_pretends_to_call(page: DialpadView) -> None:
    assert not any("call" in name.lower() for name in names(page))


def test_everything_that_takes_focus_is_named_and_no_name_is_another_parts(page: DialpadView) -> None:
    page.field.setText("+447700900123")
    assert unnamed(page) == []
    assert RESERVED.isdisjoint(names(page))
    assert [names(page).count(name) for name in ("Number to dial", "Keypad")] == [1, 1]


def test_tab_goes_from_the_field_to_the_pad_to_message(page: DialpadView) -> None:
    """Visual design: Tab order is reading order."""
    page.field.setText("12345")
    reached = []
    for _ in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        reached.append(focused().accessibleName())
    assert reached == ["Delete the last digit", "1", "Message Short code 12345"]


@pytest.mark.parametrize("width", [360, 760, 1080])
def test_the_page_fits_every_width_and_every_scheme(width: int, page: DialpadView, theme: Theme) -> None:
    page.resize(width, 432)
    pictures = []
    for choice in (Choice.LIGHT, Choice.DARK, Choice.HIGH_CONTRAST):
        theme.choose(choice)
        pictures.append(page.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
    assert page.size().toTuple() == (width, 432)
    assert page.rect().contains(page.message.mapTo(page, page.message.rect().bottomRight()))
    assert all(key.height() >= key.minimumSizeHint().height() for key in page.keypad.keys)
