"""A server that speaks VoIP.ms' dialect over the shared carrier, with the traps its reference names.

Start here to see how the service answers: HTTP 200 for nearly everything, and a ``status`` inside. A POST
that is no multipart/form-data meets a SOAP fault, ``www.`` a redirect, and a proxy may answer in its place.
Methods are the functions whose names begin with ``_do_``; each answers the fields of a good answer.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email import message_from_bytes
from typing import Any
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.providers.fakes.carrier import Call, Carrier, Line, Record
from tests.providers.fakes.voipms_settings import Settings
from tests.providers.fakes.voipms_words import MESSAGES, SOAP_FAULT

EASTERN = ZoneInfo("America/New_York")
PATH = "/api/v1/rest.php"
LONGEST_SPAN = 92
"""Days, the first and the last one counted: the stricter way to read the reference."""
NANP = re.compile(r"[2-9]\d\d[2-9]\d{6}")

Fields = dict[str, str]


class No(Exception):
    """The service answers with a status other than success."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


@dataclass
class VoipMs:
    """One account. Tests change the fields below; ``app`` is what answers."""

    carrier: Carrier
    username: str = "agent@example.com"
    password: str = "api-Pass-1"
    enabled: bool = True
    """The switch in the portal."""
    caller: str = "203.0.113.7"
    """The address that calls seem to come from."""
    allowed: bool = True
    """Whether that address is on the allow list."""
    balance: str = "112.192790"
    daily_cap: int = 100
    calls_left: int | None = None
    """Calls until it says that there were too many in this minute."""
    slashes: int = 1
    """Backslashes before each quote of a listed text."""
    delay: float = 0.0
    """Seconds before each answer; real ones take seven to eleven."""
    statuses: dict[str, str] = field(default_factory=dict)
    """A status that a method answers instead of doing anything."""
    instead: dict[str, str] = field(default_factory=dict)
    """A body, not JSON, that the proxy in front sends after the method did its work."""
    reverse: bool = False
    """Oldest first: the order of lists is documented nowhere."""
    phonebook: list[dict[str, Any]] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    ordered: date = date(2025, 6, 1)
    bare: bool = False
    """Numbers in lists as JSON's numbers, as the documentation's samples have them."""
    tells_mms: bool = True
    """Whether a DID says if it can do MMS: the documentation knows no such field."""
    e164: bool = False
    """The DIDs' dial mode: numbers in lists with their plus."""
    asked: list[Fields] = field(default_factory=list)
    """The fields of every call, without the sign-in."""
    most_at_once: int = 0
    """How many calls there were at the same time, at most."""
    _now: int = 0

    @property
    def app(self) -> Starlette:
        """The ASGI application."""
        return Starlette(routes=[Route(PATH, self._answer, methods=["GET", "POST"])])

    async def _answer(self, request: Request) -> Response:
        host = request.headers.get("host", "")
        if host.startswith("www."):
            return RedirectResponse(f"https://{host.removeprefix('www.')}{PATH}", 301)
        if request.method == "POST":
            kind = request.headers.get("content-type", "")
            if not kind.startswith("multipart/form-data"):
                return PlainTextResponse(SOAP_FAULT, 500, media_type="text/xml")
            fields = _parts(kind, await request.body())
        else:
            fields = dict(request.query_params)
        self.asked.append({name: value for name, value in fields.items() if not name.startswith("api_")})
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        await asyncio.sleep(self.delay)
        self._now -= 1
        method = fields.get("method", "")
        try:
            answer = {"status": "success", **self._do(method, fields)}
        except No as no:
            said = MESSAGES.get(no.status)
            answer = {"status": no.status, **({"message": said} if said else {})}
        if method in self.instead:
            return PlainTextResponse(self.instead[method])
        return JSONResponse(answer)

    def _do(self, method: str, fields: Fields) -> dict[str, Any]:
        if not method:
            raise No("missing_method")
        if not fields.get("api_username") or not fields.get("api_password"):
            raise No("missing_credentials")
        if (fields["api_username"], fields["api_password"]) != (self.username, self.password):
            raise No("invalid_credentials")
        if not self.enabled:
            raise No("api_not_enabled")
        if not self.allowed and method != "getIP":
            raise No("ip_not_enabled")
        if self.calls_left is not None:
            if self.calls_left == 0:
                raise No("api_limit_exceeded")
            self.calls_left -= 1
        if method in self.statuses:
            raise No(self.statuses[method])
        methods: dict[str, Callable[[Fields], dict[str, Any]]] = {
            "getIP": lambda _: {"ip": self.caller},
            "getBalance": lambda _: {"balance": {"current_balance": self.balance, "spent_total": 21.05321}},
            "getDIDsInfo": self._do_numbers,
            "setSMS": self._do_set_sms,
            "sendSMS": self._do_send_sms,
            "sendMMS": self._do_send_mms,
            "getSMS": lambda asked: self._do_list(asked, "sms"),
            "getMMS": lambda asked: self._do_list(asked, "mms"),
            "getMediaMMS": self._do_media,
            "deleteSMS": lambda asked: self._do_delete(asked, "sms"),
            "deleteMMS": lambda asked: self._do_delete(asked, "mms"),
            "getCDR": self._do_calls,
            "getPhonebook": self._do_phonebook,
        }
        if method not in methods:
            raise No("invalid_method")
        return methods[method](fields)

    def _do_numbers(self, fields: Fields) -> dict[str, Any]:
        lines = [one for one in self.carrier.lines if fields.get("did", "")[-10:] in ("", one.number[-10:])]
        if not lines:
            raise No("no_did")
        return {"dids": [self._number(line) for line in lines]}

    def _number(self, line: Line) -> dict[str, Any]:
        off = line.kind == "sms_off"
        return {
            "did": self._written(line.number),
            "description": line.label,
            "routing": "account:100001_VoIP",
            "pop": "16",
            "billing_type": "2",
            "order_date": f"{self.ordered.isoformat()} 15:09:04",
            "next_billing": "0000-00-00",
            # A number and a string side by side, as it really comes.
            "sms_available": 1 if line.can_text or off else 0,
            "sms_enabled": "1" if line.can_text else "0",
            **({"mms_available": 1 if line.can_mms else 0} if self.tells_mms else {}),
            **self.settings.told(line),
        }

    def _do_set_sms(self, fields: Fields) -> dict[str, Any]:
        line = self.carrier.line(_e164(fields.get("did", "")))
        if line is None or not (line.can_text or line.kind == "sms_off"):
            raise No("invalid_did")
        status = self.settings.write(line, fields)
        if status:
            raise No(status)
        # The papers' sample shows a key that has nothing to do with it.
        return {"sipuri": "100001@voip.ms"}

    def _do_send_sms(self, fields: Fields) -> dict[str, Any]:
        line, to, body = self._checked(fields)
        if len(body.encode()) > 160:
            raise No("sms_toolong")
        # An integer here, a string in the list.
        return {"sms": self._send(line, to, body, "sms").id}

    def _do_send_mms(self, fields: Fields) -> dict[str, Any]:
        line, to, body = self._checked(fields)
        if not line.can_mms:
            raise No("invalid_did")
        if len(body) > 2048:
            raise No("sms_toolong")
        return {"mms": self._send(line, to, body, "mms").id}

    def _checked(self, fields: Fields) -> tuple[Line, str, str]:
        did, to, body = fields.get("did", ""), fields.get("dst", ""), fields.get("message", "")
        if not did:
            raise No("missing_did")
        line = self.carrier.line(_e164(did))
        if line is None or not line.can_text:
            raise No("invalid_did")
        if not NANP.fullmatch(to):
            raise No("invalid_dst")
        if not body.strip():
            raise No("message_empty")
        today = self._today()
        sent = [one for one in self.carrier.records if one.outbound and _eastern(one.at).date() == today]
        if len(sent) >= self.daily_cap:
            raise No("limit_reached")
        if Decimal(self.balance) <= 0:
            raise No("non_sufficient_funds")
        return line, _e164(to), body

    def _send(self, line: Line, to: str, body: str, kind: str) -> Record:
        return self.carrier.send(line.number, to, body, kind)

    def _do_list(self, fields: Fields, kind: str) -> dict[str, Any]:
        first, last = self._span(fields, "from", "to")
        both = fields.get("all_messages") == "1"
        wanted = [
            one
            for one in self.carrier.listed()
            if (both or one.kind == kind)
            and (fields.get(kind) in (None, "", str(one.id)) or both)
            and first <= _eastern(one.at).date() <= last
            and fields.get("type", "") in ("", "0" if one.outbound else "1")
            and fields.get("did", "")[-10:] in ("", one.line[-10:])
            and fields.get("contact", "")[-10:] in ("", one.peer[-10:])
        ]
        if not self.reverse:
            wanted.reverse()
        # No offset, no cursor, no total: what is beyond the limit is simply not there.
        wanted = wanted[: int(fields.get("limit") or 50)]
        if not wanted:
            raise No("no_sms")
        shift = int(fields.get("timezone") or -5) + 5
        # The list of getMMS has the same name.
        return {"sms": [self._row(one, shift) for one in self.carrier.disturb(wanted)]}

    def _row(self, one: Record, shift: int) -> dict[str, Any]:
        body = re.sub(r"(['\"])", lambda quote: "\\" * self.slashes + quote[1], one.body)
        at = _eastern(one.at + self.carrier.shown_late)
        row: dict[str, Any] = {
            "id": str(one.id),
            "date": f"{at + timedelta(hours=shift):%Y-%m-%d %H:%M:%S}",
            "type": "0" if one.outbound else "1",
            "did": self._written(one.line),
            "contact": self._written(one.peer),
            "message": body,
            "carrier_status": one.extra.get("carrier_status", "Information not available"),
        }
        if one.kind == "mms":
            media = one.extra.get("media", "")
            row |= {
                "col_media1": media,
                "col_media2": "",
                "col_media3": "",
                "media": [media] if media else [],
            }
        return row

    def _do_media(self, fields: Fields) -> dict[str, Any]:
        for one in self.carrier.records:
            if (one.kind, str(one.id)) == ("mms", fields.get("id")):
                media = [one.extra["media"]] if one.extra.get("media") else []
                if fields.get("media_as_array") == "1":
                    return {"id": str(one.id), "media": media}
                return {"id": str(one.id), "media": {str(n): url for n, url in enumerate(media, 1)}}
        raise No("invalid_id")

    def _do_delete(self, fields: Fields, kind: str) -> dict[str, Any]:
        found = [one for one in self.carrier.records if (one.kind, str(one.id)) == (kind, fields.get("id"))]
        if not found:
            raise No("invalid_id")
        self.carrier.records.remove(found[0])
        return {}

    def _do_calls(self, fields: Fields) -> dict[str, Any]:
        if "timezone" not in fields:
            raise No("missing_timezone")
        if not any(fields.get(name) == "1" for name in ("answered", "noanswer", "busy", "failed")):
            raise No("no_callstatus")
        first, last = self._span(fields, "date_from", "date_to")
        shift = int(fields["timezone"]) + 5
        rows = [
            self._call(one, shift)
            for one in self.carrier.calls
            if first <= _eastern(one.at).date() <= last
            and fields.get("answered" if one.answered else "noanswer") == "1"
        ]
        if not rows:
            raise No("no_cdr")
        return {"cdr": rows}

    def _call(self, one: Call, shift: int) -> dict[str, Any]:
        caller, target = (one.line, one.peer) if one.outbound else (one.peer, one.line)
        return {
            "date": f"{_eastern(one.at) + timedelta(hours=shift):%Y-%m-%d %H:%M:%S}",
            "callerid": f'"Somebody" <{self._written(caller)}>',
            "destination": self._written(target),
            "description": "Outbound Call" if one.outbound else "Inbound DID",
            "account": "100000_VoIP",
            "disposition": "ANSWERED" if one.answered else "NO ANSWER",
            "duration": str(timedelta(seconds=one.seconds)).zfill(8),
            "seconds": str(one.seconds),
            "rate": "0.00000000",
            "total": "0.00000000",
            "uniqueid": f"{128238059 + one.id}a",
            "destination_type": "IN:USA",
        }

    def _do_phonebook(self, _: Fields) -> dict[str, Any]:
        if not self.phonebook:
            raise No("no_phonebook")
        return {"phonebooks": self.phonebook}

    def _span(self, fields: Fields, first: str, last: str) -> tuple[date, date]:
        today = self._today().isoformat()
        try:
            begin = date.fromisoformat(fields.get(first, today))
            end = date.fromisoformat(fields.get(last, today))
        except ValueError:
            raise No("invalid_date") from None
        if end < begin or (end - begin).days >= LONGEST_SPAN:
            raise No("invalid_daterange")
        return begin, end

    def _today(self) -> date:
        return _eastern(self.carrier.clock()).date()

    def _written(self, number: str) -> str | int:
        if self.bare:
            return int(number.removeprefix("+1").removeprefix("+"))
        return number if self.e164 else number.removeprefix("+1").removeprefix("+")


def is_send(method: str, target: str, body: bytes) -> bool:
    """Whether a request sends a text: one address is there for everything."""
    return b"sendSMS" in body or b"sendMMS" in body


def _parts(kind: str, body: bytes) -> Fields:
    message = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    found = {}
    for part in message.get_payload() if message.is_multipart() else ():
        assert not isinstance(part, str)
        content = part.get_payload(decode=True)
        name = part.get_param("name", header="content-disposition")
        if isinstance(content, bytes) and isinstance(name, str):
            found[name] = content.decode()
    return found


def _e164(digits: str) -> str:
    return f"+1{digits[-10:]}"


def _eastern(moment: datetime) -> datetime:
    return moment.astimezone(EASTERN).replace(tzinfo=None)


def lines() -> list[Line]:
    """The numbers of the practice account."""
    return [
        Line("+14155550101", can_mms=True, label="San Francisco, CA"),
        Line("+14155550102", can_text=False, label="Switched off", kind="sms_off"),
        Line("+18005550103", can_text=False, label="Toll-free", kind="toll_free"),
        Line("+14155550104", can_text=False, label="Calls only"),
    ]


def practice() -> tuple[Starlette, dict[str, str]]:
    """An account to try things out with: its app, and what signs in to it."""
    fake = VoipMs(Carrier(lines(), lambda: datetime.now(UTC)))
    secrets = {"api_username": fake.username, "api_password": fake.password}
    return fake.app, {**secrets, "api_key": ":".join(secrets.values())}
