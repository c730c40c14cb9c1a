"""Which key sends, what a held one does, bringing back a failed text, and what is read out of the counter."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.sms.delivery import State
from desktop.store import messages
from desktop.ui.messages import composer_view
from tests.ui.account import ACCOUNT, INTAKE, Account
from tests.ui.messages.texts import VIKTOR, Tab, offer, put

NOTHING = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def enter(tab: Tab, held: Qt.KeyboardModifier = NOTHING, *, repeats: bool = False) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, held, "\r", repeats)
    QApplication.sendEvent(tab.view.composer.edit, event)


def up(tab: Tab) -> None:
    QTest.keyClick(tab.view.composer.edit, Qt.Key.Key_Up)


def sent(account: Account) -> list[str]:
    return [one.body for one in messages.newest(account.db) if one.outbound]


@pytest.fixture
def zoe(account: Account, tab: Tab) -> Tab:
    """Zoë's conversation is open, its composer has the focus."""
    offer(account)
    tab.view.open(put(account, ["Is it there?"]))
    return tab


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the composer has read out."""
    said: list[str] = []
    monkeypatch.setattr(composer_view, "announce", lambda _, text: said.append(text))
    return said


def test_with_ctrl_enter_chosen_enter_begins_a_line_and_ctrl_enter_sends(account: Account, zoe: Tab) -> None:
    """Conventions 4.1: Enter sends, switchable."""
    zoe.view.composer.set_send_key(ctrl=True)
    QTest.keyClicks(zoe.view.composer.edit, "one")
    enter(zoe)
    enter(zoe, SHIFT)
    QTest.keyClicks(zoe.view.composer.edit, "two")
    assert sent(account) == []
    enter(zoe, CTRL)
    assert sent(account) == ["one\n\ntwo"]
    buttons = zoe.view.composer.findChildren(QPushButton)
    button = next(one for one in buttons if one.accessibleName() == "Send")
    assert button.toolTip() == "Send (Ctrl+Enter)"


@pytest.mark.parametrize("ctrl", [False, True])
def test_a_held_key_sends_once(account: Account, zoe: Tab, ctrl: bool) -> None:
    zoe.view.composer.set_send_key(ctrl=ctrl)
    held = CTRL if ctrl else NOTHING
    for repeats in (False, True, True):
        zoe.view.composer.edit.insertPlainText("ok")
        enter(zoe, held, repeats=repeats)
    assert sent(account) == ["ok"]
    assert zoe.view.composer.edit.toPlainText() == "okok"


def test_up_in_an_empty_composer_brings_back_the_last_failed_text_and_sends_nothing(
    account: Account, zoe: Tab, heard: list[str]
) -> None:
    put(account, ["first", "second"], outbound=True, state=State.FAILED)
    put(account, ["for somebody else"], outbound=True, state=State.FAILED, peer=VIKTOR)
    before = sent(account)
    up(zoe)
    assert zoe.view.composer.edit.toPlainText() == zoe.composer.text == "second"
    assert zoe.view.composer.edit.textCursor().atEnd()
    assert sent(account) == before
    assert heard == ["The last failed text is here again. Nothing was sent."]
    up(zoe)
    assert zoe.view.composer.edit.toPlainText() == "second"


def test_up_never_costs_what_is_written(account: Account, zoe: Tab) -> None:
    put(account, ["failed"], outbound=True, state=State.FAILED)
    QTest.keyClicks(zoe.view.composer.edit, "Hello")
    up(zoe)
    assert zoe.view.composer.edit.toPlainText() == "Hello"
    assert not zoe.composer.bring_back()


def test_where_nothing_failed_up_says_so(zoe: Tab, heard: list[str]) -> None:
    up(zoe)
    assert zoe.view.composer.edit.toPlainText() == ""
    assert heard == ["No text of this conversation failed."]


def test_nothing_comes_back_where_nothing_can_be_sent(account: Account, tab: Tab) -> None:
    tab.lines.choose(ACCOUNT, INTAKE)
    tab.view.open(put(account, ["failed"], line=INTAKE, outbound=True, state=State.FAILED))
    up(tab)
    enter(tab, SHIFT)
    assert tab.view.composer.edit.toPlainText() == ""


def test_another_number_of_parts_is_read_out_more_or_fewer(zoe: Tab, heard: list[str]) -> None:
    edit = zoe.view.composer.edit
    QTest.keyClicks(edit, "Hello")
    assert heard == []
    edit.insertPlainText("x" * 160)
    QTest.keyClicks(edit, "y")
    assert heard == ["165/306 · 2 parts · GSM-7"]
    edit.selectAll()
    edit.insertPlainText("Hello")
    assert heard[1:] == ["5/160 · 1 part · GSM-7"]


def test_another_conversation_s_longer_draft_is_not_read_out_as_a_change(
    account: Account, zoe: Tab, heard: list[str]
) -> None:
    viktor = put(account, ["Hi"], peer=VIKTOR)
    zoe.view.composer.edit.insertPlainText("x" * 200)
    heard.clear()
    zoe.view.open(viktor)
    zoe.view.open(1)
    assert heard == []
