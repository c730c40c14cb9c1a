"""Reads CloudTalk's JSON into our records: the answer to a send, numbers, agents, calls, contacts.

Its types are loose: ids are strings or integers, numbers bare integers or strings with a plus, times come in
two forms, flags as words. Unverified and read tolerantly: the real answer to a send, whether a contact with
two numbers has two rows, in which of several places a call names our number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from desktop.providers.base import Accepted, Call, Contact, ContactNumber, Line, Refused, Unreadable
from desktop.providers.cliqtel_rows import LONGEST_WORD, Fault, moment, number
from desktop.providers.cloudtalk_calls import count
from desktop.providers.http_client import MOST_SAID, clean
from desktop.sms import errors
from desktop.sms.abilities import AGENTS
from desktop.sms.phone import region_of

SERVICE = "cloudtalk"
REFUSALS = frozenset(
    {
        "sms_send_failed",
        "not_allowed_country",
        "unknown_number",
        "limit_exceeded",
        "bad_number_configuration",
    }
)
"""The five texts with which a send is refused at HTTP 200, as codes of the catalogue."""
_SHORTEST = 7
"""Digits of the shortest number that is no extension within the company."""
_MOST_AGENTS = 20


def accepted(told: dict[str, Any]) -> Accepted:
    """What ``success`` says, as a flag or in words. There is no id: nothing more is ever known of the text.

    Raises ``Refused``; ``Unreadable`` where nothing clear is said, or two things at once.
    """
    success, data = told.get("success"), told.get("data")
    if isinstance(success, str):
        success = {"true": True, "false": False}.get(success.strip().lower())
    words = clean(data)[:MOST_SAID].strip() if isinstance(data, str) else ""
    code = errors.normal(words)
    if success is True and code not in REFUSALS:
        return Accepted(remote_id=None)
    if success is False and words:
        raise Refused(code if code in REFUSALS else None, words)
    raise Unreadable("the answer does not say whether the text was taken")


def line(row: Any, agents: Mapping[str, tuple[str, ...]]) -> Line:
    """A row of the numbers. Whether it can text is not told there. ``agents``: who uses which number."""
    told = _part(row, "CallNumber")
    e164 = phone(told.get("caller_id_e164"), "caller_id_e164")
    names = agents.get(e164, ())[:_MOST_AGENTS]
    return Line(
        remote_id=identity(told),
        number=e164,
        label=word(told.get("internal_name")),
        country=region_of(e164) or "",
        facts=((AGENTS, "\n".join(names)),) if names else (),
    )


def users_of_numbers(rows: Iterable[Any]) -> dict[str, tuple[str, ...]]:
    """Which agents text and call from which number (E.164), by name. What cannot be read is left out."""
    found: dict[str, list[str]] = {}
    for row in rows:
        told = row.get("Agent") if isinstance(row, dict) else None
        if not isinstance(told, dict):
            continue
        name = " ".join(filter(None, (word(told.get("firstname")), word(told.get("lastname")))))
        shared = told.get("associated_numbers")
        for one in (told.get("default_number"), *(shared if isinstance(shared, list) else ())):
            e164 = _if_readable(one)
            if name and e164 and name not in found.setdefault(e164, []):
                found[e164].append(name)
    return {e164: tuple(names) for e164, names in found.items()}


def call(row: Any) -> Call | None:
    """A row of the calls; ``None`` for one between agents, and while it goes on. Raises ``Fault``."""
    told = _part(row, "Cdr")
    kind = word(told.get("type")).lower()
    if kind == "internal" or ended_at(row) is None:
        return None
    if kind not in ("incoming", "outgoing"):
        raise Fault("no direction")
    seconds = count(told.get("talking_time"))
    ours = row.get("CallNumber")
    own = told.get("public_internal") or (ours.get("caller_id_e164") if isinstance(ours, dict) else None)
    return Call(
        remote_id=identity(told),
        outbound=kind == "outgoing",
        line=phone(own, "public_internal"),
        peer=phone(told.get("public_external"), "public_external"),
        started_at=moment(told.get("started_at")),
        outcome=_outcome(told, seconds),
        seconds=seconds,
    )


def ended_at(row: Any) -> datetime | None:
    """When a call ended; ``None`` while it goes on. Raises ``Fault``."""
    told = _part(row, "Cdr").get("ended_at")
    return moment(told) if told else None


def contact(row: Any) -> Contact:
    """A row of the contacts; numbers and addresses come as an object in a list, as a list in the detail."""
    told = _part(row, "Contact")
    listed = row.get("ContactNumber")
    found = listed if isinstance(listed, list) else [listed]
    numbers = [one.get("public_number") for one in found if isinstance(one, dict)]
    name, company = word(told.get("name")), word(told.get("company"))
    return Contact(
        identity(told),
        name or company,
        "" if company == name else company,
        tuple(ContactNumber(phone(one, "public_number")) for one in numbers if one),
    )


def merged(found: Iterable[Contact]) -> tuple[Contact, ...]:
    """Each contact once, with the numbers of all its rows."""
    people: dict[str, Contact] = {}
    for one in found:
        before = people.get(one.remote_id)
        if before is not None:
            more = tuple(number for number in one.numbers if number not in before.numbers)
            one = replace(before, numbers=(*before.numbers, *more))
        people[one.remote_id] = one
    return tuple(people.values())


def phone(value: object, name: str) -> str:
    """A number in E.164, which mostly comes without its plus; extensions stay. Raises ``Fault``."""
    found = clean(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    bare = found.isascii() and found.isdigit() and len(found) >= _SHORTEST
    return number(f"+{found}" if bare else found, name)


def identity(told: dict[str, Any]) -> str:
    """An object's id, a string or an integer. Raises ``Fault``."""
    found = told.get("id")
    plain = str(found).strip() if isinstance(found, str | int) and not isinstance(found, bool) else ""
    if not plain.isascii() or not 0 < len(plain) <= 200:
        raise Fault("no id")
    return plain


def word(value: object) -> str:
    """A short text of the service's; "" where it sent none."""
    return clean(value)[:LONGEST_WORD].strip() if isinstance(value, str) else ""


def _outcome(told: dict[str, Any], seconds: int | None) -> str:
    if told.get("answered_at") and seconds != 0:
        return "answered"
    told_so = told.get("is_voicemail")
    voicemail = told_so is True or word(told_so).lower() in ("1", "true")
    return "voicemail" if voicemail else "missed"


def _part(row: Any, name: str) -> dict[str, Any]:
    told = row.get(name) if isinstance(row, dict) else None
    if not isinstance(told, dict):
        raise Fault(f"no {name}")
    return told


def _if_readable(value: object) -> str:
    try:
        return phone(value, "number")
    except Fault:
        return ""
