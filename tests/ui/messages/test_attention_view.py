"""A text that is not confirmed asks, with its evidence; each of its three buttons does one thing, once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.store import messages
from desktop.ui.messages import attention_view
from tests.ui.account import ACCOUNT, Account
from tests.ui.clicks import double_click, unhurried
from tests.ui.messages.texts import NOON, Tab, change, doubtful, put

BUTTONS = ["Leave it", "Check again", "Send again"]


def button(tab: Tab, name: str) -> QPushButton:
    (found,) = [
        one for one in tab.view.pane.attention.findChildren(QPushButton) if one.accessibleName() == name
    ]
    return found


def words(tab: Tab) -> str:
    return " ".join(label.text() for label in tab.view.pane.attention.findChildren(QLabel) if label.text())


def by_mouse(one: QPushButton) -> None:
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)


def by_space(one: QPushButton) -> None:
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)


def by_enter(one: QPushButton) -> None:
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Return)


WAYS = pytest.mark.parametrize("press", [by_mouse, by_space, by_enter])
Press = Callable[[QPushButton], None]


@pytest.fixture
def asking(account: Account, tab: Tab) -> Tab:
    """A thread is open, one of whose texts may or may not have gone out."""
    tab.thread.know_services({ACCOUNT: "Cliqtel"})
    with unhurried():
        tab.view.open(doubtful(account, "Are you there?"))
    return tab


def states(account: Account) -> list[State]:
    return [one.state for one in messages.newest(account.db)]


def test_it_says_which_text_and_what_is_known_of_it(asking: Tab) -> None:
    """Architecture, "Sending": never two without a click, never zero without being told."""
    assert asking.view.pane.attention.isVisible()
    assert words(asking).startswith("“Are you there?” — Not in Cliqtel's list (last read 2 March")
    assert "It probably did not go out, but nobody can be certain." in words(asking)
    assert [button(asking, name).isVisible() for name in BUTTONS] == [True] * 3


def test_a_thread_without_such_a_text_shows_nothing(account: Account, asking: Tab) -> None:
    asking.view.open(put(account, ["Hi"], peer="+447700900456"))
    assert not asking.view.pane.attention.isVisible()
    asking.view.open(1)
    assert asking.view.pane.attention.isVisible()


@WAYS
def test_send_again_sends_the_same_text_once_more(account: Account, asking: Tab, press: Press) -> None:
    press(button(asking, "Send again"))
    assert states(account) == [State.QUEUED, State.UNCONFIRMED]
    assert asking.thread.messages()[-1].body == "Are you there?"
    assert not asking.view.pane.attention.isVisible()


@WAYS
def test_leave_it_sends_nothing_and_asks_no_more(account: Account, asking: Tab, press: Press) -> None:
    press(button(asking, "Leave it"))
    assert states(account) == [State.UNCONFIRMED]
    assert not asking.view.pane.attention.isVisible()


@WAYS
def test_check_again_looks_once_more_and_goes_on_asking(
    account: Account, asking: Tab, qtbot: QtBot, press: Press
) -> None:
    asked: list[str] = []
    asking.view.check_again.connect(asked.append)
    press(button(asking, "Check again"))
    assert asked == [ACCOUNT]
    assert states(account) == [State.UNCONFIRMED]
    assert asking.view.pane.attention.isVisible()


def test_the_second_half_of_a_double_click_decides_nothing_about_the_next_text(
    account: Account, asking: Tab
) -> None:
    """Never two without the agent's click: the next question stands in the place of the first at once."""
    doubtful(account, "And you?", since=NOON + timedelta(hours=1))
    again = button(asking, "Send again")
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    double_click(again)
    assert sorted(one.body for one in messages.newest(account.db)) == [
        "And you?",
        "Are you there?",
        "Are you there?",
    ]
    assert words(asking).startswith("“And you?”")


def test_the_oldest_question_comes_first(account: Account, asking: Tab) -> None:
    doubtful(account, "Before", since=NOON - timedelta(hours=1))
    assert words(asking).startswith("“Before”")


def test_a_text_that_is_found_after_all_asks_no_more(account: Account, asking: Tab) -> None:
    change(account, 1, state=State.DELIVERED)
    assert not asking.view.pane.attention.isVisible()


def test_its_words_are_one_plain_line_whatever_the_text_is(account: Account, tab: Tab) -> None:
    tab.view.open(doubtful(account, "<h1>a</h1>\n\u202e" + "b" * 5000))
    assert words(tab).startswith("“<h1>a</h1> bbb")
    assert "\u202e" not in words(tab)
    assert len(words(tab)) < 400
    (label,) = [one for one in tab.view.pane.attention.findChildren(QLabel) if one.text()]
    assert label.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize("width", [360, 1080])
def test_all_three_buttons_fit(
    account: Account, open_tab: Callable[..., Tab], qtbot: QtBot, width: int
) -> None:
    there = doubtful(account, "Are you there?", tell=False)
    tab = open_tab(width=width)
    tab.view.open(there)
    pane = tab.view.pane.attention
    qtbot.waitUntil(lambda: pane.width() > 300)
    for name in BUTTONS:
        one = button(tab, name)
        assert pane.rect().contains(one.geometry())
        assert one.width() >= one.sizeHint().width()


def test_how_many_more_wait_for_a_decision_is_said(account: Account, asking: Tab) -> None:
    """The oldest first, and how many after it."""
    for place in range(2):
        doubtful(account, f"Text {place}", since=NOON + timedelta(hours=place + 1))
    assert words(asking).startswith("“Are you there?”")
    assert words(asking).endswith("And 2 more texts to decide about.")
    QTest.mouseClick(button(asking, "Leave it"), Qt.MouseButton.LeftButton)
    assert words(asking).endswith("And 1 more text to decide about.")


def test_check_again_is_answered_where_one_looks(account: Account, asking: Tab) -> None:
    """In the question and in the bubble."""
    QTest.mouseClick(button(asking, "Check again"), Qt.MouseButton.LeftButton)
    assert "Checking with Cliqtel …" in words(asking)
    (text,) = asking.thread.messages()
    change(account, text.id, looked_at=datetime.now(UTC) + timedelta(milliseconds=1))
    assert "Checked just now: still not there." in words(asking)
    assert "Checked just now" in asking.thread.said(asking.thread.messages()[0]).note


def test_what_was_left_says_so_in_its_bubble(asking: Tab) -> None:
    QTest.mouseClick(button(asking, "Leave it"), Qt.MouseButton.LeftButton)
    assert asking.thread.said(asking.thread.messages()[0]).note == "Not confirmed; you left it."


def test_what_was_sent_again_says_so_in_its_bubble(asking: Tab) -> None:
    QTest.mouseClick(button(asking, "Send again"), Qt.MouseButton.LeftButton)
    assert asking.thread.said(asking.thread.messages()[0]).note == "Not confirmed; you sent it again."


def test_a_pull_that_changes_only_clock_times_is_not_read_out_again(
    account: Account, asking: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pull a second would have a screen reader speak without end."""
    heard: list[str] = []
    monkeypatch.setattr(attention_view, "announce", lambda _, text: heard.append(text))
    (text,) = asking.thread.messages()
    change(account, text.id, looked_at=NOON + timedelta(minutes=9))
    assert heard == []
    doubtful(account, "Older", since=NOON - timedelta(hours=1))
    assert len(heard) == 1 and heard[0].startswith("“Older”")


def test_a_click_begun_about_one_text_is_never_about_the_next(account: Account, asking: Tab) -> None:
    """Never two without the agent's click: a pull settles the first while the button is down."""
    doubtful(account, "And you?", since=NOON + timedelta(hours=1))
    again = button(asking, "Send again")
    QTest.mousePress(again, Qt.MouseButton.LeftButton)
    change(account, 1, state=State.DELIVERED)
    assert words(asking).startswith("“And you?”")
    QTest.mouseRelease(again, Qt.MouseButton.LeftButton)
    assert sorted(one.body for one in messages.newest(account.db)) == ["And you?", "Are you there?"]
    assert asking.view.pane.attention.isVisible()


def test_a_click_begun_about_one_text_stays_about_it_when_an_older_one_comes_first(
    account: Account, asking: Tab
) -> None:
    again = button(asking, "Send again")
    QTest.mousePress(again, Qt.MouseButton.LeftButton)
    doubtful(account, "Before", since=NOON - timedelta(hours=1))
    QTest.mouseRelease(again, Qt.MouseButton.LeftButton)
    sent = sorted(one.body for one in messages.newest(account.db))
    assert sent == ["Are you there?", "Are you there?", "Before"]
    assert words(asking).startswith("“Before”")


@WAYS
def test_right_after_the_question_changed_no_click_decides(
    account: Account, asking: Tab, press: Press
) -> None:
    """It was aimed at the text before; nobody reads that fast."""
    doubtful(account, "And you?", since=NOON + timedelta(hours=1))
    change(account, 1, state=State.DELIVERED)
    press(button(asking, "Send again"))
    assert len(messages.newest(account.db)) == 2
    assert words(asking).startswith("“And you?”")
