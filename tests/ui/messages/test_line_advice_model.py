"""The line adviser in the composer: another line that reached them, its evidence, one press (idea 16)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.sms.delivery import State
from desktop.store import accounts, conversations, lines, messages
from desktop.ui import moments
from desktop.ui.messages.kept_drafts_model import Target
from tests.asked import asked
from tests.ui.account import ACCOUNT, FREEPHONE, Account, line, unnamed
from tests.ui.messages.persons import DESK, TWILIO, said, second_service
from tests.ui.messages.texts import NOON, ZOE, Tab, put


def evidence(what: str, minutes: int) -> str:
    """The sentence, with the day of so many minutes after noon as it is said now."""
    when = moments.short(NOON + timedelta(minutes=minutes), datetime.now(UTC))
    return f"Another line reached them. Sales, Twilio: {what} {when}."


@pytest.fixture
def refused(account: Account, open_tab: Callable[..., Tab]) -> Tab:
    """A text from the support line failed because of that line; Twilio's delivered one before."""
    accounts.learn(
        account.db,
        ACCOUNT,
        capabilities='{"service": "twilio", "proof": "delivered"}',
        balance=None,
        currency="",
    )
    second_service(account)
    said(account, ["from sales"], at=5, outbound=True)
    lately = datetime.now(UTC) - timedelta(hours=1)
    here = put(account, ["refused"], outbound=True, state=State.FAILED, error_code="21606", since=lately)
    tab = open_tab()
    tab.view.all_lines.setChecked(True)
    tab.view.open(here)
    return tab


def told(tab: Tab) -> str:
    return " / ".join(one for one in tab.view.composer.strip.texts() if one.startswith("Another line"))


def button(tab: Tab, words: str) -> QPushButton:
    found = [one for one in tab.view.composer.findChildren(QPushButton) if one.text() == words]
    (shown,) = [one for one in found if one.isVisible()]
    return shown


def test_the_line_that_reached_them_is_offered_with_the_evidence(refused: Tab) -> None:
    assert told(refused) == evidence("delivered", 5)
    assert unnamed(refused.view.composer) == []
    assert button(refused, "Write from Sales").accessibleDescription() == evidence("delivered", 5)


def test_one_press_takes_the_words_along_and_sends_nothing(refused: Tab, account: Account) -> None:
    """Demand 13: sending is the agent's own press."""
    refused.view.composer.edit.setPlainText("Is it there?")
    before = len(messages.newest(account.db))
    QTest.mouseClick(button(refused, "Write from Sales"), Qt.MouseButton.LeftButton)
    assert refused.composer.target == Target(TWILIO, DESK, ZOE)
    assert refused.composer.text == "Is it there?"
    assert len(messages.newest(account.db)) == before
    assert told(refused) == ""
    there = conversations.find(account.db, TWILIO, DESK, ZOE)
    assert refused.thread.conversation_id == there


def test_without_evidence_there_is_no_advice(account: Account, refused: Tab) -> None:
    said(account, ["failed"], at=9, outbound=True, state=State.FAILED, error_code="30005")
    refused.composer.preflight.forget()
    assert told(refused) == ""


def test_whoever_said_stop_is_not_texted_by_a_way_round(account: Account, refused: Tab) -> None:
    """B20."""
    said(account, ["STOP"], at=10)
    refused.composer.preflight.forget()
    assert told(refused) == ""


def test_a_line_that_reaches_them_is_not_advised_against_and_the_store_not_asked(
    account: Account, refused: Tab
) -> None:
    put(account, ["arrived"], outbound=True, since=datetime.now(UTC))
    refused.composer.preflight.forget()
    assert told(refused) == ""
    there = refused.composer.target
    assert there is not None
    refused.composer.preflight.advice(there, ZOE, "")
    with asked() as statements:
        refused.composer.preflight.advice(there, ZOE, "")
    assert statements == []


def test_where_a_line_cannot_text_at_all_the_one_that_did_is_offered(account: Account, refused: Tab) -> None:
    """A3: Messages is greyed for it, and its threads are read under All lines."""
    refused.view.open(put(account, ["voice only"], line=FREEPHONE))
    assert refused.view.composer.edit.isReadOnly()
    assert told(refused) == evidence("delivered", 5)
    QTest.mouseClick(button(refused, "Write from Sales"), Qt.MouseButton.LeftButton)
    assert refused.composer.target == Target(TWILIO, DESK, ZOE)
    assert not refused.view.composer.edit.isReadOnly()


def test_they_wrote_is_evidence_as_well_and_one_line_is_named_once(account: Account, refused: Tab) -> None:
    said(account, ["answer"], at=20)
    refused.composer.preflight.forget()
    assert told(refused) == evidence("they wrote", 20)
    knows = [one for one in refused.view.composer.strip.texts() if "knows your line" in one]
    assert knows == []


def test_a_line_without_a_name_is_told_by_its_number(account: Account, refused: Tab) -> None:
    lines.replace(account.db, TWILIO, [line(DESK, account_id=TWILIO)])
    refused.composer.preflight.forget()
    assert "\u2068+1 212-555-0199\u2069, Twilio" in told(refused)
