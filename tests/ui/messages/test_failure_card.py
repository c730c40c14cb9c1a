"""The card of a failed text: what it says by mouse, by keys and aloud, and what its button does (C7)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.ui.messages.failure_card import FailureCard
from desktop.ui.messages.failure_model import Act, Failure
from tests.ui.account import ACCOUNT, SALES, SUPPORT, Account, unnamed
from tests.ui.messages.texts import NOON, ZOE, Tab, put


def fail(account: Account, tab: Tab, code: str | None, text: str = "", **more: Any) -> int:
    """A failed text to Zoë, open in the tab; its id."""
    tab.view.open(
        put(
            account,
            ["On its way"],
            outbound=True,
            state=State.FAILED,
            error_code=code,
            error_text=text,
            **more,
        )
    )
    return tab.thread.messages()[-1].id


def of(tab: Tab, message_id: int) -> Failure:
    """What the card says of a text."""
    row = tab.thread.row_of(message_id)
    assert row is not None
    message = tab.thread.message(tab.thread.index(row))
    assert message is not None
    failure = tab.thread.failures.of(message)
    assert failure is not None
    return failure


def press_enter(tab: Tab) -> FailureCard:
    """Mark the last text and press Enter."""
    view = tab.view.thread_view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Return)
    return shown(tab)


def shown(tab: Tab) -> FailureCard:
    card = tab.view.pane.failures.card
    assert card is not None and card.isVisible()
    return card


def sign(tab: Tab) -> QPoint:
    """Where the cross of the last text is."""
    view = tab.view.thread_view
    index = tab.thread.index(tab.thread.rowCount() - 1)
    meta = view.bubbles.bubble(index).meta.translated(view.visualRect(index).topLeft())
    return QPoint(round(meta.right()) - 4, round(meta.center().y()))


def test_enter_tells_the_cause_who_acts_the_code_and_offers_one_step(account: Account, tab: Tab) -> None:
    """C7"""
    fail(account, tab, "30007", "Carrier violation")
    card = press_enter(tab)
    said = {name: label.text() for name, label in card.words.items()}
    assert card.title.text() == "Filtered as spam"
    assert "took the text for spam" in said["what"] and "Change the text" in said["next_step"]
    assert said["who"] == "You can act."
    assert said["source"] == "Code 30007, reported by the service"
    assert said["said"] == "In the service's words: Carrier violation"
    assert card.main.text() == "Edit and send again" and card.main.hasFocus()
    assert "Filtered as spam" in card.main.accessibleDescription()
    assert unnamed(card) == []


def test_escape_takes_the_card_away_and_the_focus_goes_back(account: Account, tab: Tab) -> None:
    fail(account, tab, "30007")
    card = press_enter(tab)
    QTest.keyClick(card.main, Qt.Key.Key_Escape)
    assert card.isHidden() and tab.view.thread_view.hasFocus()


@pytest.mark.parametrize("how", ["hover", "click", "menu"])
def test_the_mouse_shows_the_same_card(account: Account, tab: Tab, how: str) -> None:
    """C7: 20 pixels are enough to hit the cross."""
    message_id = fail(account, tab, "landline")
    view, place = tab.view.thread_view, sign(tab)
    if how == "hover":
        event = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
        QApplication.sendEvent(view.viewport(), event)
    elif how == "click":
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(0, 9))
    else:
        menu = view.menu.open_at(place)
        assert menu is not None
        next(action for action in menu.actions() if action.text() == "Why it failed").trigger()
        menu.close()
    card = shown(tab)
    assert card.failure is not None and card.failure.message.id == message_id
    assert card.title.text() == "Landline"
    assert card.pinned is (how != "hover")


def test_a_click_elsewhere_on_the_bubble_or_on_another_text_shows_no_card(account: Account, tab: Tab) -> None:
    fail(account, tab, "landline")
    view = tab.view.thread_view
    index = tab.thread.index(0)
    words = view.bubbles.bubble(index).body.translated(view.visualRect(index).topLeft()).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=words)
    assert tab.view.pane.failures.card is None


def test_a_hovered_card_goes_with_the_mouse(account: Account, tab: Tab, qtbot: QtBot) -> None:
    message_id = fail(account, tab, "landline")
    assert tab.view.pane.failures.open(message_id, pinned=False)
    card = shown(tab)
    card._near.moveTo(-5000, -5000)
    card.move(-4000, -4000)
    qtbot.waitUntil(card.isHidden)


def test_edit_and_send_again_puts_the_words_into_the_composer_and_sends_nothing(
    account: Account, tab: Tab
) -> None:
    """C15"""
    fail(account, tab, "30007")
    press_enter(tab).main.click()
    assert tab.view.composer.edit.toPlainText() == "On its way"
    assert tab.view.composer.edit.hasFocus()
    assert [one.state for one in tab.thread.messages()] == [State.FAILED]


def test_what_may_be_out_is_sent_again_only_by_a_person_who_was_warned(account: Account, tab: Tab) -> None:
    """C11"""
    fail(account, tab, "30410", "System error")
    card = press_enter(tab)
    assert "may have gone out" in card.words["what"].text()
    assert "twice" in card.words["next_step"].text()
    assert card.main.text() == "Send again later"
    card.main.click()
    assert tab.view.composer.edit.toPlainText() == "On its way"


def test_a_landline_is_called(account: Account, tab: Tab, qtbot: QtBot) -> None:
    """B13"""
    fail(account, tab, "landline")
    with qtbot.waitSignal(tab.view.call_wanted) as called:
        press_enter(tab).main.click()
    assert called.args == [ACCOUNT, SUPPORT, ZOE]


def test_another_line_is_chosen_for_the_same_words(account: Account, tab: Tab) -> None:
    """B19: only lines that can send are offered."""
    fail(account, tab, "21612")
    press_enter(tab).main.click()
    (menu,) = tab.view.thread_view.findChildren(QMenu)
    texts = [action.text() for action in menu.actions()]
    assert len(texts) == 2 and texts[0].startswith("Sales US") and texts[1].startswith("Alerts AU")
    menu.actions()[0].trigger()
    menu.close()
    target = tab.composer.target
    assert target is not None and (target.line, target.peer) == (SALES, ZOE)
    assert tab.view.composer.edit.toPlainText() == "On its way"


def test_a_wrong_number_is_corrected_in_a_new_message_with_the_same_words(account: Account, tab: Tab) -> None:
    """B12"""
    fail(account, tab, "21211")
    press_enter(tab).main.click()
    target = tab.composer.target
    assert target is not None and target.new and target.line == SUPPORT
    assert tab.view.composer.edit.toPlainText() == "On its way"


def test_the_same_text_of_before_is_shown(account: Account, tab: Tab) -> None:
    """B23"""
    put(account, ["On its way", "Something else"], outbound=True)
    message_id = fail(account, tab, "Duplicate_message", since=NOON + timedelta(hours=1))
    first = tab.thread.messages()[0]
    failure = of(tab, message_id)
    assert (failure.act, failure.target, failure.label) == (Act.SHOW, first.id, "Show the earlier one")
    press_enter(tab).main.click()
    assert tab.view.thread_view.currentIndex().row() == tab.thread.row_of(first.id)


def test_without_a_stop_message_to_show_a_call_is_left(account: Account, tab: Tab) -> None:
    """B20"""
    failure = of(tab, fail(account, tab, "opted_out"))
    assert (failure.act, failure.label) == (Act.CALL, "Call instead")


@pytest.mark.parametrize("code", ["30033", "21730", "20422"])
def test_what_is_done_elsewhere_is_said_and_the_details_are_shown(
    account: Account, tab: Tab, code: str
) -> None:
    fail(account, tab, code)
    card = press_enter(tab)
    assert card.main.text() == "Show details"
    card.main.click()
    assert tab.view.pane.details.shown is not None
    tab.view.pane.details.shown.close()


def test_an_unknown_failure_has_no_cause_made_up(account: Account, tab: Tab) -> None:
    """C16"""
    failure = of(tab, fail(account, tab, "E-77", "<i>Odd</i>\u202e"))
    assert (failure.name, failure.what) == ("Error E-77", "<i>Odd</i>")
    assert (failure.next_step, failure.who) == ("", "")
    assert failure.label == "Edit and send again"
    nothing = of(tab, fail(account, tab, None))
    assert (nothing.name, nothing.what) == ("No reason given", "No reason given.")


def test_a_fee_is_told_only_where_the_service_reported_one(account: Account, tab: Tab) -> None:
    """C13"""
    assert of(tab, fail(account, tab, "30003")).fee == ""
    told = of(tab, fail(account, tab, "30003", price="0.001", currency="USD")).fee
    assert told == "It cost $0.001 although it failed; not every failure does."


def test_the_details_and_the_guide_are_a_click_away(account: Account, tab: Tab, qtbot: QtBot) -> None:
    """H7"""
    fail(account, tab, "30007")
    with qtbot.waitSignal(tab.view.pane.failures.guide_wanted) as wanted:
        press_enter(tab).guide.click()
    assert wanted.args == ["30007"]
    press_enter(tab).details.click()
    shown_details = tab.view.pane.details.shown
    assert shown_details is not None and shown_details.details is not None
    facts = {fact.name: fact.value for section in shown_details.details.sections for fact in section.facts}
    assert facts["Called"] == "Filtered as spam"
    assert facts["Sending it again"] == "Only with other words may it go out again."
    assert facts["Explained at"] == "https://www.twilio.com/docs/errors/30007"
    shown_details.close()


def test_a_screen_reader_hears_who_has_to_act(account: Account, tab: Tab) -> None:
    """C7"""
    fail(account, tab, "30007")
    spoken = tab.thread.spoken(tab.thread.messages()[0])
    assert "code 30007" in spoken and spoken.endswith("You can act.")


def test_what_somebody_stopped_is_stopped_and_not_failed(account: Account, tab: Tab) -> None:
    """C9"""
    fail(account, tab, None, "Stopped by user")
    said = tab.thread.said(tab.thread.messages()[0])
    assert (said.state, said.word) == (State.STOPPED, "Stopped")
    assert "Stopped, Somebody stopped" in tab.thread.spoken(tab.thread.messages()[0])


@pytest.mark.parametrize("width", [360, 1080])
def test_the_card_stays_inside_the_window(account: Account, open_tab: Callable[..., Tab], width: int) -> None:
    tab = open_tab(width=width)
    fail(account, tab, "30034", "A long sentence of the service's own. " * 9)
    card = press_enter(tab)
    assert tab.window.rect().contains(card.geometry())
    for button in (card.main, card.details, card.guide):
        assert card.rect().contains(button.mapTo(card, button.rect().bottomRight()))
