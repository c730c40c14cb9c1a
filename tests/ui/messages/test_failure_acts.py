"""What the button of a failed text does: words, line, number, call; nothing is ever sent by it."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.ui.messages.failure_model import Act
from tests.ui.account import ACCOUNT, SALES, SUPPORT, Account
from tests.ui.messages.failing import fail, of, press_enter
from tests.ui.messages.texts import NOON, ZOE, Tab, put


def test_edit_and_send_again_puts_the_words_into_the_composer_and_sends_nothing(
    account: Account, tab: Tab
) -> None:
    """C15"""
    fail(account, tab, "30007")
    press_enter(tab).main.click()
    assert tab.view.composer.edit.toPlainText() == "On its way"
    assert tab.view.composer.edit.hasFocus()
    assert [one.state for one in tab.thread.messages()] == [State.FAILED]


def test_what_may_be_out_is_sent_again_only_by_a_person_who_was_warned(account: Account, tab: Tab) -> None:
    """C11"""
    fail(account, tab, "30410", "System error")
    card = press_enter(tab)
    assert "may have gone out" in card.words["what"].text()
    assert "twice" in card.words["next_step"].text()
    assert card.main.text() == "Send again later"
    card.main.click()
    assert tab.view.composer.edit.toPlainText() == "On its way"


def test_a_landline_is_called(account: Account, tab: Tab, qtbot: QtBot) -> None:
    """B13"""
    fail(account, tab, "landline")
    with qtbot.waitSignal(tab.view.call_wanted) as called:
        press_enter(tab).main.click()
    assert called.args == [ACCOUNT, SUPPORT, ZOE]


def test_another_line_is_chosen_for_the_same_words(account: Account, tab: Tab) -> None:
    """B19: only lines that can send are offered."""
    fail(account, tab, "21612")
    press_enter(tab).main.click()
    (menu,) = tab.view.thread_view.findChildren(QMenu)
    texts = [action.text() for action in menu.actions()]
    assert len(texts) == 2 and texts[0].startswith("Sales US") and texts[1].startswith("Alerts AU")
    menu.actions()[0].trigger()
    menu.close()
    target = tab.composer.target
    assert target is not None and (target.line, target.peer) == (SALES, ZOE)
    assert tab.view.composer.edit.toPlainText() == "On its way"


def test_a_wrong_number_is_corrected_in_a_new_message_with_the_same_words(account: Account, tab: Tab) -> None:
    """B12"""
    fail(account, tab, "21211")
    press_enter(tab).main.click()
    target = tab.composer.target
    assert target is not None and target.new and target.line == SUPPORT
    assert tab.view.composer.edit.toPlainText() == "On its way"


def test_the_same_text_of_before_is_shown(account: Account, tab: Tab) -> None:
    """B23"""
    put(account, ["On its way", "Something else"], outbound=True)
    message_id = fail(account, tab, "Duplicate_message", since=NOON + timedelta(hours=1))
    first = tab.thread.messages()[0]
    failure = of(tab, message_id)
    assert (failure.act, failure.target, failure.label) == (Act.SHOW, first.id, "Show the earlier one")
    press_enter(tab).main.click()
    assert tab.view.thread_view.currentIndex().row() == tab.thread.row_of(first.id)


@pytest.mark.parametrize("code", ["30033", "21730", "20422"])
def test_what_is_done_elsewhere_is_said_and_the_details_are_shown(
    account: Account, tab: Tab, code: str
) -> None:
    fail(account, tab, code)
    card = press_enter(tab)
    assert card.main.text() == "Show details"
    card.main.click()
    assert tab.view.pane.details.shown is not None
    tab.view.pane.details.shown.close()
