"""How Twilio writes things: the rows of its lists, its ids and dates, its codes and their words.

The other half of the fake in ``twilio.py``, from the examples of the reference.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from desktop.sms.segments import count
from tests.providers.fakes.carrier import Call, Line, Record

BASE = "/2010-04-01/Accounts/{account}"
ACCOUNT = "AC" + "5e" * 16
TOKEN = "token-of-the-account"
KEY_SID = "SK" + "0b" * 16
KEY_SECRET = "secret-of-the-key"
QUEUE = ("queued", "sending")
CODES = {"landline": 30006, "unreachable": 30003, "opted_out": 21610, "filtered": 30007}
WORDS = {
    20001: "Unknown parameters",
    20003: "Authenticate",
    20004: "Method not allowed",
    20006: "Access Denied",
    20008: "Resource not accessible with Test Account Credentials",
    20009: "Cannot delete message because delivery has not been completed.",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    20500: "An internal server error has occurred",
    21211: "The 'To' number is not a valid phone number.",
    21212: "The 'From' number is not a valid phone number, shortcode, or alphanumeric sender ID.",
    21266: "'To' and 'From' number cannot be the same",
    21408: "Permission to send an SMS has not been enabled for the region indicated by the 'To' number",
    21481: "Invalid PageToken",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21606: "The 'From' phone number provided is not a valid message-capable number for this destination.",
    21610: "Attempt to send to unsubscribed recipient",
    21611: "This 'From' number has exceeded the maximum number of queued messages",
    21612: "Message cannot be sent with the current combination of 'To' and/or 'From' parameters",
    21614: "'To' number is not a valid mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit.",
    21624: "Invalid validity period value",
    21659: "'From' is not a Twilio phone number or Short Code country mismatch",
    30400: "Message cannot be updated with these parameters",
    30409: "Message cannot be canceled",
    63038: "Account exceeded the daily messages limit",
}


class Error(Exception):
    """An answer with Twilio's envelope."""

    def __init__(self, status: int, code: int) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


def undated(record: Record) -> bool:
    """Whether a text has no ``date_sent`` yet."""
    return record.outbound and record.state == "queued"


def message(
    record: Record, *, redacted: bool, files: int = 0, late: timedelta = timedelta(0)
) -> dict[str, Any]:
    """A text as the API shows it now; ``late``: by how much its dates are wrong."""
    sid = sid_of(record)
    at = date(record.at + late)
    sent = None if undated(record) else at
    left = not record.outbound or record.state not in QUEUE
    uri = f"{BASE.format(account=ACCOUNT)}/Messages/{sid}"
    return {
        "account_sid": ACCOUNT,
        "api_version": "2010-04-01",
        "body": "" if redacted else record.body,
        "date_created": at,
        "date_sent": sent,
        "date_updated": at,
        "direction": "outbound-api" if record.outbound else "inbound",
        "error_code": CODES.get(record.error) or int(record.error) if record.error else None,
        "error_message": None,
        "from": record.line if record.outbound else record.peer,
        "to": record.peer if record.outbound else record.line,
        "messaging_service_sid": None,
        "num_media": str(files),
        "num_segments": str(count(record.body).segments),
        "price": "-0.00750" if left else None,
        "price_unit": "USD",
        "sid": sid,
        "status": record.state,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "uri": f"{uri}.json",
    }


def media(record: Record, place: int, mime: str) -> dict[str, Any]:
    """A row of a text's list of media."""
    sid = sid_of(record)
    name = "ME" + hexed(f"{sid} {place}")
    return {
        "sid": name,
        "account_sid": ACCOUNT,
        "parent_sid": sid,
        "content_type": mime,
        "date_created": date(record.at),
        "date_updated": date(record.at),
        "uri": f"{BASE.format(account=ACCOUNT)}/Messages/{sid}/Media/{name}.json",
    }


def short_code(line: Line) -> dict[str, Any]:
    """A short code of the account."""
    return {
        "sid": "SC" + hexed(line.number),
        "account_sid": ACCOUNT,
        "short_code": line.number,
        "friendly_name": line.label or line.number,
        "sms_url": "",
        "date_created": "Thu, 30 Jul 2015 23:19:04 +0000",
    }


def looked_up(number: str, kind: str | None, carrier: str | None, error: int | None) -> dict[str, Any]:
    """What Lookup v2 says of a number whose line type was asked for."""
    return {
        "calling_country_code": "1",
        "country_code": "US",
        "phone_number": number,
        "national_format": number,
        "valid": True,
        "validation_errors": None,
        "caller_name": None,
        "sim_swap": None,
        "line_type_intelligence": {
            "error_code": error,
            "mobile_country_code": None,
            "mobile_network_code": None,
            "carrier_name": carrier,
            "type": kind,
        },
        "url": f"https://lookups.twilio.com/v2/PhoneNumbers/{number}",
    }


def number(line: Line, *, upper_case: bool) -> dict[str, Any]:
    """A number of the account."""
    can = {"voice": line.can_call, "sms": line.can_text, "mms": line.can_mms, "fax": False}
    if upper_case:
        can = {name.upper(): value for name, value in can.items()}
    return {
        "sid": "PN" + hexed(line.number),
        "account_sid": ACCOUNT,
        "phone_number": line.number,
        "friendly_name": line.label or f"({line.number[2:5]}) {line.number[5:8]}-{line.number[8:]}",
        "capabilities": can,
        "sms_url": "",
        "status": "in-use",
        "type": line.kind,
        "voice_url": None,
        "date_created": "Thu, 30 Jul 2015 23:19:04 +0000",
    }


def sid_of(record: Record) -> str:
    """The SID of a text."""
    return ("MM" if record.kind == "mms" else "SM") + hexed(f"{record.kind} {record.id}")


def call(made: Call) -> dict[str, Any]:
    """A call as the API shows it."""
    return {
        "sid": "CA" + hexed(f"call {made.id}"),
        "direction": "outbound-api" if made.outbound else "inbound",
        "status": "completed" if made.answered else "no-answer",
        "from": made.line if made.outbound else made.peer,
        "to": made.peer if made.outbound else made.line,
        "duration": str(made.seconds),
        "start_time": date(made.at),
        "end_time": date(made.at + timedelta(seconds=made.seconds)),
        "date_created": date(made.at),
        "price": None,
        "price_unit": "USD",
        "parent_call_sid": None,
    }


def date(at: datetime) -> str:
    """A time as RFC 2822 writes it, in GMT."""
    return format_datetime(at.astimezone(UTC).replace(microsecond=0))


def hexed(value: str) -> str:
    """The 32 hex digits of an id."""
    return hashlib.sha256(value.encode()).hexdigest()[:32]


MAGIC_FROM = {"+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611}
MAGIC_TO = {
    "+15005550001": 21211,
    "+15005550002": 21612,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
}
"""What test credentials answer to certain numbers; only one sender is taken, for any other recipient."""
MAGIC_SENDER = "+15005550006"


def magic(form: dict[str, str], now: datetime) -> Record:
    """A text that test credentials send, which nobody keeps. Raises ``Error``."""
    sender, to = form.get("From", ""), form.get("To", "")
    if sender != MAGIC_SENDER:
        raise Error(400, MAGIC_FROM.get(sender, 21606))
    if to in MAGIC_TO:
        raise Error(400, MAGIC_TO[to])
    return Record(10**9, True, sender, to, form.get("Body", ""), now, "queued")
