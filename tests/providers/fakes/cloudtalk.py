"""A server that speaks CloudTalk's API, written from its reference, over the shared carrier.

    fake = CloudTalk(carrier)
    with serving(fake.app) as wire: ...

Its traps are the documented ones: an answer of HTTP 200 may be a refusal, and ``success`` a word; no id, no
list of texts, nothing that tells what became of one; 60 requests a minute for the whole company; a web page
for whoever does not say what program it is. What the reference calls unverified is a switch here.
"""

import base64
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tests.providers.fakes import cloudtalk_shapes as shapes
from tests.providers.fakes.carrier import Carrier, Line
from tests.providers.fakes.cloudtalk_shapes import ERRORS, KEY_ID, KEY_SECRET, REFUSALS, Error, envelope

BASE = "/api"
SEND = f"{BASE}/sms/send.json"
E164 = re.compile(r"\+[1-9]\d{6,14}")
A_MINUTE = timedelta(minutes=1)


@dataclass
class CloudTalk:
    """One company. The switches may be turned while it is served."""

    carrier: Carrier
    agents: list[Any] = field(default_factory=list)
    """Rows of the agents, as they are."""
    people: list[Any] = field(default_factory=list)
    """Rows of the phone book, as they are."""
    calls_made_elsewhere: list[Any] = field(default_factory=list)
    """Further rows of the calls, as they are."""
    words: bool = True
    """Whether ``success`` is a word, or a flag."""
    zoned: bool = True
    """In which of both forms times come."""
    each: int = 5
    """Rows of a page where nobody asks for so many."""
    a_minute: int = 10**9
    """Requests of the company in a minute; really 60."""
    refuse: str = ""
    """A code of the catalogue with which every send is answered."""
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    """Method, path and query of every request that was let in."""
    sent: list[Any] = field(default_factory=list)
    """The bodies of all sends."""
    _moments: list[datetime] = field(default_factory=list)

    @property
    def app(self) -> Starlette:
        """The server itself."""
        lists: dict[str, Callable[[dict[str, str]], Sequence[Any]]] = {
            "/agents/index.json": lambda _: self.agents,
            "/numbers/index.json": self._numbers,
            "/calls/index.json": self._calls,
            "/contacts/index.json": lambda _: self.people,
        }
        routes = [Route(BASE + path, self._list(path, way), methods=["GET"]) for path, way in lists.items()]
        routes += [
            Route(SEND, self._send, methods=["POST"]),
            Route("/{path:path}", self._nothing, methods=["GET", "POST", "PUT", "DELETE"]),
        ]
        app = Starlette(routes=routes, exception_handlers={Error: _refused})
        app.router.redirect_slashes = False
        return app

    def _list(self, path: str, way: Callable[[dict[str, str]], Sequence[Any]]) -> Callable[[Request], Any]:
        async def entry(request: Request) -> Response:
            stopped = self._admit(request)
            if stopped is not None:
                return stopped
            asked = dict(request.query_params)
            return JSONResponse(shapes.paged(way(asked), asked, otherwise=self.each))

        return entry

    async def _nothing(self, request: Request) -> Response:
        stopped = self._admit(request)
        if stopped is not None:
            return stopped
        raise Error(404, "Not Found")

    def _admit(self, request: Request) -> Response | None:
        """Let a request in. At the edge and over the limit there is an answer of another kind."""
        if not request.headers.get("user-agent"):
            return HTMLResponse("<!doctype html><title>403 Forbidden</title>", 403)
        if "application/json" not in request.headers.get("accept", ""):
            raise Error(406, "Not Acceptable")
        kind, _, told = request.headers.get("authorization", "").partition(" ")
        if kind != "Basic" or base64.b64decode(told).decode() != f"{KEY_ID}:{KEY_SECRET}":
            raise Error(401, "Unauthorized")
        now = self.carrier.clock()
        self._moments = [moment for moment in self._moments if moment > now - A_MINUTE]
        if len(self._moments) >= self.a_minute:
            reset = self._moments[0] + A_MINUTE
            headers = {
                "X-CloudTalkAPI-Limit": str(self.a_minute),
                "X-CloudTalkAPI-Remaining": "0",
                "X-CloudTalkAPI-ResetTime": str(int(reset.timestamp())),
            }
            told_so = {"status": 429, "message": "Too many requests"}
            return JSONResponse(envelope(told_so), 429, headers)
        self._moments.append(now)
        self.asked.append((request.method, request.url.path.removeprefix(BASE), dict(request.query_params)))
        return None

    def _numbers(self, asked: dict[str, str]) -> list[Any]:
        return [shapes.number_of(line, place) for place, line in enumerate(self.carrier.lines)]

    def _calls(self, asked: dict[str, str]) -> list[Any]:
        since = datetime.fromisoformat(asked.get("date_from", "2000-01-01 00:00:00")).replace(tzinfo=UTC)
        rows = [shapes.cdr(one, zoned=self.zoned) for one in self.carrier.calls if one.at >= since]
        return self.carrier.disturb([*rows, *self.calls_made_elsewhere])

    async def _send(self, request: Request) -> Response:
        stopped = self._admit(request)
        if stopped is not None:
            return stopped
        if self.refuse in ERRORS:
            raise Error(*ERRORS[self.refuse])
        try:
            asked = await request.json()
        except ValueError:
            raise Error(400, "Bad request") from None
        told = asked if isinstance(asked, dict) else {}
        self.sent.append(told)
        needed = [told.get(name) for name in ("recipient", "message", "sender")]
        if not all(isinstance(value, str) and value for value in needed):
            raise Error(400, "Bad request")
        code = self.refuse or self._fault(told)
        if code:
            return JSONResponse(self._answer(False, REFUSALS[code]))
        self.carrier.send(told["sender"], told["recipient"], told["message"])
        return JSONResponse(self._answer(True, {name: told[name] for name in sorted(told)}))

    def _fault(self, told: dict[str, str]) -> str:
        """Why this text is not taken: a code, "" where it is."""
        line = self.carrier.line(told["sender"])
        if line is None or not E164.fullmatch(told["recipient"]):
            return "unknown_number"
        return "" if line.can_text else "bad_number_configuration"

    def _answer(self, success: bool, data: object) -> dict[str, Any]:
        return envelope({"success": json.dumps(success) if self.words else success, "data": data})


def is_send(method: str, target: str, body: bytes) -> bool:
    """Whether a request sends a text."""
    return method == "POST" and target.partition("?")[0].endswith("/sms/send.json")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Error)
    return JSONResponse(error.body, error.status)


def lines() -> list[Line]:
    """Numbers of which nobody says whether they can text; one of them cannot."""
    return [
        Line("+442079460101", label="Sales support"),
        Line("+12125550142", label="Sales US"),
        Line("+18005550134", can_text=False, label="Freephone"),
    ]


def company(carrier: Carrier) -> CloudTalk:
    """A company with two agents."""
    first, second = (line.number for line in carrier.lines[:2])
    fake = CloudTalk(carrier)
    fake.agents = [
        shapes.agent(99, "John", "Doe", [first, second]),
        shapes.agent(100, "Max", "Yellow", [second]),
    ]
    return fake


def practice() -> tuple[Starlette, dict[str, str]]:
    """A company to try out, and what it is opened with: as really, 60 requests a minute are all."""
    carrier = Carrier(lines(), lambda: datetime.now(UTC))
    fake = company(carrier)
    fake.a_minute = 60
    fake.people = [shapes.person(1234, "Jon Doe", "+12025550123", "First ltd.")]
    carrier.call(outbound=False, line=carrier.lines[0].number, peer="+12025550123", answered=False)
    carrier.call(outbound=True, line=carrier.lines[1].number, peer="+12025550123", answered=True, seconds=61)
    return fake.app, {"api_key": f"{KEY_ID}:{KEY_SECRET}"}
