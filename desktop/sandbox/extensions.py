"""What Cliqtel's guide leaves out and this server adds: all lines, switching SMS on, wallet, contacts, calls.

Every answer carries ``X-Practice-Extension: yes``, so that nobody takes it for documented. A server with
only the documented calls answers 404 here, and a client has to live with that (requirements A5, A9 to A12).
"""

import functools
from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from desktop.sandbox.answers import Paging, read_object, refused
from desktop.sandbox.ledger import Ledger
from desktop.sandbox.lines import CURRENCY, MONTHLY_PRICE, PRICE_PER_SEGMENT, Line, money
from desktop.sandbox.refusals import NO_MONEY, NOT_ACTIVE, NOT_FOR_THIS_NUMBER, Refusal
from desktop.sandbox.times import written

Call = Callable[[Request], Awaitable[Response]]


class Extensions:
    """The calls beyond the documented ones."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/api/v1/portal/numbers", _marked(self.numbers), methods=["GET"]),
            Route("/api/v1/portal/numbers/{id:int}/sms", _marked(self.switch), methods=["PUT"]),
            Route("/api/v1/portal/wallet", _marked(self.wallet), methods=["GET"]),
            Route("/api/v1/portal/contacts", _marked(self.contacts), methods=["GET"]),
            Route("/api/v1/portal/calls", _marked(self.calls), methods=["GET"]),
        ]

    async def numbers(self, request: Request) -> Response:
        """All lines, with what each can do now, or why not."""
        return JSONResponse({"data": [line.full() for line in self._ledger.lines()]})

    async def switch(self, request: Request) -> Response:
        """Switch SMS on (charging a month's price) or off for a line: ``{"enabled": bool}``."""
        enabled = (await read_object(request)).get("enabled")
        if not isinstance(enabled, bool):
            raise Refusal(422, "The enabled field must be true or false.")
        line = self._line(request.path_params["id"])
        with self._ledger.transaction():
            if enabled and not line.sms_enabled:
                self._charge(line)
            line = replace(line, sms_enabled=enabled)
            self._ledger.put_line(line)
        return JSONResponse({"success": True, "data": line.full()})

    async def wallet(self, request: Request) -> Response:
        """What is left, and what a segment costs."""
        wallet = {
            "balance": money(self._ledger.wallet),
            "currency": CURRENCY,
            "price_per_segment": money(PRICE_PER_SEGMENT),
        }
        return JSONResponse({"data": wallet})

    async def contacts(self, request: Request) -> Response:
        """The account's phone book."""
        paging = Paging.of(request)
        rows = [
            {
                "id": key,
                "name": contact.name,
                "company": contact.company,
                "numbers": [{"number": number, "label": label} for number, label in contact.numbers],
            }
            for key, contact in self._ledger.contacts(paging.skip, paging.per_page)
        ]
        return paging.answer(rows, self._ledger.count_contacts())

    async def calls(self, request: Request) -> Response:
        """The account's call log, newest first."""
        paging = Paging.of(request)
        rows = [
            {
                "id": key,
                "direction": "inbound" if call.inbound else "outbound",
                "from": call.peer if call.inbound else call.line,
                "to": call.line if call.inbound else call.peer,
                "started_at": written(call.started),
                "seconds": call.seconds,
                "outcome": call.outcome,
            }
            for key, call in self._ledger.calls(paging.skip, paging.per_page)
        ]
        return paging.answer(rows, self._ledger.count_calls())

    def _line(self, line_id: int) -> Line:
        for line in self._ledger.lines():
            if line.id == line_id:
                return line
        raise Refusal(404, "Number not found")

    def _charge(self, line: Line) -> None:
        if not (line.sms_out or line.sms_in):
            raise Refusal(422, NOT_FOR_THIS_NUMBER)
        if line.state != "active":
            raise Refusal(422, NOT_ACTIVE)
        balance = self._ledger.wallet - MONTHLY_PRICE
        if balance < 0:
            raise Refusal(402, NO_MONEY)
        self._ledger.wallet = balance


def _marked(call: Call) -> Call:
    @functools.wraps(call)
    async def marked(request: Request) -> Response:
        try:
            response = await call(request)
        except Refusal as refusal:
            response = refused(refusal)
        response.headers["X-Practice-Extension"] = "yes"
        return response

    return marked
