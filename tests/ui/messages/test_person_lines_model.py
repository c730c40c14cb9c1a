"""A person's thread over all lines and services, where somebody wants it (idea 16, demands 10 and 13)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.store import calls, contact_edits, contacts, conversations, lines, messages
from desktop.store.calls import Call
from desktop.store.contact_edits import Details
from desktop.store.contacts import Contact, Number
from desktop.ui.lines.marks_model import Marks
from desktop.ui.messages.conversations_model import sentence, title
from desktop.ui.messages.kept_drafts_model import Target
from desktop.ui.messages.thread_model import Message, ThreadModel
from tests.asked import asked
from tests.ui.account import ACCOUNT, SUPPORT, Account, line, names, unnamed
from tests.ui.messages.persons import DESK, TWILIO, said, second_service
from tests.ui.messages.texts import HARBOUR, NOON, VIKTOR, ZOE, Tab, change, put

TO_ZOE = Target(ACCOUNT, SUPPORT, ZOE)


@pytest.fixture
def both(account: Account, open_tab: Callable[..., Tab]) -> Tab:
    """Zoë texts on the support line and on Twilio's; her thread of the support line is open."""
    second_service(account)
    here = put(account, ["support 0", "support 1"], every=timedelta(minutes=10))
    said(account, ["sales 5"], at=5)
    said(account, ["sales 12"], at=12, outbound=True)
    put(account, ["somebody else"], peer=VIKTOR)
    tab = open_tab()
    tab.view.all_lines.setChecked(True)
    tab.thread.know_services({ACCOUNT: "Cliqtel", TWILIO: "Twilio"})
    tab.view.open(here)
    return tab


def bodies(tab: Tab) -> list[str]:
    return [one.body for one in tab.thread.messages()]


def spoken(tab: Tab) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [tab.thread.index(row).data(role) for row in range(tab.thread.rowCount())]


def test_it_is_off_until_somebody_wants_it_and_asks_nothing_of_the_store(both: Tab, account: Account) -> None:
    assert bodies(both) == ["support 0", "support 1"]
    assert not both.view.header.lines_action.isChecked()
    assert not both.view.pane.from_line.isVisible()
    there = both.thread.conversation_id
    assert there is not None
    with asked() as statements:
        both.thread.open(there)
    assert statements and not any("contact" in one or "conversation.peer IN" in one for one in statements)
    assert all(both.thread.chip(row) is None for row in both.thread.messages())


def test_a_press_in_the_header_shows_all_lines_in_one_order_and_another_one_alone(
    both: Tab, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(both.view.pane.lines_toggled) as told:
        both.view.header.lines_action.trigger()
    assert told.args == [True]
    assert bodies(both) == ["support 0", "sales 5", "support 1", "sales 12"]
    QTest.mouseClick(both.view.pane.from_line.alone, Qt.MouseButton.LeftButton)
    assert bodies(both) == ["support 0", "support 1"]
    assert not both.view.header.lines_action.isChecked()


def test_each_text_and_call_says_its_line_and_service_in_words_and_aloud(both: Tab, account: Account) -> None:
    calls.keep(account.db, TWILIO, [Call(TWILIO, "c", False, DESK, ZOE, NOON, "missed")])
    both.view.pane.show_all_lines(True)
    chips = [both.thread.chip(both.thread.entry(row)) for row in range(both.thread.rowCount())]
    assert [chip.words for chip in chips if chip is not None] == [
        "Support UK", "Sales", "Sales", "Support UK", "Sales",
    ]  # fmt: skip
    aloud = spoken(both)
    assert aloud[0].endswith("on Support UK, Cliqtel")
    assert all("on Sales, Twilio" in aloud[row] for row in (1, 2, 4))
    last = both.thread.entry(4)
    assert isinstance(last, Message) and "on Sales, Twilio" in both.thread.tip(last)


def test_a_text_leaves_from_the_line_of_the_open_conversation_and_that_is_said(
    both: Tab, account: Account
) -> None:
    """Demand 13."""
    both.view.pane.show_all_lines(True)
    words = "Sending from Support UK \u2068+44 7700 900010\u2069, Cliqtel"
    assert both.view.pane.from_line.isVisible() and words in names(both.view.pane.from_line)
    said(account, ["sales 20"], at=20)
    assert both.composer.target == TO_ZOE
    both.view.composer.edit.setPlainText("On its way")
    both.view.composer.send()
    newest = messages.newest(account.db, limit=1)[0]
    assert (newest.account_id, newest.line, newest.body) == (ACCOUNT, SUPPORT, "On its way")
    assert both.composer.target == TO_ZOE and bodies(both)[-1] == "On its way"


def test_drafts_stay_with_their_line(both: Tab, account: Account) -> None:
    """Demand 15."""
    both.view.pane.show_all_lines(True)
    both.view.composer.edit.setPlainText("for support")
    there = conversations.find(account.db, TWILIO, DESK, ZOE)
    assert there is not None
    both.view.open(there)
    assert both.composer.text == ""
    assert "Sending from Sales \u2068+1 212-555-0199\u2069, Twilio" in names(both.view.pane.from_line)
    here = conversations.find(account.db, ACCOUNT, SUPPORT, ZOE)
    assert here is not None
    both.view.open(here)
    assert both.composer.text == "for support"


def test_the_list_keeps_a_row_for_each_conversation(both: Tab) -> None:
    before = both.conversations.rowCount()
    both.view.pane.show_all_lines(True)
    assert both.conversations.rowCount() == before == 3


def test_what_comes_on_any_line_of_theirs_arrives_also_on_one_that_is_new_to_them(
    both: Tab, account: Account
) -> None:
    both.view.pane.show_all_lines(True)
    said(account, ["sales 30"], at=30)
    assert bodies(both)[-1] == "sales 30"
    put(account, ["intake 40"], line="+33639980010", since=NOON + timedelta(minutes=40))
    assert bodies(both)[-1] == "intake 40"
    put(account, ["not theirs"], peer=HARBOUR, since=NOON + timedelta(minutes=50))
    assert bodies(both)[-1] == "intake 40"


def test_what_is_seen_is_read_on_every_line(both: Tab, account: Account, qtbot: QtBot) -> None:
    """D1."""
    there = conversations.find(account.db, TWILIO, DESK, ZOE)
    assert there is not None
    both.view.list.setFocus()
    row = conversations.get(account.db, there)
    assert row is not None and row.unread
    both.view.pane.show_all_lines(True)
    both.view.reading.look()
    qtbot.waitUntil(lambda: both.thread.unread == 0)
    row = conversations.get(account.db, there)
    assert row is not None and not row.unread


def test_it_opens_at_the_oldest_news_of_any_line(both: Tab, account: Account) -> None:
    both.view.pane.show_all_lines(True)
    there = both.thread.conversation_id
    assert there is not None
    both.thread.mark_read()
    said(account, ["sales 60"], at=60)
    both.thread.open(there)
    landing = both.thread.landing
    assert landing is not None and both.thread.begins_news(landing.row)
    assert bodies(both)[landing.row] == "sales 60"


def test_words_are_found_on_all_lines_and_one_goes_there_without_changing_the_line(
    both: Tab, qtbot: QtBot
) -> None:
    """Demand 7."""
    both.view.pane.show_all_lines(True)
    both.view.find_here()
    both.view.pane.find_bar.field.setText("sales")
    qtbot.waitUntil(lambda: len(both.thread.find.hits) == 2)
    assert both.composer.target == TO_ZOE
    both.view.pane.show_all_lines(False)
    qtbot.waitUntil(lambda: not both.thread.find.searching)
    assert both.thread.find.hits == []


def test_a_text_of_another_line_that_shows_is_gone_to_where_one_is(both: Tab) -> None:
    both.view.pane.show_all_lines(True)
    sales = next(one for one in both.thread.messages() if one.body == "sales 5")
    assert both.view.show_message(sales.id)
    assert both.composer.target == TO_ZOE
    assert both.view.thread_view.currentIndex().row() == 1


def test_days_and_turns_are_those_of_the_whole_thread(both: Tab, account: Account) -> None:
    before = said(account, ["the day before"], at=-1440)
    assert before in {row.id for row in map(both.conversations.find, [before]) if row is not None}
    both.view.pane.show_all_lines(True)
    assert both.thread.first_day() == (NOON - timedelta(days=1)).astimezone().date()
    both.view.show_day((NOON - timedelta(days=1)).astimezone().date())
    assert both.thread.begins_day(0) and both.thread.begins_day(1)
    assert not both.thread.begins_day(2)


def test_what_is_asked_about_a_text_is_asked_where_one_writes_from_its_line(
    both: Tab, account: Account
) -> None:
    there = conversations.find(account.db, TWILIO, DESK, ZOE)
    assert there is not None
    sent = messages.queue(account.db, account_id=TWILIO, line=DESK, peer=ZOE, body="perhaps", now=NOON)
    fields = {"state": State.UNCONFIRMED, "attempted_at": NOON, "missing_since": NOON, "doubted_at": NOON}
    change(account, sent.id, **fields)
    both.view.pane.show_all_lines(True)
    assert "perhaps" in bodies(both) and both.thread.asking() == []
    both.view.open(there)
    assert [one.id for one in both.thread.asking()] == [sent.id]


def test_a_failed_text_is_taken_up_again_on_its_own_line(both: Tab, account: Account) -> None:
    """Demand 13: what failed on a line goes on there, and that is said."""
    said(account, ["refused"], at=30, outbound=True, state=State.FAILED, error_code="30003")
    both.view.pane.show_all_lines(True)
    failed = both.thread.messages()[-1]
    assert failed.state is State.FAILED
    both.view.sending.edit_again(failed)
    assert both.composer.target == Target(TWILIO, DESK, ZOE)
    assert both.view.composer.edit.toPlainText() == "refused"
    assert "Sending from Sales \u2068+1 212-555-0199\u2069, Twilio" in names(both.view.pane.from_line)


def test_several_numbers_of_one_contact_are_told_apart_by_their_chip(both: Tab, account: Account) -> None:
    """Demand 10."""
    both.view.pane.show_all_lines(True)
    said(account, ["from her desk"], at=15, peer=HARBOUR)
    assert "from her desk" not in bodies(both)
    zoe = contact_edits.add(account.db, Details("Zoë", numbers=(Number(ZOE), Number(HARBOUR))), region=None)
    assert bodies(both)[-1] == "from her desk"
    chip = both.thread.chip(both.thread.messages()[-1])
    assert chip is not None and "\u2068+44 20 7946 0018\u2069" in chip.words
    assert chip.said == "on Sales, Twilio, with \u2068+44 20 7946 0018\u2069"
    contact_edits.delete(account.db, zoe.id)
    assert "from her desk" not in bodies(both)


def test_texts_of_other_lines_are_not_deleted_with_the_thread(both: Tab) -> None:
    """E15."""
    both.view.pane.show_all_lines(True)
    action = both.view.header.delete_action
    assert not action.isEnabled() and action.text() == "Delete all texts … (show one line alone first)"
    both.view.pane.show_all_lines(False)
    assert action.isEnabled() and action.text() == "Delete all texts …"


def test_all_of_it_is_copied_in_its_order(both: Tab) -> None:
    both.view.pane.show_all_lines(True)
    ends = both.thread.ends()
    assert ends is not None
    first, last = ((one.created_at, one.id) for one in ends)
    copied = [one.body for page in both.thread.between(first, last) for one in page]
    assert copied == ["support 0", "sales 5", "support 1", "sales 12"]


def test_everything_has_a_name_and_the_bar_gives_way_where_nothing_can_be_written(both: Tab) -> None:
    both.view.pane.show_all_lines(True)
    assert unnamed(both.view.pane) == []
    both.composer.close()
    assert not both.view.pane.from_line.isVisible()


def test_with_several_accounts_a_chip_has_the_letters_of_its_service(both: Tab, account: Account) -> None:
    marks = Marks(account.db, account.changes)
    model = ThreadModel(account.db, account.changes, marks=marks)
    model.show_all_lines(True)
    there = conversations.find(account.db, TWILIO, DESK, ZOE)
    model.open(there)
    chip = model.chip(model.messages()[-1])
    assert chip is not None and (chip.mark, chip.said) == ("TW", "on Sales, Twilio")
    lines.replace(account.db, TWILIO, [line(DESK, "Sales desk", account_id=TWILIO)])
    chip = model.chip(model.messages()[-1])
    assert chip is not None and chip.words == "Sales desk"


def test_a_name_that_only_another_service_knows_says_whose_it_is(both: Tab, account: Account) -> None:
    """Idea 16: in the list, in the head of the thread and aloud."""
    contacts.replace(account.db, TWILIO, [Contact(TWILIO, "1", "Z. Patel", "", (Number(ZOE),))])
    both.conversations.reload()
    there = both.thread.conversation_id
    assert there is not None
    row = both.conversations.find(there)
    assert row is not None and title(row) == "Z. Patel (Twilio)"
    assert sentence(row).startswith("Z. Patel (Twilio), ")
    assert "Z. Patel (Twilio)" in names(both.view.header)
    contacts.replace(account.db, ACCOUNT, [Contact(ACCOUNT, "1", "Zoë Patel", "", (Number(ZOE),))])
    both.conversations.reload()
    row = both.conversations.find(there)
    assert row is not None and title(row) == "Zoë Patel"
