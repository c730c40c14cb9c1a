from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.store import calls, contacts
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
    SUPPORT,
    VOICE_ONLY_REASON,
    Account,
    names,
    opened,
    unnamed,
)

NOW = datetime.now(UTC)
RESERVED = {"Calls", "Contacts", "Dialpad", "Messages", "Line", "Search", "To", "Send"}


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
    page.message_to.connect(wanted.append)
    return wanted


def test_the_newest_call_is_current_and_enter_texts_that_person(page: CallsView, wanted: list[str]) -> None:
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert wanted == ["+447700900123", "+12025550143"]


def test_the_button_texts_whom_its_name_says(page: CallsView, wanted: list[str]) -> None:
    assert page.message.accessibleName() == "Message <b>Zoë</b>"
    QTest.mouseClick(page.message, Qt.MouseButton.LeftButton)
    assert wanted == ["+447700900123"]


def test_on_a_voice_only_line_the_button_refuses_with_the_lines_reason(
    page: CallsView, lines: LineModel, wanted: list[str]
) -> None:
    """A2, A3, A4: live, with the specific reason."""
    lines.choose(ACCOUNT, FREEPHONE)
    assert page.message.reason == VOICE_ONLY_REASON
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert shows(VOICE_ONLY_REASON)
    assert wanted == []
    lines.choose(ACCOUNT, SUPPORT)
    assert page.message.available


def test_a_withheld_number_cannot_be_texted_and_says_so(page: CallsView, wanted: list[str]) -> None:
    page.list.setCurrentIndex(page.list.model().index(2, 0))
    assert page.message.reason == "There is no number to text."
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert wanted == []


def test_calls_that_arrive_show_at_once_and_the_current_one_stays(page: CallsView, account: Account) -> None:
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    calls.keep(account.db, ACCOUNT, [call("4", "+442079460958", 0)])
    assert page.list.model().rowCount() == 4
    assert page.list.currentIndex().row() == 2
    assert "202-555-0143" in page.message.accessibleName()


def test_a_hidden_page_reads_the_calls_when_it_shows(page: CallsView, account: Account) -> None:
    page.hide()
    calls.keep(account.db, ACCOUNT, [call("4", "+442079460958", 0)])
    assert page.list.model().rowCount() == 3
    page.show()
    assert page.list.model().rowCount() == 4


def test_the_context_menu_copies_the_number_and_texts_it(page: CallsView, wanted: list[str]) -> None:
    page.list.customContextMenuRequested.emit(QPoint(20, 20))
    (menu,) = page.findChildren(QMenu)
    message, copy = menu.actions()
    assert [message.text(), copy.text()] == ["Message", "Copy number"]
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
    assert names(page).count("Call list") == 1
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
    assert page.rect().contains(page.message.mapTo(page, page.message.rect().bottomRight()))
