"""What the buttons of findings lead to beyond the text."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop.sms.preflight import Finding, Fix, Rule, Severity
from desktop.store import lines, messages
from tests.ui.account import ACCOUNT, SALES, SUPPORT, Account
from tests.ui.messages.persons import said, second_service
from tests.ui.messages.texts import VIKTOR, Tab, offer, put


@pytest.fixture
def zoe(account: Account, tab: Tab) -> Tab:
    offer(account)
    tab.view.open(put(account, ["First", "Second", "Third"], outbound=True))
    return tab


def finding(fix: Fix, **values: str) -> Finding:
    return Finding(Severity.WARN, Rule.BAD_PAIR, "B19", fix, tuple(values.items()))


def test_a_line_that_reached_them_is_offered_at_once(zoe: Tab, qtbot: QtBot) -> None:
    """B19"""
    with qtbot.waitSignal(zoe.view.composer.line_wanted) as heard:
        zoe.view.fixes.do(finding(Fix.OTHER_LINE, other_line=SALES))
    assert heard.args == [ACCOUNT, SALES]


@pytest.mark.parametrize(
    ("fix", "name"),
    [
        (Fix.OTHER_LINE, "lines_wanted"),
        (Fix.OTHER_NUMBER, "person_wanted"),
    ],
)
def test_what_is_done_elsewhere_is_asked_for(zoe: Tab, qtbot: QtBot, fix: Fix, name: str) -> None:
    with qtbot.waitSignal(getattr(zoe.view.fixes, name)):
        zoe.view.fixes.do(finding(fix))


@pytest.mark.parametrize("fix", [Fix.OPEN_SETTING, Fix.TOP_UP, Fix.VERIFY_LINE, Fix.UPGRADE])
def test_what_is_done_at_the_service_is_asked_of_its_account(zoe: Tab, qtbot: QtBot, fix: Fix) -> None:
    """B24: the account that is written from, and what it is about."""
    with qtbot.waitSignal(zoe.view.fixes.accounts_wanted) as heard:
        zoe.view.fixes.do(finding(fix))
    assert heard.args == [ACCOUNT, finding(fix)]


def test_a_landline_is_called_from_a_new_message_too(zoe: Tab, qtbot: QtBot) -> None:
    """B13: from the line that would have texted it."""
    zoe.view.start_new(VIKTOR)
    with qtbot.waitSignal(zoe.view.fixes.call_wanted) as heard:
        zoe.view.fixes.do(finding(Fix.CALL, number=VIKTOR))
    assert heard.args == [ACCOUNT, SUPPORT, VIKTOR]


def test_an_emergency_number_goes_into_the_dialpad_and_is_not_called_here(zoe: Tab, qtbot: QtBot) -> None:
    """B12: the dialpad says what such a call means; a person presses Call there."""
    zoe.view.start_new("112")
    (emergency,) = [one for one in zoe.composer.findings() if one.code is Rule.EMERGENCY]
    fixes = zoe.view.fixes
    with qtbot.assertNotEmitted(fixes.call_wanted), qtbot.waitSignal(fixes.number_wanted) as heard:
        fixes.do(emergency)
    assert heard.args == ["112"]


def test_why_a_line_cannot_call_is_said_instead(account: Account, zoe: Tab, qtbot: QtBot) -> None:
    lines.replace(account.db, ACCOUNT, [replace(one, can_call=False) for one in lines.listing(account.db)])
    zoe.view.start_with(VIKTOR)
    with qtbot.assertNotEmitted(zoe.view.fixes.call_wanted):
        zoe.view.fixes.do(finding(Fix.CALL, number=VIKTOR))
    assert any("cannot call" in words for words in zoe.view.composer.strip.texts())


def test_the_earlier_text_is_shown(account: Account, zoe: Tab) -> None:
    """B23: jump to it."""
    first = min(one.id for one in zoe.thread.messages())
    zoe.view.fixes.do(finding(Fix.SHOW_EARLIER, message_id=str(first)))
    assert zoe.view.thread_view.currentIndex().row() == zoe.thread.row_of(first)


def test_the_recipient_of_a_conversation_is_changed_by_a_new_message(zoe: Tab) -> None:
    """B11"""
    zoe.view.fixes.do(finding(Fix.CHANGE_RECIPIENT))
    assert zoe.view.recipient.field.hasFocus()
    assert zoe.composer.target is not None and zoe.composer.target.new


def test_a_stop_to_another_line_is_said_and_its_text_shown(
    account: Account, open_tab: Callable[..., Tab]
) -> None:
    """B20: a STOP is one line's; it is said on another one, with the way to it."""
    second_service(account)
    said(account, ["STOP"], at=5)
    here = put(account, ["Hello"])
    tab = open_tab()
    tab.view.all_lines.setChecked(True)
    tab.view.open(here)
    stop = next(one for one in messages.newest(account.db) if one.body == "STOP")
    (told,) = [one for one in tab.composer.findings() if one.code is Rule.STOPPED_ELSEWHERE]
    assert (told.fix, told.value("message_id")) == (Fix.SHOW_STOP, str(stop.id))
    assert any(one.startswith("They wrote “") for one in tab.view.composer.strip.texts())
    assert not tab.composer.closed_reason()
    tab.view.fixes.do(told)
    shown = tab.view.thread_view.currentIndex().row()
    assert shown >= 0 and shown == tab.thread.row_of(stop.id)
