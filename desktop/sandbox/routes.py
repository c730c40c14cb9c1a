"""The documented calls of the Cliqtel API: SMS numbers, send, and the list of messages.

Source: Cliqtel's help-centre guide "How to Send & Receive SMS". It gives the send request and answer;
the lists' ``data`` and their paging are this server's own extension, which ``documented_only`` leaves out.
"""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from desktop.sandbox.answers import Paging, read_object
from desktop.sandbox.carrier import Carrier
from desktop.sandbox.fault_line import SEND_PATH
from desktop.sandbox.faults import Faults
from desktop.sandbox.ledger import Ledger
from desktop.sandbox.records import Row
from desktop.sandbox.refusals import Refusal

_DIRECTIONS = {None: None, "inbound": True, "outbound": False}


class DocumentedCalls:
    """The three calls that Cliqtel's guide names."""

    def __init__(self, ledger: Ledger, carrier: Carrier, faults: Faults, *, documented_only: bool) -> None:
        self._ledger = ledger
        self._carrier = carrier
        self._faults = faults
        self._documented_only = documented_only

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/api/v1/portal/sms/numbers", self.numbers, methods=["GET"]),
            Route(SEND_PATH, self.send, methods=["POST"]),
            Route("/api/v1/portal/sms", self.messages, methods=["GET"]),
        ]

    async def numbers(self, request: Request) -> Response:
        """The active numbers that have SMS switched on."""
        return JSONResponse({"data": [line.brief() for line in self._ledger.lines() if line.texting]})

    async def send(self, request: Request) -> Response:
        """Take a text: ``{"from_number_id", "to", "body"}``."""
        given = await read_object(request)
        message = self._carrier.accept(given.get("from_number_id"), given.get("to"), given.get("body"))
        return JSONResponse({"success": True, "message": message})

    async def messages(self, request: Request) -> Response:
        """Texts, newest first; ``direction`` absent means both."""
        direction = request.query_params.get("direction")
        if direction not in _DIRECTIONS:
            raise Refusal(422, "The selected direction is invalid.")
        inbound = _DIRECTIONS[direction]
        self._carrier.bring_answers()
        if self._documented_only:
            rows = self._ledger.texts(inbound)
            shown = self._shown(rows, errors=False)
            return JSONResponse({"data": self._faults.disturb(shown)})
        paging = Paging.of(request)
        rows = self._ledger.texts(inbound, paging.skip, paging.per_page)
        return paging.answer(
            self._faults.disturb(self._shown(rows, errors=True)), self._ledger.count_texts(inbound)
        )

    def _shown(self, rows: Iterable[Row], *, errors: bool) -> list[dict[str, Any]]:
        faults = self._faults
        for name in ("list_lag", "clock", "clock_rows"):
            faults.strikes(name)  # only counted: these are always so, while they are set
        listed = (row for row in rows if self._carrier.listed(row, faults.lag))
        return [self._carrier.describe(row, errors=errors, ahead=faults.rows_ahead) for row in listed]
