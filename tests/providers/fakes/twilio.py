"""A server that speaks Twilio's API of 2010-04-01, written from its reference, over the shared carrier.

    fake = Twilio(carrier)
    with serving(fake.app) as wire: ...

Its traps are the documented ones: forms only, ``.json`` or else XML, counts and prices as strings, dates
as RFC 2822, ``date_sent`` null in the queue, operators inside parameter names, ``next_page_uri`` with a
token that nobody can make up, codes in an envelope of four keys. What the reference calls unverified is a
switch here, so that a client can be tried both ways.
"""

import base64
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import parse_qsl, quote, urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.providers.fakes import twilio_shapes as shapes
from tests.providers.fakes.carrier import Carrier, Line, Record
from tests.providers.fakes.twilio_shapes import (
    ACCOUNT,
    BASE,
    KEY_SECRET,
    KEY_SID,
    QUEUE,
    TOKEN,
    WORDS,
    Error,
    sid_of,
)

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one pixel."""


@dataclass
class Twilio:
    """One account. The switches may be turned while it is served."""

    carrier: Carrier
    order: Literal["newest", "oldest", "mixed"] = "newest"
    """How lists come; their order is not documented."""
    filter_shows_undated: bool = True
    """Whether a filter by date shows rows whose ``date_sent`` is null."""
    closed: dict[str, int] = field(default_factory=dict)
    """Resources that the key may not see, with the HTTP status that says so: Balance, Calls …"""
    refuse: tuple[int, int] | None = None
    """HTTP status and code with which every POST is refused."""
    busy: bool = False
    """Every request comes too fast."""
    test_credentials: bool = False
    """The pair of the Console's test page: only sends are let through, and none of them is stored."""
    upper_case: bool = False
    """Whether a number's capabilities are written as older documents have them."""
    moves: bool = False
    """Whether each look at the message list finds every text one state further."""
    money: str = "12.3400"
    currency: str = "USD"
    rows_made_elsewhere: list[Any] = field(default_factory=list)
    """Further rows of the message list, as they are."""
    forms: list[dict[str, str]] = field(default_factory=list)
    """Every form that a POST of a message brought."""
    files: dict[str, list[tuple[str, bytes]]] = field(default_factory=dict)
    """What came with texts, by their SID: MIME type and content of each file."""
    media_answer: Callable[[], Response] | None = None
    """What the store of files answers in place of a file."""
    stored_elsewhere: str = ""
    """The address of the store of files; "" for this very server."""
    kinds: dict[str, tuple[str | None, str | None, int | None]] = field(default_factory=dict)
    """What Lookup knows: by number its line type, its carrier and an error."""
    _tokens: dict[str, tuple[str, int]] = field(default_factory=dict)
    _deleted: set[str] = field(default_factory=set)
    _redacted: set[str] = field(default_factory=set)

    @property
    def app(self) -> Starlette:
        """The server itself."""
        one = BASE + "/Messages/{sid}.json"
        routes = [
            Route(BASE + "/Messages.json", self._create, methods=["POST"]),
            Route(BASE + "/Messages.json", self._messages, methods=["GET"]),
            Route(BASE + "/Messages/{sid}/Media.json", self._media, methods=["GET"]),
            Route(BASE + "/Messages/{sid}/Media/{media}", self._file, methods=["GET"]),
            Route("/store/{media}", self._stored, methods=["GET"]),
            Route("/v2/PhoneNumbers/{number}", self._look_up, methods=["GET"]),
            Route(BASE + "/SMS/ShortCodes.json", self._short_codes, methods=["GET"]),
            Route(one, self._fetch, methods=["GET"]),
            Route(one, self._update, methods=["POST"]),
            Route(one, self._delete, methods=["DELETE"]),
            Route(BASE + "/IncomingPhoneNumbers.json", self._numbers, methods=["GET"]),
            Route(BASE + "/Calls.json", self._calls, methods=["GET"]),
            Route(BASE + "/Balance.json", self._balance, methods=["GET"]),
            Route("/{path:path}", self._nothing, methods=["GET", "POST", "DELETE"]),
        ]
        return Starlette(routes=routes, exception_handlers={Error: _refused})

    async def _create(self, request: Request) -> Response:
        form = await self._form(request)
        self.forms.append(form)
        if self.refuse is not None:
            raise Error(*self.refuse)
        if self.test_credentials:
            return JSONResponse(self._shown(shapes.magic(form, self.carrier.clock())), 201)
        line = self._sender(form)
        peer = _destination(form, line)
        body = form.get("Body", "")
        if not body:
            raise Error(400, 21602)
        if len(body) > 1600:
            raise Error(400, 21617)
        validity = form.get("ValidityPeriod", "36000")
        if not validity.isdigit() or not 1 <= int(validity) <= 36000:
            raise Error(400, 21624)
        return JSONResponse(self._shown(self.carrier.send(line.number, peer, body)), 201)

    async def _messages(self, request: Request) -> Response:
        self._admit(request, "Messages")
        asked = _asked(request)
        if self.moves:
            self.carrier.step()
        found = [one for one in self.carrier.listed() if self._wanted(one, asked)]
        rows = self._ordered([*found, *self.rows_made_elsewhere])
        return self._paged(request, "messages", rows, asked, self._shown)

    async def _fetch(self, request: Request) -> Response:
        return JSONResponse(self._shown(self._record(request)))

    async def _update(self, request: Request) -> Response:
        form = await self._form(request)
        record = self._record(request)
        if form == {"Body": ""}:
            self._redacted.add(sid_of(record))
        elif form == {"Status": "canceled"}:
            raise Error(409, 30409)
        else:
            raise Error(400, 30400)
        return JSONResponse(self._shown(record))

    async def _delete(self, request: Request) -> Response:
        record = self._record(request)
        if record.state in QUEUE:
            raise Error(409, 20009)
        self._deleted.add(sid_of(record))
        return Response(status_code=204)

    async def _media(self, request: Request) -> Response:
        record = self._record(request)
        files = self.files.get(sid_of(record), [])
        rows = [shapes.media(record, place, mime) for place, (mime, _) in enumerate(files)]
        return self._paged(request, "media_list", rows, _asked(request))

    async def _file(self, request: Request) -> Response:
        """The bytes lie elsewhere, under an address that opens by itself."""
        self._record(request)
        return RedirectResponse(f"{self.stored_elsewhere}/store/{request.path_params['media']}", 307)

    async def _stored(self, request: Request) -> Response:
        if "authorization" in request.headers:
            return Response("<Error>Only one auth mechanism allowed</Error>", 400)
        if self.media_answer is not None:
            return self.media_answer()
        for sid, files in self.files.items():
            for place, (mime, content) in enumerate(files):
                if request.path_params["media"] == "ME" + shapes.hexed(f"{sid} {place}"):
                    return Response(content, media_type=mime)
        return Response("gone", 404)

    async def _look_up(self, request: Request) -> Response:
        self._admit(request, "PhoneNumbers")
        number = request.path_params["number"]
        if number not in self.kinds:
            raise Error(404, 20404)
        if _asked(request).get("Fields") != "line_type_intelligence":
            return JSONResponse({"phone_number": number, "valid": True, "line_type_intelligence": None})
        return JSONResponse(shapes.looked_up(number, *self.kinds[number]))

    async def _short_codes(self, request: Request) -> Response:
        self._admit(request, "ShortCodes")
        rows = [shapes.short_code(line) for line in self.carrier.lines if line.kind == "short_code"]
        return self._paged(request, "short_codes", rows, _asked(request))

    async def _numbers(self, request: Request) -> Response:
        self._admit(request, "IncomingPhoneNumbers")
        rows = [
            shapes.number(line, upper_case=self.upper_case)
            for line in self.carrier.lines
            if line.kind != "short_code"
        ]
        return self._paged(request, "incoming_phone_numbers", rows, _asked(request))

    async def _calls(self, request: Request) -> Response:
        self._admit(request, "Calls")
        asked = _asked(request)
        calls = sorted(self.carrier.calls, key=lambda one: one.id, reverse=True)
        calls = [one for one in calls if _dated(one.at, asked, "StartTime")]
        return self._paged(request, "calls", [shapes.call(one) for one in calls], asked)

    async def _balance(self, request: Request) -> Response:
        self._admit(request, "Balance")
        told = {"account_sid": ACCOUNT, "balance": self.money, "currency": self.currency}
        return JSONResponse(told)

    async def _nothing(self, request: Request) -> Response:
        if not request.url.path.endswith(".json"):
            return Response("<?xml version='1.0'?><TwilioResponse/>", 200, media_type="application/xml")
        self._admit(request, "")
        raise Error(404, 20404)

    def _shown(self, record: Any) -> Any:
        """A row of the message list; one made elsewhere is as it is."""
        if not isinstance(record, Record):
            return record
        sid = sid_of(record)
        files = len(self.files.get(sid, ())) or int(record.kind == "mms")
        redacted, late = sid in self._redacted, self.carrier.shown_late
        return shapes.message(record, redacted=redacted, files=files, late=late)

    def _sender(self, form: dict[str, str]) -> Line:
        number = form.get("From", "")
        if not number:
            raise Error(400, 21603)
        if not number.startswith("+") or not number[1:].isdigit():
            raise Error(400, 21212)
        line = self.carrier.line(number)
        if line is None:
            raise Error(400, 21659)
        if not line.can_text:
            raise Error(400, 21606)
        return line

    def _record(self, request: Request) -> Record:
        self._admit(request, "Messages")
        sid = request.path_params["sid"]
        for record in self.carrier.records:
            if sid_of(record) == sid and sid not in self._deleted:
                return record
        raise Error(404, 20404)

    async def _form(self, request: Request) -> dict[str, str]:
        self._admit(request, "Messages")
        kind = request.headers.get("content-type", "").partition(";")[0]
        if kind != "application/x-www-form-urlencoded":
            raise Error(415, 20001)
        return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))

    def _admit(self, request: Request, resource: str) -> None:
        if self.busy:
            raise Error(429, 20429)
        given = request.headers.get("authorization", "")
        pairs = (f"{ACCOUNT}:{TOKEN}", f"{KEY_SID}:{KEY_SECRET}")
        if given not in ("Basic " + base64.b64encode(pair.encode()).decode() for pair in pairs):
            raise Error(401, 20003)
        if request.path_params.get("account", ACCOUNT) != ACCOUNT:
            raise Error(404, 20404)
        if self.test_credentials and request.method != "POST":
            raise Error(403, 20008)
        if resource in self.closed:
            status = self.closed[resource]
            raise Error(status, 20003 if status == 401 else 20006)

    def _wanted(self, record: Record, asked: dict[str, str]) -> bool:
        if self._deleted and sid_of(record) in self._deleted:
            return False
        sender, to = (record.line, record.peer) if record.outbound else (record.peer, record.line)
        if (asked.get("From", sender), asked.get("To", to)) != (sender, to):
            return False
        if shapes.undated(record) and any(name.startswith("DateSent") for name in asked):
            return self.filter_shows_undated
        return _dated(record.at, asked, "DateSent")

    def _ordered(self, rows: list[Any]) -> list[Any]:
        if self.order == "newest":
            return rows[::-1]
        return rows if self.order == "oldest" else random.Random(7).sample(rows, len(rows))

    def _paged(
        self,
        request: Request,
        key: str,
        rows: list[Any],
        asked: dict[str, str],
        show: Callable[[Any], Any] = lambda row: row,
    ) -> Response:
        """Pages are no snapshot: a token stands for a place in the list as it is when it is asked for."""
        size = asked.get("PageSize", "50")
        if not size.isdigit() or not 1 <= int(size) <= 1000:
            raise Error(400, 20001)
        each, start = int(size), 0
        plain = {name: value for name, value in asked.items() if name not in ("Page", "PageToken")}
        mark = request.url.path + "?" + urlencode(plain)
        if "PageToken" in asked or asked.get("Page", "0") != "0":
            known, start = self._tokens.get(asked.get("PageToken", ""), ("", 0))
            if known != mark or asked.get("Page") != str(start // each):
                raise Error(400, 21481)
        found = rows[start : start + each]
        if key == "messages":
            found = self.carrier.disturb(found)
        following = None
        if start + each < len(rows):
            token = "PASM" + shapes.hexed(f"{mark} {start + each}")
            self._tokens[token] = (mark, start + each)
            query = urlencode(plain, quote_via=quote)
            page = (start + each) // each
            following = f"{request.url.path}?{query}&Page={page}&PageToken={token}"
        return JSONResponse(
            {
                "first_page_uri": f"{request.url.path}?{urlencode(plain)}&Page=0",
                "next_page_uri": following,
                "previous_page_uri": None,
                "page": start // each,
                "page_size": each,
                "start": start,
                "end": start + max(len(rows[start : start + each]) - 1, 0),
                "uri": str(request.url.path),
                key: [show(row) for row in found],
            }
        )


def practice() -> tuple[Starlette, dict[str, str]]:
    """An account to try out, and what it is opened with."""
    lines = [
        Line("+12125550142", label="Sales", can_mms=True),
        Line("+442071838750", can_text=False, label="Front desk"),
        Line("+18005550134", can_text=False, kind="toll-free", label="Freephone"),
    ]
    carrier = Carrier(lines, lambda: datetime.now(UTC))
    carrier.inbound("+12025550123", lines[0].number, "Is the shop open on Sunday?")
    picture = carrier.inbound("+12025550123", lines[0].number, "", "mms")
    keys = {"account_sid": ACCOUNT, "key_sid": KEY_SID, "secret": KEY_SECRET}
    fake = Twilio(carrier, moves=True, files={sid_of(picture): [("image/png", PICTURE)]})
    fake.kinds = {"+12025550123": ("mobile", "A carrier", None)}
    return fake.app, {**keys, "api_key": ":".join(keys.values())}


def is_send(method: str, target: str, body: bytes) -> bool:
    """Whether a request sends a text."""
    return method == "POST" and target.endswith("/Messages.json")


def _destination(form: dict[str, str], line: Line) -> str:
    peer = form.get("To", "")
    if not peer:
        raise Error(400, 21604)
    if not peer.startswith("+") or not peer[1:].isdigit() or not 8 <= len(peer) <= 16:
        raise Error(400, 21211)
    if peer == line.number:
        raise Error(400, 21266)
    return peer


def _dated(at: datetime, asked: dict[str, str], name: str) -> bool:
    """Whether a row passes the filters by date, which are inclusive; a bare date is a whole GMT day."""
    at = at.replace(microsecond=0)
    day = asked.get(name)
    if day is not None and at.date().isoformat() != day:
        return False
    after, before = asked.get(f"{name}>"), asked.get(f"{name}<")
    if after is not None and at < _moment(after):
        return False
    end = None if before is None else _moment(before) + timedelta(days=1 if len(before) == 10 else 0)
    return end is None or at <= end


def _moment(value: str) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise Error(400, 20001) from None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _asked(request: Request) -> dict[str, str]:
    return dict(request.query_params)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Error)
    told = {
        "code": error.code,
        "message": WORDS.get(error.code, f"What Twilio says of {error.code}"),
        "more_info": f"https://www.twilio.com/docs/errors/{error.code}",
        "status": error.status,
    }
    return JSONResponse(told, error.status)
