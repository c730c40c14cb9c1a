"""The server of the invented service, over the carrier that all fakes share.

Copy it to ``tests/providers/fakes/<key>.py``, and write it from the service's papers, not from the adapter:
what the papers warn of belongs in it, and what they leave open is a switch.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.providers.fakes.carrier import Carrier, Line, Record

KEY = "key-of-the-template"
EACH = 100


class No(Exception):
    """An answer with the service's own error."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


@dataclass
class Example:
    """One account."""

    carrier: Carrier
    refuse: str = ""
    """A code with which every send is answered."""

    @property
    def app(self) -> Starlette:
        """The server itself."""
        routes = [
            Route("/lines", self._lines, methods=["GET"]),
            Route("/texts", self._texts, methods=["GET"]),
            Route("/texts", self._send, methods=["POST"]),
        ]
        return Starlette(routes=routes, exception_handlers={No: _refused})

    async def _lines(self, request: Request) -> Response:
        _admit(request)
        return JSONResponse(
            {"rows": [{"number": one.number, "texts": one.can_text} for one in self.carrier.lines]}
        )

    async def _texts(self, request: Request) -> Response:
        _admit(request)
        start = (int(request.query_params["page"]) - 1) * EACH
        rows = self.carrier.listed()[::-1]
        page = self.carrier.disturb([self._row(one) for one in rows[start : start + EACH]])
        return JSONResponse({"rows": page, "more": start + EACH < len(rows)})

    async def _send(self, request: Request) -> Response:
        _admit(request)
        asked = await request.json()
        line = self.carrier.line(asked["line"])
        if self.refuse:
            raise No(422, self.refuse)
        if line is None or not line.can_text:
            raise No(422, "no_such_line")
        if not re.fullmatch(r"\+\d{8,15}", asked["to"]):
            raise No(422, "no_such_number")
        return JSONResponse({"id": self.carrier.send(line.number, asked["to"], asked["body"]).id})

    def _row(self, one: Record) -> dict[str, Any]:
        return {
            "id": one.id,
            "out": one.outbound,
            "line": one.line,
            "peer": one.peer,
            "body": one.body,
            "at": (one.at + self.carrier.shown_late).isoformat(),
            "state": "taken" if one.outbound else "",
        }


def practice() -> tuple[Starlette, dict[str, str]]:
    """An account to try out, and what it is opened with."""
    lines = [Line("+12125550142"), Line("+12125550144", can_text=False)]
    return Example(Carrier(lines, lambda: datetime.now(UTC))).app, {"api_key": KEY}


def is_send(method: str, target: str, body: bytes) -> bool:
    """Whether a request sends a text."""
    return method == "POST"


def _admit(request: Request) -> None:
    if request.headers.get("x-key") != KEY:
        raise No(401, "wrong_key")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, No)
    told = {"code": error.code, "text": error.code.replace("_", " ").capitalize()}
    return JSONResponse({"error": told}, error.status)
