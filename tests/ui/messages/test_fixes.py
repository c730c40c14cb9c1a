"""What the buttons of findings lead to beyond the text."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.sms.preflight import Finding, Fix, Rule, Severity
from tests.ui.account import ACCOUNT, SALES, Account
from tests.ui.messages.texts import Tab, offer, put


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
        (Fix.OPEN_SETTING, "accounts_wanted"),
        (Fix.TOP_UP, "accounts_wanted"),
        (Fix.VERIFY_LINE, "accounts_wanted"),
        (Fix.UPGRADE, "accounts_wanted"),
        (Fix.OTHER_NUMBER, "person_wanted"),
    ],
)
def test_what_is_done_elsewhere_is_asked_for(zoe: Tab, qtbot: QtBot, fix: Fix, name: str) -> None:
    with qtbot.waitSignal(getattr(zoe.view.fixes, name)):
        zoe.view.fixes.do(finding(fix))


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
