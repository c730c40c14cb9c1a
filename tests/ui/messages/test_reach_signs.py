from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.store import reach
from desktop.ui.reachability.reach_model import DEAD, LANDLINE, WORKS
from desktop.ui.turns import turns
from tests.ui.account import Account
from tests.ui.messages.texts import HARBOUR, ZOE, Tab, put


def test_the_head_says_what_is_known_and_follows_it(account: Account, tab: Tab, qtbot: QtBot) -> None:
    now = datetime.now(UTC)
    there = put(account, ["Hello"], outbound=True, since=now)
    header = tab.view.header
    tab.view.open(there)
    turns().catch_up()
    assert header.reach.text().startswith("Delivered here ")
    assert header.reach_action.text() == header.reach.text()
    put(account, ["Hello again"], outbound=True, state=State.FAILED, error_code="30006", since=now)
    qtbot.waitUntil(lambda: header.reach.text().startswith("A landline (failed"))


def test_nothing_shows_where_nothing_is_known(account: Account, tab: Tab) -> None:
    tab.view.open(put(account, ["Hello"], outbound=True, state=State.SENT))
    assert tab.view.header.reach.isHidden()
    assert not tab.view.header.reach_action.isVisible()


def test_a_person_marks_a_number_and_takes_it_back(account: Account, tab: Tab, qtbot: QtBot) -> None:
    tab.view.open(put(account, ["Hello"], outbound=True, state=State.SENT))
    turns().catch_up()
    header = tab.view.header
    actions = header.mark_actions
    assert [one for one in actions if actions[one].isVisible()] == [LANDLINE, DEAD]
    actions[DEAD].trigger()
    assert reach.marked(account.db, ZOE) == reach.DEAD
    qtbot.waitUntil(lambda: header.reach.text() == "Not in service, as somebody here says")
    assert [one for one in actions if actions[one].isVisible()] == [LANDLINE, WORKS]
    actions[WORKS].trigger()
    qtbot.waitUntil(lambda: header.reach.isHidden())


def test_it_stands_beside_the_recipient_of_a_new_message(account: Account, tab: Tab) -> None:
    reach.mark(account.db, HARBOUR, reach.LANDLINE, datetime.now(UTC))
    tab.view.start_new(HARBOUR)
    turns().catch_up()
    recipient = tab.view.recipient
    assert recipient.reach.text() == "A landline, as somebody here says"
    assert "A landline" in recipient.field.accessibleDescription()
    assert tab.view.header.reach.isHidden()
    tab.view.start_new("")
    recipient.field.setText("")
    tab.composer.set_recipient("0")
    assert recipient.reach.isHidden()
