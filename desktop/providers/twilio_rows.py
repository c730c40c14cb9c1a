"""Reads Twilio's rows into our records: texts, numbers and the balance.

Counts, prices and durations are strings there, dates are RFC 2822, ids are two letters and 32 hex digits.
Marked as unverified by the reference and read tolerantly: what ``partially_delivered`` means for an SMS,
the ``type`` of a number, and the letters of its capabilities, which older documents write in upper case.
"""

import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

from desktop.providers.base import (
    Accepted,
    BadRow,
    Balance,
    Failure,
    Line,
    Media,
    Text,
    Unreadable,
)
from desktop.providers.cliqtel_rows import EARLIEST, LATEST, LONGEST_WORD, Fault, number
from desktop.providers.http_client import clean
from desktop.sms.delivery import State
from desktop.sms.phone import digits, region_of
from desktop.sms.segments import outgoing

STATES = {
    "accepted": State.ACCEPTED,
    "scheduled": State.ACCEPTED,
    "queued": State.ACCEPTED,
    "sending": State.ACCEPTED,
    "sent": State.SENT,
    "partially_delivered": State.SENT,
    "delivered": State.DELIVERED,
    "read": State.DELIVERED,
    "undelivered": State.FAILED,
    "failed": State.FAILED,
    "canceled": State.STOPPED,
}
"""What each word of an outbound text proves; of a part that arrived no more than that it left."""

Record = TypeVar("Record")
_SID = re.compile(r"[A-Za-z]{2}[0-9A-Za-z]{4,62}")
_NO_SENDER_YET = ("accepted", "scheduled")
_PATH = re.compile(r"[A-Za-z0-9/_-]{1,300}(\.json)?")
_MOST_MEDIA = 10
"""Files of one text, as many as the service takes."""
TRIAL = "Sent from your Twilio trial account - "
"""What the service puts in front of the texts of a trial account (unverified: the reference has no words)."""
_KINDS = {"tollfree": "toll_free", "toll-free": "toll_free"}
_STATES_OF_LINES = {"in-use": "active", "": "active"}


def read_all(found: Sequence[Any], read: Callable[[Any], Record]) -> tuple[list[Record], list[BadRow]]:
    """Every row that can be read, and every one that can't: one bad row never stops the rest."""
    good: list[Record] = []
    bad: list[BadRow] = []
    for row in found:
        try:
            good.append(read(_object(row)))
        except (Fault, ValueError, TypeError, ArithmeticError, RecursionError) as error:
            sid = row.get("sid") if isinstance(row, dict) else None
            fault = str(error) if isinstance(error, Fault) else type(error).__name__
            bad.append(BadRow(clean(sid)[:80] if isinstance(sid, str) else "", fault, _shown(row)))
    return good, bad


def has_no_sender_yet(row: Any) -> bool:
    """A text of a messaging service that has not chosen its number: it is listed again once it has."""
    waits = isinstance(row, dict) and row.get("from") is None and row.get("direction") != "inbound"
    return waits and row.get("status") in _NO_SENDER_YET


def sent_by_program(row: Any) -> bool:
    """Whether a row may be a text that this program sent: through the API, without pictures."""
    mine = isinstance(row, dict) and row.get("direction") == "outbound-api"
    return mine and not count_of(row.get("num_media"))


def accepted(row: Any) -> Accepted:
    """The answer to a send. Raises ``Fault`` where it has no id; nothing else of it may undo a sent text."""
    sid = sid_of(_object(row))
    word = word_of(row.get("status"))
    price = _if_readable(_price, row.get("price"))
    return Accepted(
        remote_id=sid,
        state=STATES.get(word, State.ACCEPTED),
        remote_status=word,
        parts=count_of(row.get("num_segments")) or None,
        price=price,
        currency=word_of(row.get("price_unit")).upper() if price is not None else "",
        created_at=_if_readable(moment, row.get("date_created")),
    )


def receipt(found: Text) -> Accepted:
    """A listed text as the answer to the send that made it."""
    return Accepted(
        remote_id=found.remote_id,
        state=found.state or State.ACCEPTED,
        remote_status=found.remote_status,
        parts=found.parts,
        price=found.price,
        currency=found.currency,
        created_at=found.created_at,
    )


def text(row: dict[str, Any]) -> Text:
    """A row of the message list. Raises ``Fault``.

    Dated by its making: ``date_sent`` is null while it waits.
    """
    outbound = _outbound(row)
    ours, theirs = ("from", "to") if outbound else ("to", "from")
    word = word_of(row.get("status"))
    body = row.get("body")
    if body is not None and not isinstance(body, str):
        raise Fault("no body")
    state = STATES.get(word) if outbound else State.RECEIVED
    price = _if_readable(_price, row.get("price"))
    return Text(
        remote_id=sid_of(row),
        outbound=outbound,
        line=number(row.get(ours), ours),
        peer=number(row.get(theirs), theirs),
        body=_as_written(body or "") if outbound else clean(body or ""),
        created_at=moment(row.get("date_created") or row.get("date_sent")),
        state=state,
        remote_status=word,
        parts=count_of(row.get("num_segments")) or None,
        price=price,
        currency=word_of(row.get("price_unit")).upper() if price is not None else "",
        failure=_failure(row) if state is State.FAILED else None,
        # The list tells how many; what they are has to be asked for, text by text.
        media=(Media("", ""),) * min(count_of(row.get("num_media")) or 0, _MOST_MEDIA),
    )


def line(row: dict[str, Any]) -> Line:
    """A row of the account's numbers. Raises ``Fault``."""
    e164 = number(row.get("phone_number"), "phone_number")
    told = row.get("capabilities")
    can = {str(name).lower(): value for name, value in told.items()} if isinstance(told, dict) else {}
    texts, voice = _flag(can.get("sms")), _flag(can.get("voice"))
    kind = word_of(row.get("type")).lower()
    kind = _KINDS.get(kind, kind)
    state = word_of(row.get("status")).lower()
    reason = ""
    if texts is False and voice:
        reason = "toll_free_voice_only" if kind == "toll_free" else "voice_only"
    return Line(
        remote_id=sid_of(row),
        number=e164,
        label=_label(word_of(row.get("friendly_name")), e164),
        country=region_of(e164) or "",
        kind=kind,
        state=_STATES_OF_LINES.get(state, state),
        can_send=texts,
        can_receive=texts,
        can_call=voice,
        reason_code=reason,
        can_media=_flag(can.get("mms")),
        sms_capable=texts,
    )


def short_code(row: dict[str, Any]) -> Line:
    """A row of the account's short codes, which text and never call. Raises ``Fault``."""
    code = word_of(row.get("short_code"))
    if not (code.isascii() and code.isdigit() and 3 <= len(code) <= 8):
        raise Fault("no short_code")
    name = word_of(row.get("friendly_name"))
    return Line(
        remote_id=sid_of(row),
        number=code,
        label="" if name == code else name,
        kind="short_code",
        can_send=True,
        can_receive=True,
        can_call=False,
    )


def media(row: dict[str, Any], host: str, home: str) -> Media:
    """A row of a text's list of media. Raises ``Fault``; its address is one of this account, or none."""
    uri = row.get("uri")
    if not isinstance(uri, str) or not uri.startswith(f"{home}/Messages/") or not _PATH.fullmatch(uri):
        raise Fault("no address")
    return Media(host + uri.removesuffix(".json"), word_of(row.get("content_type")).lower())


def balance(body: Any) -> Balance:
    """What is left in the account. Raises ``Unreadable``."""
    try:
        return Balance(_amount(body["balance"]), word_of(body.get("currency")).upper())
    except (KeyError, TypeError, AttributeError, Fault):
        raise Unreadable("no balance") from None


def moment(value: object) -> datetime:
    """A time in UTC, as RFC 2822 writes it. Raises ``Fault``."""
    if not isinstance(value, str) or len(value) > LONGEST_WORD:
        raise Fault("no time")
    try:
        when = parsedate_to_datetime(value)
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        raise Fault("no readable time") from None
    if not EARLIEST <= when < LATEST:
        raise Fault("no possible time")
    return when


def _object(row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise Fault("no object")
    return row


def sid_of(row: dict[str, Any]) -> str:
    """A row's id. Raises ``Fault``."""
    found = row.get("sid")
    if not isinstance(found, str) or not _SID.fullmatch(found):
        raise Fault("no id")
    return found


def _outbound(row: dict[str, Any]) -> bool:
    word = word_of(row.get("direction"))
    if word == "inbound":
        return False
    if word.startswith("outbound"):
        return True
    raise Fault("no direction")


def _as_written(body: str) -> str:
    """The words of a text of ours as somebody wrote them here: so a text whose answer was lost is found."""
    return outgoing(body.removeprefix(TRIAL))


def _failure(row: dict[str, Any]) -> Failure:
    code = row.get("error_code")
    told = word_of(code) if isinstance(code, int | str) and not isinstance(code, bool) else ""
    return Failure(told or None, word_of(row.get("error_message")))


def _label(name: str, e164: str) -> str:
    """The name that somebody gave a number; a new one's is the number itself, written nationally."""
    only_digits = re.fullmatch(r"[\d\s()+.-]*", name) is not None
    return "" if only_digits and digits(e164).endswith(digits(name)) else name


def word_of(value: object) -> str:
    """A short text of the service's; "" where it sent none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(value)[:LONGEST_WORD].strip()


def count_of(value: object) -> int | None:
    """A count, which comes as a string; ``None`` where it is none."""
    found = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return int(found) if found.isascii() and found.isdigit() and len(found) < 10 else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _price(value: object) -> Decimal | None:
    """What a text cost: Twilio writes it as a negative number, and null while it is not known."""
    return None if value is None else abs(_amount(value))


def _amount(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float) or len(str(value)) > 60:
        raise Fault("no amount")
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        raise Fault("no amount") from None
    if not amount.is_finite() or abs(amount) >= 10**12:
        raise Fault("no amount")
    return amount


def _if_readable(read: Callable[[object], Record | None], value: object) -> Record | None:
    try:
        return read(value)
    except Fault:
        return None


def _shown(row: Any) -> str:
    try:
        return json.dumps(row, ensure_ascii=True, default=str)[:4000]
    except (ValueError, RecursionError):
        return "cannot be shown"
