import json
from collections.abc import Callable

import pytest

from desktop.sms.delivery import State
from desktop.store import accounts, drafts, failures, messages, reach
from tests.ui.account import ACCOUNT, SUPPORT, Account
from tests.ui.messages.texts import NOON, ZOE, Tab, full_disk, put


@pytest.fixture
def failed(account: Account) -> Callable[[str], int]:
    told = json.dumps({"service": "salesmsg", "proof": "delivered"})
    accounts.learn(account.db, ACCOUNT, capabilities=told, balance="9", currency="EUR")

    def fail(code: str, body: str = "Free loan") -> int:
        put(account, [body], outbound=True, state=State.FAILED, error_code=code)
        return messages.newest(account.db, limit=1)[0].id

    return fail


def taken_up(tab: Tab, account: Account, message_id: int) -> None:
    message = messages.get(account.db, message_id)
    assert message is not None
    tab.view.open(message.conversation_id)
    assert tab.composer.edit_again(message)


def test_refused_words_leave_only_once_they_are_changed(
    tab: Tab, account: Account, failed: Callable[[str], int]
) -> None:
    taken_up(tab, account, failed("30007"))
    assert tab.composer.block() == "These words were refused before. Change them, then send."
    assert tab.composer.send() is None
    tab.composer.set_text("Your loan papers are here")
    assert tab.composer.block() == ""
    assert tab.composer.send() is not None


def test_why_send_is_grey_is_said_above_the_words(
    tab: Tab, account: Account, failed: Callable[[str], int]
) -> None:
    """C15, B32"""
    taken_up(tab, account, failed("30007"))
    strip = tab.view.composer.strip
    assert "These words were refused before. Change them, then send." in strip.texts()
    tab.view.composer.edit.setPlainText("Your loan papers are here")
    assert "These words were refused before. Change them, then send." not in strip.texts()


def test_a_number_that_failed_can_be_said_to_work(
    tab: Tab, account: Account, failed: Callable[[str], int]
) -> None:
    taken_up(tab, account, failed("21211"))
    assert "because of the number" in tab.composer.block()
    reach.mark(account.db, ZOE, reach.MOBILE, NOON)
    assert tab.composer.block() == ""


def test_somebody_who_blocks_texts_gets_no_second_one(
    tab: Tab, account: Account, failed: Callable[[str], int]
) -> None:
    taken_up(tab, account, failed("30004"))
    assert "do not take texts" in tab.composer.block()


def test_a_passing_fault_stops_nothing_and_taking_it_up_deals_with_it(
    tab: Tab, account: Account, failed: Callable[[str], int]
) -> None:
    taken_up(tab, account, failed("30003"))
    assert tab.composer.block() == ""
    assert failures.listing(account.db) == []
    assert tab.composer.refused.sentence(ACCOUNT, SUPPORT, "", "Free loan") == ""


def test_a_failure_is_dealt_with_only_once_its_words_are_on_disk(
    tab: Tab, account: Account, failed: Callable[[str], int]
) -> None:
    text = failed("30003")
    with full_disk(account):
        taken_up(tab, account, text)
    assert tab.composer.text == "Free loan"
    assert failures.standing(account.db).texts == 1
    tab.composer.set_text("")
    taken_up(tab, account, text)
    assert drafts.get(account.db, ACCOUNT, SUPPORT, ZOE).body == "Free loan"
    assert failures.standing(account.db).texts == 0
