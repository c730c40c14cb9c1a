"""Reads Twilio's JSON into our records: texts, numbers, calls, the balance, and its error answers.

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
from urllib.parse import urlsplit

from desktop.providers.base import (
    Accepted,
    BadRow,
    Balance,
    Call,
    Failure,
    Line,
    ProviderError,
    Refused,
    SignInNeeded,
    Text,
    Unreadable,
)
from desktop.providers.cliqtel_rows import EARLIEST, LATEST, LONGEST_WORD, Fault, number
from desktop.providers.http_client import MOST_SAID, clean
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
_KEY = re.compile(r"[A-Za-z_]{1,40}")
_NO_SENDER_YET = ("accepted", "scheduled")
_NOT_ALLOWED = frozenset({20003, 20006, 20403})
"""With HTTP 403: this key may not do this. Every other code of a 403 says what it is about."""
_NOT_TOO_FAST = frozenset({14107, 63038})
"""With HTTP 429: limits of a day or of a pair of numbers, which waiting some seconds does not lift."""
_NOT_ON_PAGES = re.compile(r"[\\\x00-\x20\x7f]|/\.{1,2}(?:/|$)|%2e|%2f|%5c", re.IGNORECASE)
_KINDS = {"tollfree": "toll_free", "toll-free": "toll_free"}
_STATES_OF_LINES = {"in-use": "active", "": "active"}
_ENDS = {"completed": "answered", "canceled": "cancelled"}
_UNANSWERED = ("no-answer", "busy", "canceled")


def rows(body: Any, key: str) -> list[Any]:
    """The rows of a page. Raises ``Unreadable``, naming the top-level keys only."""
    found = body.get(key) if isinstance(body, dict) else None
    if isinstance(body, dict) and isinstance(found, list) and "next_page_uri" in body:
        return found
    told = sorted(key for key in body if _KEY.fullmatch(key))[:20] if isinstance(body, dict) else []
    raise Unreadable(f"no page of {key} under: {', '.join(told)}")


def next_page(body: dict[str, Any], account: str, host: str) -> str | None:
    """The path and query of the next page, verbatim; ``None`` on the last one.

    Raises ``Unreadable`` where it leads to another host or out of the account: the key goes along.
    """
    uri = body["next_page_uri"]
    if uri is None:
        return None
    if not isinstance(uri, str) or not uri.isascii():
        raise Unreadable("the next page has no readable address")
    try:
        parts = urlsplit(uri)
    except ValueError:
        raise Unreadable("the next page has no readable address") from None
    if parts.scheme or parts.netloc:
        if f"{parts.scheme}://{parts.netloc}" != host:
            raise Unreadable("the next page is on another host")
        uri = uri.removeprefix(host)
    if not uri.startswith(f"/2010-04-01/Accounts/{account}/") or _NOT_ON_PAGES.search(uri.partition("?")[0]):
        raise Unreadable("the next page is not of this account")
    return uri


def meaning(status: int, body: Any) -> ProviderError | None:
    """An error answer with Twilio's own code, as our error; ``None`` where HTTP says it all."""
    code = body.get("code") if isinstance(body, dict) else None
    if not isinstance(code, int) or isinstance(code, bool) or status == 401:
        return None
    said = clean(body["message"])[:MOST_SAID] if isinstance(body.get("message"), str) else ""
    if status == 403 and code in _NOT_ALLOWED:
        return SignInNeeded(said, allowed=False)
    if status == 429 and code not in _NOT_TOO_FAST:
        return None
    return Refused(str(code), said)


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
    return mine and not _count(row.get("num_media"))


def accepted(row: Any) -> Accepted:
    """The answer to a send. Raises ``Fault`` where it has no id; nothing else of it may undo a sent text."""
    sid = _sid(_object(row))
    word = _word(row.get("status"))
    price = _if_readable(_price, row.get("price"))
    return Accepted(
        remote_id=sid,
        state=STATES.get(word, State.ACCEPTED),
        remote_status=word,
        parts=_count(row.get("num_segments")) or None,
        price=price,
        currency=_word(row.get("price_unit")).upper() if price is not None else "",
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
    word = _word(row.get("status"))
    body = row.get("body")
    if body is not None and not isinstance(body, str):
        raise Fault("no body")
    state = STATES.get(word) if outbound else State.RECEIVED
    price = _if_readable(_price, row.get("price"))
    return Text(
        remote_id=_sid(row),
        outbound=outbound,
        line=number(row.get(ours), ours),
        peer=number(row.get(theirs), theirs),
        body=outgoing(body or "") if outbound else clean(body or ""),
        created_at=moment(row.get("date_created") or row.get("date_sent")),
        state=state,
        remote_status=word,
        parts=_count(row.get("num_segments")) or None,
        price=price,
        currency=_word(row.get("price_unit")).upper() if price is not None else "",
        failure=_failure(row) if state is State.FAILED else None,
    )


def line(row: dict[str, Any]) -> Line:
    """A row of the account's numbers. Raises ``Fault``."""
    e164 = number(row.get("phone_number"), "phone_number")
    told = row.get("capabilities")
    can = {str(name).lower(): value for name, value in told.items()} if isinstance(told, dict) else {}
    texts, voice = _flag(can.get("sms")), _flag(can.get("voice"))
    kind = _word(row.get("type")).lower()
    kind = _KINDS.get(kind, kind)
    state = _word(row.get("status")).lower()
    reason = ""
    if texts is False and voice:
        reason = "toll_free_voice_only" if kind == "toll_free" else "voice_only"
    return Line(
        remote_id=_sid(row),
        number=e164,
        label=_label(_word(row.get("friendly_name")), e164),
        country=region_of(e164) or "",
        kind=kind,
        state=_STATES_OF_LINES.get(state, state),
        can_send=texts,
        can_receive=texts,
        can_call=voice,
        reason_code=reason,
    )


def call(row: dict[str, Any]) -> Call:
    """A row of the call list. Raises ``Fault``."""
    direction = _word(row.get("direction"))
    inbound = direction in ("inbound", "trunking-originating")
    if not inbound and not direction.startswith("outbound") and direction != "trunking-terminating":
        raise Fault("no direction")
    ours, theirs = ("to", "from") if inbound else ("from", "to")
    word = _word(row.get("status"))
    missed = word in _UNANSWERED if inbound else word == "no-answer"
    return Call(
        remote_id=_sid(row),
        outbound=not inbound,
        line=number(row.get(ours), ours),
        peer=number(row.get(theirs), theirs),
        started_at=moment(row.get("start_time") or row.get("date_created")),
        outcome="missed" if missed else _ENDS.get(word, word or "other"),
        seconds=_count(row.get("duration")),
    )


def folded(found: Sequence[Any]) -> list[Any]:
    """Calls without the legs that belong to another one in the list.

    A leg counts instead of its parent only where the parent began at a program or a softphone.
    """
    listed = {sid: row for row in found if isinstance(row, dict) and isinstance(sid := row.get("sid"), str)}
    parents = {row["sid"]: _parent(row, listed) for row in listed.values()}
    with_legs = {parent["sid"] for parent in parents.values() if parent is not None}
    kept = []
    for row in found:
        sid = row.get("sid") if isinstance(row, dict) else None
        parent = parents.get(sid) if isinstance(sid, str) else None
        leg_of_a_call = parent is not None and _between_numbers(parent)
        stands_for_a_leg = isinstance(sid, str) and sid in with_legs and not _between_numbers(row)
        if not leg_of_a_call and not stands_for_a_leg:
            kept.append(row)
    return kept


def balance(body: Any) -> Balance:
    """What is left in the account. Raises ``Unreadable``."""
    try:
        return Balance(_amount(body["balance"]), _word(body.get("currency")).upper())
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


def _sid(row: dict[str, Any]) -> str:
    found = row.get("sid")
    if not isinstance(found, str) or not _SID.fullmatch(found):
        raise Fault("no id")
    return found


def _outbound(row: dict[str, Any]) -> bool:
    word = _word(row.get("direction"))
    if word == "inbound":
        return False
    if word.startswith("outbound"):
        return True
    raise Fault("no direction")


def _failure(row: dict[str, Any]) -> Failure:
    code = row.get("error_code")
    told = _word(code) if isinstance(code, int | str) and not isinstance(code, bool) else ""
    return Failure(told or None, _word(row.get("error_message")))


def _parent(row: dict[str, Any], listed: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    found = row.get("parent_call_sid")
    return listed.get(found) if isinstance(found, str) else None


def _between_numbers(row: dict[str, Any]) -> bool:
    return all(str(row.get(end) or "").startswith("+") for end in ("from", "to"))


def _label(name: str, e164: str) -> str:
    """The name that somebody gave a number; a new one's is the number itself, written nationally."""
    only_digits = re.fullmatch(r"[\d\s()+.-]*", name) is not None
    return "" if only_digits and digits(e164).endswith(digits(name)) else name


def _word(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(value)[:LONGEST_WORD].strip()


def _count(value: object) -> int | None:
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
