"""The screens of the gallery about a service that lists no texts: a lost answer, its sheet, its account."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from desktop import samples
from desktop.announce import AccountsChanged, Link, LinkChanged
from desktop.providers.base import ON, Capabilities, Feature
from desktop.settings.accounts import Account
from desktop.sms.abilities import AGENTS
from desktop.sms.delivery import State
from desktop.store import accounts, doubts, line_facts, lines, outbox
from desktop.store.binding import Receipt
from desktop.store.lines import Line
from desktop.store.messages import Message, queue
from desktop.sync.translate import stored_capabilities

if TYPE_CHECKING:
    from desktop.ui.gallery import Room

_OFFICE = Account(
    id="office",
    provider="cloudtalk",
    name="Office",
    url="https://my.cloudtalk.io",
    key_place="keyring",
    fields={"access_key_id": "samples"},
)
_SALES, _FREEPHONE = "+442079460101", "+18005550134"


def asks(room: Room) -> None:
    """One text was handed over, one marked as sent, and the answer to the last got lost."""
    _office(room)
    db = room.furnishing.db
    taken, seen, lost = (
        _sent(room, words)
        for words in ("Your order is ready.", "We are open until six.", "Shall we keep it for you?")
    )
    outbox.accept(db, taken.id, Receipt(None, State.ACCEPTED))
    for text in (seen, lost):
        outbox.doubt(db, text.id, datetime.now(UTC), why=outbox.TIMED_OUT)
    doubts.mark_sent(db, seen.id)
    room.window.show_page("messages")
    room.furnishing.lines.choose(_OFFICE.id, _SALES)
    room.furnishing.messages.open(lost.conversation_id)


def empty(room: Room) -> None:
    """Before the first text: that answers are elsewhere."""
    _office(room)
    room.window.show_page("messages")
    room.furnishing.lines.choose(_OFFICE.id, _SALES)
    room.furnishing.messages.start_with(samples.ZOE)


def unknown(room: Room) -> None:
    """The sheet of a number of which nobody says whether it can text."""
    _office(room)
    room.furnishing.accounts.sheets.open(_OFFICE.id, _SALES)


def refused(room: Room) -> None:
    """The sheet of one whose text was refused: it can be tried again."""
    _office(room)
    line_facts.learn(room.furnishing.db, _OFFICE.id, _FREEPHONE, can=False, now=datetime.now(UTC))
    room.furnishing.accounts.sheets.open(_OFFICE.id, _FREEPHONE)


def account(room: Room) -> None:
    """The account says what it cannot show."""
    _office(room)
    room.furnishing.accounts.open()


def sign_in(room: Room) -> None:
    """Whose key it is, before it is pasted."""
    room.window.show_page("accounts")
    room.furnishing.accounts.page.show_sign_in()
    form = room.furnishing.accounts.page.sign_in
    form.service.setCurrentIndex(form.service.findData("cloudtalk"))


def _sent(room: Room, words: str) -> Message:
    db, now = room.furnishing.db, datetime.now(UTC) - timedelta(minutes=3)
    text = queue(db, account_id=_OFFICE.id, line=_SALES, peer=samples.ZOE, body=words, now=now)
    outbox.mark_sending(db, text.id, now)
    return text


def _office(room: Room) -> None:
    db = room.furnishing.db
    can = Capabilities(
        service="cloudtalk", listed=Feature(on=False, reason="no_list"), calls=ON, contacts=ON, all_lines=ON
    )
    accounts.learn(db, _OFFICE.id, capabilities=stored_capabilities(can), balance=None, currency="")
    both = (Line(_OFFICE.id, "1", _SALES, "Sales UK"), Line(_OFFICE.id, "2", _FREEPHONE, "Freephone"))
    lines.replace(db, _OFFICE.id, both)
    line_facts.note(db, _OFFICE.id, {_SALES: {AGENTS: "John Doe\nMax Yellow"}}, datetime.now(UTC))
    room.furnishing.accounts.list.add(_OFFICE)
    room.furnishing.announcer.publish(LinkChanged(_OFFICE.id, Link.ONLINE, ""))
    room.furnishing.announcer.publish(AccountsChanged())
