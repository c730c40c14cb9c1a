"""The screens of the gallery about texts that go as several: written, and with a part that failed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop import samples
from desktop.providers.base import Capabilities
from desktop.sms.abilities import Ability
from desktop.sms.delivery import State
from desktop.sms.prices import PER_TEXT
from desktop.sms.segments import SEPARATE_160_BYTES
from desktop.store import accounts, conversations, line_facts, messages, outbox
from desktop.store.binding import Receipt
from desktop.store.messages import queue
from desktop.sync.translate import stored_capabilities

if TYPE_CHECKING:
    from desktop.ui.gallery import Room

WORDS = (
    "We could not deliver today: nobody opened and the shop next door was closed. The van comes again "
    "on Friday between nine and noon. If that does not suit you, answer with another day, or call us by six. "
    "The parcel is kept for two weeks; after that it goes back to the sender, and they pay you back. "
    "Whoever collects it needs this message and a paper with your name. The desk is open from eight to "
    "eight, on Saturdays until noon; on the way there you pass the old harbour, where you can park."
)


def written(room: Room) -> None:
    """A long text at a service that takes single parts only, and one MMS offered beside it."""
    _terms(room)
    room.furnishing.messages.open(_there(room))
    room.furnishing.messages.composer.edit.setPlainText(WORDS)


def failed(room: Room) -> None:
    """The second of its parts failed: the rest waits for a person."""
    _terms(room)
    db, now = room.furnishing.db, datetime.now(UTC)
    queue(db, account_id=samples.ACCOUNT.id, line=samples.SUPPORT, peer=samples.ZOE, body=WORDS, now=now)
    parts = [one for one in messages.thread(db, _there(room)) if one.part is not None]
    for one in parts[:2]:
        outbox.mark_sending(db, one.id, now)
        if one is parts[0]:
            outbox.accept(db, one.id, Receipt("part", State.ACCEPTED))
    outbox.fail(db, parts[1].id, "sms_failed", "")
    room.furnishing.messages.open(_there(room))


def _there(room: Room) -> int:
    found = conversations.find(room.furnishing.db, samples.ACCOUNT.id, samples.SUPPORT, samples.ZOE)
    assert found is not None
    return found


def _terms(room: Room) -> None:
    db, account_id = room.furnishing.db, samples.ACCOUNT.id
    price = PER_TEXT["voipms"]
    can = Capabilities(
        service="voipms",
        policy=SEPARATE_160_BYTES,
        price_per_part=price.amount,
        currency=price.currency,
        mms=2048,
    )
    accounts.learn(db, account_id, capabilities=stored_capabilities(can), balance="12.40", currency="USD")
    line_facts.note(db, account_id, {samples.SUPPORT: {Ability.MEDIA: "yes"}}, datetime.now(UTC))
