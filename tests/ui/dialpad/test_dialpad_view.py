from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.store import contacts
from desktop.store import lines as store_lines
from desktop.store.contacts import Contact, Number
from desktop.ui.dialpad.dialpad_model import DialpadModel
from desktop.ui.dialpad.dialpad_view import DialpadView
from desktop.ui.dialpad.last_dialled_model import LastDialled
from desktop.ui.lines.line_model import LineModel
from desktop.ui.preferences.preferences_model import PreferencesModel
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
def preferences(tmp_path: Path) -> PreferencesModel:
    return PreferencesModel(tmp_path / "preferences.json")


@pytest.fixture
def page(
    account: Account, lines: LineModel, preferences: PreferencesModel, theme: Theme, qtbot: QtBot
) -> DialpadView:
    page = DialpadView(
        DialpadModel(account.db, account.changes, lines, LastDialled(account.db, preferences)), theme, lines
    )
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
    assert (page.reading.text(), page.note.text()) == (
        "\u2068+44 7700 900123\u2069 · United Kingdom",
        "<b>Zoë</b>",
    )
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


def press_ctrl_enter(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_call_hands_the_number_on_and_says_who_places_it(page: DialpadView, wanted: list[str]) -> None:
    """Product row "Place a call", level T0."""
    rung: list[str] = []
    page.call_wanted.connect(rung.append)
    page.field.setText("07700 900123")
    QTest.mouseClick(page.call, Qt.MouseButton.LeftButton)
    press_ctrl_enter(page.field)
    page.field.setText("999")
    press_ctrl_enter(page.field)
    assert rung == ["+447700900123", "+447700900123", "999"]
    assert wanted == []
    assert "not the line Support UK" in page.call.toolTip()
    assert "Tones, as for menus, are dialled there" in page.call.toolTip()


def test_on_a_line_without_voice_call_refuses_and_message_goes_on(
    page: DialpadView, account: Account, wanted: list[str]
) -> None:
    """Product row "Greyed states"."""
    rung: list[str] = []
    page.call_wanted.connect(rung.append)
    mute = [replace(one, can_call=False) for one in store_lines.listing(account.db)]
    store_lines.replace(account.db, ACCOUNT, mute)
    page.field.setText("07700 900123")
    press_ctrl_enter(page.field)
    assert shows(page.call.reason)
    assert "offers no voice for it" in page.call.reason
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert (rung, wanted) == ([], ["+447700900123"])


def test_an_emergency_number_can_be_called_and_not_texted(page: DialpadView, wanted: list[str]) -> None:
    page.field.setText("112")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert wanted == []
    assert shows(page.message.reason)
    assert page.call.available


def test_letters_that_are_typed_become_the_digits_of_their_keys(page: DialpadView) -> None:
    QTest.keyClicks(page.field, "1-800-FLOWERS")
    assert page.field.text() == "1-800-3569377"
    page.field.clear()
    QTest.keyClicks(page.keypad.key("5"), "zo")
    assert page.field.text() == "96"


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        ("bob@example.com", "there are letters in it"),
        ("tel:+44-20-7946-0958;ext=5;isub=6", "extension"),
        ("<b>7</b>", "letters in it"),
    ],
)
def test_what_is_not_taken_is_said_and_what_stood_there_stays(
    refused: str, why: str, page: DialpadView
) -> None:
    page.field.setText("0770")
    page.field.selectAll()
    QGuiApplication.clipboard().setText(refused)
    page.field.paste()
    assert page.field.text() == "0770"
    assert page.trouble.isVisible()
    assert page.trouble.text().startswith("Not taken: ")
    assert why in page.trouble.text()
    page.field.end(False)
    QTest.keyClicks(page.field, "0")
    assert not page.trouble.text().startswith("Not taken")
    QTest.keyClicks(page.field, "@")
    assert page.field.text() == "07700"
    assert page.trouble.text() == "Not taken: a sign in it belongs to no number."


def test_an_extension_that_is_pasted_is_left_out_and_said(page: DialpadView, qtbot: QtBot) -> None:
    """Spelled, its x would be a 9, and a stranger would be called."""
    QGuiApplication.clipboard().setText("+44 7700 900123 x12")
    page.field.paste()
    qtbot.waitUntil(lambda: page.trouble.text().startswith("The extension \u206812\u2069 was left out"))
    assert page.trouble.isVisible()
    assert page.field.text() == "+44 7700 900123"
    rung: list[str] = []
    page.call_wanted.connect(rung.append)
    press_ctrl_enter(page.field)
    assert rung == ["+447700900123"]


@pytest.mark.parametrize("where", ["field", "key"])
def test_holding_the_zero_on_the_keyboard_types_a_plus(where: str, page: DialpadView) -> None:
    target: QWidget = page.field if where == "field" else page.keypad.key("5")

    def press(repeated: bool) -> None:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_0, Qt.KeyboardModifier.NoModifier, "0", repeated)
        QApplication.sendEvent(target, event)

    for repeated in (False, True, True, True):
        press(repeated)
    assert page.field.text() == "+"
    press(False)
    press(False)
    assert page.field.text() == "+00"


def test_holding_backspace_clears_all(page: DialpadView, qtbot: QtBot) -> None:
    page.field.setText("07700900123")
    QTest.mousePress(page.backspace, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.field.text() == "")
    QTest.mouseRelease(page.backspace, Qt.MouseButton.LeftButton)
    assert page.field.text() == ""


def test_the_last_number_comes_back_by_button_and_by_key_and_is_not_dialled(
    page: DialpadView, wanted: list[str]
) -> None:
    assert not page.redial_button.isVisible()
    page.field.setText("07700 900123")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    page.field.clear()
    assert page.redial_button.accessibleName() == "Last number: \u2068+44 7700 900123\u2069"
    QTest.mouseClick(page.redial_button, Qt.MouseButton.LeftButton)
    assert page.field.text() == "+44 7700 900123"
    page.field.clear()
    QTest.keyClick(page.field, Qt.Key.Key_Up)
    assert page.field.text() == "+44 7700 900123"
    assert wanted == ["+447700900123"]


def test_a_link_fills_the_field_and_nothing_else(page: DialpadView, wanted: list[str]) -> None:
    """Product row "URI handlers": fill, never auto-dial."""
    rung: list[str] = []
    page.call_wanted.connect(rung.append)
    page.fill("tel:+46-70-174-06-05")
    assert page.field.text() == "+46-70-174-06-05"
    page.fill("javascript:alert(1)")
    assert page.field.text() == "+46-70-174-06-05"
    assert page.trouble.text().startswith("Not taken: ")
    assert (wanted, rung) == ([], [])


def test_a_name_that_is_dialled_brings_up_the_person_and_enter_takes_the_number(
    page: DialpadView, wanted: list[str]
) -> None:
    """Product row "Dialpad": live name match."""
    QTest.keyClicks(page.field, "zoe")
    assert page.field.text() == "963"
    assert any("<b>Zoë</b>" in name for name in names(page.suggestions))
    QTest.keyClick(page.field, Qt.Key.Key_Down)
    assert page.suggestions.hasFocus()
    QTest.keyClick(page.suggestions, Qt.Key.Key_Return)
    assert page.field.text() == "+44 7700 900123"
    assert page.field.hasFocus()
    assert wanted == []


def test_the_suggestions_let_go_of_the_keyboard(page: DialpadView) -> None:
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Escape):
        page.field.setText("963")
        QTest.keyClick(page.field, Qt.Key.Key_Down)
        QTest.keyClick(page.suggestions, key)
        assert page.field.hasFocus()
    QTest.keyClick(page.field, Qt.Key.Key_Down)
    QTest.keyClicks(page.suggestions, "99")
    assert page.field.text() == "96399"
    assert page.field.hasFocus()


def test_a_click_on_a_suggestion_takes_it(page: DialpadView) -> None:
    page.field.setText("963")
    place = page.suggestions.visualRect(page.suggestions.model().index(0, 0)).center()
    QTest.mouseClick(page.suggestions.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.field.text() == "+44 7700 900123"


def test_an_unknown_number_can_be_added_to_the_contacts(page: DialpadView) -> None:
    added: list[str] = []
    page.contact_wanted.connect(added.append)
    page.field.setText("07700 900123")
    assert not page.add.isEnabled()
    page.field.setText("07700 900124")
    QTest.mouseClick(page.add, Qt.MouseButton.LeftButton)
    assert added == ["+447700900124"]


def test_large_words_are_not_cut_off(page: DialpadView, theme: Theme) -> None:
    theme.set_text_size(200)
    page.resize(360, 560)
    page.grab()
    assert page.field.height() >= page.field.fontMetrics().height()
    for button in (page.message, page.call):
        assert button.height() >= button.sizeHint().height()
        assert button.width() >= button.sizeHint().width()


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
    assert reached == ["Delete the last digit; hold for all", "1", "Message Short code 12345"]


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


def test_of_a_long_number_all_digits_show_also_in_large_words(page: DialpadView, theme: Theme) -> None:
    usual = page.field.font().pointSizeF()
    page.fill("+442079460018")
    theme.set_text_size(200)
    page.fill("+4420794600181")
    assert page.field.fontMetrics().horizontalAdvance(page.field.text()) < page.field.width() - 24
    theme.set_text_size(100)
    page.field.clear()
    assert page.field.font().pointSizeF() == usual
