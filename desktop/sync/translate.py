"""Turns the adapters' records into the store's: the two never meet elsewhere."""

import json
from collections.abc import Collection
from dataclasses import asdict, fields
from datetime import datetime
from decimal import Decimal

from desktop.providers import base
from desktop.providers.base import Capabilities, Feature
from desktop.sms.abilities import CAPABLE, STATE, Ability
from desktop.sms.delivery import Proof, State, provable
from desktop.sms.segments import JOINED, Policy
from desktop.store import calls, contacts, lines, media, merge
from desktop.store.bad_rows import Unread
from desktop.store.binding import Receipt
from desktop.store.messages import Message


def listed(text: base.Text, proof: Proof) -> merge.Listed:
    """A text of a page; its state is cut down to what the service can prove (C6)."""
    failure = text.failure
    return merge.Listed(
        outbound=text.outbound,
        line=text.line,
        peer=text.peer,
        body=text.body,
        created_at=text.created_at,
        receipt=Receipt(
            remote_id=text.remote_id,
            state=provable(text.state or State.ACCEPTED, proof),
            remote_status=text.remote_status,
            word_known=text.state is not None,
            remote_kind=text.kind,
            parts=text.parts,
            price=_money(text.price),
            currency=text.currency,
            carrier=text.carrier,
            error_code=failure.code if failure else None,
            error_text=failure.text if failure else "",
        ),
        media=tuple(media.Media(one.url, one.mime, one.size) for one in text.media),
    )


def receipt(accepted: base.Accepted, proof: Proof) -> Receipt:
    """The answer to a send."""
    return Receipt(
        remote_id=accepted.remote_id,
        state=provable(accepted.state, proof),
        remote_status=accepted.remote_status,
        remote_kind=accepted.kind,
        parts=accepted.parts,
        price=_money(accepted.price),
        currency=accepted.currency,
        carrier=accepted.carrier,
    )


def unread(row: base.BadRow) -> Unread:
    """A row that the adapter could not read."""
    return Unread(row.remote_id, row.fault, row.row)


def outgoing(message: Message, line_remote_id: str) -> base.OutgoingText:
    """A queued text as an adapter takes it."""
    return base.OutgoingText(
        line_remote_id, message.line, message.peer, message.body, kind=message.remote_kind
    )


def line(account_id: str, found: base.Line) -> lines.Line:
    """One of the account's numbers."""
    known = {
        field.name: getattr(found, field.name) for field in fields(lines.Line) if hasattr(found, field.name)
    }
    return lines.Line(account_id=account_id, **known)


def line_facts(found: base.Line) -> dict[str, str]:
    """What the service tells of a number, as ``store.line_facts`` keeps it, and nothing else."""
    told = {
        Ability.SEND: found.can_send,
        Ability.RECEIVE: found.can_receive,
        Ability.CALLS: found.can_call,
        Ability.MEDIA: found.can_media,
        CAPABLE: found.sms_capable,
    }
    facts = {str(name): "yes" if value else "no" for name, value in told.items() if value is not None}
    return facts | ({STATE: found.state} if found.state else {}) | dict(found.facts)


def contact(account_id: str, found: base.Contact) -> contacts.Contact:
    """An entry of the phone book."""
    numbers = tuple(contacts.Number(number.number, number.label) for number in found.numbers)
    return contacts.Contact(account_id, found.remote_id, found.name, found.company, numbers)


def blocked(book: base.Rows[base.Contact]) -> frozenset[str]:
    """The numbers of a phone book that the service itself does not text (B20)."""
    return frozenset(one.number for person in book.good for one in person.numbers if one.blocked)


def not_blocked(book: base.Rows[base.Contact]) -> frozenset[str]:
    """The numbers that are in a phone book, and blocked nowhere in it."""
    return frozenset(one.number for person in book.good for one in person.numbers) - blocked(book)


def opted_in(book: base.Rows[base.Contact]) -> dict[str, datetime]:
    """When numbers of a phone book opted in again, as far as it says; the earliest if it says so twice."""
    told = [(one.opted_in, one.number) for person in book.good for one in person.numbers if one.opted_in]
    return {number: at for at, number in sorted(told, reverse=True)}


def call(account_id: str, found: base.Call) -> calls.Call:
    """A recorded call."""
    return calls.Call(account_id=account_id, **asdict(found))


def stored_capabilities(
    found: Capabilities, *, before: str | None = None, unclear: Collection[str] = ()
) -> str:
    """What screens need to know of a service while it is out of reach, as JSON.

    The features in ``unclear`` stay as they were stored ``before``, where anything was.
    """
    features = {
        name: asdict(value) for name in asdict(found) if isinstance(value := getattr(found, name), Feature)
    }
    known = json.loads(before).get("features", {}) if before is not None else {}
    features |= {name: known[name] for name in unclear if name in known}
    return json.dumps(
        {
            "service": found.service,
            "policy": asdict(found.policy),
            "proof": found.proof,
            "price_per_part": _money(found.price_per_part),
            "price_told": found.price_told,
            "currency": found.currency,
            "pace": found.pace,
            "daily": found.daily,
            "mms": found.mms,
            "zone": found.zone,
            "listing_delay": found.listing_delay.total_seconds(),
            "features": features,
        },
        sort_keys=True,
    )


def policy_of(stored: str | None) -> Policy:
    """How texts are counted, from what ``stored_capabilities`` made; joined parts if that is unknown."""
    if stored is None:
        return JOINED
    return Policy(**json.loads(stored)["policy"])


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount, "f")
