"""A server that speaks Close's API, written from its reference, over the shared carrier.

    fake = Close(carrier)
    fake.add_lead("Somebody", "+12025550123")
    with serving(fake.app) as wire: ...

Its traps are the documented ones: every path ends with a slash, lists end by ``has_more`` and can be skipped
only so far, no filter by status or number, texts leave only as drafts that are put into the outbox, only
``internal`` numbers send, an event log with rules of its own (``close_log``), limits told in two spellings.
What the reference calls unverified is a switch here, so that a client can be tried both ways.
"""

import base64
import json
import operator
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.providers.fakes import close_people
from tests.providers.fakes import close_shapes as shapes
from tests.providers.fakes.carrier import Carrier, Line
from tests.providers.fakes.close_log import Log, moment
from tests.providers.fakes.close_shapes import BASE, KEY, USER, Error, Sms, invalid
from tests.providers.fakes.close_texts import Texts

HEADERS = {
    "documented": {"RateLimit": "limit=100, remaining=0, reset=4", "Retry-After": "4"},
    "seen": {
        "ratelimit": "limit=100; remaining=0; reset=4",
        "ratelimit-limit": "100",
        "ratelimit-remaining": "0",
        "ratelimit-reset": "1",
        "x-ratelimit-limit": "60, 60;w=1, 100;w=1",
        "Retry-After": "4",
    },
}
"""How an answer tells the limits: as documented, and as it was seen."""


@dataclass
class Close:
    """One organisation, seen by one user's key. The switches may be turned while it is served."""

    carrier: Carrier
    order: Literal["newest", "oldest", "mixed"] = "newest"
    """How lists come; their order is not documented."""
    max_skip: int = 10_000
    max_limit: int = 100
    busy: Literal["", "documented", "seen"] = ""
    """Every request comes too fast, told in this spelling."""
    refuse: dict[str, tuple[int, Any]] = field(default_factory=dict)
    """By "METHOD /path/" as it begins after the version: what is answered in place of doing it."""
    searches: bool = True
    """Whether a search for a number finds its lead."""
    lead_needed: bool = True
    moves: bool = False
    """Whether each look at the texts finds every one a state further."""
    second_outbox: Literal["refused", "sends"] = "refused"
    """What putting a text into the outbox does that left already."""
    templates: list[Any] = field(default_factory=list)
    """Rows of the SMS templates, as they are."""
    rows_made_elsewhere: list[Any] = field(default_factory=list)
    """Further rows of the texts, as they are."""
    headers: list[dict[str, str]] = field(default_factory=list)
    """Those of every request."""
    bodies: list[tuple[str, str, Any]] = field(default_factory=list)
    """Method, path and JSON of every request that had some."""

    def __post_init__(self) -> None:
        self.log = Log(lambda: self.carrier.clock())
        self.people = close_people.People(self.log)
        self.texts = Texts(self.carrier, self.log, self.people)
        self._done: set[str] = set()
        self.log.hidden = self.texts.hidden

    def add_lead(self, name: str, *phones: str, blocked: bool = False) -> dict[str, Any]:
        """Somebody made a lead with one contact that has these numbers."""
        told = [{"phone": one, "type": "mobile", "outbound_sms_blocked": blocked} for one in phones]
        return self.people.make({"name": name, "contacts": [{"name": name, "phones": told}]})

    @property
    def app(self) -> Starlette:
        """The server itself."""
        sms = "/activity/sms/"
        ways: dict[tuple[str, str], Callable[[Request, dict[str, str], Any], Any]] = {
            ("GET", "/me/"): lambda *_: {"id": USER, "first_name": "Alex", "organizations": []},
            ("GET", "/phone_number/"): self._numbers,
            ("GET", sms): self._listed,
            ("POST", sms): self._create,
            ("GET", f"{sms}{{id}}/"): lambda request, *_: self._sms(request).shown(),
            ("PUT", f"{sms}{{id}}/"): lambda request, _, body: self._update(self._sms(request), body),
            ("DELETE", f"{sms}{{id}}/"): lambda request, *_: self.texts.delete(self._sms(request)),
            ("GET", "/activity/call/"): self._calls,
            ("GET", "/event/"): self._events,
            ("GET", "/lead/"): self._leads,
            ("POST", "/lead/"): lambda _, __, body: self.people.make(body),
            ("GET", "/lead/{id}/"): self._lead,
            ("GET", "/contact/"): lambda _, asked, __: self._paged(self.people.contacts(), asked),
            ("POST", "/contact/"): lambda _, __, body: self.people.join(body),
            ("GET", "/contact/{id}/"): lambda request, *_: self.people.contact(request.path_params["id"]),
            ("GET", "/task/"): self._tasks,
            ("PUT", "/task/"): self._complete,
            ("GET", "/sms_template/"): lambda _, asked, __: self._paged(self.templates, asked),
        }
        routes = [
            Route(BASE + path, self._entry(way), methods=[method]) for (method, path), way in ways.items()
        ]
        routes += [
            Route("/go/file/{sms}/{place}", self._file, methods=["GET"]),
            Route("/store/{sms}/{place}", self._stored, methods=["GET"]),
            Route("/{path:path}", self._entry(_nothing), methods=["GET", "POST", "PUT", "DELETE"]),
        ]
        app = Starlette(routes=routes, exception_handlers={Error: _refused})
        app.router.redirect_slashes = False
        return app

    def _entry(self, way: Callable[[Request, dict[str, str], Any], Any]) -> Callable[[Request], Any]:
        async def entry(request: Request) -> Response:
            self.headers.append(dict(request.headers))
            if self.busy:
                return JSONResponse({"error": "rate limited"}, 429, HEADERS[self.busy])
            self._admit(request)
            path = request.url.path.removeprefix(BASE)
            for begins, (status, told) in self.refuse.items():
                if f"{request.method} {path}".startswith(begins):
                    raise Error(status, told)
            content = await request.body()
            try:
                body = json.loads(content) if content else {}
            except ValueError:
                raise Error(400, {"error": "Invalid JSON."}) from None
            if content:
                self.bodies.append((request.method, path, body))
            self.texts.look()
            return JSONResponse(way(request, dict(request.query_params), body))

        return entry

    def _admit(self, request: Request) -> None:
        wanted = "Basic " + base64.b64encode(f"{KEY}:".encode()).decode()
        if request.headers.get("authorization") != wanted:
            raise Error(401, {"error": "Unauthorized"})

    def _numbers(self, _: Request, asked: dict[str, str], __: Any) -> Any:
        return self._paged([shapes.number(one) for one in self.carrier.lines], asked)

    def _listed(self, _: Request, asked: dict[str, str], __: Any) -> Any:
        """No filter by status, direction, number or change: such parameters do nothing."""
        if self.moves:
            self.carrier.step()
            self.texts.look()
        wanted = _filter(asked)
        rows: list[Any] = [
            one
            for one in self.texts.seen()
            if wanted(one.id, one.lead_id, one.contact_id, one.made + self.carrier.shown_late)
        ]
        rows = self.carrier.disturb(self._ordered([*rows, *self.rows_made_elsewhere]))
        return self._paged(rows, asked)

    def _create(self, _: Request, __: dict[str, str], body: Any) -> Any:
        status = body.get("status")
        if status not in ("draft", "outbox", "scheduled", "inbox", "sent"):
            raise invalid(status="Not a valid choice.")
        outbound = status != "inbox"
        if outbound and status != "sent":
            self._check(body)
        if self.lead_needed and not body.get("lead_id"):
            raise invalid(lead_id="This field is required.")
        made = self.texts.make(body, "outbound" if outbound else "inbound")
        return made.shown() if status in ("draft", "inbox", "sent") else self._update(made, body)

    def _update(self, one: Sms, body: Any) -> Any:
        status = body.get("status", one.status)
        back = status == "draft" and one.status in ("scheduled", "outbox") and not self.texts.left(one)
        if one.status != "draft" and not back:
            if status == "outbox" and self.second_outbox == "sends":
                self.texts.send(one)
                return one.shown()
            raise Error(400, {"errors": ["Only draft SMS can be modified."], "field-errors": {}})
        if not back:
            self._check({**one.shown(), **body})
        self.texts.change(one, body)
        if status == "outbox":
            self.texts.send(one)
        return one.shown()

    def _check(self, body: Any) -> None:
        line = self.carrier.line(str(body.get("local_phone")))
        if line is None or shapes.number(line)["type"] != "internal":
            raise invalid(local_phone="This is not an internal phone number.")
        if not line.can_text:
            raise invalid(local_phone={"errors": ["SMS is not enabled for this phone number."]})
        peer = str(body.get("remote_phone"))
        if not peer.startswith("+") or not peer[1:].isdigit() or not 8 <= len(peer) <= 16:
            raise invalid(remote_phone="Invalid phone number.")
        if not body.get("text") and not body.get("template_id"):
            raise invalid(text="This field is required.")

    def _sms(self, request: Request) -> Sms:
        for one in self.texts.all:
            if one.id == request.path_params["id"]:
                return one
        raise Error(404, {"error": "Empty query: SMS does not exist."})

    def _calls(self, _: Request, asked: dict[str, str], __: Any) -> Any:
        wanted = _filter(asked)
        rows = [shapes.call(one, None) for one in self.carrier.calls if wanted("", None, None, one.at)]
        return self._paged(self._ordered(rows), asked)

    def _events(self, _: Request, asked: dict[str, str], __: Any) -> Any:
        return self.log.listed(asked)

    def _leads(self, _: Request, asked: dict[str, str], __: Any) -> Any:
        found = self.people.searched(asked.get("query"), numbers=self.searches)
        told = self._paged(found, asked)
        return {**told, "total_results": len(found)} if "query" in asked else told

    def _lead(self, request: Request, asked: dict[str, str], _: Any) -> Any:
        return _only(self.people.lead(request.path_params["id"]), asked)

    def _tasks(self, _: Request, asked: dict[str, str], __: Any) -> Any:
        """Without ``_type`` only tasks of leads come, of which there are none here."""
        rows = [one for one in self.texts.all if one.direction == "inbound"]
        if asked.get("_type") != "incoming_sms":
            rows = []
        done = {one.id for one in rows if shapes.id_of("task", one.id) in self._done} if self._done else set()
        if "view" in asked:
            rows = [one for one in rows if shapes.task_view(complete=one.id in done) == asked["view"]]
        return self._paged(rows, asked, lambda one: shapes.task(one, None, complete=one.id in done))

    def _complete(self, _: Request, asked: dict[str, str], body: Any) -> Any:
        if set(body) - {"assigned_to", "date", "is_complete"} or "id__in" not in asked:
            raise invalid(is_complete="Only these fields can be changed for many.")
        ids = set(asked["id__in"].split(","))
        self._done = self._done | ids if body.get("is_complete") else self._done - ids
        return {}

    async def _file(self, request: Request) -> Response:
        """Only for who is signed in; the bytes lie elsewhere, under an address that opens by itself."""
        self._admit(request)
        where = f"/store/{request.path_params['sms']}/{request.path_params['place']}"
        return Response(status_code=302, headers={"Location": where})

    async def _stored(self, request: Request) -> Response:
        if "authorization" in request.headers:
            return Response("<Error>Only one auth mechanism allowed</Error>", 400)
        for one in self.texts.all:
            if one.id == request.path_params["sms"]:
                _, mime, content = one.files[int(request.path_params["place"])]
                return Response(content, media_type=mime)
        return Response("gone", 404)

    def _ordered(self, rows: list[Any]) -> list[Any]:
        if self.order == "newest":
            return rows[::-1]
        return rows if self.order == "oldest" else random.Random(7).sample(rows, len(rows))

    def _paged(
        self, rows: Iterable[Any], asked: dict[str, str], shape: Callable[[Any], Any] | None = None
    ) -> dict[str, Any]:
        limit, skip = asked.get("_limit", "100"), asked.get("_skip", "0")
        if not limit.isdigit() or int(limit) > self.max_limit:
            raise invalid(_limit=f"The maximum limit is {self.max_limit}.")
        if not skip.isdigit() or int(skip) > self.max_skip:
            raise Error(
                400, {"error": f"The skip you set is larger than the maximum: max_skip = {self.max_skip}"}
            )
        found = list(rows)
        page = found[int(skip) : int(skip) + int(limit)]
        more = int(skip) + len(page) < len(found)
        late = self.carrier.shown_late
        if shape is not None:
            shown = [shape(one) for one in page]
        else:
            shown = [one.shown(late) if isinstance(one, Sms) else one for one in page]
        return {"data": [_only(one, asked) for one in shown], "has_more": more}


def is_send(method: str, target: str, body: bytes) -> bool:
    """Whether a request lets a text go: a draft sends nothing."""
    return method == "PUT" and "/activity/sms/" in target and b"outbox" in body


def _nothing(request: Request, _: dict[str, str], __: Any) -> Any:
    raise Error(404, {"error": "Not found."})


def _only(row: Any, asked: dict[str, str]) -> Any:
    names = asked.get("_fields")
    return row if names is None else {key: row[key] for key in names.split(",") if key in row}


def _filter(asked: dict[str, str]) -> Callable[[str, str | None, str | None, datetime], bool]:
    """Whether a row passes: by its id, its lead, its contact, and when it was made."""
    lists = {name: asked[name].split(",") for name in ("id__in", "lead_id", "contact_id") if name in asked}
    compared = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}
    edges = [
        (compare, moment(asked[f"date_created__{end}"]))
        for end, compare in compared.items()
        if f"date_created__{end}" in asked
    ]
    nobody = "user_id" in asked and USER not in asked["user_id"].split(",")

    def wanted(row_id: str, lead: str | None, contact: str | None, at: datetime) -> bool:
        for compare, edge in edges:
            if not compare(at, edge):
                return False
        told = {"id__in": row_id, "lead_id": lead, "contact_id": contact} if lists else {}
        return not nobody and all(told[name] in some for name, some in lists.items())

    return wanted


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Error)
    return JSONResponse(error.body, error.status)


def practice() -> tuple[Starlette, dict[str, str]]:
    """An organisation to try out, and what it is opened with."""
    carrier = Carrier(lines(), lambda: datetime.now(UTC))
    fake = Close(carrier)
    fake.add_lead("Somebody", "+12025550123")
    carrier.inbound("+12025550123", carrier.lines[0].number, "Is the shop open on Sunday?")
    fake.moves = True
    return fake.app, {"api_key": KEY}


def lines() -> list[Line]:
    """Numbers of every kind."""
    return [
        Line("+12125550142", label="Sales", can_mms=True),
        Line("+12125550145", label="Support"),
        Line("+12125550143", can_text=False, label="Front desk"),
        Line("+18005550134", can_text=False, kind="tollfree", label="Freephone"),
        Line("+12125550144", kind="external", label="Own mobile"),
    ]
