from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.store import calls
from desktop.store.calls import Call
from desktop.ui.calls.call_list_pane import CallListPane
from desktop.ui.calls.calls_model import CallsModel
from desktop.ui.theme import Theme
from tests.ui.account import ACCOUNT, SUPPORT, Account, opened, unnamed

NOW = datetime.now(UTC)
NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        recorded = [
            Call(ACCOUNT, str(n), False, SUPPORT, f"+44770090012{n}", NOW - timedelta(minutes=n), "missed")
            for n in range(3)
        ]
        calls.keep(account.db, ACCOUNT, recorded)
        yield account


@pytest.fixture
def pane(account: Account, theme: Theme, qtbot: QtBot) -> CallListPane:
    model = CallsModel(account.db, account.changes)
    pane = CallListPane(model, theme)
    qtbot.addWidget(pane)
    model.refresh()
    pane.settle()
    pane.show()
    return pane


@pytest.fixture
def wanted(pane: CallListPane) -> list[str]:
    wanted: list[str] = []
    pane.message_wanted.connect(lambda: wanted.append("message"))
    pane.call_wanted.connect(lambda: wanted.append("call"))
    return wanted


def test_enter_texts_and_ctrl_enter_calls_from_list_and_search_alike(
    pane: CallListPane, wanted: list[str]
) -> None:
    places: tuple[QWidget, ...] = (pane.list, pane.search)
    for place in places:
        QTest.keyClick(place, Qt.Key.Key_Return)
        QTest.keyClick(place, Qt.Key.Key_Return, CTRL)
    assert wanted == ["message", "call"] * 2


def test_the_search_moves_in_the_list(pane: CallListPane) -> None:
    QTest.keyClick(pane.search, Qt.Key.Key_Down, NO_KEY)
    assert pane.list.currentIndex().row() == 1


def test_the_filters_say_how_many_calls_there_are(pane: CallListPane) -> None:
    assert pane.filters.chips["missed"].text() == "Missed 3"
    assert not pane.filters.chips["declined"].isVisible()
    assert unnamed(pane) == []


def test_the_keys_of_the_list_are_told_to_a_screen_reader(pane: CallListPane) -> None:
    assert pane.list.accessibleDescription() == "Enter texts back, Ctrl+Enter calls back."


def test_keys_in_a_row_are_one_search_and_an_arrow_does_not_wait_for_it(
    pane: CallListPane, qtbot: QtBot
) -> None:
    searched: list[str] = []
    pane.searched.connect(searched.append)
    QTest.keyClicks(pane.search, "770")
    assert searched == []
    qtbot.waitUntil(lambda: searched == ["770"])
    QTest.keyClicks(pane.search, "09")
    QTest.keyClick(pane.search, Qt.Key.Key_Down)
    assert searched == ["770", "77009"]
