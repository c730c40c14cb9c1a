"""Scenes of the gallery about one person across lines and services: thread, adviser, phone books."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from desktop import samples
from desktop.announce import AccountsChanged
from desktop.settings.accounts import Account
from desktop.sms.delivery import State
from desktop.store import accounts, calls, contacts, conversations, lines
from desktop.store.binding import Receipt
from desktop.store.calls import Call
from desktop.store.contacts import Contact, Number
from desktop.store.lines import Line
from desktop.store.merge import Listed, merge

if TYPE_CHECKING:
    from desktop.ui.gallery import Room

CLOSE = Account(
    id="samples-close",
    provider="close",
    name="Sales team",
    url="http://127.0.0.1:1",
    key_place="env",
    key_variable="LINEDESK_SAMPLES",
)
DESK = "+12025550142"
_SAID = (
    (False, 190, "Hi, is the blue one still on offer?"),
    (True, 184, "It is, until Friday. Shall I put it aside for you?"),
    (False, 12, "Yes please. I asked your support about delivery as well."),
)


def furnish(room: Room) -> None:
    """A second account, at another service, whose line Zoë wrote to as well."""
    db, now = room.furnishing.db, datetime.now(UTC)
    room.furnishing.accounts.list.add(CLOSE)
    told = json.dumps({"service": "close", "proof": "accepted"})
    accounts.learn(db, CLOSE.id, capabilities=told, balance=None, currency="")
    lines.replace(
        db,
        CLOSE.id,
        [Line(CLOSE.id, "1", DESK, "Sales desk", can_send=True, can_receive=True, can_call=True)],
    )
    texts = [
        Listed(
            outbound,
            DESK,
            samples.ZOE,
            body,
            now - timedelta(minutes=minutes),
            Receipt(f"close{minutes}", State.ACCEPTED if outbound else State.RECEIVED),
        )
        for outbound, minutes, body in _SAID
    ]
    merge(db, CLOSE.id, texts, window=timedelta(minutes=1), now=now)
    rang = now - timedelta(minutes=40)
    calls.keep(db, CLOSE.id, [Call(CLOSE.id, "c1", False, DESK, samples.ZOE, rang, "missed")])
    room.furnishing.announcer.publish(AccountsChanged())
    room.furnishing.conversations.reload()


def thread(room: Room) -> None:
    """What went over all lines with Zoë, in one thread."""
    furnish(room)
    room.furnishing.preferences.change(all_lines_in_threads=True)
    there = conversations.find(room.furnishing.db, samples.ACCOUNT.id, samples.SUPPORT, samples.ZOE)
    assert there is not None
    room.furnishing.messages.open(there)


def adviser(room: Room) -> None:
    """A line that carries calls only, and the line that Zoë answered on."""
    furnish(room)
    db, now = room.furnishing.db, datetime.now(UTC)
    came = Listed(
        False, samples.FREEPHONE, samples.ZOE, "Is this your number?", now, Receipt("f1", State.RECEIVED)
    )
    merge(db, samples.ACCOUNT.id, [came], window=timedelta(minutes=1), now=now)
    room.furnishing.messages.all_lines.setChecked(True)
    there = conversations.find(db, samples.ACCOUNT.id, samples.FREEPHONE, samples.ZOE)
    assert there is not None
    room.furnishing.messages.open(there)


def phone_books(room: Room) -> None:
    """Zoë in the phone books of two services, by two names: offered as one contact."""
    furnish(room)
    entry = Contact(CLOSE.id, "z", "Z. Patel", "Patel Bicycles", (Number(samples.ZOE, "mobile"),))
    contacts.replace(room.furnishing.db, CLOSE.id, [entry])
    room.window.show_page("contacts")
    room.furnishing.contacts.review_duplicates()
