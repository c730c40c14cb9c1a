"""The buttons of findings: marking words, adding sentences, showing parts."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.sms.delivery import State
from desktop.sms.preflight import Rule
from tests.ui.account import Account
from tests.ui.messages.texts import Tab, offer, put


@pytest.fixture
def zoe(account: Account, tab: Tab) -> Tab:
    offer(account)
    tab.view.open(put(account, ["Is it there?"]))
    return tab


def press(tab: Tab, code: Rule) -> None:
    """The button of this finding."""
    composer = tab.view.composer
    (finding,) = [one for one in tab.composer.findings() if one.code is code]
    composer._act(finding)()


def test_what_is_too_much_is_marked(zoe: Tab) -> None:
    """B4: never truncated."""
    composer = zoe.view.composer
    composer.edit.setPlainText("😎" + "x" * 1604)
    press(zoe, Rule.TOO_LONG)
    assert composer.edit.textCursor().selectedText() == "x" * 5
    assert composer.edit.hasFocus()


def test_suspected_words_are_marked_one_after_the_other(zoe: Tab) -> None:
    """B21, B22"""
    composer = zoe.view.composer
    composer.edit.setPlainText("A payday loan for the casino")
    assert any("payday loan" in words for words in composer.strip.texts())
    press(zoe, Rule.RESTRICTED)
    first = composer.edit.textCursor().selectedText()
    press(zoe, Rule.RESTRICTED)
    second = composer.edit.textCursor().selectedText()
    press(zoe, Rule.RESTRICTED)
    assert first == composer.edit.textCursor().selectedText() != second
    assert {first, second} == {"payday loan", "casino"}


def test_a_sentence_is_added_once_and_undone_as_one_step(zoe: Tab) -> None:
    """D8: ask for a voice call."""
    composer = zoe.view.composer
    composer.edit.insertPlainText("Waiting for the verification code")
    press(zoe, Rule.CODES)
    assert composer.edit.toPlainText().endswith("verification code Please call me with the code.")
    press(zoe, Rule.CODES)
    assert composer.edit.toPlainText().count("Please call me") == 1
    composer.edit.undo()
    assert composer.edit.toPlainText() == "Waiting for the verification code"


def test_simplify_is_the_same_as_the_key(zoe: Tab) -> None:
    composer = zoe.view.composer
    composer.edit.insertPlainText("It’s " + "a" * 100)
    press(zoe, Rule.UNICODE)
    assert composer.edit.toPlainText() == "It's " + "a" * 100


def test_of_many_notes_the_weightiest_show_and_the_rest_on_request(account: Account, zoe: Tab) -> None:
    """Demand: quiet."""
    composer = zoe.view.composer
    body = "It’s the verification code for the casino loan " + "a" * 120
    put(account, [body], outbound=True, state=State.SENT, since=datetime.now(UTC))
    zoe.composer.preflight.catch_up()
    composer.edit.setPlainText(body)
    codes = [one.code for one in zoe.composer.findings()]
    assert codes == [Rule.DUPLICATE, Rule.RESTRICTED, Rule.CODES, Rule.UNICODE]
    assert composer.strip.texts()[2:] == ["There are 2 more notes."]
    (show,) = [one for one in composer.strip.findChildren(QPushButton) if one.text() == "Show all"]
    show.click()
    assert len(composer.strip.texts()) == 4
