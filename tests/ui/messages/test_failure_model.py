"""What is said of a failed text: nothing made up, and a fee only where one was reported."""

from datetime import timedelta

from sqlmodel import select

from desktop.sms.delivery import State
from desktop.store import consent
from desktop.store.tables import MessageRow
from desktop.ui.messages.failure_model import Act
from tests.ui.account import Account
from tests.ui.messages.failing import fail, of
from tests.ui.messages.texts import NOON, Tab, put


def test_without_a_stop_message_to_show_a_call_is_left(account: Account, tab: Tab) -> None:
    """B20"""
    failure = of(tab, fail(account, tab, "opted_out"))
    assert (failure.act, failure.label) == (Act.CALL, "Call instead")


def test_an_unknown_failure_has_no_cause_made_up(account: Account, tab: Tab) -> None:
    """C16"""
    failure = of(tab, fail(account, tab, "E-77", "<i>Odd</i>\u202e"))
    assert (failure.name, failure.what) == ("Error E-77", "<i>Odd</i>")
    assert (failure.next_step, failure.who) == ("", "")
    assert failure.label == "Edit and send again"
    nothing = of(tab, fail(account, tab, None))
    assert (nothing.name, nothing.what) == ("No reason given", "No reason given.")


def test_a_fee_is_told_only_where_the_service_reported_one(account: Account, tab: Tab) -> None:
    """C13"""
    assert of(tab, fail(account, tab, "30003")).fee == ""
    told = of(tab, fail(account, tab, "30003", price="0.001", currency="USD")).fee
    assert told == "It cost $0.001 although it failed; not every failure does."


def test_a_screen_reader_hears_who_has_to_act(account: Account, tab: Tab) -> None:
    """C7"""
    fail(account, tab, "30007")
    spoken = tab.thread.spoken(tab.thread.messages()[0])
    assert "code 30007" in spoken and spoken.endswith("You can act.")


def test_what_somebody_stopped_is_stopped_and_not_failed(account: Account, tab: Tab) -> None:
    """C9"""
    fail(account, tab, None, "Stopped by user")
    said = tab.thread.said(tab.thread.messages()[0])
    assert (said.state, said.word) == (State.STOPPED, "Stopped")
    assert "Stopped, Somebody stopped" in tab.thread.spoken(tab.thread.messages()[0])


def test_their_stop_is_what_the_card_leads_to(account: Account, tab: Tab) -> None:
    """B20"""
    put(account, ["STOP"])
    with account.db.transaction() as session:
        row = session.exec(select(MessageRow)).one()
        consent.learn_inserted(session, [(row.id or 0, row.model_dump())])
    message_id = fail(account, tab, "opted_out", since=NOON + timedelta(hours=1))
    failure = of(tab, message_id)
    assert (failure.act, failure.label) == (Act.SHOW, "Show STOP")
    assert failure.target == tab.thread.messages()[0].id
