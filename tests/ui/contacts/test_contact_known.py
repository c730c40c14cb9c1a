"""What a contact's page says of its numbers, and of texts that failed (E19, idea 10)."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.sms.delivery import State
from desktop.store import reach
from desktop.ui.contacts.contact_failures import FIRST
from desktop.ui.contacts.contacts_view import ContactsView
from desktop.ui.contacts.number_row import NumberRow
from tests.ui.account import Account, unnamed
from tests.ui.messages.texts import ZOE, put


@pytest.fixture
def zoe(page: ContactsView, account: Account, qtbot: QtBot) -> ContactsView:
    page.search.setText("Zoë")
    qtbot.waitUntil(lambda: page.card.contact is not None and page.card.contact.name == "Zoë Patel")
    return page


def numbers(page: ContactsView) -> list[NumberRow]:
    return [row for row in page.card.findChildren(NumberRow) if not row.isHidden()]


def test_each_number_says_what_is_known_of_it(zoe: ContactsView, account: Account) -> None:
    (row,) = numbers(zoe)
    assert row.reach.isHidden()
    put(account, ["Hello"], outbound=True, since=datetime.now(UTC))
    assert row.reach.words.text().startswith("Delivered here ")


def test_a_person_says_what_a_number_is(zoe: ContactsView, account: Account) -> None:
    (row,) = numbers(zoe)
    row.marks.click()
    (menu,) = row.findChildren(QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert reach.marked(account.db, ZOE) == reach.LANDLINE
    zoe.people.refresh()
    assert row.reach.words.text() == "A landline, as somebody here says"


@pytest.mark.parametrize("asks", [False, True])
def test_where_a_service_can_be_asked_the_menu_offers_what_kind_of_number_it_is(
    zoe: ContactsView, asks: bool
) -> None:
    """H8."""
    wanted: list[str] = []
    zoe.card.may_ask_kind = lambda number: asks
    zoe.card.kind_wanted.connect(wanted.append)
    (row,) = numbers(zoe)
    row.marks.click()
    (menu,) = row.findChildren(QMenu)
    found = [action for action in menu.actions() if action.text().startswith("What kind")]
    for action in found:
        action.trigger()
    menu.close()
    assert wanted == [row.number] * asks


def test_failed_texts_are_counted_listed_newest_first_and_opened(zoe: ContactsView, account: Account) -> None:
    assert zoe.card.failures.isHidden()
    bodies = [f"Text {place}" for place in range(FIRST + 2)]
    now = datetime.now(UTC)
    put(
        account,
        bodies,
        outbound=True,
        state=State.FAILED,
        error_text="Nope <b>",
        since=now - timedelta(hours=1),
    )
    failed = zoe.card.failures
    assert failed.title.text() == f"{FIRST + 2} texts failed"
    shown = [line for line in failed.lines if not line.isHidden()]
    assert [line._words.text() for line in shown] == bodies[::-1][:FIRST]
    assert all("Nope <b>" in line._cause.text() for line in shown)
    opened: list[int] = []
    zoe.text_wanted.connect(opened.append)
    shown[0].open.click()
    assert opened == [FIRST + 2]
    failed.more.click()
    assert len([line for line in failed.lines if not line.isHidden()]) == FIRST + 2
    assert failed.more.isHidden()
    assert unnamed(zoe.card) == []


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_failed_text_reads_its_own_way_and_stands_where_the_window_begins(
    zoe: ContactsView, account: Account, mirrored: bool
) -> None:
    """E19; conventions, "RTL / bidi"."""
    sides, ways = Qt.AlignmentFlag, Qt.LayoutDirection
    zoe.setLayoutDirection(ways.RightToLeft if mirrored else ways.LeftToRight)
    put(account, ["ليس الآن.", "Not now."], outbound=True, state=State.FAILED, since=datetime.now(UTC))
    english, arabic = (line._words for line in zoe.card.failures.lines[:2])
    assert (english.layoutDirection(), arabic.layoutDirection()) == (ways.LeftToRight, ways.RightToLeft)
    for words in (english, arabic):
        side = sides.AlignRight if mirrored else sides.AlignLeft
        assert words.alignment() & (side | sides.AlignAbsolute) == side | sides.AlignAbsolute


def test_a_contact_without_failures_has_no_list_of_them(zoe: ContactsView, account: Account) -> None:
    put(account, ["Fine"], outbound=True)
    put(account, ["Lost"], peer="+46701740605", outbound=True, state=State.FAILED)
    assert zoe.card.failures.isHidden()
