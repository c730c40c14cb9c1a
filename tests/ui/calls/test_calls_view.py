from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.store import calls, contacts
from desktop.store import lines as store_lines
from desktop.store.calls import Call
from desktop.store.contacts import Contact, Number
from desktop.ui.calls.calls_model import CallsModel
from desktop.ui.calls.calls_view import CallsView
from desktop.ui.lines.line_model import LineModel
from desktop.ui.theme import Choice, Theme
from desktop.ui.tooltip import shows
from tests.ui.account import (
    ACCOUNT,
    FREEPHONE,
    LINES,
    SALES,
    SUPPORT,
    VOICE_ONLY_REASON,
    Account,
    names,
    opened,
    unnamed,
)

NOW = datetime.now(UTC)
RESERVED = {"Calls", "Contacts", "Dialpad", "Messages", "Line", "To", "Send"}


def call(remote_id: str, peer: str, minutes: int, outcome: str = "answered") -> Call:
    return Call(ACCOUNT, remote_id, False, SUPPORT, peer, NOW - timedelta(minutes=minutes), outcome, 31)


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        mark_up = Contact(ACCOUNT, "1", "<b>Zoë</b>", "", (Number("+447700900123"),))
        contacts.replace(account.db, ACCOUNT, [mark_up])
        recorded = [
            call("1", "+447700900123", 1, "missed"),
            call("2", "+12025550143", 2),
            call("3", "", 3, "voicemail"),
        ]
        calls.keep(account.db, ACCOUNT, recorded)
        yield account


@pytest.fixture
def lines(account: Account) -> LineModel:
    return LineModel(account.db, account.changes)


@pytest.fixture
def page(account: Account, lines: LineModel, theme: Theme, qtbot: QtBot) -> CallsView:
    page = CallsView(CallsModel(account.db, account.changes), theme, lines)
    qtbot.addWidget(page)
    page.resize(360, 440)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    return page


@pytest.fixture
def wanted(page: CallsView) -> list[str]:
    wanted: list[str] = []
    page.reply_wanted.connect(lambda account, line, number: wanted.append(number))
    return wanted


def test_the_newest_call_is_current_and_enter_texts_that_person(page: CallsView, wanted: list[str]) -> None:
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert wanted == ["+447700900123", "+12025550143"]


def test_the_button_texts_whom_its_name_says(page: CallsView, wanted: list[str]) -> None:
    assert page.card.message.accessibleName() == "Message <b>Zoë</b>"
    QTest.mouseClick(page.card.message, Qt.MouseButton.LeftButton)
    assert wanted == ["+447700900123"]


def test_on_a_voice_only_line_the_button_refuses_with_the_lines_reason(
    page: CallsView, account: Account, wanted: list[str]
) -> None:
    """A2, A3, A4: live, with the specific reason; of the line that rang, whichever is current."""
    calls.keep(account.db, ACCOUNT, [replace(call("4", "+442079460958", 0), line=FREEPHONE)])
    page.list.setCurrentIndex(page.list.model().index(0, 0))
    assert page.card.message.reason == VOICE_ONLY_REASON
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert shows(VOICE_ONLY_REASON)
    assert wanted == []
    texting = [replace(one, can_send=True) for one in store_lines.listing(account.db)]
    store_lines.replace(account.db, ACCOUNT, texting)
    assert page.card.message.available


def test_text_back_and_call_back_use_the_line_that_rang_and_not_the_current_one(
    page: CallsView, lines: LineModel, account: Account
) -> None:
    """Demand 13: it must not go out from the wrong number."""
    calls.keep(account.db, ACCOUNT, [replace(call("4", "2125550143", 0), line=SALES)])
    page.list.setCurrentIndex(page.list.model().index(0, 0))
    assert lines.current is not None
    assert lines.current.number == SUPPORT
    asked: list[tuple[str, str, str]] = []
    page.reply_wanted.connect(lambda *told: asked.append(told))
    page.call_wanted.connect(lambda *told: asked.append(told))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    press_ctrl_enter(page.list)
    assert asked == [(ACCOUNT, SALES, "+12125550143"), (ACCOUNT, SALES, "2125550143")]
    lines.choose(ACCOUNT, FREEPHONE)
    assert page.card.message.available


def test_a_call_on_a_line_that_is_gone_says_so_and_where_to_go(page: CallsView, account: Account) -> None:
    store_lines.replace(account.db, ACCOUNT, [one for one in LINES if one.number != SUPPORT])
    for button in (page.card.message, page.card.call):
        assert button.reason.startswith("\u2068+44 7700 900010\u2069 is no longer one of your lines. ")
        assert "dialpad" in button.reason
    calls.keep(account.db, ACCOUNT, [call("4", "112", 0)])
    page.list.setCurrentIndex(page.list.model().index(0, 0))
    rung: list[tuple[str, str, str]] = []
    page.call_wanted.connect(lambda *told: rung.append(told))
    press_ctrl_enter(page.list)
    assert rung == [(ACCOUNT, SUPPORT, "112")]


def test_a_withheld_number_cannot_be_texted_and_says_so(page: CallsView, wanted: list[str]) -> None:
    page.list.setCurrentIndex(page.list.model().index(2, 0))
    assert page.card.message.reason == "There is no number to text."
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert wanted == []


def test_calls_that_arrive_show_at_once_and_the_current_one_stays(page: CallsView, account: Account) -> None:
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    calls.keep(account.db, ACCOUNT, [call("4", "+442079460958", 0)])
    assert page.list.model().rowCount() == 4
    assert page.list.currentIndex().row() == 2
    assert "202-555-0143" in page.card.message.accessibleName()


def test_a_hidden_page_reads_the_calls_when_it_shows(page: CallsView, account: Account) -> None:
    page.hide()
    calls.keep(account.db, ACCOUNT, [call("4", "+442079460958", 0)])
    assert page.list.model().rowCount() == 3
    page.show()
    assert page.list.model().rowCount() == 4


def test_the_context_menu_copies_the_number_and_texts_it(page: CallsView, wanted: list[str]) -> None:
    page.list.customContextMenuRequested.emit(QPoint(20, 20))
    (menu,) = page.findChildren(QMenu)
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert list(actions) == ["Message", "Call", "Copy number"]
    message, copy = actions["Message"], actions["Copy number"]
    copy.trigger()
    message.trigger()
    assert QGuiApplication.clipboard().text() == "+447700900123"
    assert wanted == ["+447700900123"]
    menu.close()


def test_a_service_that_lists_no_calls_is_said_to_list_none(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    with opened(tmp_path / "other") as account:
        account.offer(calls=False)
        lines = LineModel(account.db, account.changes)
        page = CallsView(CallsModel(account.db, account.changes), theme, lines)
        qtbot.addWidget(page)
        page.show()
        assert page.empty.isVisible()
        assert page.empty.headline.text() == "This service does not list its calls"
        account.offer(calls=True)
        assert page.empty.headline.text() == "No calls yet"
        asked: list[str] = []
        page.dialpad_wanted.connect(lambda: asked.append("dialpad"))
        QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
        assert asked == ["dialpad"]
        calls.keep(account.db, ACCOUNT, [call("1", "+442079460958", 0)])
        assert not page.empty.isVisible()
        assert page.list.isVisible()


def test_everything_that_takes_focus_is_named_and_no_name_is_another_parts(page: CallsView) -> None:
    assert unnamed(page) == []
    assert RESERVED.isdisjoint(names(page))
    assert [names(page).count(name) for name in ("Call list", "Search", "All lines")] == [1, 1, 1]
    assert any(name.startswith("Missed call, <b>Zoë</b>, on Support UK") for name in names(page))


@pytest.mark.parametrize("width", [360, 760, 1080])
def test_the_page_fits_every_width_and_every_scheme(width: int, page: CallsView, theme: Theme) -> None:
    page.resize(width, 440)
    pictures = []
    for choice in (Choice.LIGHT, Choice.DARK, Choice.HIGH_CONTRAST):
        theme.choose(choice)
        pictures.append(page.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
    assert page.width() == width
    assert page.rect().contains(page.card.message.mapTo(page, page.card.message.rect().bottomRight()))


def press_ctrl_enter(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_ctrl_enter_and_the_button_call_back(page: CallsView, wanted: list[str]) -> None:
    """Product row "Call history": redial; text back."""
    rung: list[str] = []
    page.call_wanted.connect(lambda account, line, number: rung.append(number))
    press_ctrl_enter(page.list)
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    QTest.mouseClick(page.card.call, Qt.MouseButton.LeftButton)
    press_ctrl_enter(page.pane.search)
    assert rung == ["+447700900123", "+12025550143", "+12025550143"]
    assert wanted == []
    assert page.card.call.accessibleName() == "Call \u2068+1 202-555-0143\u2069"


def test_on_a_line_without_voice_call_refuses_and_the_history_stays_readable(
    page: CallsView, lines: LineModel, account: Account
) -> None:
    """Product row "Greyed states"."""
    rung: list[str] = []
    page.call_wanted.connect(lambda account, line, number: rung.append(number))
    mute = [replace(one, can_call=False) for one in store_lines.listing(account.db)]
    store_lines.replace(account.db, ACCOUNT, mute)
    press_ctrl_enter(page.list)
    assert "offers no voice for it" in page.card.call.reason
    assert shows(page.card.call.reason)
    assert rung == []
    assert page.card.message.available
    assert page.list.model().rowCount() == 3


def test_a_number_that_nobody_knows_can_be_added_to_the_contacts(page: CallsView) -> None:
    added: list[str] = []
    page.contact_wanted.connect(added.append)
    assert not page.card.add.isVisible()
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    QTest.mouseClick(page.card.add, Qt.MouseButton.LeftButton)
    assert added == ["+12025550143"]
    page.list.setCurrentIndex(page.list.model().index(2, 0))
    assert not page.card.add.isVisible()
    assert not page.card.copy.isVisible()
    assert page.card.call.reason == "There is no number to call."


def test_a_filter_leaves_its_kind_and_says_how_many_there_are(page: CallsView) -> None:
    chips = page.pane.filters.chips
    assert chips["missed"].accessibleName() == "Missed, 1 call"
    QTest.mouseClick(chips["missed"], Qt.MouseButton.LeftButton)
    assert page.list.model().rowCount() == 1
    assert page.list.currentIndex().row() == 0
    QTest.keyClick(chips["missed"], Qt.Key.Key_Left)
    assert page.pane.filters.current == "all"
    assert page.list.model().rowCount() == 3


def test_the_search_finds_by_name_and_digits_and_enter_texts_the_newest_match(
    page: CallsView, wanted: list[str]
) -> None:
    """Enter acts on what was typed, also where it comes before the search."""
    page.find_here()
    QTest.keyClicks(page.pane.search, "202555")
    assert page.list.model().rowCount() == 3
    QTest.keyClick(page.pane.search, Qt.Key.Key_Return)
    assert wanted == ["+12025550143"]
    assert page.list.model().rowCount() == 1
    QTest.keyClick(page.pane.search, Qt.Key.Key_Escape)
    assert page.list.model().rowCount() == 3


def test_a_search_without_a_match_says_so_and_leads_back(page: CallsView, qtbot: QtBot) -> None:
    page.pane.search.setText("nobody")
    qtbot.waitUntil(page.pane.nobody.isVisible)
    assert not page.card.isVisible()
    QTest.mouseClick(page.pane.nobody.button, Qt.MouseButton.LeftButton)
    assert page.list.model().rowCount() == 3
    assert page.list.isVisible()
    assert page.list.hasFocus()


def test_the_calls_of_the_current_line_alone_follow_it(page: CallsView, lines: LineModel) -> None:
    page.pane.all_lines.setChecked(False)
    assert page.list.model().rowCount() == 3
    lines.choose(ACCOUNT, FREEPHONE)
    assert page.pane.nobody.isVisible()
    page.pane.all_lines.setChecked(True)
    assert page.list.model().rowCount() == 3


def test_the_card_says_when_exactly_and_how_long_only_where_that_is_known(page: CallsView) -> None:
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    when = (NOW - timedelta(minutes=2)).astimezone()
    assert f"{when:%H:%M:%S %Z}" in page.card.when.text()
    assert page.card.when.text().endswith(" · 0:31")
    assert page.card.what.text() == "Incoming call on Support UK"
