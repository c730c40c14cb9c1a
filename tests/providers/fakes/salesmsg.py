"""A server that speaks Salesmsg's API, written from its reference, over the shared carrier.

    fake = Salesmsg(carrier)
    with serving(fake.app) as wire: ...

Its traps are the documented ones: writes take the address's query and nothing else, a list of conversations
needs a filter and says nothing of its end, no account-wide list of messages, calls stand among the texts, a
token that cannot be read is 403 on one path and 500 without words on another, tokens end after an hour. What
the reference calls unverified is a switch here, so that a client can be tried both ways.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tests.providers.fakes import salesmsg_shapes as shapes
from tests.providers.fakes.carrier import Call, Carrier, Line, Record
from tests.providers.fakes.salesmsg_shapes import BASE, KEY, USER, Conversation, Error, no
from tests.providers.fakes.serving import PAGE

HOUR = timedelta(hours=1)
FIRST_MESSAGE = 9_000


@dataclass
class Salesmsg:
    """One organisation, seen by one user's token. The switches may be turned while it is served."""

    carrier: Carrier
    moves: bool = False
    """Whether each look at messages finds every text a state further."""
    tokens: dict[str, datetime | None] = field(default_factory=lambda: {KEY: None})
    """What opens it, and until when; ``None``: for ever."""
    old_dies: bool = True
    """Whether a renewal ends the token that was used for it."""
    expired_renews: bool = False
    refuse: dict[str, tuple[int, Any]] = field(default_factory=dict)
    """By "METHOD /path" as it begins after the version: what is answered in place of doing it."""
    pages: bool = False
    """Whether a bad request gets a web page with status 200."""
    duplicates: Literal["", "refused", "failed"] = ""
    """What becomes of the same words to the same contact soon after."""
    most_rows: int = 300
    """How many rows a page has at most, whatever is asked for."""
    newest_shown: bool = True
    """Whether a list of conversations holds the newest message of each."""
    number_shown: bool = True
    """Whether it holds the number of each."""
    zone: bool = True
    """Whether times say in which zone they are."""
    credits: Any = "1250.50"
    one_line_a_contact: bool = False
    """Whether a new conversation is always on the last number."""
    answered: list[str] = field(default_factory=list)
    """Method and path of every request that was let in."""

    def __post_init__(self) -> None:
        self.people: list[dict[str, Any]] = []
        self.conversations: list[Conversation] = []
        self.elsewhere: list[dict[str, Any]] = []
        """Further messages of the first conversation, as they are."""
        self._ids: dict[int, int] = {}
        self._seen = [0, 0]
        self._made = 0

    @property
    def app(self) -> Starlette:
        """The server itself."""
        ways: dict[tuple[str, str], Callable[[Request, dict[str, str]], Any]] = {
            ("GET", "/users/me"): lambda *_: {"id": USER, "full_name": shapes.USER_NAME, "role": "admin"},
            ("GET", "/organization/current"): lambda *_: {"id": 77, "account_credits": self.credits},
            ("GET", "/teams"): lambda *_: self._teams(),
            ("GET", "/numbers"): lambda _, asked: self._numbers(asked),
            ("GET", "/conversations"): lambda _, asked: self._listed(asked),
            ("POST", "/conversations"): lambda _, asked: self._begin(asked),
            ("GET", "/conversations/{id}"): lambda request, _: self._row(self._conversation(request)),
            ("PUT", "/conversations/{id}/close"): lambda request, _: self._close(request),
            ("GET", "/messages/{id}"): lambda request, asked: self._messages(request, asked),
            ("POST", "/messages/{id}"): lambda request, asked: self._send(request, asked),
            ("GET", "/contacts/search"): lambda _, asked: self._search(asked),
            ("POST", "/contacts"): lambda _, asked: self._person(asked.get("number", "")),
            ("POST", "/oauth/personal-token/refresh"): lambda request, _: self._renew(request),
        }
        routes = [
            Route(BASE + path, self._entry(way), methods=[method]) for (method, path), way in ways.items()
        ]
        routes += [
            Route(f"{BASE}/contacts/list", self._book, methods=["POST"]),
            Route("/{path:path}", self._entry(_nothing), methods=["GET", "POST", "PUT", "DELETE"]),
        ]
        return Starlette(routes=routes, exception_handlers={Error: _refused})

    def add_person(self, peer: str, name: str = "", **more: Any) -> dict[str, Any]:
        """Somebody is in the phone book."""
        made = {**shapes.contact(7000 + len(self.people), peer, name), **more}
        self.people.append(made)
        return made

    def place(self, line: str, peer: str) -> Conversation:
        """The conversation of a number on a line, which begins with its first message."""
        for one in self.conversations:
            if (one.line, one.contact["number"]) == (line, peer):
                return one
        person = next((one for one in self.people if one["number"] == peer), None) or self.add_person(peer)
        made = Conversation(500 + len(self.conversations), line, person)
        self.conversations.append(made)
        return made

    def id_of(self, one: Record | Call) -> int:
        """The id of the message that this is."""
        self.look()
        return self._ids[id(one)]

    def seen_as(self, one: Record | Call) -> str:
        """As ``id_of``, from any thread; "" before a request saw it."""
        return str(self._ids.get(id(one), ""))

    def look(self) -> None:
        """Take in what the carrier did meanwhile."""
        for number, told in enumerate(self._behind()):
            for one in told[self._seen[number] :]:
                where = self.place(one.line, one.peer)
                self._ids[id(one)] = FIRST_MESSAGE + len(self._ids)
                where.held.append(one)
                where.closed_at = None
            self._seen[number] = len(told)

    def _behind(self) -> tuple[list[Record | Call], list[Record | Call]]:
        return [*self.carrier.records], [*self.carrier.calls]

    def _entry(self, way: Callable[[Request, dict[str, str]], Any]) -> Callable[[Request], Any]:
        async def entry(request: Request) -> Response:
            self._admit(request)
            self.look()
            try:
                return JSONResponse(way(request, dict(request.query_params)))
            except Error as error:
                if self.pages and error.status == 422:
                    return HTMLResponse(PAGE)
                raise

        return entry

    def _admit(self, request: Request) -> None:
        path = request.url.path.removeprefix(BASE)
        header = request.headers.get("authorization", "")
        token = header.removeprefix("Bearer ")
        if not header:
            raise Error(401, {"message": "Unauthorized", "auth_required": False})
        if token not in self.tokens and "." not in token:
            if path == "/teams":
                raise Error(500, {"message": None})
            raise Error(
                403, {"message": "Could not decode token: not enough segments", "auth_required": True}
            )
        until = self.tokens.get(token, datetime(1970, 1, 1, tzinfo=UTC))
        renews = self.expired_renews and path.endswith("/refresh") and token in self.tokens
        if until is not None and self.carrier.clock() >= until and not renews:
            raise Error(401, {"message": "Unauthorized", "auth_required": True})
        self.answered.append(f"{request.method} {path}")
        for begins, (status, told) in self.refuse.items():
            if f"{request.method} {path}".startswith(begins):
                raise Error(status, told)

    def _renew(self, request: Request) -> dict[str, Any]:
        old = request.headers["authorization"].removeprefix("Bearer ")
        new = f"{KEY}.{len(self.tokens)}"
        self.tokens[new] = self.carrier.clock() + HOUR
        if self.old_dies:
            self.tokens[old] = self.carrier.clock()
        return {"access_token": new, "expires_in": 3600}

    def _teams(self) -> list[dict[str, Any]]:
        return [
            {"id": 300 + place, "name": line.label, "number": line.number}
            for place, line in enumerate(self.carrier.lines)
            if line.label
        ]

    def _numbers(self, asked: dict[str, str]) -> list[Any]:
        limit, page = int(asked.get("limit", "10")), int(asked.get("page", "1"))
        told = [shapes.number(one) for one in self.carrier.lines]
        return told[(page - 1) * limit : page * limit]

    def _listed(self, asked: dict[str, str]) -> list[Any]:
        if asked.get("filter") not in ("open", "closed", "unread") or not asked.get("limit", "").isdigit():
            raise no("The given data was invalid.", errors={"filter": ["The filter field is required."]})
        rows = []
        for one in self.conversations:
            shown = self._shown(one)
            if not shown or (one.closed_at is not None) is not (asked["filter"] == "closed"):
                continue
            if asked.get("query", one.contact["number"]) != one.contact["number"]:
                continue
            at = shown[-1].at + self.carrier.shown_late
            if "after" in asked and at < datetime.fromisoformat(asked["after"]):
                continue
            if "before" in asked and at > datetime.fromisoformat(asked["before"]):
                continue
            rows.append((at, one))
        rows.sort(key=lambda pair: pair[0], reverse=True)
        offset, limit = int(asked.get("offset", "0")), min(int(asked["limit"]), self.most_rows)
        return [self._row(one) for _, one in rows[offset : offset + limit]]

    def _row(self, one: Conversation) -> dict[str, Any]:
        shown = self._shown(one)
        latest = self._message(shown[-1], one) if shown and self.newest_shown else None
        row = shapes.conversation(one, latest, self.carrier.line(one.line))
        if not self.number_shown:
            del row["number"]
        return row

    def _shown(self, one: Conversation) -> list[Record | Call]:
        hidden = self.carrier.hidden
        return [held for held in one.held if isinstance(held, Call) or not hidden(held)]

    def _message(self, one: Record | Call, where: Conversation) -> dict[str, Any]:
        return shapes.message(self._ids[id(one)], one, where, self.carrier.shown_late, zone=self.zone)

    def _conversation(self, request: Request) -> Conversation:
        for one in self.conversations:
            if str(one.id) == request.path_params["id"]:
                return one
        raise no("No query results for model [Conversation].", 404)

    def _begin(self, asked: dict[str, str]) -> dict[str, Any]:
        person = next((one for one in self.people if str(one["id"]) == asked.get("contact_id")), None)
        if person is None:
            raise no("The given data was invalid.", errors={"contact_id": ["The contact is invalid."]})
        lines = self.carrier.lines if "number_id" not in asked else self._lines(asked["number_id"])
        if not lines:
            raise no("The given data was invalid.", errors={"number_id": ["The number is invalid."]})
        line = self.carrier.lines[-1] if self.one_line_a_contact else lines[0]
        return self._row(self.place(line.number, person["number"]))

    def _lines(self, number_id: str) -> list[Line]:
        return [one for one in self.carrier.lines if str(shapes.number_id(one.number)) == number_id]

    def _close(self, request: Request) -> dict[str, Any]:
        one = self._conversation(request)
        one.closed_at = self.carrier.clock()
        return self._row(one)

    def _messages(self, request: Request, asked: dict[str, str]) -> list[Any]:
        if self.moves:
            self.carrier.step()
        where = self._conversation(request)
        before = int(asked.get("before_id", 10**12))
        limit = min(int(asked.get("limit", "20")), self.most_rows)
        shown = [one for one in self._shown(where) if self._ids[id(one)] < before]
        rows = [self._message(one, where) for one in shown[-limit:]]
        if where is self.conversations[0]:
            rows += [one for one in self.elsewhere if int(one["id"]) < before]
        rows.sort(key=lambda one: -int(one["id"]))
        return self.carrier.disturb(rows[:limit])

    def _send(self, request: Request, asked: dict[str, str]) -> dict[str, Any]:
        where = self._conversation(request)
        words = asked.get("message", "")
        line = self.carrier.line(where.line)
        if line is None or not line.can_text:
            raise no("21606: The number cannot send messages.", 400)
        if not words:
            raise no("The given data was invalid.", errors={"message": ["The message field is required."]})
        if where.contact["opt_out"]:
            raise no("21610: The recipient has unsubscribed.", 400)
        again = any(isinstance(one, Record) and one.outbound and one.body == words for one in where.held[-5:])
        if again and self.duplicates == "refused":
            raise no("Duplicate_message: the same text was sent a moment ago.")
        made = self.carrier.send(where.line, where.contact["number"], words)
        if again and self.duplicates == "failed":
            made.state, made.error = "failed", "duplicate_message"
        self.look()
        return self._message(made, where)

    def _search(self, asked: dict[str, str]) -> dict[str, Any]:
        term = asked.get("term", "")
        found = [one for one in self.people if term in (one["number"], one["full_name"])]
        return {"results": found[: int(asked.get("limit", "10"))]}

    def _person(self, number: str) -> dict[str, Any]:
        if not number.startswith("+") or not number[1:].isdigit() or not 8 <= len(number) <= 16:
            raise no(
                "The given data was invalid.", errors={"number": ["The number is not a valid phone number."]}
            )
        return self.add_person(number)

    async def _book(self, request: Request) -> Response:
        self._admit(request)
        self.look()
        asked = await request.json()
        page, length = int(asked.get("page", 1)), int(asked.get("length", 10))
        some = self.people[(page - 1) * length : page * length]
        return JSONResponse({"data": some, "meta": {"current_page": page, "total": len(self.people)}})


def is_send(method: str, target: str, body: bytes) -> bool:
    """Whether a request sends a text."""
    return method == "POST" and "/messages/" in target.partition("?")[0]


def _nothing(request: Request, _: dict[str, str]) -> Any:
    raise no("Not found.", 404)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Error)
    return JSONResponse(error.body, error.status)


def practice() -> tuple[Starlette, dict[str, str]]:
    """An organisation to try out, and what it is opened with."""
    carrier = Carrier(lines(), lambda: datetime.now(UTC))
    fake = Salesmsg(carrier)
    fake.tokens[KEY] = carrier.clock() + HOUR
    fake.add_person("+12025550123", "Ada Example")
    carrier.inbound("+12025550123", carrier.lines[0].number, "Is the shop open on Sunday?")
    fake.moves = True
    return fake.app, {"api_key": KEY}


def lines() -> list[Line]:
    """Two numbers; nothing there says whether one can text."""
    return [Line("+12125550142", label="Sales", can_mms=True), Line("+12125550145", label="Support")]
