"""Reads Close's JSON into our records: numbers, texts, calls, contacts, ready-made texts, open tasks.

Marked as unverified by the reference and read tolerantly: every value of a real text, how exact ``cost`` is,
whether ``attachments`` is there, that ``object_id`` of a task is the text's, and that files can be had at the
API's own host. What a field is not, is left out; only an id, a direction, numbers and a time are needed.
"""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.providers.base import (
    Accepted,
    Call,
    Contact,
    ContactNumber,
    Failure,
    Line,
    Media,
    Text,
)
from desktop.providers.cliqtel_rows import LONGEST_WORD, Fault, moment, number
from desktop.providers.crm_offers import ScheduledText, Snippet, UnreadText
from desktop.providers.http_client import clean
from desktop.sms.abilities import MMS_COUNTRIES, SMS_COUNTRIES
from desktop.sms.delivery import State
from desktop.sms.phone import region_of
from desktop.sms.segments import outgoing

CURRENCY = "USD"
STATES = {"outbox": State.ACCEPTED, "sent": State.SENT, "error": State.FAILED}
"""What the words of outbound texts prove: "sent" is the carrier's having it, and nothing ever says more."""
NO_TEXTS = ("draft", "scheduled")
"""Words of outbound rows that are no texts: nobody was sent anything."""
_KINDS = {"tollfree": "toll_free", "shortcode": "short_code"}
_FILES = "https://app.close.com/go/file/"
_MOST_FILES = 20
_OUTCOMES = {
    "answered": "answered",
    "no-answer": "missed",
    "abandoned": "missed",
    "vm-answer": "voicemail",
    "vm-left": "voicemail",
    "blocked": "declined",
    "cancel": "cancelled",
}
"""How calls end, by ``disposition`` or else by ``status``; other words stay as they are."""
_UNDER_WAY = ("created", "in-progress")


def line(row: Any) -> Line:
    """A row of the phone numbers: only ``internal`` ones text, and only where ``sms_enabled``."""
    _expect_object(row)
    e164 = number(row.get("number"), "number")
    kind, carrier = word(row.get("type")).lower(), word(row.get("carrier_type")).lower()
    on, files = _flag(row.get("sms_enabled")), _flag(row.get("mms_enabled"))
    ours = kind == "internal"
    can = on if ours else None
    if (kind and not ours) or on is False:
        can = False
    why = ""
    if kind and not ours:
        why = "not_internal"
    elif on is False:
        why = "toll_free_voice_only" if carrier == "tollfree" else "no_sms"
    countries = (
        (SMS_COUNTRIES, row.get("supports_sms_to_countries")),
        (MMS_COUNTRIES, row.get("supports_mms_to_countries")),
    )
    return Line(
        remote_id=id_of(row),
        number=e164,
        label=word(row.get("label")),
        country=word(row.get("country")).upper() or region_of(e164) or "",
        kind=_KINDS.get(carrier, carrier) or kind,
        can_send=can,
        can_receive=can,
        reason_code=why,
        can_media=files if ours and on else can,
        sms_capable=can,
        facts=tuple((name, found) for name, told in countries if (found := _countries(told))),
    )


def text(row: Any, host: str) -> Text:
    """A row of the texts, no draft and not scheduled. Raises ``Fault``. ``host``: where its files are.

    Dated by its making; one that waited for its time there by when it left, or should have left.
    """
    outbound = is_outbound(row)
    status = word(row.get("status")).lower()
    state = STATES.get(status) if outbound else State.RECEIVED
    logged = outbound and word(row.get("source")).lower() == "external"
    body = row.get("text")
    if body is not None and not isinstance(body, str):
        raise Fault("no text")
    waited = row.get("date_scheduled") and (row.get("date_sent") or row.get("date_scheduled"))
    price = None if not outbound else _money(row.get("cost"))
    return Text(
        remote_id=id_of(row),
        outbound=outbound,
        line=number(row.get("local_phone"), "local_phone"),
        peer=number(row.get("remote_phone"), "remote_phone"),
        body=outgoing(body or "") if outbound else clean(body or ""),
        created_at=moment((outbound and waited) or row.get("date_created") or row.get("activity_at")),
        # What somebody wrote down was sent by other means, of which nothing is known.
        state=State.ACCEPTED if logged else state,
        remote_status="logged" if logged else status,
        price=price,
        currency=CURRENCY if price is not None else "",
        failure=Failure(None, word(row.get("error_message"))) if state is State.FAILED else None,
        media=tuple(media(row, host)),
    )


def is_logged_elsewhere(row: Any) -> bool:
    """Whether somebody wrote down a text that neither came to nor left from a number known there."""
    external = isinstance(row, dict) and word(row.get("source")).lower() == "external"
    return external and not (word(row.get("local_phone")) and word(row.get("remote_phone")))


def is_outbound(row: Any) -> bool:
    """The direction of a text or a call. Raises ``Fault``."""
    _expect_object(row)
    told = word(row.get("direction")).lower()
    if told in ("outbound", "outgoing"):
        return True
    if told in ("inbound", "incoming"):
        return False
    raise Fault("no direction")


def accepted(row: Any, handle: str) -> Accepted | None:
    """What a text of ours has come to; ``None`` while it is a draft. Raises ``Fault`` for another text."""
    if id_of(row) != handle:
        raise Fault("another id")
    status = word(row.get("status")).lower()
    if status not in STATES:
        if status in NO_TEXTS:
            return None
        raise Fault("no known status")
    price = _money(row.get("cost"))
    return Accepted(
        remote_id=handle,
        state=STATES[status],
        remote_status=status,
        price=price,
        currency=CURRENCY if price is not None else "",
    )


def scheduled(row: Any) -> ScheduledText:
    """A text that waits for its time. Raises ``Fault``."""
    _expect_object(row)
    return ScheduledText(
        id_of(row),
        number(row.get("local_phone"), "local_phone"),
        number(row.get("remote_phone"), "remote_phone"),
        clean(row.get("text") or ""),
        moment(row.get("date_scheduled")),
        word(row.get("user_name")),
    )


def media(row: dict[str, Any], host: str) -> list[Media]:
    """The files of a text: at ``host``, since ``app.close.com`` refuses keys, as others report."""
    told = row.get("attachments")
    found = []
    for one in told[:_MOST_FILES] if isinstance(told, list) else ():
        url = word(one.get("url")) if isinstance(one, dict) else ""
        if url.startswith(("https://", f"{host}/")):
            size = one.get("size")
            plain = isinstance(size, int) and not isinstance(size, bool) and 0 <= size < 10**12
            if url.startswith(_FILES):
                url = f"{host}/go/file/{url.removeprefix(_FILES)}"
            found.append(Media(url, word(one.get("content_type")).lower(), size if plain else None))
    return found


def call(row: Any) -> Call | None:
    """A row of the calls; ``None`` while it goes on. Raises ``Fault``."""
    outbound = is_outbound(row)
    status, ended = word(row.get("status")).lower(), word(row.get("disposition")).lower()
    if status in _UNDER_WAY:
        return None
    told = ended or status
    seconds = row.get("duration")
    plain = isinstance(seconds, int | float) and not isinstance(seconds, bool) and 0 <= seconds < 10**9
    outcome = _OUTCOMES.get(told, told)
    if told == "completed":
        outcome = "answered" if plain and seconds > 0 else "missed"
    return Call(
        remote_id=id_of(row),
        outbound=outbound,
        line=number(row.get("local_phone"), "local_phone"),
        peer=number(row.get("remote_phone") or row.get("phone"), "remote_phone"),
        started_at=moment(row.get("activity_at") or row.get("date_created")),
        outcome="missed" if not outbound and outcome in ("busy", "timeout") else outcome or "other",
        seconds=int(seconds) if plain else None,
    )


def contact(row: Any, company: str) -> Contact:
    """A contact of a lead, whose name is the company. Numbers that are not whole stay as they are.

    Raises ``Fault`` as well where a row of the phones says something and has no number: it may be blocked.
    """
    _expect_object(row)
    name = word(row.get("name")) or word(row.get("display_name"))
    numbers = tuple(
        ContactNumber(
            number_of(one),
            word(one.get("type")),
            blocked=is_blocked(one),
        )
        for one in phones(row)
    )
    return Contact(id_of(row), name or company, "" if company == name else company, numbers)


def phones(row: Any) -> list[dict[str, Any]]:
    """The numbers of a contact that hold anything."""
    told = row.get("phones") if isinstance(row, dict) else None
    found = told if isinstance(told, list) else []
    return [
        one
        for one in found
        if isinstance(one, dict) and (one.get("phone") not in (None, "") or is_blocked(one))
    ]


def number_of(phone: dict[str, Any]) -> str:
    """The number of a row of the phones, E.164 where it is whole; digits alone are that. Raises ``Fault``."""
    told = phone.get("phone")
    digits = isinstance(told, int) and not isinstance(told, bool)
    return number(f"+{told}" if digits else told, "phone")


def is_blocked(phone: dict[str, Any]) -> bool:
    """Whether they opted out (B20): whatever is said there but a plain no counts as that."""
    told = phone.get("outbound_sms_blocked")
    said = told.strip().lower() if isinstance(told, str) else told
    return said not in (None, False, 0, "", "0", "false")


def snippet(row: Any) -> Snippet:
    """A row of the templates. Raises ``Fault``."""
    _expect_object(row)
    body = row.get("text")
    return Snippet(
        id_of(row),
        word(row.get("name")),
        clean(body) if isinstance(body, str) else "",
        row.get("is_shared") is True,
    )


def unread(row: Any) -> UnreadText:
    """An open task of the shared inbox. Raises ``Fault``."""
    _expect_object(row)
    at = row.get("date_created")
    return UnreadText(
        id_of(row),
        number(row.get("local_phone"), "local_phone"),
        number(row.get("remote_phone"), "remote_phone"),
        word(row.get("object_id")),
        _if_readable(moment, at),
    )


def id_of(row: Any) -> str:
    """A row's id. Raises ``Fault``."""
    found = row.get("id") if isinstance(row, dict) else None
    if not isinstance(found, str) or not found.isascii() or not 0 < len(found.strip()) <= 200:
        raise Fault("no id")
    return found


def word(value: object) -> str:
    """A short text of the service's; "" where it sent none."""
    return clean(value)[:LONGEST_WORD].strip() if isinstance(value, str) else ""


def _countries(value: object) -> str:
    codes = [word(one).upper() for one in value] if isinstance(value, list) else []
    return " ".join(sorted({one for one in codes if len(one) == 2 and one.isascii() and one.isalpha()}))


def _money(cents: object) -> Decimal | None:
    """A cost, which comes in US cents, as a string or a number; ``None`` where it is none."""
    if isinstance(cents, bool) or not isinstance(cents, str | int | float) or len(str(cents)) > 60:
        return None
    try:
        amount = Decimal(str(cents))
    except InvalidOperation:
        return None
    return amount / 100 if amount.is_finite() and 0 <= amount < 10**9 else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _if_readable(read: Callable[[object], datetime], value: object) -> datetime | None:
    try:
        return read(value)
    except Fault:
        return None


def _expect_object(row: Any) -> None:
    if not isinstance(row, dict):
        raise Fault("no object")
