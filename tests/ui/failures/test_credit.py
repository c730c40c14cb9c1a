"""Texts that there was no credit for go out at one press, once somebody has topped up."""

from datetime import UTC, datetime

from desktop.sms.delivery import State
from desktop.store import held, messages, outbox, refused
from desktop.ui.failures.failures_model import FailuresModel
from desktop.ui.failures.failures_view import FailuresView
from tests.ui.account import ACCOUNT, SUPPORT, Account, unnamed
from tests.ui.contacts.conftest import Work
from tests.ui.messages import stops
from tests.ui.messages.texts import ZOE, full_disk, peer


def without_credit(account: Account, peers: list[str]) -> list[str]:
    """A text to each, held because the first was refused for want of credit; their words."""
    now = datetime.now(UTC)
    bodies = [f"text {place}" for place in range(len(peers))]
    ids = [
        messages.queue(account.db, account_id=ACCOUNT, line=SUPPORT, peer=to, body=body).id
        for to, body in zip(peers, bodies, strict=True)
    ]
    assert outbox.mark_sending(account.db, ids[0], now)
    refused.hold_all(account.db, ACCOUNT, ids[0], now, held.NO_CREDIT, code="http_402", text="no")
    return bodies


def queued(account: Account) -> list[str]:
    texts = sorted(messages.newest(account.db), key=lambda one: one.id)
    return [one.body for one in texts if one.state is State.QUEUED]


def test_all_that_wait_are_sent_at_one_press_in_the_order_they_were_written(
    view: FailuresView, model: FailuresModel, account: Account, work: Work
) -> None:
    bodies = without_credit(account, [peer(place % 3) for place in range(45)])
    model.credit.look()
    assert view.credit.isVisible() and not view.nothing.isVisible()
    assert view.credit.title.text() == "45 texts wait for credit"
    assert view.credit.send.text() == "Send the 45 texts"
    assert unnamed(view) == []
    view.setFocus()
    view.credit.send.click()
    view.credit.send.click()
    work.run()
    assert queued(account) == bodies
    assert view.bar.text == "45 texts are sent now."
    assert view.nothing.isVisible() and view.window().focusWidget() is view.head.back


def test_whoever_opted_out_meanwhile_gets_none(
    view: FailuresView, model: FailuresModel, account: Account, work: Work
) -> None:
    """B20"""
    without_credit(account, [ZOE, peer(1)])
    stops.say(account)
    model.credit.look()
    model.credit.send()
    work.run()
    assert queued(account) == ["text 1"]
    assert view.bar.text == "1 text is sent now. 1 cannot be: they opted out."


def test_a_full_disk_sends_nothing_and_says_so(
    view: FailuresView, model: FailuresModel, account: Account, work: Work
) -> None:
    without_credit(account, [ZOE])
    model.credit.look()
    model.credit.send()
    with full_disk(account):
        work.run()
    assert queued(account) == [] and model.credit.count == 1
    assert "Nothing was changed." in view.bar.text
