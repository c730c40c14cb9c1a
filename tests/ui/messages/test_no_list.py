"""A service that lists no texts: what bubbles, details, strip, menu and empty lists say of it, and do."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop import wording
from desktop.sms.delivery import Proof, State
from desktop.store import accounts, messages
from desktop.ui.messages import thread_words_model
from desktop.ui.messages.bubble_words_model import said
from desktop.ui.messages.evidence_model import Phase, evidence
from desktop.ui.messages.service_model import Reach
from tests.ui.account import ACCOUNT, Account
from tests.ui.clicks import unhurried
from tests.ui.messages.stated import CLIQTEL, THEN, after, text
from tests.ui.messages.texts import NOON, Tab, put

CLOUDTALK = replace(CLIQTEL, name="CloudTalk", proof=Proof.ACCEPTED, listed=False, key="cloudtalk")
TOLD = {
    "service": "cloudtalk",
    "proof": "accepted",
    "features": {"listed": {"on": False, "reason": "no_list"}},
}


@pytest.fixture
def unlisted(account: Account, tab: Tab) -> Tab:
    """The tab of an account whose service lists no texts."""
    accounts.learn(account.db, ACCOUNT, capabilities=json.dumps(TOLD), balance=None, currency="")
    tab.thread.know_services({ACCOUNT: "CloudTalk"})
    return tab


def button(tab: Tab, name: str) -> QPushButton | None:
    """The strip's button that is called so, if it shows."""
    for one in tab.view.pane.attention.findChildren(QPushButton):
        if one.text() == name and one.isVisible():
            return one
    return None


def doubtful(account: Account, body: str) -> int:
    """A text whose answer got lost."""
    return put(
        account,
        [body],
        outbound=True,
        state=State.UNCONFIRMED,
        attempted_at=NOON,
        doubted_at=NOON,
        held_reason=messages.NO_LIST,
    )


def test_what_was_handed_over_stays_so_and_says_that_nothing_more_is_known() -> None:
    """C6: no second tick, no hint that it hangs, however long ago it was."""
    taken = text(State.DELIVERED, attempted_at=THEN)
    found = said(taken, after(0, CLOUDTALK))
    for seconds in (1, 61, 10**6):
        found = said(taken, after(seconds, CLOUDTALK))
        assert (found.state, found.word, found.note, found.until) == (State.ACCEPTED, "", "", None)
    assert thread_words_model.state_words(taken, found, CLOUDTALK) == "Handed over to CloudTalk"
    assert "can't be confirmed" in thread_words_model.tip(taken, found, CLOUDTALK)
    tip = wording.state_tip(State.ACCEPTED, service="CloudTalk", proof=Proof.ACCEPTED)
    assert tip == "CloudTalk took it. CloudTalk can't tell whether it arrived."


@pytest.mark.parametrize("reach", list(Reach))
def test_a_lost_answer_asks_at_once_and_says_where_to_look(reach: Reach) -> None:
    """Demand 1: not after a time in which nothing can come."""
    lost = text(State.UNCONFIRMED, doubted_at=THEN, error_code="timed_out", held_reason=messages.NO_LIST)
    found = evidence(lost, replace(CLOUDTALK, reach=reach, since=THEN), THEN)
    assert (found.phase, found.asks, found.until) == (Phase.NO_LIST, True, None)
    assert found.sentence == (
        "CloudTalk did not answer in time. CloudTalk cannot be asked whether it went out. "
        "Look in CloudTalk's own app, then choose."
    )


def test_a_text_under_way_for_long_says_that_nobody_can_be_asked() -> None:
    found = said(text(State.SENDING, attempted_at=THEN), after(61, CLOUDTALK))
    assert found.note == "No answer for 60 s. If none comes, CloudTalk cannot be asked for it: you will be."


def test_what_a_person_marked_as_sent_is_called_so_and_never_confirmed() -> None:
    """C6."""
    marked = text(State.UNCONFIRMED, doubted_at=THEN, left_alone=True, held_reason=messages.MARKED_SENT)
    found = said(marked, after(60, CLOUDTALK))
    assert (found.state, found.word) == (State.UNCONFIRMED, "Marked as sent")
    assert found.note == "You marked it as sent. CloudTalk did not confirm it."


def test_the_strip_offers_to_mark_it_as_sent_in_place_of_checking(account: Account, unlisted: Tab) -> None:
    with unhurried():
        unlisted.view.open(doubtful(account, "Are you there?"))
    labels = " ".join(one.text() for one in unlisted.view.pane.attention.findChildren(QLabel))
    assert "Look in CloudTalk's own app" in labels
    assert button(unlisted, "Check again") is None
    assert button(unlisted, "Leave it") and button(unlisted, "Send again")
    mark = button(unlisted, "Mark as sent")
    assert mark is not None and mark.accessibleName() == "Mark as sent"
    QTest.mouseClick(mark, Qt.MouseButton.LeftButton)
    (found,) = messages.newest(account.db)
    assert (found.state, found.held_reason) == (State.UNCONFIRMED, messages.MARKED_SENT)
    assert not unlisted.view.pane.attention.isVisible()
    assert [one.id for one in messages.newest(account.db)] == [found.id]


def test_an_empty_list_and_the_composer_say_that_answers_are_elsewhere(
    account: Account, unlisted: Tab
) -> None:
    """§1.6: the gap is said before anybody waits for an answer."""
    unlisted.view._left.show_rows()
    shown = " ".join(one.text() for one in unlisted.view._left.findChildren(QLabel))
    assert "passes answers to its own app alone" in shown
    unlisted.view.open(put(account, ["Hello"], outbound=True, state=State.ACCEPTED))
    assert unlisted.composer.note() == (
        "Only what you send from here is shown. Answers are in the service's own app."
    )


def test_the_menu_offers_to_mark_it_as_sent_while_nobody_decided(account: Account, unlisted: Tab) -> None:
    """Nothing is offered that nobody can do: there is no list to check."""
    unlisted.view.open(doubtful(account, "Are you there?"))
    (text_of_ours,) = messages.newest(account.db)
    view = unlisted.view.thread_view

    def names() -> list[str]:
        menu = view.menu.open_at(view.visualRect(unlisted.thread.index(0)).center())
        assert menu is not None
        found = [one.text() for one in menu.actions() if not one.isSeparator()]
        menu.close()
        return found

    offered = {"Send again", "Mark as sent", "Check again", "Leave it"}
    assert offered & set(names()) == {"Send again", "Mark as sent", "Leave it"}
    unlisted.thread.mark_sent(text_of_ours.id)
    assert offered & set(names()) == {"Send again"}


def test_the_details_say_that_what_was_handed_over_cannot_be_confirmed(
    account: Account, unlisted: Tab
) -> None:
    """C6: in the words of the bubble's tip, and each past state in the same."""
    unlisted.view.open(put(account, ["Hello"], outbound=True, state=State.ACCEPTED))
    details = unlisted.thread.details.of(messages.newest(account.db)[0].id)
    assert details is not None
    facts = {fact.name: fact.value for section in details.sections for fact in section.facts}
    assert facts["State"] == "Handed over to CloudTalk"
    assert "can't be confirmed" in facts["What is known"]
