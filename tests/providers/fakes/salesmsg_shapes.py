"""What the objects of Salesmsg's API look like: numbers, conversations, messages, calls, contacts, credits.

The fields are those of the reference (salesmsg.md 3 to 6); values that it does not give are plain ones.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.providers.fakes.carrier import Call, Line, Record

BASE = "/pub/v2.3"
KEY = "spat_7f3kQ2vXr9.b81LmW0c"
USER = 4411
USER_NAME = "Alex Example"
WORDS = {
    "landline": "Landline: the number cannot receive texts",
    "unreachable": "30003",
    "opted_out": "21610 - Attempt to send to unsubscribed recipient",
    "filtered": "Error 30007: Message filtered",
    "insufficient_funds": "Insufficient_funds",
    "stopped_by_user": "Stopped by user",
    "duplicate_message": "Duplicate_message",
    "unknown_bad_number": "Unknown_bad_number",
    "provider_error": "Provider_error: [HTTP 400] Unable to create record",
    "us_short_code": "US-based short code restriction",
    "blacklisted_words": "Blacklisted words",
    "region": "Unable to send message to this region",
    "international_off": "International off",
}
"""How a failed message tells why: with a number, in words, or both. Anything else stands as it is."""


class Error(Exception):
    """An answer that says no."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


def no(words: str, status: int = 422, **more: Any) -> Error:
    """An answer with words, as the service gives it."""
    return Error(status, {"message": words, **more})


@dataclass
class Conversation:
    """One number of somebody on one of our lines."""

    id: int
    line: str
    contact: dict[str, Any]
    closed_at: datetime | None = None
    held: list["Record | Call"] = field(default_factory=list)
    """Its texts and calls, in the order of their making."""


def stamp(at: datetime, *, zone: bool = True) -> str:
    """A time; whether real ones have a zone is not documented."""
    plain = at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
    return f"{plain}Z" if zone else plain


def number_id(number: str) -> int:
    """The id of a number."""
    return 10_000 + int(number[-6:])


def number(line: Line) -> dict[str, Any]:
    """A number. There is no flag for texting."""
    return {
        "id": number_id(line.number),
        "country": "US" if line.number.startswith("+1") else "GB",
        "number": line.number,
        "formatted_number": line.number,
        "mms": line.can_mms,
    }


def contact(contact_id: int, peer: str, name: str = "") -> dict[str, Any]:
    """Somebody in the phone book."""
    first, _, last = name.partition(" ")
    return {
        "id": contact_id,
        "owner_id": None,
        "first_name": first or None,
        "last_name": last or None,
        "full_name": name,
        "email": None,
        "number": peer,
        "country": "US",
        "country_calling_code": "1",
        "national_number": peer.removeprefix("+1"),
        "typeted_number": peer,
        "is_blocked": False,
        "opt_out": False,
        "opt_out_at": None,
        "opt_in_at": None,
        "shortcode_opt_outs": [],
        "tags": [],
        "notes": [],
        "custom_fields": [],
    }


def message(
    message_id: int, one: "Record | Call", where: Conversation, late: timedelta, *, zone: bool = True
) -> dict[str, Any]:
    """A text or a call as a message, dated so much too late."""
    record = one if isinstance(one, Record) else None

    def at(seconds: float) -> str:
        return stamp(one.at + late + timedelta(seconds=seconds), zone=zone)

    state = "received" if record is None else record.state
    failed = state in ("failed", "undelivered")
    sent = state in ("sent", "delivered", "undelivered")
    told: dict[str, Any] = {
        "id": message_id,
        "conversation_id": where.id,
        "type": "call" if record is None else "sms",
        "status": "record" if record is None else state,
        "mms_status": None,
        "automated": False,
        "body": None if record is None else record.extra.get("expanded", record.body),
        "body_raw": None if record is None else record.body,
        "has_tagging": False,
        "icon": None,
        "source": "web",
        "source_id": None,
        "user_id": USER if one.outbound else None,
        "stop_on_response": False,
        "created_at": at(0),
        "received_at": None if one.outbound else at(0),
        "send_at": None if record is None else record.extra.get("send_at"),
        "queued_at": at(0) if one.outbound and "send_at" not in getattr(one, "extra", {}) else None,
        "sent_at": at(0.3) if one.outbound and sent else None,
        "delivered_at": at(0.6) if state == "delivered" else None,
        "failed_at": at(0.6) if failed else None,
        "failed_reason": _reason(record) if failed and record is not None else None,
        "contact": where.contact,
        "user": {"id": USER, "full_name": USER_NAME} if one.outbound else None,
        "record": None,
        "media": [] if record is None else _media(record),
        "pending_mentions": [],
    }
    if isinstance(one, Call):
        told["record"] = {
            "id": one.id,
            "message_id": message_id,
            "sid": f"CA{one.id:032d}",
            "record_id": None,
            "duration": one.seconds,
            "status": "completed" if one.answered else "no-answer",
            "url": None,
            "is_voicemail": one.peer.endswith("99"),
        }
    return told


def conversation(where: Conversation, latest: dict[str, Any] | None, told: Line | None) -> dict[str, Any]:
    """A row of the conversations."""
    line = told or Line(where.line)
    return {
        "id": where.id,
        "contact": where.contact,
        "owner": None,
        "number": number(line),
        "latest_message": latest,
        "closed_at": None if where.closed_at is None else stamp(where.closed_at),
    }


def _reason(record: Record) -> str:
    return WORDS.get(record.error or "", record.error or "")


def _media(record: Record) -> list[dict[str, Any]]:
    if record.kind != "mms":
        return []
    where = f"https://files.salesmessage.example/{record.id}.png"
    made = stamp(record.at)
    return [{"id": record.id, "content_type": "image/png", "source": where, "created_at": made}]
