"""Once they said STOP the composer is a notice, until they say START."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.store import drafts, messages
from tests.ui.account import ACCOUNT, SUPPORT, Account
from tests.ui.messages import stops
from tests.ui.messages.texts import NOON, ZOE, Tab, offer


@pytest.fixture
def stopped(account: Account, tab: Tab) -> Tab:
    """Zoë's conversation is open; she said STOP."""
    offer(account)
    tab.view.open(stops.say(account, " Stop. "))
    return tab


def test_the_notice_shows_their_words_and_when_and_nothing_can_be_written(
    account: Account, stopped: Tab, utc: None
) -> None:
    """B20"""
    composer = stopped.view.composer
    assert composer.notice.isVisible()
    assert not composer.writing.isVisible()
    assert composer.notice.words.text().startswith("They opted out with “Stop.” (")
    assert "until they write START" in composer.notice.words.text()
    assert composer.strip.texts() == []
    assert composer.notice.call.hasFocus()
    composer.edit.setPlainText("Hello")
    composer.send()
    assert all(one.body != "Hello" for one in messages.newest(account.db))


def test_their_stop_is_shown_in_the_thread(stopped: Tab) -> None:
    notice = stopped.view.composer.notice
    view = stopped.view.thread_view
    notice.show_stop.click()
    row = view.currentIndex().row()
    assert row >= 0
    assert view.model().index(row, 0).isValid()


def test_start_opens_the_composer_again_with_the_draft_that_stood_there(
    account: Account, stopped: Tab, qtbot: QtBot
) -> None:
    """B20: START reopens."""
    composer = stopped.view.composer
    composer.edit.setPlainText("Unsent words")
    stops.say(account, "START", kind="start", at=NOON + timedelta(hours=1))
    qtbot.waitUntil(composer.writing.isVisible)
    assert not composer.notice.isVisible()
    assert composer.edit.toPlainText() == "Unsent words"


def test_another_agreement_opens_it_only_with_a_reason(stopped: Tab, qtbot: QtBot) -> None:
    composer = stopped.view.composer
    notice = composer.notice
    notice.open.setFocus()
    notice.open.click()
    assert notice.reason.hasFocus()
    assert not notice.confirm.isEnabled()
    QTest.keyClick(notice.reason, Qt.Key.Key_Return)
    assert notice.isVisible()
    QTest.keyClick(notice.reason, Qt.Key.Key_Escape)
    assert notice.open.hasFocus()
    notice.open.click()
    QTest.keyClicks(notice.reason, "by phone")
    QTest.keyClick(notice.reason, Qt.Key.Key_Return)
    assert composer.writing.isVisible()
    assert "You can text them again. Why is kept with their number." in composer.strip.texts()


def test_a_draft_is_kept_while_the_notice_stands(account: Account, stopped: Tab) -> None:
    """Demand 15"""
    stopped.view.composer.edit.setPlainText("Unsent words")
    stopped.view.save()
    assert drafts.get(account.db, ACCOUNT, SUPPORT, ZOE).body == "Unsent words"


def test_they_can_be_called_instead(stopped: Tab, qtbot: QtBot) -> None:
    """B20"""
    with qtbot.waitSignal(stopped.view.fixes.call_wanted) as heard:
        stopped.view.composer.notice.call.click()
    assert heard.args == [ACCOUNT, SUPPORT, ZOE]


def test_an_opt_out_that_only_the_service_told_offers_no_text_of_theirs(account: Account, tab: Tab) -> None:
    """B20: what is kept of it is our own text, which was refused."""
    offer(account)
    tab.view.open(stops.say(account, ""))
    notice = tab.view.composer.notice
    assert notice.words.text().startswith("The service says that they opted out")
    assert not notice.show_stop.isVisible()
    assert notice.call.isVisible()
