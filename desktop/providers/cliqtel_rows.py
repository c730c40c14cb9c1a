"""Reads Cliqtel's JSON into our records, tolerantly: the shape of its lists is not documented.

Inference, marked as such: a list is a bare array or the first array under one of a few usual keys; times
are UTC; ids are one sequence. What fits nothing becomes an error that names the top-level keys only.
"""

import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import SplitResult, parse_qsl, urlsplit

from desktop.providers.base import (
    Accepted,
    BadRow,
    Balance,
    Call,
    Contact,
    ContactNumber,
    Failure,
    Line,
    Text,
    Unreadable,
)
from desktop.providers.http_client import clean
from desktop.sms.delivery import State
from desktop.sms.phone import NotANumber, parse, region_of
from desktop.sms.segments import outgoing

STATES = {
    "queued": State.ACCEPTED,
    "sending": State.ACCEPTED,
    "sent": State.SENT,
    "delivered": State.DELIVERED,
    "failed": State.FAILED,
}
"""The documented words. Any other is kept as it is and proves no more than acceptance."""

Record = TypeVar("Record")
EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)
LATEST = datetime(3000, 1, 1, tzinfo=UTC)
"""Times outside are mistakes, and some systems could not even show them in their own zone."""
LONGEST_WORD = 1000
"""Characters of a label, a name or a status that are kept; no service writes longer ones."""
_KEY = re.compile(r"[A-Za-z_-]{1,40}")
_LONGEST_ID = 200
_LONGEST_NUMBER = 320
"""Of a sender, which may be an e-mail address."""
_LISTS = ("messages", "numbers", "contacts", "calls", "data", "items", "sms")
_OUTCOMES = {
    "answered": "answered",
    "missed": "missed",
    "no_answer": "missed",
    "declined": "declined",
    "rejected": "declined",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "aborted": "cancelled",
    "voicemail": "voicemail",
    "answered_elsewhere": "answered_elsewhere",
}
"""How calls end, in the usual ways of writing it (inference: no call list is documented)."""


class Fault(ValueError):
    """A row lacks something that it cannot do without; the message names the field, not its content."""


def rows(body: Any) -> list[Any]:
    """The list in an answer. Raises ``Unreadable`` if there is none where one is usually found."""
    if isinstance(body, list):
        return body
    if isinstance(body, dict):
        for key in _LISTS:
            found = body.get(key)
            if isinstance(found, list):
                return found
            if isinstance(found, dict) and isinstance(found.get("data"), list):
                return list(found["data"])
        # A key with digits in it may be a number; a long one may be a text.
        told = sorted(key for key in body if _KEY.fullmatch(key))[:20]
        raise Unreadable(f"no list under: {', '.join(told)}{', …' if len(told) < len(body) else ''}")
    raise Unreadable(f"a list was expected, not {type(body).__name__}")


def next_page(body: Any, host: str) -> dict[str, str] | None:
    """The query of the next page, if the answer names one on the same ``host``; else ``None``."""
    if not isinstance(body, dict):
        return None
    holders = [body, *(found for key in _LISTS if isinstance(found := body.get(key), dict))]
    for holder in holders:
        links, meta = holder.get("links"), holder.get("meta")
        address = links.get("next") if isinstance(links, dict) else None
        address = address or holder.get("next_page_url")
        if isinstance(address, str) and address:
            parts = _parts(address)
            if parts.netloc and _host(parts) != _host(urlsplit(f"{parts.scheme}://{host}")):
                raise Unreadable("the next page is on another host")
            return dict(parse_qsl(clean(parts.query), keep_blank_values=True))
        if isinstance(meta, dict) and not isinstance(links, dict):
            current, last = meta.get("current_page"), meta.get("last_page")
            if isinstance(current, int) and isinstance(last, int) and current < last:
                return {"page": str(current + 1)}
    return None


def speaks_of_pages(body: Any) -> bool:
    """Whether an answer would name a next page if there were one."""
    if not isinstance(body, dict):
        return False
    for holder in (body, *(found for key in _LISTS if isinstance(found := body.get(key), dict))):
        links, meta = holder.get("links"), holder.get("meta")
        if (isinstance(links, dict) and "next" in links) or "next_page_url" in holder:
            return True
        if isinstance(meta, dict) and "last_page" in meta:
            return True
    return False


def tells_page_size(body: Any) -> bool:
    """Whether an answer says how many rows its pages have: then larger ones can be asked for."""
    meta = body.get("meta") if isinstance(body, dict) else None
    return isinstance(meta, dict) and "per_page" in meta


def read_all(found: Sequence[Any], read: Callable[[Any], Record]) -> tuple[list[Record], list[BadRow]]:
    """Every row that can be read, and every one that can't: one bad row never stops the rest."""
    good: list[Record] = []
    bad: list[BadRow] = []
    for row in found:
        try:
            good.append(read(row))
        except (Fault, ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            found_id = row.get("id") if isinstance(row, dict) else None
            remote_id = str(found_id)[:80] if isinstance(found_id, str | int) else ""
            fault = str(error) if isinstance(error, Fault) else type(error).__name__
            bad.append(BadRow(clean(remote_id), fault, _shown(row)))
    return good, bad


def accepted(row: Any) -> Accepted:
    """The ``message`` of a send's answer: its id is all that it needs. Raises ``Fault``."""
    _expect_object(row)
    word = _word(row.get("status"))
    return Accepted(
        remote_id=_id(row),
        state=STATES.get(word.lower(), State.ACCEPTED),
        remote_status=word,
        parts=_count(row.get("segments")),
        carrier=_word(row.get("carrier")),
    )


def text(row: Any) -> Text:
    """A row of the message list. Raises ``Fault``."""
    outbound = _direction(row)
    ours, theirs = ("from", "to") if outbound else ("to", "from")
    word = _word(row.get("status"))
    body = row.get("body", row.get("text", row.get("message")))
    if not isinstance(body, str):
        raise Fault("no body")
    return Text(
        remote_id=_id(row),
        outbound=outbound,
        line=number(row.get(ours), ours),
        peer=number(row.get(theirs), theirs),
        body=outgoing(body) if outbound else clean(body),
        created_at=moment(row.get("created_at") or row.get("received_at") or row.get("sent_at")),
        state=STATES.get(word.lower()) if outbound else State.RECEIVED,
        remote_status=word,
        parts=_count(row.get("segments")),
        carrier=_word(row.get("carrier")),
        failure=_failure(row) if outbound and STATES.get(word.lower()) is State.FAILED else None,
    )


def line(row: Any, *, listed_for_texting: bool) -> Line:
    """A row of a number list. ``listed_for_texting``: the list itself says that these can text."""
    _expect_object(row)
    can = row.get("capabilities") if isinstance(row.get("capabilities"), dict) else {}
    enabled = row.get("sms_enabled", row.get("sms", can.get("sms", True if listed_for_texting else None)))
    value = next((row[key] for key in ("number", "phone_number", "e164", "did") if row.get(key)), None)
    e164 = number(value, "number")
    reason = row.get("reason") if isinstance(row.get("reason"), dict) else {}
    allowed = None if enabled is None else bool(enabled)
    return Line(
        remote_id=_id(row),
        number=e164,
        label=_word(row.get("label") or row.get("name")),
        country=_word(row.get("country")).upper() or region_of(e164) or "",
        kind=_word(row.get("type")),
        state=_word(row.get("state") or row.get("status") or "active").lower(),
        can_send=_flag(can.get("sms_out"), allowed),
        can_receive=_flag(can.get("sms_in"), allowed),
        can_call=_flag(can.get("voice"), None),
        reason_code=_word(reason.get("code")),
        reason=_word(reason.get("text")),
    )


def contact(row: Any) -> Contact:
    """A row of the phone book (own extension of the practice server, in the most ordinary form)."""
    _expect_object(row)
    found = row.get("numbers", row.get("phones", [row.get("number")]))
    if not isinstance(found, list):
        raise Fault("no list of numbers")
    numbers = []
    for entry in found:
        value, label = (entry.get("number"), entry.get("label")) if isinstance(entry, dict) else (entry, "")
        numbers.append(ContactNumber(number(value, "number"), _word(label)))
    return Contact(_id(row), _word(row.get("name")), _word(row.get("company")), tuple(numbers))


def call(row: Any) -> Call:
    """A row of the call list (own extension of the practice server, in the most ordinary form)."""
    outbound = _direction(row)
    ours, theirs = ("from", "to") if outbound else ("to", "from")
    outcome = _word(row.get("outcome") or row.get("status"))
    return Call(
        remote_id=_id(row),
        outbound=outbound,
        line=number(row.get(ours), ours),
        peer=number(row.get(theirs), theirs),
        started_at=moment(row.get("started_at") or row.get("created_at")),
        outcome=_OUTCOMES.get(outcome.lower().replace("-", "_").replace(" ", "_"), outcome or "other"),
        seconds=_count(row.get("seconds", row.get("duration"))),
    )


def balance(body: Any) -> tuple[Balance, Decimal | None]:
    """The wallet and the price of a part, if that is told. Raises ``Unreadable``."""
    holder = body.get("data", body) if isinstance(body, dict) else {}
    try:
        amount = _amount(holder["balance"])
        price = holder.get("price_per_segment")
        told = Balance(amount, _word(holder.get("currency")))
        return told, None if price is None else _amount(price)
    except (KeyError, InvalidOperation, AttributeError, TypeError) as error:
        raise Unreadable("no balance") from error


def number(value: object, name: str) -> str:
    """A number in E.164; senders that are none (short codes, names) stay as they are. Raises ``Fault``."""
    found = clean(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not found:
        raise Fault(f"no {name}")
    if len(found) > _LONGEST_NUMBER:
        raise Fault(f"no possible {name}")
    return _e164(found)


@lru_cache(maxsize=20_000)
def _e164(found: str) -> str:
    """Remembered: a history names the same few thousand people again and again, and reading one is slow."""
    try:
        return parse(found).value
    except NotANumber:
        return found


def moment(value: object) -> datetime:
    """A time in UTC; one without a zone is taken as UTC (inference). Raises ``Fault``."""
    if not isinstance(value, str):
        raise Fault("no time")
    try:
        when = datetime.fromisoformat(value)
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Fault("no readable time") from None
    if not EARLIEST <= when < LATEST:
        raise Fault("no possible time")
    return when


def _expect_object(row: Any) -> None:
    if not isinstance(row, dict):
        raise Fault("no object")


def _shown(row: Any) -> str:
    try:
        return json.dumps(row, ensure_ascii=True, default=str)[:4000]
    except (ValueError, RecursionError):
        return "cannot be shown"


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise Unreadable("the next page has no readable address") from error
    return parts


def _host(parts: SplitResult) -> tuple[str | None, int | None]:
    return parts.hostname, parts.port or {"https": 443, "http": 80}.get(parts.scheme)


def _word(value: object) -> str:
    """A short text of the service's; "" where it sent none, or something that is no text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(value)[:LONGEST_WORD]


def _amount(value: object) -> Decimal:
    if not isinstance(value, str | int | float) or len(str(value)) > LONGEST_WORD:
        raise InvalidOperation
    amount = Decimal(str(value))
    if not amount.is_finite() or abs(amount) >= 10**12:
        raise InvalidOperation
    return amount


def _direction(row: Any) -> bool:
    _expect_object(row)
    word = clean(row.get("direction") or "").lower()
    if word in ("outbound", "outgoing", "out", "sent"):
        return True
    if word in ("inbound", "incoming", "in", "received"):
        return False
    raise Fault("no direction")


def _failure(row: Any) -> Failure:
    error = row.get("error")
    if isinstance(error, dict):
        return Failure(_word(error.get("code")) or None, _word(error.get("text") or error.get("message")))
    # In whatever form it came: it is all that is known (C16).
    return Failure(None, _shown(error)[:LONGEST_WORD] if isinstance(error, list) and error else _word(error))


def _id(row: Any) -> str:
    found = row.get("id")
    if isinstance(found, bool) or not isinstance(found, str | int) or not str(found).strip():
        raise Fault("no id")
    if len(str(found)) > _LONGEST_ID:
        raise Fault("no possible id")
    return clean(found)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None


def _flag(value: object, otherwise: bool | None) -> bool | None:
    return value if isinstance(value, bool) else otherwise
