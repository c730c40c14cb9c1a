"""Reads Salesmsg's JSON into our records: numbers, conversations, messages, calls, credits.

Marked as unverified by the reference and read tolerantly: the direction (``_outbound`` has the rule), the
words of ``status``, the zone of times without one (taken as UTC), what a number is in a list, the latest
message of a conversation in a list, the unit of ``account_credits``, how a code is written inside
``failed_reason``. What a field is not, is left out; a message needs an id, a direction, numbers and a time.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.providers.base import (
    Accepted,
    Balance,
    Call,
    Failure,
    Line,
    Media,
    Text,
)
from desktop.providers.cliqtel_rows import LONGEST_WORD, Fault, moment, number
from desktop.providers.http_client import clean
from desktop.sms.delivery import State
from desktop.sms.phone import region_of
from desktop.sms.segments import outgoing

CREDITS = "credits"
"""In place of a currency: the service counts in credits, and what one is worth is not documented."""
TEXTS = ("", "sms", "mms")
"""Types of messages that are texts. Whatever else there may be, as a note among colleagues, is none."""
CALL = "call"
SENDER_CANNOT = "21606"
"""The only sign that a number cannot text: there is no such flag."""
_WORDS = {
    "queued": State.ACCEPTED,
    "sending": State.ACCEPTED,
    "sent": State.SENT,
    "delivered": State.DELIVERED,
    "failed": State.FAILED,
    "undelivered": State.FAILED,
    "error": State.FAILED,
}
"""For a message without any time of its way; the whole set is not documented."""
_OUTCOMES = {
    "completed": "answered",
    "answered": "answered",
    "no-answer": "missed",
    "no_answer": "missed",
    "missed": "missed",
    "busy": "missed",
    "canceled": "cancelled",
    "cancelled": "cancelled",
    "voicemail": "voicemail",
}
"""How calls end, in the usual words; none is documented."""
_CAME = "received"
"""The word of ``status`` for a text that somebody sent to us, whoever of ours has it in hand."""
_NO_DATE = re.compile(r"\s*(?:0000-00-00.*)?\Z", re.ASCII | re.DOTALL)
"""How a database may write a time that there is none of."""
_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)", re.ASCII)
_LATEST = ("latest_message", "last_message", "message")
_MOST_FILES = 20


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation: on which of our numbers, with whom, and how its newest message stands."""

    id: str
    line: str
    """Our number, E.164; "" where the row does not tell it."""
    peer: str
    mark: str
    """Differs once something came, left, or changed its state, as far as the list tells."""
    at: datetime | None = None
    """When the newest message was made."""


def line(row: Any, names: dict[str, str]) -> Line:
    """A row of the numbers; ``names``: inboxes by their number. No flag says that one cannot text."""
    _expect_object(row)
    e164 = _our_number(row)
    mms = row.get("mms")
    return Line(
        remote_id=id_of(row),
        number=e164,
        label=names.get(e164, "") or word(row.get("name")) or word(row.get("label")),
        country=word(row.get("country")).upper()[:2] or region_of(e164) or "",
        can_media=mms if isinstance(mms, bool) else None,
    )


def inbox_numbers(row: Any) -> list[str]:
    """The numbers of an inbox, wherever its row has them: that part is not documented."""
    if not isinstance(row, dict):
        return []
    told = row.get("numbers")
    places = [row.get("number"), *(told if isinstance(told, list) else [])]
    found = []
    for one in places:
        try:
            found.append(_our_number(one if isinstance(one, dict) else {"number": one}))
        except Fault:
            continue
    return found


def place(row: Any) -> Place:
    """A conversation of a list, or alone. Raises ``Fault``."""
    _expect_object(row)
    told = row.get("number")
    try:
        ours = _our_number(told if isinstance(told, dict) else {"number": told})
    except Fault:
        ours = ""
    return Place(id_of(row), ours, person_number(row.get("contact")), _mark(row), latest_at(row))


def latest_at(row: Any) -> datetime | None:
    """When the newest message of a conversation was made, if its row tells."""
    latest = _latest(row)
    return None if latest is None else told_at(latest, "created_at")


def person_number(contact: Any) -> str:
    """The number of somebody in the service's phone book, E.164. Raises ``Fault``."""
    if not isinstance(contact, dict):
        raise Fault("no contact")
    found = next((told for name in ("number", "typeted_number") if (told := word(contact.get(name)))), "")
    code = word(contact.get("country_calling_code")).lstrip("+")
    national = word(contact.get("national_number"))
    if found and not found.startswith("+") and found.isdigit() and len(found) > 6 and code.isdigit():
        # National, or international without its sign: the calling code tells which.
        found = f"+{found}" if found.startswith(code) and found != national else f"+{code}{found}"
    return number(found, "number of the contact")


def message_id(row: Any) -> int:
    """The id of a message, by which they can be put in order. Raises ``Fault``."""
    return int(id_of(row))


def is_call(row: Any) -> bool:
    """Whether a message is a call."""
    return isinstance(row, dict) and word(row.get("type")).lower() == CALL


def text(row: Any, where: Place, now: datetime) -> Text | None:
    """A message as a text; ``None`` while it waits for its time there. Raises ``Fault``."""
    outbound = _outbound(row)
    kind = word(row.get("type")).lower()
    if kind not in TEXTS:
        raise Fault("no known type")
    state = _state(row, now) if outbound else State.RECEIVED
    if state is State.QUEUED:
        return None
    body = row.get("body")
    if body is not None and not isinstance(body, str):
        raise Fault("no text")
    if not where.line:
        raise Fault("no number of ours")
    return Text(
        remote_id=id_of(row),
        outbound=outbound,
        line=where.line,
        peer=where.peer,
        body=outgoing(body or "") if outbound else clean(body or ""),
        created_at=_made(row),
        state=state,
        remote_status=word(row.get("status")),
        failure=failure(row) if state is State.FAILED else None,
        media=tuple(_media(row)),
    )


def call(row: Any, where: Place) -> Call:
    """A message of type call. Raises ``Fault``."""
    told = row.get("record")
    record = told if isinstance(told, dict) else {}
    seconds = _seconds(record.get("duration"))
    status = word(record.get("status")).lower()
    outcome = _OUTCOMES.get(status, status or "other")
    if seconds is not None and status not in _OUTCOMES:
        outcome = "answered" if seconds else "missed"
    if record.get("is_voicemail") is True:
        outcome = "voicemail"
    if not where.line:
        raise Fault("no number of ours")
    return Call(
        remote_id=id_of(row),
        outbound=_outbound(row),
        line=where.line,
        peer=where.peer,
        started_at=_made(row),
        outcome=outcome,
        seconds=seconds,
    )


def accepted(row: Any, now: datetime) -> Accepted:
    """The message that answers a send, or was found for one. Raises ``Fault``."""
    remote_id = str(message_id(row))
    state = _state(row, now)
    return Accepted(
        remote_id,
        State.ACCEPTED if state in (None, State.QUEUED) else state,
        word(row.get("status")),
    )


def failure(row: Any) -> Failure:
    """Why it failed: the first number of five digits, and the words as they are (salesmsg.md 9)."""
    reason = row.get("failed_reason")
    if isinstance(reason, dict | list):
        reason = json.dumps(reason, ensure_ascii=False, default=str)
    said = clean(reason)[:LONGEST_WORD].strip() if isinstance(reason, str | int) else ""
    code = _CODE.search(said)
    return Failure(None if code is None else code[0], said)


def is_ours(row: Any, body: str) -> bool:
    """Whether a message is an outbound text with these words, as they are or as they were typed there."""
    try:
        if not _outbound(row) or word(row.get("type")).lower() not in TEXTS:
            return False
    except Fault:
        return False
    wanted = body.strip()
    shown = (row.get(name) for name in ("body", "body_raw"))
    return any(isinstance(one, str) and outgoing(one).strip() == wanted for one in shown)


def balance(body: Any) -> Balance | None:
    """The prepaid credits of the organisation; ``None`` where they cannot be read."""
    holder = body.get("data", body) if isinstance(body, dict) else None
    told = holder.get("account_credits") if isinstance(holder, dict) else None
    if isinstance(told, bool) or not isinstance(told, str | int | float) or len(str(told)) > 60:
        return None
    try:
        amount = Decimal(str(told).replace(",", "").strip())
    except InvalidOperation:
        return None
    return Balance(amount, CREDITS) if amount.is_finite() and abs(amount) < 10**12 else None


def id_of(row: Any) -> str:
    """A row's id: a whole number there. Raises ``Fault``."""
    found = row.get("id") if isinstance(row, dict) else None
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise Fault("no id")
    plain = str(found).strip()
    if not plain.isascii() or not plain.isdigit() or len(plain) > 18:
        raise Fault("no id")
    return plain


def word(value: object) -> str:
    """A short text of the service's; "" where it sent none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return clean(value)[:LONGEST_WORD].strip()


def told_at(row: dict[str, Any], name: str) -> datetime | None:
    """A time of a row; ``None`` where there is none, or none that can be read."""
    try:
        return moment(row.get(name))
    except Fault:
        return None


def _outbound(row: Any) -> bool:
    """The direction, which no field says: an inference from others. Raises ``Fault``."""
    _expect_object(row)
    came = told_at(row, "received_at") is not None or word(row.get("status")).lower() == _CAME
    if came and not any(told_at(row, name) for name in ("queued_at", "sent_at")):
        return False
    way = ("queued_at", "sent_at", "delivered_at", "send_at")
    ours = row.get("automated") is True or bool(row.get("user_id"))
    if ours or _has_failed(row) or any(told_at(row, name) for name in way):
        return True
    raise Fault("no direction")


def _state(row: Any, now: datetime) -> State | None:
    """How far a text of ours is, by its times; ``QUEUED``: it waits there for its own. ``None``: unknown.

    What cannot be read as a time proves nothing; only a failure is believed however it is dated.
    """
    if _has_failed(row):
        return State.FAILED
    for name, state in (
        ("delivered_at", State.DELIVERED),
        ("sent_at", State.SENT),
        ("queued_at", State.ACCEPTED),
    ):
        if told_at(row, name) is not None:
            return state
    due = told_at(row, "send_at")
    if due is not None and due > now:
        return State.QUEUED
    return _WORDS.get(word(row.get("status")).lower())


def _has_failed(row: dict[str, Any]) -> bool:
    told = row.get("failed_at")
    return bool(told) and not (isinstance(told, str) and _NO_DATE.match(told))


def _made(row: Any) -> datetime:
    """When it was made. One that waited for its time is dated by when it left."""
    waited = told_at(row, "send_at") is not None
    names = ("sent_at", "queued_at", "send_at") if waited else ("created_at", "received_at")
    found = next((at for name in names if (at := told_at(row, name)) is not None), None)
    return found or moment(row.get("created_at") or row.get("received_at"))


def _latest(row: Any) -> dict[str, Any] | None:
    if not isinstance(row, dict):
        return None
    return next((row[name] for name in _LATEST if isinstance(row.get(name), dict)), None)


def _mark(row: dict[str, Any]) -> str:
    latest = _latest(row)
    if latest is None or not latest.get("id"):
        # Without a newest message the whole row has to do: then it is read once too often, not too seldom.
        shown = json.dumps(row, sort_keys=True, default=str)
    else:
        times = [latest.get(name) for name in ("sent_at", "delivered_at", "failed_at")]
        shown = json.dumps([latest["id"], *times], default=str)
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _our_number(row: dict[str, Any]) -> str:
    found = row.get("number") or row.get("formatted_number")
    if isinstance(found, dict):
        found = found.get("number") or found.get("formatted_number")
    plain = word(found)
    if plain.isdigit() and len(plain) > 6:
        plain = f"+{plain}" if not (len(plain) == 10 and row.get("country") in ("US", "CA")) else f"+1{plain}"
    return number(plain, "number")


def _media(row: dict[str, Any]) -> list[Media]:
    told = row.get("media")
    files: list[Media] = []
    for one in told[:_MOST_FILES] if isinstance(told, list) else ():
        places = (one.get("source"), one.get("source_short")) if isinstance(one, dict) else ()
        url = next((place for place in map(word, places) if place.startswith("https://")), "")
        if url:
            files.append(Media(url, word(one.get("content_type")).lower()))
    return files


def _seconds(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**9:
        return None
    return int(value)


def _expect_object(row: Any) -> None:
    if not isinstance(row, dict):
        raise Fault("no object")
