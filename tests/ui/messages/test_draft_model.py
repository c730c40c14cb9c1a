"""Line and recipient are bound to what is written at the first key: nothing that moves can re-target it.

Demands 13 and 14, each way in which it has gone wrong elsewhere: a list that is sorted anew, an arrival,
another current line, a jump, a link, a contact that is deleted, a line that is taken away.
"""

from collections.abc import Callable

import pytest

from desktop.store import contacts, drafts, lines, messages
from desktop.store.tables import ConversationRow
from desktop.ui.messages.draft_model import SAVE_AFTER_MS, TRY_AGAIN_MS, DraftModel
from desktop.ui.messages.kept_drafts_model import Target
from tests.ui.account import ACCOUNT, LINES, SALES, SUPPORT, Account
from tests.ui.messages.texts import HARBOUR, NOON, VIKTOR, ZOE, Tab, full_disk, know, offer, put


@pytest.fixture
def begun(account: Account, tab: Tab) -> Tab:
    """A text to Zoë is begun, from the support line; others are in the list."""
    offer(account)
    know(account, "Zoë Patel", ZOE)
    put(account, ["Hi"], peer=VIKTOR, since=NOON.replace(hour=11))
    tab.view.open(put(account, ["Is it there?"]))
    tab.conversations.reload()
    tab.view.composer.edit.insertPlainText("Your parcel is here")
    return tab


def an_arrival_sorts_the_list_anew(account: Account, tab: Tab) -> None:
    put(account, ["Hello?"], peer=VIKTOR, since=NOON.replace(hour=13), unread=1)
    put(account, ["Hello?"], peer=HARBOUR, since=NOON.replace(hour=14), unread=1)
    tab.conversations.reload()


def the_contact_is_deleted(account: Account, tab: Tab) -> None:
    contacts.replace(account.db, ACCOUNT, [])


def the_contact_gets_another_number(account: Account, tab: Tab) -> None:
    contacts.replace(account.db, ACCOUNT, [])
    know(account, "Zoë Patel", HARBOUR)


def lines_are_listed_in_another_order(account: Account, tab: Tab) -> None:
    lines.replace(account.db, ACCOUNT, list(reversed(LINES)))


def the_list_is_searched(account: Account, tab: Tab) -> None:
    tab.conversations.show_matches("nobody at all")


def all_lines_show(account: Account, tab: Tab) -> None:
    tab.conversations.show_all_lines(True)


@pytest.mark.parametrize(
    "happens",
    [
        an_arrival_sorts_the_list_anew,
        the_contact_is_deleted,
        the_contact_gets_another_number,
        lines_are_listed_in_another_order,
        the_list_is_searched,
        all_lines_show,
    ],
)
def test_whatever_moves_the_text_goes_to_whom_it_was_begun_for(
    account: Account, begun: Tab, happens: Callable[[Account, Tab], None]
) -> None:
    happens(account, begun)
    begun.view.composer.send()
    found = [one for one in messages.newest(account.db) if one.outbound]
    assert [(one.line, one.peer, one.body) for one in found] == [(SUPPORT, ZOE, "Your parcel is here")]


def stored(account: Account, peer: str = ZOE, ours: str = SUPPORT) -> str:
    return drafts.get(account.db, ACCOUNT, ours, peer).body


def another_line_becomes_current(tab: Tab) -> None:
    tab.lines.choose(ACCOUNT, SALES)


def another_conversation_opens(tab: Tab) -> None:
    tab.view.nth(2)


def a_link_or_jump_names_another_number(tab: Tab) -> None:
    tab.view.start_with(HARBOUR)


def a_new_message_begins(tab: Tab) -> None:
    tab.view.start_new()


@pytest.mark.parametrize(
    "happens",
    [
        another_line_becomes_current,
        another_conversation_opens,
        a_link_or_jump_names_another_number,
        a_new_message_begins,
    ],
)
def test_what_opens_something_else_leaves_the_draft_with_its_line_and_number(
    account: Account, begun: Tab, happens: Callable[[Tab], None]
) -> None:
    happens(begun)
    assert stored(account) == "Your parcel is here"
    assert begun.composer.text == ""
    assert begun.composer.send() is None
    assert not any(one.outbound for one in messages.newest(account.db))
    begun.lines.choose(ACCOUNT, SUPPORT)
    begun.view.open(2)
    assert begun.composer.target == Target(ACCOUNT, SUPPORT, ZOE)
    assert begun.view.composer.edit.toPlainText() == "Your parcel is here"


def test_a_conversation_that_goes_takes_no_draft_along(account: Account, begun: Tab) -> None:
    with account.db.transaction() as session:
        row = session.get(ConversationRow, 2)
        assert row is not None
        session.delete(row)
    begun.conversations.reload()
    begun.view.composer.send()
    assert [(one.peer, one.body) for one in messages.newest(account.db) if one.outbound] == [
        (ZOE, "Your parcel is here")
    ]


def test_a_line_that_is_taken_away_stops_the_send_and_never_another_line_takes_over(
    account: Account, begun: Tab
) -> None:
    lines.replace(account.db, ACCOUNT, [one for one in LINES if one.number != SUPPORT])
    assert begun.composer.target is None
    assert begun.composer.send() is None
    assert stored(account) == "Your parcel is here"


def test_a_draft_is_on_disk_within_a_second_and_kept_trying_for(account: Account) -> None:
    """Conventions 4.2: kill -9 loses a second of text at most."""
    assert 0 < SAVE_AFTER_MS < 1000 <= TRY_AGAIN_MS
    model = DraftModel(account.db)
    model.write_to(ACCOUNT, SUPPORT, ZOE)
    model.set_text("Hello")
    model.close()
    assert stored(account) == "Hello"


def test_what_goes_on_from_another_line_is_on_disk_at_once(account: Account, begun: Tab) -> None:
    """Demand 15: a kill -9 right after the click loses nothing."""
    drafts.keep(account.db, ACCOUNT, SALES, ZOE, drafts.Draft(body="from before"))
    begun.composer.write_from(ACCOUNT, SALES)
    assert drafts.get(account.db, ACCOUNT, SALES, ZOE).body == "Your parcel is here\nfrom before"
    assert drafts.get(account.db, ACCOUNT, SUPPORT, ZOE) == drafts.Draft()
    assert begun.composer.text == "Your parcel is here\nfrom before"


def test_what_is_discarded_is_written_nowhere_and_the_draft_on_disk_stays(account: Account) -> None:
    drafts.keep(account.db, ACCOUNT, SUPPORT, ZOE, drafts.Draft(body="kept"))
    model = DraftModel(account.db)
    model.write_to(ACCOUNT, SUPPORT, ZOE)
    with full_disk(account):
        model.set_text("tried")
        model.save()
    model.discard()
    assert model.target is None and model.text == ""
    model.write_to(ACCOUNT, SUPPORT, ZOE)
    assert model.text == "kept"
