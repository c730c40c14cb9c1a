"""What a service sends when a text came in, read as the record that its list would hold.

Look here for the two forms: Cliqtel's JSON (announced, and not to be had yet) and VoIP.ms' placeholders. The
rows are read by the adapters' own readers, so that a text is the same one whichever way it comes first.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote_plus

from desktop.providers import cliqtel_rows, voipms_rows
from desktop.providers.base import Text
from desktop.providers.cliqtel_rows import Fault
from desktop.providers.voipms_time import Autumn
from desktop.sms.delivery import State
from desktop.store.passed_on import PASSED_ON, PASSED_ON_MMS

LONGEST_BODY = 20_000
"""Characters; no service takes texts as long as that."""
_FAULTS = (Fault, ValueError, TypeError, AttributeError, OverflowError, RecursionError)
_BETWEEN = re.compile(r"[\s,;|]+(?=https?://)")
"""Between several addresses of media: how they are filled in is documented nowhere."""
_WORDS = re.compile(r"(?:^|&)message=(.*)", re.DOTALL)


class Malformed(Exception):
    """What came is no text of this service; ``str()`` says what is wrong and repeats nothing of it."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a service calls: with which method, and how what it hands over is read."""

    method: str
    read: Callable[[str, bytes], Text]
    """The query as it came and the body, as a text. Raises ``Malformed``."""


def cliqtel(_: str, body: bytes) -> Text:
    """``{"event": "sms.received", "data": {id, from, to, body, segments, received_at}}`` (D2)."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("no JSON") from None
    data = told.get("data") if isinstance(told, dict) else None
    if not isinstance(told, dict) or told.get("event") != "sms.received" or not isinstance(data, dict):
        raise Malformed("no sms.received with data")
    row = {**data, "direction": "inbound", "created_at": data.get("received_at", data.get("created_at"))}
    return _checked(lambda: cliqtel_rows.text(row))


def voipms(query: str, _: bytes) -> Text:
    """``address.TEMPLATE`` with its placeholders filled in; the time is Eastern, as in the list (D3)."""
    words = _WORDS.search(query)
    if words is None:
        raise Malformed("no message")
    try:
        before = query[: words.start()]
        fields = dict(parse_qsl(before, keep_blank_values=True, max_num_fields=100, errors="strict"))
        fields["message"] = unquote_plus(words[1], errors="strict")
    except ValueError:
        raise Malformed("not encoded as UTF-8") from None
    told = fields.get("media", "").strip()
    # No media may also mean that this placeholder is not filled in: only a list tells the kind for certain.
    media = _BETWEEN.split(told) if "/" in told else []
    return _checked(lambda: _voipms_text(fields, media))


def _voipms_text(fields: Mapping[str, str], media: list[str]) -> Text:
    kind = PASSED_ON_MMS if media else PASSED_ON
    row = {
        "id": fields.get("id"),
        "date": fields.get("timestamp"),
        "type": "1",
        "did": fields.get("to"),
        "contact": fields.get("from"),
        "message": fields.get("message"),
    }
    good, bad = voipms_rows.texts([row], kind, Autumn(), 0, None)
    if bad:
        raise Fault(bad[0].fault)
    return replace(good[0], media=voipms_rows.media({"media": media}))


def _checked(read: Callable[[], Text]) -> Text:
    try:
        text = read()
    except Fault as fault:
        raise Malformed(str(fault)) from None
    except _FAULTS:
        raise Malformed("no readable text") from None
    if text.state is not State.RECEIVED or text.outbound:
        raise Malformed("no text that came in")
    if len(text.body) > LONGEST_BODY:
        raise Malformed("too many words")
    return text


FORMS: Mapping[str, Form] = {
    "cliqtel": Form("POST", cliqtel),
    "voipms": Form("GET", voipms),
}
"""By the service's name in the catalog; others do not call here."""
