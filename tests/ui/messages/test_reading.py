"""What was on screen counts as read; what somebody set aside stays unread until it is opened anew."""

from pytestqt.qtbot import QtBot

from desktop.ui.messages.reading import SEEN_AFTER_MS
from tests.ui.account import Account
from tests.ui.messages.texts import VIKTOR, Tab, offer, put


def test_what_shows_in_an_open_thread_is_read(account: Account, tab: Tab, qtbot: QtBot) -> None:
    """D1"""
    offer(account)
    tab.view.open(put(account, ["Hi"], unread=1))
    qtbot.waitUntil(lambda: tab.thread.unread == 0)
    assert SEEN_AFTER_MS > 0


def test_what_was_marked_unread_stays_so_until_it_is_opened_anew(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    offer(account)
    zoe, viktor = put(account, ["Hi"]), put(account, ["Hi"], peer=VIKTOR)
    tab.view.open(zoe)
    tab.view.mark_unread()
    tab.view.seen_now()
    qtbot.waitUntil(lambda: tab.thread.unread == 1)
    tab.view.open(viktor)
    tab.view.open(zoe)
    qtbot.waitUntil(lambda: tab.thread.unread == 0)
    tab.view.mark_unread()
    tab.view.mark_read()
    assert tab.thread.unread == 0
