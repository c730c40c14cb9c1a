from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.store import failures
from desktop.ui.failures.failure_inbox import FailureInbox
from desktop.ui.failures.failures_model import FailuresModel
from desktop.ui.failures.failures_view import FailuresView
from desktop.ui.keys.bindings import commands
from desktop.ui.theme import Theme
from tests.ui.account import Account
from tests.ui.contacts.conftest import Work
from tests.ui.failures.failing import fail
from tests.ui.handled import Desk, furnished


@pytest.fixture
def desk(account: Account, theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    with furnished(account, theme, tmp_path / "preferences.json") as desk:
        qtbot.waitUntil(desk.window.isActiveWindow)
        yield desk


@pytest.fixture
def inbox(desk: Desk, account: Account, theme: Theme, work: Work) -> FailureInbox:
    model = FailuresModel(account.db, account.changes, work.start, desk.window)
    return FailureInbox(desk.window, theme, model, desk.messages, desk.going)


def test_the_chip_shows_only_while_something_failed_and_leads_to_the_page(
    inbox: FailureInbox, desk: Desk, account: Account
) -> None:
    chip = desk.messages.failed_chip
    assert not chip.isVisible()
    (text,) = fail(account, ["30006"])
    inbox.model.look()
    assert chip.isVisible() and chip.text() == "1 failed"
    chip.click()
    page = desk.window.pages["failures"]
    assert isinstance(page, FailuresView) and desk.window.page == "failures"
    page.head.back.click()
    assert desk.window.page == "messages"
    inbox.model.leave_one(text)
    assert not chip.isVisible()


def test_ctrl_k_offers_it(inbox: FailureInbox, desk: Desk) -> None:
    assert "Texts that failed" in [one.words for one in commands(desk.window)]
    desk.window.shortcuts.run("failures")
    assert desk.window.page == "failures"


def test_a_text_opens_where_it_stands(inbox: FailureInbox, desk: Desk, account: Account) -> None:
    (text,) = fail(account, ["30006"])
    inbox.model.look()
    inbox.open()
    assert inbox.show_text(text)
    assert desk.window.page == "messages" and desk.open_one is not None
    assert not inbox.show_text(999)


def test_its_words_are_taken_up_and_it_is_dealt_with(
    inbox: FailureInbox, desk: Desk, account: Account
) -> None:
    (text,) = fail(account, ["30008"], "See you at two o'clock")
    inbox.model.look()
    inbox.open()
    inbox.edit(text)
    assert desk.messages.composer.edit.toPlainText() == "See you at two o'clock"
    assert failures.listing(account.db) == []
