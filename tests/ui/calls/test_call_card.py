from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.store.calls import Call
from desktop.ui.calls.call_card import CallCard
from desktop.ui.calls.calls_model import CallsModel
from desktop.ui.theme import Theme
from tests.ui.account import ACCOUNT, LINES, SUPPORT, Account, names, opened, unnamed

NOW = datetime.now(UTC)


def call(peer: str = "+447700900123", outcome: str = "answered", seconds: int | None = 31) -> Call:
    return Call(ACCOUNT, "1", outcome == "handed_over", SUPPORT, peer, NOW, outcome, seconds)


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        yield account


@pytest.fixture
def card(account: Account, theme: Theme, qtbot: QtBot) -> CallCard:
    model = CallsModel(account.db, account.changes, clock=lambda: NOW)
    model.refresh()
    card = CallCard(model, theme)
    qtbot.addWidget(card)
    card.show()
    return card


def test_it_tells_who_what_when_exactly_and_how_long(card: CallCard) -> None:
    card.show_call(call(), LINES[0])
    shown = names(card)
    assert "\u2068\u2068+44 7700 900123\u2069\u2069" in shown
    assert "Incoming call on Support UK" in shown
    assert f"Today, {NOW.astimezone():%H:%M:%S %Z} · 0:31" in shown
    assert unnamed(card) == []


def test_a_call_that_was_handed_over_has_no_duration_and_was_on_no_line(card: CallCard) -> None:
    """Product, principle: never pretend."""
    card.show_call(call(outcome="handed_over", seconds=None), LINES[0])
    assert card.what.text() == "Handed to the phone app for Support UK"
    assert "·" not in card.when.text()


def test_the_number_is_copied_in_full(card: CallCard) -> None:
    card.show_call(call(), LINES[0])
    QTest.mouseClick(card.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "+447700900123"


def test_an_emergency_number_that_called_can_be_called_back_and_not_texted(card: CallCard) -> None:
    card.show_call(call("112"), LINES[0])
    assert card.message.reason.endswith("Call instead.")
    assert card.call.available


def test_large_words_leave_the_buttons_whole(card: CallCard, theme: Theme, qtbot: QtBot) -> None:
    card.show_call(call(), LINES[0])
    theme.set_text_size(200)
    card.resize(480, 400)
    qtbot.waitUntil(lambda: card.message.height() >= card.message.sizeHint().height())
    assert card.call.width() >= card.call.sizeHint().width()
