"""*To* of a new message: picking somebody, pasting a number, seeing what it was understood as."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.store import messages
from desktop.ui.turns import turns
from tests.ui.account import SUPPORT, Account
from tests.ui.messages.texts import HARBOUR, VIKTOR, ZOE, Tab, know, offer, put


@pytest.fixture
def new(account: Account, tab: Tab) -> Iterator[Tab]:
    """A new message is being addressed."""
    offer(account)
    know(account, "Zoë Patel", ZOE)
    know(account, "Viktor Orlov", VIKTOR)
    know(account, "Front desk", HARBOUR, company="Harbour Dental")
    tab.view.start_new()
    yield tab
    popup(tab).hide()


def field(tab: Tab) -> QLineEdit:
    return tab.view.recipient.field


def note(tab: Tab) -> str:
    labels = tab.view.recipient.findChildren(QLabel)
    (label,) = (one for one in labels if one is not tab.view.recipient.reach)
    assert label.textFormat() == Qt.TextFormat.PlainText
    return label.text()


def popup(tab: Tab) -> QAbstractItemView:
    """The list of suggestions, a window of its own: the one that shows, or the last that was made."""
    found = [one for one in QApplication.allWidgets() if one.accessibleName() == "Suggestions"]
    shown = [one for one in found if one.isVisible()] or found[-1:]
    assert isinstance(shown[0], QAbstractItemView)
    return shown[0]


def above(tab: Tab) -> int | None:
    """The conversation that shows above the composer."""
    return tab.thread.conversation_id


def press(tab: Tab, key: Qt.Key) -> None:
    """As the window system does: an open list of suggestions gets the key first."""
    target = popup(tab) if popup(tab).isVisible() else field(tab)
    QTest.keyClick(target, key)


def paste(tab: Tab, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    field(tab).paste()


def test_the_field_is_called_to_and_has_the_focus(new: Tab) -> None:
    assert field(new).accessibleName() == "To"
    assert field(new).isVisible()
    assert field(new).hasFocus()


@pytest.mark.parametrize(("typed", "number"), [("z", ZOE), ("dental", HARBOUR), ("900456", VIKTOR)])
def test_enter_picks_the_first_suggestion_and_goes_on_to_the_text(
    new: Tab, qtbot: QtBot, typed: str, number: str
) -> None:
    """B3"""
    QTest.keyClicks(field(new), typed)
    qtbot.waitUntil(popup(new).isVisible)
    press(new, Qt.Key.Key_Return)
    assert new.composer.peer().value == number
    assert new.view.composer.edit.hasFocus()
    assert not popup(new).isVisible()
    assert field(new).text() in ("+44 7700 900123", "+44 20 7946 0018", "+44 7700 900456")


def test_arrow_keys_choose_another_suggestion(new: Tab, qtbot: QtBot) -> None:
    QTest.keyClicks(field(new), "07700 900")
    qtbot.waitUntil(popup(new).isVisible)
    press(new, Qt.Key.Key_Down)
    press(new, Qt.Key.Key_Return)
    assert new.composer.peer().value == ZOE


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(new: Tab, qtbot: QtBot) -> None:
    QTest.keyClicks(field(new), "z")
    qtbot.waitUntil(popup(new).isVisible)
    press(new, Qt.Key.Key_Escape)
    assert not popup(new).isVisible()
    assert field(new).text() == "z"


def test_the_suggestions_go_when_nobody_fits_any_more(new: Tab, qtbot: QtBot) -> None:
    QTest.keyClicks(field(new), "z")
    qtbot.waitUntil(popup(new).isVisible)
    QTest.keyClicks(field(new), "xxx")
    assert not popup(new).isVisible()


@pytest.mark.parametrize("pasted", ["07700 900999", "0044 (7700) 900-999", "tel:+447700900999"])
def test_a_pasted_number_is_shown_as_it_was_understood_before_anything_is_sent(
    account: Account, new: Tab, pasted: str
) -> None:
    """B2"""
    paste(new, pasted)
    assert note(new) == "\u2068+44 7700 900999\u2069 · United Kingdom"
    spoken = QAccessible.queryAccessibleInterface(field(new)).text(QAccessible.Text.Description)
    assert spoken == note(new)
    assert messages.newest(account.db) == []


def test_enter_goes_on_only_with_a_number_that_can_be_texted(new: Tab) -> None:
    paste(new, "+44 70")
    press(new, Qt.Key.Key_Return)
    assert field(new).hasFocus()
    assert note(new) == "This number is too short."
    assert new.view.composer.strip.texts() == ["This number is too short."]
    field(new).selectAll()
    paste(new, "07700 900999")
    press(new, Qt.Key.Key_Return)
    assert new.view.composer.edit.hasFocus()


def test_the_line_s_own_number_is_stopped_with_the_reason(new: Tab) -> None:
    """B11"""
    paste(new, SUPPORT)
    new.view.composer.edit.setPlainText("Hello")
    said = "This is the line itself: From and To are the same number. Change one of them."
    assert new.view.composer.strip.texts() == [said]
    assert not new.composer.can_send()


def test_a_thread_that_exists_is_shown_above_while_the_number_is_typed(
    account: Account, new: Tab, qtbot: QtBot
) -> None:
    there = put(account, ["Is it there?"])
    assert above(new) is None
    paste(new, "07700 900123")
    assert above(new) == there
    assert new.thread.rowCount() == 1
    field(new).selectAll()
    paste(new, "07700 900999")
    assert above(new) is None


def test_sending_opens_the_conversation(account: Account, new: Tab, qtbot: QtBot) -> None:
    paste(new, "07700 900999")
    press(new, Qt.Key.Key_Return)
    edit = new.view.composer.edit
    QTest.keyClicks(edit, "Hello")
    QApplication.sendEvent(
        edit, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    )
    turns().catch_up()
    (message,) = messages.newest(account.db)
    assert (message.peer, message.body) == ("+447700900999", "Hello")
    assert new.thread.conversation_id == message.conversation_id
    assert new.composer.target is not None and not new.composer.target.new
    assert not field(new).isVisible()
    qtbot.waitUntil(lambda: new.chosen == message.conversation_id)
    assert edit.hasFocus()


def test_a_new_message_that_was_left_is_as_it_was(account: Account, new: Tab) -> None:
    there = put(account, ["Hi"])
    QTest.keyClicks(field(new), "07700 9")
    new.view.composer.edit.setPlainText("Hello")
    new.view.open(there)
    assert not field(new).isVisible()
    new.view.start_new()
    assert field(new).text() == "07700 9"
    assert new.view.composer.edit.toPlainText() == "Hello"


def test_a_given_number_stands_there_and_one_can_write_at_once(new: Tab) -> None:
    new.view.start_new(HARBOUR)
    assert new.composer.peer().value == HARBOUR
    assert note(new) == "\u2068+44 20 7946 0018\u2069 · United Kingdom · Front desk"
    assert new.view.composer.edit.hasFocus()


def test_what_was_pasted_is_never_rendered(new: Tab) -> None:
    paste(new, "<b>x</b>")
    assert field(new).text() == "<b>x</b>"
    assert note(new) == "<b>x</b> is no number."


def test_a_page_of_text_is_cut_to_what_a_recipient_can_be(new: Tab) -> None:
    paste(new, "07700 900999 " * 1000)
    assert len(field(new).text()) == 200
    assert note(new) == "This number is too long."
    assert not new.composer.can_send()
