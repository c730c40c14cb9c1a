"""The whole tab: two panes and one, search, all lines, whose line a text leaves from, names for all."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.store import messages
from desktop.ui.turns import turns
from tests.ui.account import ACCOUNT, ALERTS, FREEPHONE, INTAKE, SALES, SUPPORT, Account, unnamed, walk
from tests.ui.messages.texts import HARBOUR, NOON, VIKTOR, ZOE, Tab, doubtful, know, offer, put

PANE = ["Conversations", "Thread", "Search", "Message text", "Segment counter", "Send", "New message"]


def showing(tab: Tab) -> Counter[str]:
    """How many showing objects there are of each name."""
    return Counter(node.text(QAccessible.Text.Name) for node in walk(tab.window))


def key(tab: Tab, keys: str) -> None:
    focus: QWidget | None = tab.window.focusWidget()
    QTest.keySequence(tab.view if focus is None else focus, keys)


def to_whom(tab: Tab) -> str | None:
    target = tab.composer.target
    return None if target is None else target.peer


def panes(tab: Tab) -> tuple[bool, bool]:
    return tab.view.list.isVisible(), tab.view.thread_view.isVisible()


def words_on(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


# ---- names


def test_every_control_has_its_one_name(account: Account, tab: Tab, qtbot: QtBot) -> None:
    """Issue 2, item 6: one showing object for each name."""
    tab.view.open(put(account, ["Hi"]))
    qtbot.waitUntil(tab.view.list.isVisible)
    counted = showing(tab)
    assert {name: counted[name] for name in PANE} == dict.fromkeys(PANE, 1)
    assert counted["To"] == counted["Back"] == 0
    assert unnamed(tab.window) == []
    tab.view.start_new()
    assert showing(tab)["To"] == 1
    assert unnamed(tab.window) == []


def test_in_a_narrow_window_too(account: Account, open_tab: Callable[..., Tab]) -> None:
    there = put(account, ["Hi"], tell=False)
    tab = open_tab(width=400)
    assert [showing(tab)[name] for name in ("Conversations", "Search", "New message")] == [1, 1, 1]
    tab.view.open(there)
    counted = showing(tab)
    assert [counted[name] for name in ("Back", "Thread", "Message text", "Send")] == [1, 1, 1, 1]
    assert counted["Conversations"] == counted["Search"] == 0
    assert unnamed(tab.window) == []


def test_a_question_s_buttons_have_names_of_their_own(account: Account, tab: Tab) -> None:
    tab.view.open(doubtful(account, "Hi"))
    counted = showing(tab)
    assert [counted[name] for name in ("Send", "Send again", "Check again", "Leave it")] == [1, 1, 1, 1]


def test_tab_goes_through_everything_in_reading_order_and_round(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    offer(account)
    tab.view.open(put(account, ["Hi"]))
    qtbot.waitUntil(tab.view.list.isVisible)
    QTest.keyClicks(tab.view.composer.edit, "Hello")
    tab.view.search.setFocus()
    order = []
    for _ in range(11):
        focus = tab.window.focusWidget()
        assert focus is not None
        order.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert order == [
        "Search",
        "All lines",
        "New message",
        "Conversations",
        "Call \u2068+44 7700 900123\u2069",
        "More about this conversation",
        "Thread",
        "Message text",
        "Send",
        "Segment counter",
        "Search",
    ]


# ---- panes


def test_from_760_pixels_on_both_panes_show(account: Account, open_tab: Callable[..., Tab]) -> None:
    there = put(account, ["Hi"], tell=False)
    tab = open_tab(width=760)
    tab.view.open(there)
    assert panes(tab) == (True, True)
    assert not tab.view.header.back.isVisible()
    tab.resize(759, 640)
    assert panes(tab) == (False, True)
    assert tab.view.header.back.isVisible()


@pytest.mark.parametrize("how", ["click", "escape", "find"])
def test_one_pane_goes_from_the_list_to_the_thread_and_back(
    account: Account, open_tab: Callable[..., Tab], qtbot: QtBot, how: str
) -> None:
    put(account, ["Hi"], tell=False)
    tab = open_tab(width=400)
    assert panes(tab) == (True, False)
    spot = tab.view.list.visualRect(tab.conversations.index(0)).center()
    QTest.mouseClick(tab.view.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert panes(tab) == (False, True)
    assert tab.view.composer.edit.hasFocus()
    if how == "click":
        qtbot.waitUntil(lambda: tab.view.header.width() > 300)
        QTest.mouseClick(tab.view.header.back, Qt.MouseButton.LeftButton)
    elif how == "escape":
        key(tab, "Esc")
    else:
        tab.view.find_everywhere()
    assert panes(tab) == (True, False)
    assert (tab.view.search if how == "find" else tab.view.list).hasFocus()


def test_arrow_keys_in_the_list_alone_open_nothing_until_enter(
    account: Account, open_tab: Callable[..., Tab]
) -> None:
    put(account, ["one"], peer=ZOE, since=NOON, tell=False)
    put(account, ["two"], peer=VIKTOR, since=NOON.replace(hour=13), tell=False)
    tab = open_tab(width=400)
    tab.view.list.setFocus()
    QTest.keyClick(tab.view.list, Qt.Key.Key_Down)
    QTest.keyClick(tab.view.list, Qt.Key.Key_Down)
    assert panes(tab) == (True, False)
    assert to_whom(tab) is None
    QTest.keyClick(tab.view.list, Qt.Key.Key_Return)
    assert panes(tab) == (False, True)
    assert to_whom(tab) == ZOE


def test_going_narrow_and_wide_again_keeps_thread_and_draft(account: Account, tab: Tab, qtbot: QtBot) -> None:
    there = put(account, ["Hi"])
    qtbot.waitUntil(tab.view.list.isVisible)
    tab.view.open(there)
    QTest.keyClicks(tab.view.composer.edit, "Half a sen")
    for width in (500, 1080, 360, 900, 400, 1080):
        tab.resize(width, 640)
    assert tab.thread.conversation_id == there
    assert tab.view.composer.edit.toPlainText() == "Half a sen"
    assert panes(tab) == (True, True)


def test_wide_again_the_list_marks_the_thread_that_is_open(
    account: Account, open_tab: Callable[..., Tab], qtbot: QtBot
) -> None:
    """One mark for both panes: what is marked is what a text would go to."""
    first = put(account, ["one"], peer=ZOE, since=NOON, tell=False)
    put(account, ["two"], peer=VIKTOR, since=NOON.replace(hour=13), tell=False)
    tab = open_tab(width=400)
    tab.view.open(first)
    tab.view.go_back()
    QTest.keyClick(tab.view.list, Qt.Key.Key_Up)
    assert tab.chosen != first
    tab.resize(1080, 640)
    assert tab.chosen == tab.thread.conversation_id == first


# ---- search


def test_a_search_narrows_the_list_and_escape_ends_it(account: Account, tab: Tab, qtbot: QtBot) -> None:
    put(account, ["The blue box"], peer=ZOE)
    put(account, ["Noted"], peer=VIKTOR)
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 2)
    tab.view.find_everywhere()
    QTest.keyClicks(tab.view.search, "BLUE")
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 1)
    QTest.keyClick(tab.view.search, Qt.Key.Key_Return)
    assert tab.view.list.hasFocus()
    tab.view.find_everywhere()
    assert tab.view.search.selectedText() == "BLUE"
    QTest.keyClick(tab.view.search, Qt.Key.Key_Escape)
    assert tab.view.search.text() == ""
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 2)


def test_a_search_that_finds_nothing_says_so(account: Account, tab: Tab, qtbot: QtBot) -> None:
    put(account, ["Hi"])
    qtbot.waitUntil(tab.view.list.isVisible)
    tab.view.search.setText("nobody")
    qtbot.waitUntil(lambda: "Nothing found" in words_on(tab.view))
    tab.view.search.clear()
    qtbot.waitUntil(tab.view.list.isVisible)


def test_a_line_without_texts_says_what_to_do(tab: Tab) -> None:
    assert "No conversations yet" in words_on(tab.view)
    assert "Ctrl+N" in words_on(tab.view)
    assert "No conversation is open" in words_on(tab.view)


# ---- lines


def test_another_line_shows_its_own_conversations_and_closes_the_thread_of_the_first(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    """B1: no text leaves from a line that is not the one on top."""
    there = put(account, ["ours"], line=SUPPORT)
    put(account, ["theirs"], line=SALES, peer=VIKTOR)
    tab.view.open(there)
    QTest.keyClicks(tab.view.composer.edit, "For her")
    tab.lines.choose(ACCOUNT, SALES)
    assert tab.composer.target is None
    assert tab.thread.conversation_id is None
    qtbot.waitUntil(lambda: tab.conversations.rowCount() == 1)
    assert "No conversation is open" in words_on(tab.view)
    tab.lines.choose(ACCOUNT, SUPPORT)
    tab.view.open(there)
    assert tab.view.composer.edit.toPlainText() == "For her"


def test_with_all_lines_a_thread_keeps_its_line_whichever_is_on_top(account: Account, tab: Tab) -> None:
    there = put(account, ["ours"], line=SUPPORT)
    QTest.mouseClick(tab.view.all_lines, Qt.MouseButton.LeftButton)
    tab.view.open(there)
    tab.lines.choose(ACCOUNT, SALES)
    assert tab.thread.conversation_id == there
    QTest.keyClicks(tab.view.composer.edit, "Hello")
    QTest.keyClick(tab.view.composer.edit, Qt.Key.Key_Return)
    assert [one.line for one in messages.newest(account.db)] == [SUPPORT, SUPPORT]
    assert "from Support UK" in words_on(tab.view.header)
    QTest.mouseClick(tab.view.all_lines, Qt.MouseButton.LeftButton)
    assert tab.composer.target is None


def test_texts_of_a_greyed_line_are_read_through_all_lines(account: Account, tab: Tab) -> None:
    """A2"""
    there = put(account, ["from before"], line=FREEPHONE)
    assert tab.conversations.rowCount() == 0
    tab.view.all_lines.setFocus()
    QTest.keyClick(tab.view.all_lines, Qt.Key.Key_Space)
    assert tab.conversations.rowCount() == 1
    tab.view.open(there)
    assert tab.thread.messages()[0].body == "from before"
    assert tab.view.composer.edit.isReadOnly()
    assert "cannot text" in tab.view.composer.strip.texts()[0]


@pytest.mark.parametrize(("number", "can"), [(SUPPORT, True), (ALERTS, True), (INTAKE, False)])
def test_a_new_message_can_be_begun_where_the_line_can_send(tab: Tab, number: str, can: bool) -> None:
    tab.lines.choose(ACCOUNT, number)
    assert tab.view.new_message.isEnabled() is can
    if not can:
        assert "nothing can be sent from it" in tab.view.new_message.toolTip()
    else:
        assert tab.view.new_message.toolTip() == "New message (Ctrl+N)"


# ---- header


def test_the_header_names_person_number_and_line(account: Account, tab: Tab, qtbot: QtBot) -> None:
    there = put(account, ["Hi"])
    tab.view.open(there)
    turns().catch_up()
    head, under, known = words_on(tab.view.header).splitlines()
    assert known.startswith("They wrote ")
    assert head == "\u2068+44 7700 900123\u2069"
    assert under.startswith("from Support UK \u2068+44 7700 900010\u2069 · ")
    assert under.endswith(" their time")
    know(account, "Zoë Patel", ZOE)
    qtbot.waitUntil(lambda: words_on(tab.view.header).startswith("Zoë Patel\n"))
    assert "\u2068+44 7700 900123\u2069 · from Support UK" in words_on(tab.view.header)
    tab.view.start_new()
    assert words_on(tab.view.header).startswith("To a new number\nfrom ")


def test_opening_what_does_not_exist_changes_nothing(account: Account, tab: Tab) -> None:
    tab.view.open(put(account, ["Hi"]))
    tab.view.open(4711)
    assert tab.thread.conversation_id == 1


def test_the_first_text_to_somebody_opens_their_conversation_in_the_list(
    account: Account, tab: Tab, qtbot: QtBot
) -> None:
    offer(account)
    tab.view.start_new(HARBOUR)
    QTest.keyClicks(tab.view.composer.edit, "Hello")
    QTest.keyClick(tab.view.composer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(tab.view.list.isVisible)
    qtbot.waitUntil(lambda: tab.chosen == 1)
    assert tab.thread.messages()[0].state is State.QUEUED


# ---- nothing clipped


DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def clipped(tab: Tab) -> list[str]:
    """What shows and reaches beyond the window, or has less room than its words need."""
    outer = QRect(QPoint(0, 0), tab.window.size())
    wrong = []
    for one in tab.view.findChildren(QWidget):
        if not one.isVisible() or isinstance(one.parentWidget(), QAbstractScrollArea):
            continue
        place = QRect(one.mapTo(tab.window, QPoint(0, 0)), one.size())
        inside = one.parentWidget()
        if not outer.contains(place) and not (inside is not None and inside.inherits("QLineEdit")):
            wrong.append(f"{one} {one.accessibleName()!r} {place}")
        if isinstance(one, QLabel) and one.wordWrap() and one.heightForWidth(one.width()) > one.height() + 1:
            wrong.append(f"{one.text()!r} needs {one.heightForWidth(one.width())} has {one.height()}")
    counter, edit = tab.view.composer.findChild(QLabel, "", DIRECT), tab.view.composer.edit
    if counter is not None and counter.isVisible() and counter.geometry().intersects(edit.geometry()):
        wrong.append("the counter lies on the text")
    return wrong


@pytest.mark.parametrize("width", [360, 760, 1080])
@pytest.mark.parametrize("what", ["list", "thread", "new", "asking", "asking and blocked"])
def test_nothing_is_clipped_at_any_width(
    account: Account, open_tab: Callable[..., Tab], qtbot: QtBot, width: int, what: str
) -> None:
    offer(account)
    know(account, "Somebody with quite a long name, and a company too", ZOE)
    ask = what in ("asking", "asking and blocked")
    there = doubtful(account, "Are you there? " * 9, tell=False) if ask else put(account, ["Hi"], tell=False)
    tab = open_tab(width=width, height=400)
    if what == "new":
        tab.view.start_new("+44 70")
    elif what != "list":
        tab.view.open(there)
    if what == "asking and blocked":
        tab.view.composer.edit.insertPlainText("line\n" * 500)
    if what != "list":
        qtbot.waitUntil(lambda: tab.view.composer.width() > 300)
    tab.window.grab()
    qtbot.waitUntil(lambda: clipped(tab) == [])


def test_message_from_another_page_never_takes_an_unfinished_text_to_somebody_else_along(tab: Tab) -> None:
    """Demand 14: what was begun for one number is not written to another; it is there again with Ctrl+N."""
    tab.view.start_new("+447700900999")
    QTest.keyClicks(tab.view.composer.edit, "For somebody else")
    tab.view.start_with("+447700900888")
    assert tab.view.composer.edit.toPlainText() == ""
    assert not tab.view.recipient.isVisible()
    QTest.keyClicks(tab.view.composer.edit, "For this one")
    QTest.keyClick(tab.view.composer.edit, Qt.Key.Key_Return)
    turns().catch_up()
    assert [(text.peer, text.body) for text in tab.thread.messages()] == [("+447700900888", "For this one")]
    tab.view.start_new()
    assert tab.view.recipient.field.text() == "+447700900999"
    assert tab.view.composer.edit.toPlainText() == "For somebody else"


def test_a_number_that_was_opened_before_there_was_a_conversation_shows_it_when_it_begins(
    tab: Tab, account: Account, qtbot: QtBot
) -> None:
    """Found by the storm, seed 21: the customer writes first, and the pane beside the list stayed empty."""
    tab.view.start_with("+447700900888")
    QTest.keyClicks(tab.view.composer.edit, "I was just")
    assert tab.thread.messages() == []
    begun = put(account, ["Are you there?"], peer="+447700900888")
    qtbot.waitUntil(lambda: [text.body for text in tab.thread.messages()] == ["Are you there?"])
    assert tab.view.list.current_id == begun
    assert tab.view.composer.edit.toPlainText() == "I was just"
