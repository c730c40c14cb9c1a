"""Held texts wait above the composer: one at a time, by mouse or keys, with Send, Edit and Drop."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.store import held, messages
from tests.ui.account import Account, unnamed
from tests.ui.clicks import double_click, unhurried
from tests.ui.messages.texts import VIKTOR, Tab, offer, put

LEFT = Qt.MouseButton.LeftButton


def wait(account: Account, *bodies: str, **fields: Any) -> int:
    since = datetime.now(UTC) - timedelta(minutes=14, seconds=30)
    fields = {"held_reason": held.ANSWERED, **fields}
    return put(account, bodies, outbound=True, state=State.HELD, since=since, **fields)


@pytest.fixture
def waiting(account: Account, tab: Tab) -> Tab:
    """Zoë's conversation is open, with three texts that wait."""
    offer(account)
    with unhurried():
        tab.view.open(wait(account, "one", "two", "three"))
    return tab


def button(tab: Tab, name: str) -> QPushButton:
    (found,) = [one for one in tab.view.pane.held.findChildren(QPushButton) if one.text() == name]
    return found


def words(tab: Tab) -> str:
    labels = tab.view.pane.held.findChildren(QLabel)
    return " ".join(one.text() for one in labels if one.text() and one.isVisible())


def states(account: Account) -> dict[str, State]:
    return {one.body: one.state for one in messages.newest(account.db)}


def test_it_says_which_text_why_and_how_many_more(waiting: Tab) -> None:
    """Idea 8."""
    assert waiting.view.pane.held.isVisible()
    assert words(waiting).startswith("“one” — Written 14 minutes ago, before ")
    assert words(waiting).endswith("And 2 more wait.")
    assert unnamed(waiting.view.pane.held) == []


def test_a_conversation_where_nothing_waits_shows_nothing(account: Account, waiting: Tab) -> None:
    waiting.view.open(put(account, ["Hi"], peer=VIKTOR))
    assert not waiting.view.pane.held.isVisible()
    waiting.view.open(1)
    assert waiting.view.pane.held.isVisible()


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Return, Qt.Key.Key_Space])
@pytest.mark.parametrize(("name", "state"), [("Send", State.QUEUED), ("Drop", State.STOPPED)])
def test_send_and_drop_decide_about_the_text_that_shows(
    account: Account, waiting: Tab, name: str, state: State, key: Qt.Key | None
) -> None:
    if key is None:
        QTest.mouseClick(button(waiting, name), LEFT)
    else:
        button(waiting, name).setFocus()
        QTest.keyClick(button(waiting, name), key)
    assert states(account) == {"one": state, "two": State.HELD, "three": State.HELD}
    assert words(waiting).startswith("“two” — ")


def test_edit_puts_the_words_into_the_composer_before_what_is_there(account: Account, waiting: Tab) -> None:
    edit = waiting.view.composer.edit
    edit.insertPlainText("begun")
    QTest.mouseClick(button(waiting, "Edit"), LEFT)
    assert edit.toPlainText() == "one\nbegun" and edit.hasFocus()
    assert list(states(account)) == ["three", "two"]


def test_a_double_click_decides_about_one_text(account: Account, waiting: Tab, qtbot: QtBot) -> None:
    QTest.mouseClick(button(waiting, "Send"), LEFT)
    double_click(button(waiting, "Send"))
    assert states(account) == {"one": State.QUEUED, "two": State.HELD, "three": State.HELD}


def test_up_in_an_empty_composer_takes_up_the_last_one_that_waits(account: Account, waiting: Tab) -> None:
    """Conventions 4.1: last failed or held."""
    QTest.keyClick(waiting.view.composer.edit, Qt.Key.Key_Up)
    assert waiting.view.composer.edit.toPlainText() == "three"
    assert states(account) == {"one": State.HELD, "two": State.HELD}


def test_the_list_says_how_many_wait_wherever_one_is(account: Account, waiting: Tab, qtbot: QtBot) -> None:
    rows = waiting.conversations
    waiting.view.open(put(account, ["Hi"], peer=VIKTOR))
    rows.reload()

    def said() -> str:
        place = rows.row_of(1)
        assert place is not None
        return rows.second_line(rows.conversation(rows.index(place)))

    assert said() == "3 texts wait for you"
    place = rows.row_of(1)
    assert place is not None
    spoken = rows.index(place).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("3 texts wait for you, ")
    held.drop(account.db, held.waiting(account.db, 1)[0].id)
    rows.reload()
    assert said() == "2 texts wait for you"
    for one in held.waiting(account.db, 1):
        held.drop(account.db, one.id)
    rows.reload()
    assert "wait for you" not in said()


def test_in_a_narrow_window_the_buttons_keep_their_words(waiting: Tab) -> None:
    waiting.resize(360, 640)
    waiting.window.setFont(QApplication.font())
    for name in ("Send", "Edit", "Drop"):
        one = button(waiting, name)
        assert one.width() >= one.fontMetrics().horizontalAdvance(name)


def test_a_click_begun_about_one_text_is_never_about_the_next(account: Account, waiting: Tab) -> None:
    """Another process decides about the first while the button is down."""
    QTest.mousePress(button(waiting, "Send"), LEFT)
    held.drop(account.db, held.waiting(account.db, 1)[0].id)
    assert words(waiting).startswith("“two” — ")
    QTest.mouseRelease(button(waiting, "Send"), LEFT)
    assert states(account) == {"one": State.STOPPED, "two": State.HELD, "three": State.HELD}


def test_right_after_the_question_changed_no_click_decides(account: Account, waiting: Tab) -> None:
    held.drop(account.db, held.waiting(account.db, 1)[0].id)
    QTest.mouseClick(button(waiting, "Send"), LEFT)
    assert states(account) == {"one": State.STOPPED, "two": State.HELD, "three": State.HELD}


def test_while_an_unconfirmed_text_asks_the_one_that_waits_says_its_number_there(
    account: Account, waiting: Tab
) -> None:
    """One question at a time: two strips would leave a small window no room for the thread."""
    since = datetime.now(UTC) - timedelta(hours=1)
    with unhurried():
        put(account, ["perhaps"], outbound=True, state=State.UNCONFIRMED, since=since, missing_since=since)
    pane = waiting.view.pane
    assert pane.attention.isVisible() and not pane.held.isVisible()
    labels = [one.text() for one in pane.attention.findChildren(QLabel)]
    assert "After that, 3 texts wait for you." in labels
    pane.attention.leave_button.click()
    assert not pane.attention.isVisible() and pane.held.isVisible()
    # The next question stood where the other's button was.
    QTest.mouseClick(button(waiting, "Send"), LEFT)
    assert states(account)["one"] is State.HELD
