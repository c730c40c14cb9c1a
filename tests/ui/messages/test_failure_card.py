"""The card of a failed text: what it says, aloud too, and its place in the window (C7)."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.account import Account, unnamed
from tests.ui.messages.failing import fail, press_enter
from tests.ui.messages.texts import Tab


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


@pytest.mark.parametrize("width", [360, 1080])
def test_the_card_stays_inside_the_window(account: Account, open_tab: Callable[..., Tab], width: int) -> None:
    tab = open_tab(width=width)
    fail(account, tab, "30034", "A long sentence of the service's own. " * 9)
    card = press_enter(tab)
    assert tab.window.rect().contains(card.geometry())
    for button in (card.main, card.details, card.guide):
        assert card.rect().contains(button.mapTo(card, button.rect().bottomRight()))
