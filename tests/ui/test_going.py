"""Going to a conversation from anywhere, also where its line cannot text."""

from PySide6.QtWidgets import QToolTip

from tests.ui.account import ACCOUNT, FREEPHONE
from tests.ui.handled import Desk
from tests.ui.messages.texts import put


def test_a_greyed_messages_tells_its_reason_to_whichever_keys_ask_for_it(desk: Desk) -> None:
    desk.lines.choose(ACCOUNT, FREEPHONE)
    for keys in ("Ctrl+4", "Ctrl+N", "Alt+1", "Ctrl+Shift+F"):
        desk.press(keys)
        assert desk.window.page == "calls"
        assert "cannot text" in QToolTip.text()


def test_a_conversation_of_a_line_that_cannot_text_is_gone_to_as_well(desk: Desk) -> None:
    there = put(desk.account, ["Hello"], line=FREEPHONE)
    assert desk.going.to_conversation(there)
    assert desk.open_one == there
    assert desk.messages.all_lines.isChecked()
    assert not desk.going.to_conversation(4711)


def test_where_no_line_can_text_nothing_is_opened_and_that_is_known(desk: Desk) -> None:
    there = put(desk.account, ["Hello"], line=FREEPHONE)
    desk.lines.choose(ACCOUNT, FREEPHONE)
    assert not desk.going.to_conversation(there)
    assert desk.window.page == "calls"
    assert desk.open_one is None
    assert not desk.messages.all_lines.isChecked()
