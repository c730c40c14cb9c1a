"""The page about a number: how it is opened and left, what its buttons do, how its settings are confirmed."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.providers.base import Provider, Unreachable
from desktop.providers.catalog import SERVICES
from desktop.settings.accounts import Account as Kept
from desktop.settings.accounts import Accounts
from desktop.store import lines
from desktop.ui.lines.line_settings_card import LineSettingsCard
from desktop.ui.lines.line_settings_model import LineSettingsModel, Stage
from desktop.ui.lines.sheet_model import SheetModel
from desktop.ui.lines.sheet_view import SheetView
from desktop.ui.lines.sheets import Sheets
from desktop.ui.messages.link_question import LinkQuestion
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme
from tests.providers.voipms_account import Server
from tests.ui.account import ACCOUNT, FREEPHONE, LINES, SUPPORT, VOICE_ONLY_REASON, line, unnamed
from tests.ui.handled import Desk
from tests.ui.lines.settings_house import House, house, serving_account


class Room:
    """A handled window whose lines have sheets."""

    def __init__(self, desk: Desk, theme: Theme, folder: Path) -> None:
        self.desk, self.window = desk, desk.window
        self.checked: list[str] = []
        kept = Accounts(folder / "kept.json")
        url = SERVICES["cliqtel"].url
        kept.add(Kept(id=ACCOUNT, provider="cliqtel", name="Shop", url=url, key_place="session"))

        async def unreachable(_: Kept) -> Provider:
            raise Unreachable

        tasks = Tasks(asyncio.TaskGroup(), lambda *_: None)
        self.sheets = Sheets(
            desk.window,
            theme,
            SheetModel(desk.account.db, desk.account.changes, kept, desk.lines, desk.window),
            LineSettingsModel(desk.account.db, tasks, unreachable, desk.window),
            desk.lines,
            self.checked.append,
        )

    @property
    def view(self) -> SheetView:
        found = self.window.pages["line"]
        assert isinstance(found, SheetView)
        return found

    def offers(self) -> list[QPushButton]:
        """The buttons of the steps."""
        return [row.button for row in self.view.steps if not row.button.isHidden()]


@pytest.fixture
def room(desk: Desk, theme: Theme, tmp_path: Path) -> Room:
    return Room(desk, theme, tmp_path)


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def test_the_chip_opens_the_page_and_escape_goes_back(room: Room) -> None:
    """A16: by mouse"""
    before = room.window.page
    QTest.mouseClick(room.desk.line_bar.chip, Qt.MouseButton.LeftButton)
    assert room.window.page == "line"
    assert room.view.first_line.text() == "\u2068+44 7700 900010\u2069 can send and receive texts."
    assert unnamed(room.view) == []
    QTest.keyClick(room.window.focusWidget(), Qt.Key.Key_Escape)
    assert room.window.page == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_chip_opens_it_by_keyboard_too(room: Room, key: Qt.Key) -> None:
    chip = room.desk.line_bar.chip
    chip.setFocus()
    QTest.keyClick(chip, key)
    assert room.window.page == "line"


def test_ctrl_i_opens_it_for_the_current_line(room: Room) -> None:
    QTest.keyClick(room.window.focusWidget(), Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert room.window.page == "line"


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_menu_of_the_greyed_messages_leads_to_what_can_be_done(
    room: Room, reason: QContextMenuEvent.Reason
) -> None:
    """A2, A3: a click still opens nothing; the page begins with the same sentence"""
    room.desk.lines.choose(ACCOUNT, FREEPHONE)
    messages = room.window.navigation.button("messages")
    QApplication.sendEvent(
        messages, QContextMenuEvent(reason, QPoint(5, 5), messages.mapToGlobal(QPoint(5, 5)))
    )
    found = menu()
    found.actions()[0].trigger()
    found.close()
    assert room.window.page == "line"
    assert room.view.first_line.text() == VOICE_ONLY_REASON == messages.reason


def test_the_menu_of_the_line_picker_leads_there(room: Room) -> None:
    picker = room.desk.line_bar.picker
    at = picker.mapToGlobal(QPoint(5, 5))
    QApplication.sendEvent(picker, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), at))
    found = menu()
    found.actions()[0].trigger()
    found.close()
    assert room.window.page == "line"


def test_the_request_for_a_number_with_sms_is_copied(room: Room) -> None:
    """A7"""
    room.sheets.open(ACCOUNT, FREEPHONE)
    replace, ask = room.offers()
    ask.click()
    assert "supports SMS" in QGuiApplication.clipboard().text()
    replace.click()
    (question,) = room.window.findChildren(LinkQuestion)
    assert question.host.accessibleName() == "cliqtel.com"
    question.reject()


def test_a_number_that_waits_can_be_looked_at_again(room: Room) -> None:
    """A10"""
    waits = lines.Line(
        **{
            **{name: getattr(LINES[2], name) for name in LINES[2].__slots__},
            "state": "provisioning",
            "reason_code": "provisioning",
        }
    )
    lines.replace(room.desk.account.db, ACCOUNT, [waits])
    room.sheets.open(ACCOUNT, FREEPHONE)
    (again,) = room.offers()
    again.click()
    assert room.checked == [ACCOUNT]


def test_what_changes_meanwhile_is_shown_at_once(room: Room) -> None:
    """A4, A10"""
    room.sheets.open(ACCOUNT, FREEPHONE)
    lines.replace(room.desk.account.db, ACCOUNT, [line(FREEPHONE, "Freephone UK")])
    assert "can send and receive" in room.view.first_line.text()
    assert room.offers() == []


def test_a_port_is_noted_and_taken_back(room: Room) -> None:
    """A13"""
    room.sheets.open(ACCOUNT, FREEPHONE)
    view = room.view
    view.port.setText("soon")
    view.note.click()
    assert "2026-11-22 10:00" in view.outcome.text
    view.port.setText("2999-01-01 10:00")
    QTest.keyClick(view.port, Qt.Key.Key_Return)
    assert view.outcome.text == "Noted."
    assert "came from another service" in view.steps[0].text
    view.forget.click()
    assert "came from another service" not in view.steps[0].text


def test_of_several_numbers_of_an_account_one_is_chosen(room: Room, qtbot: QtBot) -> None:
    beside = QWidget(room.window)
    room.sheets.choose(ACCOUNT, beside)
    found = menu()
    assert len(found.actions()) == len(LINES)
    found.actions()[2].trigger()
    found.close()
    assert room.view.shown is not None and room.view.shown.number == FREEPHONE
    assert room.desk.lines.current is not None and room.desk.lines.current.number == SUPPORT
    lines.replace(room.desk.account.db, ACCOUNT, [])
    assert room.view.title.text() == "No line yet"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving_account() as found:
        yield found


def card_of(one: House, theme: Theme) -> LineSettingsCard:
    card = LineSettingsCard(one.model, theme)
    card.resize(500, 700)
    card.show()
    return card


async def test_switching_sms_on_asks_with_price_and_wallet_and_confirm_does_it(
    tmp_path: Path, server: Server, theme: Theme
) -> None:
    """A9"""
    async with house(tmp_path, server) as one:
        card = card_of(one, theme)
        await one.read()
        assert not card.sms.isChecked() and unnamed(card) == []
        card.switch_on()
        assert card.question is not None
        box = card.question.shown
        assert box is not None
        assert "Price: No price is named" in box.text() and "before" in box.text()
        assert box.leave.isDefault() and box.offer.text() == "Confirm"
        box.offer.click()
        await one.until(lambda: len(one.ended) == 2)
        assert card.sms.isChecked() and "are changed" in card.outcome.text
        card.hide()
        card.deleteLater()


async def test_leaving_the_question_writes_nothing(tmp_path: Path, server: Server, theme: Theme) -> None:
    """A9: explicit Confirm"""
    async with house(tmp_path, server) as one:
        card = card_of(one, theme)
        form = await one.read()
        card.email_on.click()
        card.email.setText("desk@example.com")
        card.save.click()
        assert card.question is not None and card.question.shown is not None
        card.question.shown.reject()
        assert one.model.form == form and one.model.stage is Stage.SHOWN
        assert all(asked.get("method") != "setSMS" for asked in server.fake.asked)
        card.hide()
        card.deleteLater()


async def test_what_is_missing_is_said_at_the_fields(tmp_path: Path, server: Server, theme: Theme) -> None:
    """D5, D6"""
    async with house(tmp_path, server) as one:
        card = card_of(one, theme)
        assert card.save.isHidden()
        card.switch_on()
        await one.until(lambda: one.model.stage is Stage.SHOWN)
        card.save.click()
        assert card.outcome.text == "Nothing is changed."
        card.forward_on.click()
        card.save.click()
        assert "address is missing" in card.outcome.text
        card.forward_on.click()
        card.callback_on.click()
        card.callback.setText("http://127.0.0.1:8750/x?text={MESSAGE}")
        card.save.click()
        assert "cannot reach this address" in card.outcome.text and card.question is None
        card.hide()
        card.deleteLater()
