"""Reads VoIP.ms' JSON into our records: a scalar may come as a string, a number, a bool or null.

Look here for what its rows mean. Inference, marked as such where it stands: how calls tell their
direction, that ids count up, and that money is in US dollars.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.providers import voipms_time as eastern
from desktop.providers.base import (
    BadRow,
    Balance,
    Call,
    Contact,
    ContactNumber,
    Line,
    Media,
    Text,
    Unreadable,
)
from desktop.providers.cliqtel_rows import EARLIEST, LATEST, Fault, read_all
from desktop.providers.http_client import clean
from desktop.sms.delivery import State
from desktop.sms.phone import region_of
from desktop.sms.sameness import unescaped
from desktop.sms.segments import outgoing

CURRENCY = "USD"
"""The service names none (inference for accounts that are billed otherwise)."""
NO_NEWS = "Information not available"
"""``carrier_status`` of nearly every text; its other words are documented nowhere."""
HOST = "https://voip.ms"
"""Where a file is of which a row tells the path alone."""
MOST_MEDIA = 5
"""Files of one text: three can be sent, five were seen."""
LONGEST_ADDRESS = 2000
_KINDS = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "heic": "image/heic",
    "mp4": "video/mp4",
    "3gp": "video/3gpp",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "amr": "audio/amr",
    "wav": "audio/wav",
    "pdf": "application/pdf",
    "vcf": "text/vcard",
    "txt": "text/plain",
}
"""By the ending of an address: a row does not say what a file is."""
TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})
LONGEST = 1000
"""Characters of a label, a name or a status that are kept."""
_NOTHING = frozenset({"", "-1", "0000-00-00", "0000-00-00 00:00:00"})
_CALLER = re.compile(r"<([^<>]*)>\s*$")
_INBOUND = ("inbound", "incoming", "voicemail")
_LONGEST_NUMBER = 320


def listed(body: dict[str, Any], *names: str) -> list[Any]:
    """The list under the first of ``names`` that is there. Raises ``Unreadable``."""
    for name in names:
        found = body.get(name)
        if isinstance(found, list):
            return found
        if isinstance(found, dict):  # what PHP makes of a list with gaps
            return list(found.values())
    raise Unreadable(f"no list under {names[0]}")


def word(value: object) -> str:
    """A scalar as text; "" for everything that stands for "none" here."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if not isinstance(value, str | int | float):
        return ""
    found = clean(value).strip()[:LONGEST]
    return "" if found in _NOTHING else found


def exact(value: object) -> str:
    """As ``word``, to be written back: nothing is cut, and the spaces around it stay."""
    if isinstance(value, bool):
        return "1" if value else "0"
    found = clean(value) if isinstance(value, str | int | float) else ""
    return "" if found in _NOTHING else found


def flag(value: object) -> bool | None:
    """1 or 0 in any form; ``None`` where it is neither."""
    return {"1": True, "0": False, "true": True, "false": False}.get(word(value).lower())


def number(value: object, name: str) -> str:
    """E.164 of ten digits, ``1`` and ten, or ``+`` and more; short codes stay. Raises ``Fault``."""
    found = word(value)
    if not found:
        raise Fault(f"no {name}")
    if len(found) > _LONGEST_NUMBER:
        raise Fault(f"no possible {name}")
    digits = found.removeprefix("+")
    if not digits.isascii() or not digits.isdigit():
        return found
    if len(digits) == 10 and digits == found:
        return f"+1{digits}"
    return f"+{digits}" if 10 <= len(digits) <= 15 and digits[0] != "0" else found


def ten_digits(e164: str) -> str | None:
    """A North American number as the service wants it; ``None``: it is no such number."""
    digits = e164.removeprefix("+1")
    return digits if e164.startswith("+1") and len(digits) == 10 and digits.isdigit() else None


def line(row: Any) -> Line:
    """A row of ``getDIDsInfo``: available is what it could do, enabled what is switched on (A12)."""
    _expect_object(row)
    e164 = number(row.get("did"), "did")
    available, enabled = flag(row.get("sms_available")), flag(row.get("sms_enabled"))
    can = enabled if available is not False else False
    toll_free = e164.startswith("+1") and e164[2:5] in TOLL_FREE
    why = ""
    if available is False:
        why = "toll_free_voice_only" if toll_free else "voice_only"
    elif available and can is False:
        why = "sms_off"
    return Line(
        remote_id=ten_digits(e164) or word(row.get("did")),
        number=e164,
        label=word(row.get("description")),
        country=region_of(e164) or "",
        kind="toll_free" if toll_free else "",
        can_send=can,
        can_receive=can,
        reason_code=why,
        can_media=False if available is False else flag(row.get("mms_available")),
        sms_capable=available,
    )


def ordered_on(row: Any) -> date | None:
    """When a number was ordered, if its row says so."""
    try:
        return date.fromisoformat(word(row.get("order_date"))[:10])
    except (ValueError, AttributeError):
        return None


def texts(
    rows: Sequence[Any], kind: str, autumn: eastern.Autumn, known: int, asked_at: datetime | None
) -> tuple[list[Text], list[BadRow]]:
    """Rows of ``getSMS`` or ``getMMS``, read together: only together do they tell the doubled hour."""
    walls = {}
    for row in rows:
        if isinstance(row, dict) and word(row.get("id")).isdecimal():
            try:
                walls[int(word(row["id"]))] = wall(row.get("date"))
            except Fault:
                continue  # it is reported below
    autumn.learn(kind, walls, known, asked_at)
    return read_all(rows, lambda row: _text(row, kind, autumn))


def _text(row: Any, kind: str, autumn: eastern.Autumn) -> Text:
    _expect_object(row)
    text_id = word(row.get("id"))
    if not text_id.isascii() or not text_id.isdecimal() or len(text_id) > 18:
        raise Fault("no id")
    received = flag(row.get("type"))
    if received is None:
        raise Fault("no direction")
    said = row.get("message")
    if isinstance(said, bool) or not isinstance(said, str | int | float | None):
        raise Fault("no body")
    body = unescaped("" if said is None else clean(said))
    told = word(row.get("carrier_status"))
    when = autumn.instant(kind, int(text_id), wall(row.get("date")))
    if not EARLIEST <= when < LATEST:
        raise Fault("no possible time")
    return Text(
        remote_id=str(int(text_id)),
        outbound=not received,
        line=number(row.get("did"), "did"),
        peer=number(row.get("contact"), "contact"),
        body=body if received else outgoing(body),
        created_at=when,
        state=_state(received, told),
        remote_status="" if told == NO_NEWS else told,
        kind=kind,
        media=media(row) if kind == "mms" else (),
    )


def media(row: dict[str, Any]) -> tuple[Media, ...]:
    """What came with an MMS: addresses in ``media`` and ``col_media1`` to ``5``, at times only a path."""
    listed = row.get("media")
    found = [*(listed.values() if isinstance(listed, dict) else listed if isinstance(listed, list) else ())]
    found += [row.get(f"col_media{place}") for place in range(1, MOST_MEDIA + 1)]
    urls = dict.fromkeys(url for one in found if (url := _address(one)))
    return tuple(Media(url, _KINDS.get(_ending(url), "")) for url in list(urls)[:MOST_MEDIA])


def _address(value: object) -> str:
    found = clean(value).strip() if isinstance(value, str) else ""
    if not found or len(found) > LONGEST_ADDRESS or any(one.isspace() for one in found):
        return ""
    if found.startswith(("https://", "http://")):
        return found
    return "" if ":" in found.partition("/")[0] else f"{HOST}/{found.lstrip('/')}"


def _ending(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2].rpartition(".")[2].lower()


def _state(received: bool, told: str) -> State | None:
    if received:
        return State.RECEIVED
    return State.ACCEPTED if told in ("", NO_NEWS) else None


def wall(value: object) -> datetime:
    """A date as the service writes it, without a zone. Raises ``Fault``."""
    try:
        found = datetime.fromisoformat(word(value))
    except ValueError:
        raise Fault("no readable time") from None
    if found.tzinfo is not None:
        raise Fault("a time with a zone")
    return found


def contact(row: Any) -> Contact:
    """A row of ``getPhonebook``; its number may be an address such as ``sip:2563``."""
    _expect_object(row)
    remote_id = word(row.get("phonebook"))
    if not remote_id:
        raise Fault("no id")
    return Contact(
        remote_id, word(row.get("name")), "", (ContactNumber(number(row.get("number"), "number")),)
    )


def call(row: Any, ours: frozenset[str]) -> Call:
    """A row of ``getCDR``. It has no direction: the description or the destination has to tell (inference).

    ``uniqueid`` may come again when a call was transferred, so time and destination belong to the id.
    """
    _expect_object(row)
    unique, at = word(row.get("uniqueid")), word(row.get("date"))
    if not unique:
        raise Fault("no id")
    target = number(row.get("destination"), "destination")
    about = word(row.get("description")).lower()
    inbound = target in ours or any(hint in about for hint in _INBOUND)
    caller = _caller(row.get("callerid"))
    return Call(
        remote_id=f"{unique} {at} {target}",
        outbound=not inbound,
        line=target if inbound else caller,
        peer=caller if inbound else target,
        started_at=eastern.instant(wall(at)),
        outcome=_outcome(word(row.get("disposition")), about, inbound),
        seconds=_seconds(row.get("seconds")),
    )


def balance(body: dict[str, Any]) -> Balance:
    """What ``getBalance`` says is left. Raises ``Unreadable``."""
    held = body.get("balance")
    # Not through ``word``: here -1 is a debt of one dollar.
    told = held.get("current_balance") if isinstance(held, dict) else held
    try:
        amount = Decimal(str(told)[:LONGEST])
        if isinstance(told, bool) or not amount.is_finite() or abs(amount) >= 10**12:
            raise InvalidOperation
    except (InvalidOperation, ValueError):
        raise Unreadable("no balance") from None
    return Balance(amount, CURRENCY)


def _outcome(disposition: str, about: str, inbound: bool) -> str:
    found = disposition.upper().replace(" ", "").replace("_", "")
    if found == "ANSWERED":
        return "voicemail" if "voicemail" in about else "answered"
    if inbound or found == "NOANSWER":
        return "missed"
    return disposition.lower() or "other"


def _caller(value: object) -> str:
    """The number of ``"John Doe" <5551112222>``, or what stands there instead."""
    found = word(value)
    inside = _CALLER.search(found)
    return number(inside.group(1) if inside and inside.group(1).strip() else found, "callerid")


def _seconds(value: object) -> int | None:
    found = word(value)
    return int(found) if found.isascii() and found.isdecimal() and len(found) < 10 else None


def _expect_object(row: Any) -> None:
    if not isinstance(row, dict):
        raise Fault("no object")
