"""Every place of the window that tells where a text stands, walked for every state and proof (C6)."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.sms.delivery import Proof, State, provable
from desktop.store import accounts, first_page
from desktop.ui.messages.conversation_rows_model import ConversationRows
from desktop.ui.status_glyph import paint_glyph
from tests.ui.account import ACCOUNT, SUPPORT, Account
from tests.ui.messages.texts import Tab, change, put

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_LAST = (State.DRAFT, State.RECEIVED, State.DELIVERED)
STATES = [*(state for state in State if state not in _LAST), State.DELIVERED]
"""Delivered last: a text's details tell what it was called before."""
WITHOUT = [Proof.ACCEPTED, Proof.SENT]
LONG_AGO = datetime.now(UTC) - timedelta(days=2)


def prove(account: Account, proof: Proof) -> None:
    """What the account's service can say of a text."""
    told = json.dumps({"proof": proof})
    accounts.learn(account.db, ACCOUNT, capabilities=told, balance=None, currency="")


def places(account: Account, tab: Tab) -> dict[str, str]:
    """All words about the only text, by where they stand."""
    tab.conversations.reload()
    message = tab.thread.messages()[0]
    said = tab.thread.said(message)
    details = tab.thread.details.of(message.id)
    rows = ConversationRows(
        first_page.read(account.db.path, line=f"{ACCOUNT}:{SUPPORT}", all_lines=True, most=9)
    )
    assert details is not None and rows.rowCount() == 1
    return {
        "beside the bubble": said.word,
        "in the bubble": said.note,
        "tooltip": tab.thread.tip(message),
        "read out": tab.thread.index(0).data(SPOKEN),
        "details": details.as_text(),
        "list": tab.conversations.index(0).data(SPOKEN),
        "list at start": rows.index(0).data(SPOKEN),
    }


@pytest.mark.parametrize("proof", list(Proof))
def test_only_a_receipt_is_called_delivered_wherever_one_looks(
    account: Account, tab: Tab, proof: Proof
) -> None:
    """C6: a stored state of an earlier version included."""
    prove(account, proof)
    tab.view.open(put(account, ["x"], outbound=True, state=STATES[0], since=LONG_AGO))
    for state in STATES:
        change(account, tab.thread.messages()[0].id, state=state)
        delivered = state is State.DELIVERED and proof is Proof.DELIVERED
        told = {place for place, words in places(account, tab).items() if "eliver" in words}
        expected = {"tooltip", "read out", "details", "list", "list at start"} if delivered else set()
        assert (state, told) == (state, expected)
        shown = tab.thread.said(tab.thread.messages()[0]).state
        row = tab.conversations.conversation(tab.conversations.index(0))
        assert shown == row.stands == provable(state, proof)


@pytest.mark.parametrize("proof", WITHOUT)
@pytest.mark.parametrize("state", [State.ACCEPTED, State.SENT, State.DELIVERED])
def test_the_tooltip_says_why_there_is_no_second_tick(
    account: Account, tab: Tab, state: State, proof: Proof
) -> None:
    """C6"""
    prove(account, proof)
    tab.thread.know_services({ACCOUNT: "Cliqtel"})
    tab.view.open(put(account, ["x"], outbound=True, state=state, since=LONG_AGO))
    at_the_end = state is not State.ACCEPTED or proof is Proof.ACCEPTED
    tip = tab.thread.tip(tab.thread.messages()[0])
    assert ("Cliqtel can't tell whether it arrived." in tip) is at_the_end


def test_no_bubble_and_no_row_of_the_list_draws_a_second_tick_without_receipts(
    account: Account, open_tab: Callable[..., Tab]
) -> None:
    """C6: looked at as pictures, since words alone prove nothing about a drawing."""
    prove(account, Proof.SENT)
    there = put(account, ["x"], outbound=True, state=State.DELIVERED, since=LONG_AGO, tell=False)
    tab = open_tab()
    tab.view.open(there)
    without = tab.window.grab().toImage()
    prove(account, Proof.DELIVERED)
    tab.conversations.reload()
    assert tab.window.grab().toImage() != without


def glyph(state: State) -> QImage:
    image = QImage(16, 16, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_glyph(painter, QRectF(0, 0, 16, 16), state, QColor("black"))
    painter.end()
    return image


@pytest.mark.parametrize(("state", "proof"), [*product(STATES, WITHOUT)])
def test_what_may_be_drawn_without_receipts_never_looks_like_two_ticks(state: State, proof: Proof) -> None:
    assert glyph(provable(state, proof)) != glyph(State.DELIVERED)


def test_late_without_a_receipt_the_same_words_stand_everywhere(account: Account, tab: Tab) -> None:
    """C5"""
    prove(account, Proof.DELIVERED)
    tab.view.open(put(account, ["x"], outbound=True, state=State.SENT, since=LONG_AGO))
    found = places(account, tab)
    told = {place for place, words in found.items() if "Sent, not confirmed" in words}
    assert told == {"beside the bubble", "tooltip", "read out", "details", "list"}
    assert "Likely causes:" in found["tooltip"]


def test_a_text_that_was_just_sent_is_called_sent(account: Account, tab: Tab) -> None:
    """C5: nobody has waited long enough yet."""
    prove(account, Proof.DELIVERED)
    tab.view.open(put(account, ["x"], outbound=True, state=State.SENT, since=datetime.now(UTC)))
    assert not any("Sent, not confirmed" in words for words in places(account, tab).values())


def test_a_text_sent_elsewhere_is_marked_to_eyes_and_ears(account: Account, tab: Tab) -> None:
    """C17"""
    tab.view.open(put(account, ["x"], outbound=True, outside=True, since=LONG_AGO))
    found = places(account, tab)
    told = {place for place, words in found.items() if "Sent outside this app" in words}
    assert told == {"tooltip", "read out", "details"}
