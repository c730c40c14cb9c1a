"""What the objects of CloudTalk's API look like: loose types as in its examples, envelopes, refusals.

Ids are strings, numbers bare integers (of agents strings with a plus), times end with .000Z or have neither
zone nor T, flags are booleans or "0", money and durations strings.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tests.providers.fakes.carrier import Call, Line

KEY_ID = "G8ACCESSKEYID2"
KEY_SECRET = "s3cret.of-the=company"
REFUSALS: Mapping[str, str] = {
    "sms_send_failed": "SMS send failed",
    "not_allowed_country": "Not allowed country.",
    "unknown_number": "Unknown number",
    "limit_exceeded": "Limit exceeded",
    "bad_number_configuration": "Bad number configuration",
}
"""The five texts of an answer of HTTP 200 that is none."""
ERRORS: Mapping[str, tuple[int, str]] = {
    "bad_request": (400, "Bad request"),
    "unauthorized_action": (401, "Unauthorized action"),
    "insufficient_funds": (403, "Insufficient Funds"),
    "something_went_wrong": (500, "Something went wrong."),
}


class Error(Exception):
    """An answer that says no."""

    def __init__(self, status: int, message: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.body = envelope({"status": status, "message": message, **({"data": data} if data else {})})


def envelope(told: Mapping[str, Any]) -> dict[str, Any]:
    """What every answer of the main host is in."""
    return {"responseData": dict(told)}


def paged(rows: Sequence[Any], asked: Mapping[str, str], *, otherwise: int) -> dict[str, Any]:
    """One page of a list; ``otherwise``: how long it is where nobody says."""
    limit, page = int(asked.get("limit") or otherwise), int(asked.get("page") or 1)
    if not 1 <= limit <= 1000 or page < 1:
        raise Error(406, "Invalid input data.", {"limit": ["Please supply a number between 1 and 1000."]})
    return envelope(
        {
            "itemsCount": len(rows),
            "pageCount": -(-len(rows) // limit),
            "pageNumber": page,
            "limit": limit,
            "data": list(rows[(page - 1) * limit : page * limit]),
        }
    )


def bare(number: str) -> int:
    """A number as most objects have it."""
    return int(number.removeprefix("+"))


def number_of(line: Line, place: int) -> dict[str, Any]:
    """A row of the numbers. Nothing in it says whether it can text."""
    told = {
        "id": str(place + 123),
        "country_code": line.number[1:3],
        "area_code": "20",
        "internal_name": line.label,
        "caller_id_e164": bare(line.number),
        "is_redirected": False,
        "connected_to": "1",
        "source_id": "4",
    }
    return {"CallNumber": told}


def agent(key: int, first: str, last: str, numbers: Sequence[str]) -> dict[str, Any]:
    """A row of the agents."""
    told = {
        "id": str(key),
        "name": str(key),
        "firstname": first,
        "lastname": last,
        "email": f"{first.lower()}@example.com",
        "is_daily_limit_ok": True,
        "status_outbound": True,
        "availability_status": "online",
        "extension": "1001",
        "call_number_id": 123,
        "default_number": numbers[0] if numbers else None,
        "associated_numbers": list(numbers),
    }
    return {"Agent": told}


def cdr(call: Call, *, zoned: bool) -> dict[str, Any]:
    """A row of the calls."""
    at = written(call.at, zoned=zoned)
    told = {
        "id": str(call.id),
        "billsec": "0",
        "type": "outgoing" if call.outbound else "incoming",
        "country_code": "1",
        "public_external": bare(call.peer),
        "public_internal": bare(call.line),
        "recorded": True,
        "is_voicemail": False,
        "fax_email": "0",
        "is_redirected": "0",
        "user_id": "99",
        "talking_time": str(call.seconds),
        "started_at": at,
        "answered_at": at if call.answered else None,
        "ended_at": at,
        "waiting_time": 2,
    }
    return {"Cdr": told, "BillingCall": {"price": "0.000000"}, "Notes": [{"id": "23", "name": "Call later"}]}


def person(key: int, name: str, number: str, company: str = "") -> dict[str, Any]:
    """A row of the contacts."""
    return {
        "Contact": {"id": str(key), "name": name, "company": company},
        "ContactNumber": {"public_number": bare(number)},
        "ContactEmail": {"email": "somebody@example.com"},
    }


def written(at: datetime, *, zoned: bool) -> str:
    """A time as the examples have it, or as the introduction has it: both in UTC."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.000Z" if zoned else f"{at:%Y-%m-%d %H:%M:%S}"
