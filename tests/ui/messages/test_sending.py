"""Exactly one text however Send is pressed; what was sent or held comes back where one writes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.announce import Link, LinkChanged
from desktop.sms.delivery import State
from desktop.store import messages
from desktop.ui.messages import sending
from tests.ui.account import ACCOUNT, SALES, SUPPORT, Account
from tests.ui.clicks import double_click
from tests.ui.messages.texts import VIKTOR, ZOE, Tab, change, know, offer, put

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def zoe(account: Account, tab: Tab) -> Tab:
    """Zoë's conversation is open; what is sent can be taken back for a while."""
    offer(account)
    know(account, "Zoë Patel", ZOE)
    tab.composer.undo.window = lambda: timedelta(seconds=5)
    tab.view.open(put(account, ["Is it there?"]))
    tab.view.composer.edit.setFocus()
    return tab


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read out of sending."""
    said: list[str] = []
    monkeypatch.setattr(sending, "announce", lambda _, text: said.append(text))
    return said


def sent(account: Account) -> list[str]:
    return [one.body for one in messages.newest(account.db) if one.outbound]


def enter(tab: Tab, *, repeats: bool = False) -> None:
    no_key = Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, no_key, "\r", repeats)
    focus = tab.window.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, event)


def send_button(tab: Tab) -> QPushButton:
    buttons = tab.view.composer.findChildren(QPushButton)
    return next(one for one in buttons if one.accessibleName() == "Send")


def held_enter(tab: Tab) -> None:
    enter(tab)
    for _ in range(10):
        enter(tab, repeats=True)


def two_quick_enters(tab: Tab) -> None:
    enter(tab)
    enter(tab)


def a_double_click_on_send(tab: Tab) -> None:
    QTest.mouseClick(send_button(tab), LEFT)
    double_click(send_button(tab))


def a_held_enter_on_send(tab: Tab) -> None:
    send_button(tab).setFocus()
    held_enter(tab)


def a_held_space_on_send(tab: Tab) -> None:
    send_button(tab).setFocus()
    for _ in range(3):
        QTest.keyClick(tab.window.focusWidget(), Qt.Key.Key_Space)


def enter_and_a_click(tab: Tab) -> None:
    enter(tab)
    QTest.mouseClick(send_button(tab), LEFT)


@pytest.mark.parametrize(
    "press",
    [
        held_enter,
        two_quick_enters,
        a_double_click_on_send,
        a_held_enter_on_send,
        a_held_space_on_send,
        enter_and_a_click,
    ],
)
def test_it_is_one_text_however_send_is_pressed(
    account: Account, zoe: Tab, press: Callable[[Tab], None]
) -> None:
    """Spoke sends on key-up for this; conventions 4.1: auto-repeat is ignored."""
    zoe.view.composer.edit.insertPlainText("ok")
    press(zoe)
    assert sent(account) == ["ok"]


def test_enter_in_the_empty_field_hurries_nothing(account: Account, zoe: Tab) -> None:
    zoe.view.composer.edit.insertPlainText("ok")
    two_quick_enters(zoe)
    assert messages.newest(account.db, limit=1)[0].undo_until is not None


def test_how_to_take_it_back_is_said_once(zoe: Tab, heard: list[str]) -> None:
    zoe.view.sending.name_keys("Alt+Z")
    zoe.view.composer.edit.insertPlainText("ok")
    enter(zoe)
    assert heard == ["Sending in 5 seconds. Alt+Z takes it back."]


@pytest.mark.parametrize("link", [Link.OFFLINE, Link.SIGN_IN_NEEDED])
def test_where_nothing_leaves_nobody_is_told_that_it_is_being_sent(
    account: Account, zoe: Tab, heard: list[str], link: Link
) -> None:
    """As the bubble says."""
    account.announcer.publish(LinkChanged(ACCOUNT, link, "timed out"))
    zoe.view.composer.edit.insertPlainText("ok")
    enter(zoe)
    assert heard == ["It waits here. Can be undone for 5 seconds."]


def test_ctrl_z_in_an_empty_field_takes_the_text_back(account: Account, zoe: Tab, heard: list[str]) -> None:
    edit = zoe.view.composer.edit
    edit.insertPlainText("too early")
    enter(zoe)
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sent(account) == []
    assert edit.toPlainText() == "too early" and edit.textCursor().atEnd()
    assert heard[-1] == "Taken back. The words are here again; nothing was sent."
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert heard[-1] == "Taken back. The words are here again; nothing was sent."


def test_where_nothing_can_be_taken_back_undo_says_so(zoe: Tab, heard: list[str]) -> None:
    zoe.view.undo_send()
    assert heard == ["No text can be taken back any more."]


def test_a_click_on_undo_that_comes_too_late_says_so_where_one_writes(account: Account, zoe: Tab) -> None:
    """Demand 20; a click that seems to do nothing is done again."""
    zoe.view.composer.edit.insertPlainText("gone")
    enter(zoe)
    (gone,) = [one for one in zoe.thread.messages() if one.outbound]
    change(account, gone.id, state=State.DELIVERED, undo_until=None)
    zoe.view.sending.undo(gone.id)
    assert zoe.view.composer.strip.texts() == ["It has left already and cannot be taken back."]


def test_undo_of_a_text_that_still_waits_names_what_can_stop_it(account: Account, zoe: Tab) -> None:
    zoe.view.composer.edit.insertPlainText("waits")
    enter(zoe)
    (waits,) = [one for one in zoe.thread.messages() if one.outbound]
    change(account, waits.id, undo_until=None)
    zoe.view.sending.undo(waits.id)
    (told,) = zoe.view.composer.strip.texts()
    assert told == "It can no longer be taken back. While it waits here, its menu can stop it."


def test_a_second_click_on_undo_says_nothing_wrong(zoe: Tab) -> None:
    zoe.view.composer.edit.insertPlainText("too early")
    enter(zoe)
    (early,) = [one for one in zoe.thread.messages() if one.outbound]
    zoe.view.sending.undo(early.id)
    zoe.view.sending.undo(early.id)
    assert zoe.view.composer.strip.texts() == []


def test_a_text_that_left_before_it_was_stopped_says_so_where_one_writes(account: Account, zoe: Tab) -> None:
    zoe.view.composer.edit.insertPlainText("gone")
    enter(zoe)
    (gone,) = [one for one in zoe.thread.messages() if one.outbound]
    zoe.thread.stop(gone.id)
    zoe.thread.stop(gone.id)
    assert zoe.view.composer.strip.texts() == []
    change(account, gone.id, state=State.SENDING)
    zoe.thread.stop(gone.id)
    assert zoe.view.composer.strip.texts() == ["It has left already and cannot be stopped."]


def test_undo_elsewhere_says_where_the_words_are(account: Account, zoe: Tab) -> None:
    zoe.view.composer.edit.insertPlainText("for Zoë")
    enter(zoe)
    zoe.view.open(put(account, ["Hi"], peer=VIKTOR))
    zoe.view.undo_send()
    assert sent(account) == []
    assert zoe.view.composer.edit.toPlainText() == ""
    said = "Taken back. The words are the draft to Zoë Patel; nothing was sent."
    assert zoe.view.composer.strip.texts() == [said]
    zoe.view.open(1)
    assert zoe.view.composer.edit.toPlainText() == "for Zoë"


def test_writing_from_the_line_they_know_is_one_click_and_takes_the_words_along(
    account: Account, zoe: Tab
) -> None:
    """Demand 13: changing the line is explicit."""
    zoe.lines.choose(ACCOUNT, SALES)
    zoe.view.start_with(ZOE)
    zoe.view.composer.edit.insertPlainText("Hello Zoë")
    (button,) = [one for one in zoe.view.composer.strip.findChildren(QPushButton) if one.isVisible()]
    assert button.text() == "Write from \u2068+44 7700 900010\u2069"
    QTest.mouseClick(button, LEFT)
    assert zoe.lines.current is not None and zoe.lines.current.number == SUPPORT
    assert zoe.thread.conversation_id == 1
    assert zoe.view.composer.edit.toPlainText() == "Hello Zoë"
    assert zoe.view.composer.strip.texts() == []
    enter(zoe)
    found = [(one.line, one.body) for one in messages.newest(account.db) if one.outbound]
    assert found == [(SUPPORT, "Hello Zoë")]


def test_the_words_of_a_failed_last_text_are_offered_and_taken_up_again(account: Account, zoe: Tab) -> None:
    """C15"""
    put(account, ["refused"], outbound=True, state=State.FAILED, since=datetime.now(UTC))
    strip = zoe.view.composer.strip
    assert strip.texts() == ["Your last text here did not go out."]
    (button,) = [one for one in strip.findChildren(QPushButton) if one.isVisible()]
    QTest.mouseClick(button, LEFT)
    assert zoe.view.composer.edit.toPlainText() == "refused"
    assert strip.texts() == []
    assert sent(account) == ["refused"]


def test_a_failed_text_of_any_age_is_taken_up_from_its_menu_before_what_is_written(
    account: Account, zoe: Tab
) -> None:
    put(account, ["refused"], outbound=True, state=State.FAILED)
    put(account, ["later"])
    zoe.view.composer.edit.insertPlainText("and this")
    refused = next(one for one in zoe.thread.messages() if one.body == "refused")
    zoe.view.thread_view.edit_wanted.emit(refused)
    assert zoe.view.composer.edit.toPlainText() == "refused\nand this"
    delivered = zoe.thread.messages()[0]
    zoe.view.thread_view.edit_wanted.emit(delivered)
    assert zoe.view.composer.edit.toPlainText() == "refused\nand this"
