"""Ready-made texts in the composer: at the cursor, undone in one step, their gaps marked and never sent."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.store import messages
from tests.ui.crm.conftest import Room
from tests.ui.crm.test_snippets_model import BYE, HELLO


def take(room: Room, words: str = "") -> None:
    """Choose the first that fits."""
    popup = room.views.snippets.popup
    assert popup.isVisible()
    QTest.keyClicks(popup.field, words)
    QTest.keyClick(popup.field, Qt.Key.Key_Return)


def test_one_is_put_in_at_the_cursor_and_undo_takes_it_out_at_once(room: Room) -> None:
    room.keep(BYE)
    edit = room.composer.edit
    QTest.keyClicks(edit, "Hello! ")
    room.composer.tools.snippets.click()
    take(room)
    assert edit.toPlainText() == "Hello! See you.\nThe team" and edit.hasFocus()
    QTest.keySequence(edit, "Ctrl+Z")
    assert edit.toPlainText() == "Hello! "


@pytest.mark.parametrize("before", ["", "Hello "])
def test_a_slash_where_a_word_could_begin_opens_them_and_goes_with_the_choice(
    room: Room, before: str
) -> None:
    room.keep(BYE)
    QTest.keyClicks(room.composer.edit, before + "/")
    take(room, "team")
    assert room.composer.edit.toPlainText() == before + BYE[1]


@pytest.mark.parametrize("text", ["and/or", "24/7"])
def test_a_slash_inside_a_word_is_a_slash(room: Room, text: str) -> None:
    room.keep(BYE)
    QTest.keyClicks(room.composer.edit, text)
    assert not room.views.snippets.popup.isVisible()
    assert room.composer.edit.toPlainText() == text


def test_whoever_meant_a_slash_goes_on_writing(room: Room) -> None:
    room.keep(BYE)
    edit = room.composer.edit
    QTest.keyClicks(edit, "this /")
    QTest.keyClick(room.views.snippets.popup.field, Qt.Key.Key_Space)
    assert edit.toPlainText() == "this / " and edit.hasFocus()
    QTest.keyClicks(edit, "/")
    QTest.keyClick(room.views.snippets.popup.field, Qt.Key.Key_Escape)
    assert edit.toPlainText() == "this / /" and edit.hasFocus()


def test_an_open_gap_is_marked_said_and_stops_the_text_until_it_is_filled(room: Room) -> None:
    """B32: nobody sends a raw gap."""
    room.keep(("Invoice", "Hi {{ contact.first_name }} 👋, invoice {{ custom.invoice }} is out."))
    room.views.snippets.open()
    take(room)
    edit = room.composer.edit
    assert edit.textCursor().selectedText() == "{{ custom.invoice }}"
    assert any("“Zoë”" in one for one in room.composer.strip.texts())
    assert any(
        "custom.invoice" in one and "would arrive as it stands" in one for one in room.composer.strip.texts()
    )
    before = len(messages.newest(room.db))
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert len(messages.newest(room.db)) == before
    QTest.keyClicks(edit, "17")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert messages.newest(room.db)[0].body == "Hi Zoë 👋, invoice 17 is out."


def test_the_button_of_the_finding_leads_to_the_gap(room: Room) -> None:
    QTest.keyClicks(room.composer.edit, "Dear {{ lead.title }}, hello")
    finding = next(one for one in room.composer.model.findings() if one.code == "gap")
    assert room.composer.fixes.do(finding)
    assert room.composer.edit.textCursor().selectedText() == "{{ lead.title }}"


def test_without_the_feature_there_is_no_button_and_a_slash_is_a_slash(room: Room) -> None:
    room.keep(HELLO)
    room.offer("scheduled")
    room.views.follow()
    assert room.composer.tools.snippets.isHidden()
    QTest.keyClicks(room.composer.edit, "/")
    assert not room.views.snippets.popup.isVisible()
