"""The parts of a text, shown; fewer of them by one key or one button."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.sms.fixit import proposal
from desktop.sms.segments import JOINED, SEPARATE_160_BYTES, Policy, outgoing
from desktop.ui.messages.part_preview import PartPreview, changes, cut_at_words, how_it_arrives, offer
from desktop.ui.theme import Choice, Theme
from tests.ui.account import Account
from tests.ui.messages.texts import Tab, put
from tests.ui.messages.texts import offer as offer_service

CURLY = "It’s " + "a" * 100 + " – that’s all" + "b" * 30
POLISH = "Zamówienie zostało wysłane. " * 4


def popup() -> PartPreview:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PartPreview)]
    return found


@pytest.fixture
def zoe(account: Account, tab: Tab) -> Tab:
    offer_service(account)
    tab.view.open(put(account, ["Is it there?"]))
    return tab


def test_one_key_replaces_what_forces_unicode_as_one_step_of_undo(zoe: Tab) -> None:
    """B8, B10, idea 11: 3 → 1 parts."""
    composer = zoe.view.composer
    composer.edit.insertPlainText(CURLY)
    composer.fix_it()
    plain = CURLY.replace("’", "'").replace("–", "-")
    assert composer.edit.toPlainText() == plain
    assert "3 → 1 part. Ctrl+Z brings the characters back." in composer.strip.texts()
    composer.edit.undo()
    assert composer.edit.toPlainText() == CURLY
    composer.edit.redo()
    assert composer.edit.toPlainText() == plain


def test_letters_lose_their_accents_only_after_they_were_shown(zoe: Tab) -> None:
    """B10: a diff and the saving."""
    composer = zoe.view.composer
    composer.edit.insertPlainText(POLISH)
    composer.fix_it()
    shown = popup()
    assert composer.edit.toPlainText() == POLISH
    words = "\n".join(shown.words())
    assert "This changes the spelling." in words
    assert "2 → 1 part: " in words
    assert "\u2068ł\u2069 → \u2068l\u2069 (8×), \u2068ó\u2069 → \u2068o\u2069 (4×)" in words
    assert shown.fix is not None
    assert shown.fix.text() == "Drop the accents"
    assert shown.fix.hasFocus()
    QTest.keyClick(shown.fix, Qt.Key.Key_Return)
    assert composer.edit.toPlainText() == "Zamowienie zostalo wyslane. " * 4
    assert not shown.isVisible()


def test_where_nothing_would_be_saved_nothing_is_replaced(zoe: Tab) -> None:
    composer = zoe.view.composer
    composer.edit.insertPlainText("It’s short")
    composer.fix_it()
    assert composer.edit.toPlainText() == "It’s short"


def test_accents_that_leaving_composes_go_with_the_rest(zoe: Tab) -> None:
    composer = zoe.view.composer
    typed = "cafe\u0301 " * 20 + "’" * 10 + "x" * 40
    composer.edit.insertPlainText(typed)
    composer.fix_it()
    assert composer.edit.toPlainText() == outgoing(typed).replace("’", "'")
    composer.edit.undo()
    assert composer.edit.toPlainText() == typed


def test_a_press_of_the_counter_shows_the_parts(zoe: Tab) -> None:
    """Idea 20"""
    composer = zoe.view.composer
    composer.edit.insertPlainText("a" * 200)
    QTest.mouseClick(composer.counter, Qt.MouseButton.LeftButton)
    shown = popup()
    words = shown.words()
    assert words[0] == "2 parts · GSM-7"
    assert "Part 1 of 2 · 153/153" in words
    assert "It begins in the middle of a word." in words
    assert shown.fix is None
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_the_counter_is_pressed_by_keyboard_as_well(zoe: Tab) -> None:
    composer = zoe.view.composer
    composer.edit.insertPlainText("Hello")
    composer.counter.setFocus()
    QTest.keyClick(composer.counter, Qt.Key.Key_Space)
    shown = popup()
    assert shown.words()[:2] == ["1 part · GSM-7", "It arrives as one text."]
    shown.close()


def test_how_it_arrives_is_said_for_each_kind_of_service() -> None:
    """B7"""
    assert how_it_arrives(3, JOINED).startswith("The handset joins the parts to one text.")
    separate = "They arrive as 3 texts of their own, and perhaps in another order."
    assert how_it_arrives(3, SEPARATE_160_BYTES) == separate


def test_where_parts_are_not_joined_it_is_said_how_many_numbered_texts_it_would_be() -> None:
    """B7, idea 20: the numbers are counted as well."""
    assert cut_at_words("word " * 60, JOINED) == ""
    separate = Policy("separate", joined=False, gsm_part=160, ucs_part=70)
    assert cut_at_words("short", separate) == ""
    said = cut_at_words("word " * 64, separate)
    assert said == "Cut between words and numbered (1/3), it would be 3 texts."
    # Where Linedesk itself has to cut, it does so between words already.
    assert cut_at_words("word " * 64, SEPARATE_160_BYTES) == ""


def test_texts_that_are_cut_here_are_counted_as_texts_and_in_bytes(account: Account, zoe: Tab) -> None:
    """B7: no word is cut, and it says how they arrive."""
    offer_service(account, name="separate", joined=False, utf8_bytes=160)
    zoe.composer.set_text("word " * 64)
    zoe.view.composer.show_parts()
    shown = popup()
    assert shown.words()[0] == "2 separate texts · at most 160 bytes each"
    assert "perhaps in another order" in shown.words()[1]
    assert not any("middle of a word" in one for one in shown.words())
    shown.close()


def test_the_parts_follow_a_change_of_colours(theme: Theme, window_of: Callable[[], QWidget]) -> None:
    theme.choose(Choice.LIGHT)
    shown = PartPreview("a" * 200, JOINED, None, theme, window_of())
    before = {one.styleSheet() for one in shown.findChildren(QLabel) if one.styleSheet()}
    theme.choose(Choice.DARK)
    after = {one.styleSheet() for one in shown.findChildren(QLabel) if one.styleSheet()}
    assert before.isdisjoint(after)
    assert theme.roles.raised in after.pop()
    shown.close()


def test_the_button_says_what_it_replaces_and_what_that_saves() -> None:
    found = proposal(CURLY, JOINED)
    assert found is not None
    assert offer(found) == "Replace 3 characters"
    assert changes(found) == "\u2068’\u2069 → \u2068'\u2069 (2×), \u2068–\u2069 → \u2068-\u2069"


def test_invisible_characters_are_named_by_their_number() -> None:
    found = proposal("a\u00a0b\u200b" + "c" * 80, JOINED)
    assert found is not None
    assert changes(found) == "U+00A0 → a space, U+200B → nothing"


def test_markup_in_a_part_stays_text(theme: Theme, window_of: Callable[[], QWidget]) -> None:
    shown = PartPreview("<b>bold</b>" * 20, replace(JOINED, name="x"), None, theme, window_of())
    assert "<b>bold</b>" in shown.words()[3]
    shown.close()


@pytest.fixture
def window_of(qtbot: object) -> Callable[[], QWidget]:
    made: list[QWidget] = []

    def make() -> QWidget:
        made.append(QWidget())
        return made[-1]

    return make
