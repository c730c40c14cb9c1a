"""The first click after the start is as quick as the next one: what it asks of the store is ready."""

from desktop.store.ask_ahead import ask_ahead
from desktop.ui.turns import turns
from tests.asked import made
from tests.ui.account import Account
from tests.ui.messages.texts import NOON, VIKTOR, ZOE, Tab, put


def test_the_first_click_waits_for_no_question_that_was_not_asked_before(account: Account, tab: Tab) -> None:
    """Issue 4, 5."""
    there = put(account, ["Is it there?"], peer=ZOE, tell=False)
    other = put(account, ["Hi"], peer=VIKTOR, tell=False)
    ask_ahead(account.db, NOON)
    with made() as questions:
        for conversation_id in (there, other):
            tab.view.open(conversation_id)
            tab.view.composer.edit.insertPlainText("Yes")
            turns().catch_up()
    assert [one for one in questions if one.startswith("SELECT")] == []
