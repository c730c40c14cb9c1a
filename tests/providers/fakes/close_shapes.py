"""What the objects of Close's API look like: ids, times, numbers, texts, calls, leads, tasks, events.

The reference has no captured answer, so values are as its documents describe them: ids with a prefix of their
kind, times with an offset, of events without one, costs in US cents as strings.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.providers.fakes.carrier import Call, Line, Record

BASE = "/api/v1"
KEY = "api_3JxR9w2kQfTn.7uYc1"
ORGANIZATION = "orga_bwwWG475zqWiQGur0thQshwVXo8rIYecQHDWFanqhen"
USER = "user_N6KhMpzHRCYQHdn4gRNIFNNq07N1lbsXLHJUMMtWqvB"
USER_NAME = "Alex Example"
STATUS = {
    "queued": "outbox",
    "sending": "outbox",
    "sent": "sent",
    "delivered": "sent",
    "undelivered": "error",
    "failed": "error",
    "received": "inbox",
}
"""The carrier's states in Close's words: a receipt changes nothing there."""
WORDS = {
    "landline": "The recipient can't receive SMS (landline).",
    "unreachable": "Unknown carrier error.",
    "opted_out": "Error 21610: the recipient has unsubscribed.",
    "filtered": "The message was flagged as spam.",
    "spam": "The message was flagged as spam.",
    "unsupported_country": "The recipient is in an unsupported country.",
    "unknown_carrier_error": "Unknown carrier error.",
}


class Error(Exception):
    """An answer that says no."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


def invalid(**fields: Any) -> Error:
    """HTTP 400 with what is wrong with each field."""
    return Error(400, {"errors": [], "field-errors": fields})


@dataclass
class Sms:
    """A text as Close keeps it; ``record`` is the carrier's once it left, or came."""

    id: str
    made: datetime
    updated: datetime
    direction: str
    status: str
    local_phone: str
    remote_phone: str
    text: str
    lead_id: str | None = None
    contact_id: str | None = None
    record: Record | None = None
    date_scheduled: datetime | None = None
    date_sent: datetime | None = None
    source: str = "Close.io"
    files: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Name, MIME type and content of what came with it."""

    def shown(self, late: timedelta = timedelta(0)) -> dict[str, Any]:
        """The object, dated so much too late."""
        fate = None if self.record is None else self.record.error
        return {
            "_type": "SMS",
            "id": self.id,
            "organization_id": ORGANIZATION,
            "lead_id": self.lead_id,
            "contact_id": self.contact_id,
            "user_id": USER if self.direction == "outbound" else None,
            "user_name": USER_NAME if self.direction == "outbound" else None,
            "users": [USER],
            "direction": self.direction,
            "status": self.status,
            "error_message": WORDS[fate] if self.status == "error" and fate else None,
            "text": self.text,
            "template_id": None,
            "local_phone": self.local_phone,
            "local_phone_formatted": self.local_phone,
            "local_country_iso": "US",
            "remote_phone": self.remote_phone,
            "remote_phone_formatted": self.remote_phone,
            "remote_country_iso": "US",
            "date_created": stamp(self.made + late),
            "date_updated": stamp(self.updated + late),
            "activity_at": stamp((self.date_sent or self.made) + late),
            "date_sent": None if self.date_sent is None else stamp(self.date_sent),
            "date_scheduled": None if self.date_scheduled is None else stamp(self.date_scheduled),
            "cost": "1.25" if self.status in ("sent", "error") else None,
            "source": self.source,
            "attachments": [self._file(place) for place in range(len(self.files))],
            "sequence_id": None,
        }

    def _file(self, place: int) -> dict[str, Any]:
        name, mime, content = self.files[place]
        return {
            "url": f"https://app.close.com/go/file/{self.id}/{place}",
            "filename": name,
            "size": len(content),
            "content_type": mime,
            "media_id": id_of("medi", f"{self.id} {place}"),
        }


def id_of(prefix: str, seed: str) -> str:
    """An id: opaque, the same for the same seed."""
    return f"{prefix}_{hashlib.sha256(seed.encode()).hexdigest()[:40]}"


def stamp(moment: datetime) -> str:
    """A time of an object, with its offset; a fraction only where there is one."""
    return moment.astimezone(UTC).isoformat()


def bare(moment: datetime) -> str:
    """A time of an event: milliseconds, no zone."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")


def number(line: Line) -> dict[str, Any]:
    """A row of the phone numbers. Lines of kind ``external`` or ``virtual`` are no Close numbers."""
    kind = line.kind if line.kind in ("external", "virtual") else "internal"
    countries = ["CA", "US"] if line.can_text else []
    return {
        "id": id_of("phon", line.number),
        "organization_id": ORGANIZATION,
        "number": line.number,
        "number_formatted": line.number,
        "type": kind,
        "sms_enabled": line.can_text,
        "mms_enabled": line.can_mms,
        "supports_sms_to_countries": countries,
        "supports_mms_to_countries": countries if line.can_mms else [],
        "label": line.label or None,
        "country": "US" if line.number.startswith("+1") else "GB",
        "carrier": "twilio" if kind == "internal" else None,
        "carrier_type": line.kind if line.kind in ("local", "national", "mobile", "tollfree") else None,
        "is_group_number": False,
        "user_id": USER,
        "last_billed_price": "1.15",
        "date_created": "2024-05-02T09:00:00+00:00",
        "date_updated": "2024-05-02T09:00:00.120000+00:00",
    }


def call(one: Call, lead_id: str | None) -> dict[str, Any]:
    """A row of the calls."""
    return {
        "_type": "Call",
        "id": id_of("acti", f"call {one.id}"),
        "organization_id": ORGANIZATION,
        "lead_id": lead_id,
        "direction": "outbound" if one.outbound else "inbound",
        "status": "completed" if one.answered else "no-answer",
        "disposition": "answered" if one.answered else "no-answer",
        "duration": one.seconds,
        "local_phone": one.line,
        "remote_phone": one.peer,
        "phone": one.peer,
        "date_created": stamp(one.at),
        "activity_at": stamp(one.at),
        "source": "Close.io",
        "cost": 2,
        "has_recording": False,
        "users": [USER],
    }


def task_view(*, complete: bool) -> str:
    """Where a task is listed."""
    return "archive" if complete else "inbox"


def task(sms: Sms, lead_name: str | None, *, complete: bool) -> dict[str, Any]:
    """The task that a text which came makes in the shared inbox."""
    return {
        "_type": "incoming_sms",
        "id": id_of("task", sms.id),
        "view": task_view(complete=complete),
        "object_id": sms.id,
        "object_type": "sms",
        "is_complete": complete,
        "text": sms.text,
        "local_phone": sms.local_phone,
        "remote_phone": sms.remote_phone,
        "remote_phone_formatted": sms.remote_phone,
        "lead_id": sms.lead_id,
        "lead_name": lead_name,
        "contact_id": sms.contact_id,
        "assigned_to": USER,
        "date": sms.made.date().isoformat(),
        "date_created": stamp(sms.made),
        "date_updated": stamp(sms.made),
        "organization_id": ORGANIZATION,
    }


def contact(lead_id: str, name: str, phones: list[dict[str, Any]], made: datetime) -> dict[str, Any]:
    """A contact of a lead."""
    return {
        "id": id_of("cont", f"{lead_id} {name} {phones}"),
        "lead_id": lead_id,
        "organization_id": ORGANIZATION,
        "name": name,
        "display_name": name,
        "title": "",
        "phones": [
            {
                "phone": one["phone"],
                "phone_formatted": one["phone"],
                "type": one.get("type", "office"),
                "country": "US",
                "tz_ids": [],
                "outbound_sms_blocked": one.get("outbound_sms_blocked", False),
            }
            for one in phones
        ],
        "emails": [],
        "urls": [],
        "date_created": stamp(made),
        "date_updated": stamp(made),
    }
