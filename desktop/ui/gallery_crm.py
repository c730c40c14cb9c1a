"""What is done to a window until it shows what a CRM offers: snippets, texts for a time, a shared inbox."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from desktop import samples
from desktop.store import (
    accounts,
    blocked,
    contacts,
    conversations,
    later,
    later_steps,
    shared_unread,
    snippets,
)
from desktop.store.contacts import Contact, Number
from desktop.store.shared_unread import Open
from desktop.store.snippets import Snippet

if TYPE_CHECKING:
    from desktop.ui.gallery import Room

_FEATURES = ("snippets", "scheduled", "shared_unread", "needs_contact")
_STRANGER = "+12025550177"


def snippet_list(room: Room) -> None:
    """The ready-made texts over the composer."""
    _thread(room)
    room.furnishing.messages.composer.tools.snippets.click()


def snippet_put(room: Room) -> None:
    """One was put in, and a gap of it is open."""
    _thread(room)
    opener = room.furnishing.at_service.crm.snippets
    opener.open()
    opener.popup.field.setText("invoice")
    opener.popup.field.returnPressed.emit()


def waiting(room: Room) -> None:
    """Texts that leave later, of which one came back."""
    _thread(room)
    now = datetime.now(UTC)
    db = room.furnishing.db

    def wait(body: str, due: datetime) -> later.Later:
        return later.add(
            db,
            account_id=samples.ACCOUNT.id,
            line=samples.SUPPORT,
            peer=samples.ZOE,
            body=body,
            due_at=due,
            now=now,
        )

    back = wait("Shall we move it to Friday?", now + timedelta(hours=3))
    later_steps.ask(db, back)
    later_steps.end(db, back, later.STOPPED_THERE)
    due = now + timedelta(days=1)
    wait("See you this afternoon, at the side door.", due)
    told = later_steps.Told("1", samples.SUPPORT, samples.ZOE, "Your invoice is in the post.", due, "Sam Doe")
    later_steps.follow(db, samples.ACCOUNT.id, [told], whole=False)


def times(room: Room) -> None:
    """When is it to leave?"""
    _thread(room)
    room.furnishing.messages.composer.edit.setPlainText("See you this afternoon, at the side door.")
    room.furnishing.at_service.crm.choose_time()


def shared(room: Room) -> None:
    """Conversations that are open in the shared inbox, and the menu that closes one."""
    _thread(room)
    header = room.furnishing.messages.header
    corner = header.more.mapToGlobal(header.more.rect().bottomRight())
    header.menu.popup(corner - QPoint(header.menu.sizeHint().width(), 0))


def person(room: Room) -> None:
    """The question before somebody is added."""
    _thread(room)
    room.furnishing.messages.start_new(_STRANGER)
    room.furnishing.messages.composer.edit.setPlainText("Your order is ready.")
    room.furnishing.at_service.crm.person.begin(samples.ACCOUNT.id, _STRANGER)


def unknown(room: Room) -> None:
    """What is said of a number that nobody there has."""
    _thread(room)
    room.furnishing.messages.start_new(_STRANGER)
    room.furnishing.messages.composer.edit.setPlainText("Your order is ready.")


def off(room: Room) -> None:
    """Somebody opted out, as the service's phone book says."""
    _thread(room)
    blocked.keep(room.furnishing.db, samples.ACCOUNT.id, [samples.ZOE], datetime.now(UTC))
    room.furnishing.composer.preflight.forget()


def _thread(room: Room) -> None:
    db = room.furnishing.db
    terms = json.loads(accounts.known(db, samples.ACCOUNT.id).capabilities or "{}")
    features = terms.get("features", {}) | {name: {"on": True, "reason": ""} for name in _FEATURES}
    told = json.dumps({**terms, "service": "close", "features": features})
    accounts.learn(db, samples.ACCOUNT.id, capabilities=told, balance=None, currency="USD")
    number = Number(samples.ZOE, "mobile")
    contacts.keep(db, Contact(samples.ACCOUNT.id, "crm", "Zoë Patel", "Harbour Dental", (number,)))
    texts = {
        "Appointment": "Hi {{ contact.first_name }}, your appointment is tomorrow at nine.",
        "Invoice sent": "Hi {{ contact.first_name }}, invoice {{ custom.invoice }} is on its way.",
        "Opening times": "We are open from Monday to Friday, nine to five.",
    }
    rows = [
        Snippet(samples.ACCOUNT.id, name, name, body, shared=name != "Opening times")
        for name, body in texts.items()
    ]
    snippets.replace(db, samples.ACCOUNT.id, rows)
    entries = [("1", samples.ZOE), ("2", samples.ZOE), ("3", samples.OMAR)]
    shared_unread.replace(db, samples.ACCOUNT.id, [Open(one, samples.SUPPORT, peer) for one, peer in entries])
    room.furnishing.conversations.reload()
    room.window.show_page("messages")
    there = conversations.find(db, samples.ACCOUNT.id, samples.SUPPORT, samples.ZOE)
    assert there is not None
    room.furnishing.messages.open(there)
