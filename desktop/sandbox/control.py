"""The practice server's own controls under ``/_sandbox/``: faults, the carrier's list, and small pushes.

Start here to change the world from outside while a client runs: a customer writes, a line loses a
capability, the wallet is nearly empty. They need the account's key and are never touched by faults.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from desktop.sandbox.answers import read_object
from desktop.sandbox.carrier import Carrier
from desktop.sandbox.faults import FaultError, Faults
from desktop.sandbox.ledger import Ledger
from desktop.sandbox.lines import Line, money
from desktop.sandbox.refusals import Refusal
from desktop.sandbox.times import written

_AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{1,3})?")

_LINE_FIELDS: Mapping[str, type] = {
    "label": str,
    "type": str,
    "state": str,
    "sms_enabled": bool,
    "sms_out": bool,
    "sms_in": bool,
}


class Controls:
    """The calls for tests and demonstrations."""

    def __init__(self, ledger: Ledger, carrier: Carrier, faults: Faults) -> None:
        self._ledger = ledger
        self._carrier = carrier
        self._faults = faults

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/_sandbox/carrier", self.accepted, methods=["GET"]),
            Route("/_sandbox/faults", self.faults, methods=["GET", "POST"]),
            Route("/_sandbox/struck", self.struck, methods=["GET"]),
            Route("/_sandbox/elsewhere", self.elsewhere, methods=["POST"]),
            Route("/_sandbox/inbound", self.inbound, methods=["POST"]),
            Route("/_sandbox/line", self.line, methods=["POST"]),
            Route("/_sandbox/wallet", self.wallet, methods=["POST"]),
        ]

    async def accepted(self, request: Request) -> Response:
        """Every text that was ever taken for sending, whatever became of it, in that order."""
        return JSONResponse(
            [
                {
                    "id": row.id,
                    "from": row.line,
                    "to": row.peer,
                    "body": row.body,
                    "at": written(row.created),
                }
                for row in self._ledger.accepted()
            ]
        )

    async def faults(self, request: Request) -> Response:
        """Merge an object of faults (POST), and answer all that are in force then."""
        if request.method == "POST":
            try:
                self._faults.merge(await read_object(request))
            except FaultError as error:
                raise Refusal(422, str(error)) from error
        return JSONResponse(self._faults.values)

    async def struck(self, request: Request) -> Response:
        """How often each fault has struck since the server began: requests, or lists of messages."""
        return JSONResponse(self._faults.struck)

    async def elsewhere(self, request: Request) -> Response:
        """A colleague sends a text from the service's own pages: ``{"from_number_id", "to", "body"}``."""
        given = await read_object(request)
        return JSONResponse(
            self._carrier.accept(given.get("from_number_id"), given.get("to"), given.get("body"))
        )

    async def inbound(self, request: Request) -> Response:
        """A customer writes now: ``{"from", "to", "body"}``, ``to`` being a line that can receive."""
        given = await read_object(request)
        sender, body = given.get("from"), given.get("body")
        if not (isinstance(sender, str) and sender and isinstance(body, str) and body):
            raise Refusal(422, "The from and body fields must be texts.")
        line = self._line("number", given.get("to"))
        if not line.can_receive:
            raise Refusal(422, "This line cannot receive SMS.")
        return JSONResponse(self._carrier.receive(sender, line, body))

    async def line(self, request: Request) -> Response:
        """Change a line: ``{"id"}`` and any of label, type, state, sms_enabled, sms_out, sms_in."""
        given = await read_object(request)
        line = self._line("id", given.pop("id", None))
        for name, value in given.items():
            if name not in _LINE_FIELDS:
                raise Refusal(422, f"A line has no field {name!r}. Known: {', '.join(_LINE_FIELDS)}.")
            if type(value) is not _LINE_FIELDS[name]:
                raise Refusal(422, f"The field {name} takes a {_LINE_FIELDS[name].__name__}.")
        changed: Line = replace(line, **given)
        if changed.type != "toll_free" and not (changed.sms_out or changed.sms_in):
            raise Refusal(422, "Only a toll_free line has neither sms_out nor sms_in; use sms_enabled.")
        with self._ledger.transaction():
            self._ledger.put_line(changed)
        return JSONResponse(changed.full())

    async def wallet(self, request: Request) -> Response:
        """Set what is left: ``{"balance": "0.01"}``."""
        given = (await read_object(request)).get("balance")
        if not isinstance(given, str) or not _AMOUNT.fullmatch(given):
            raise Refusal(422, 'The balance field must be an amount such as "12.40".')
        thousandths = int(Decimal(given) * 1000)
        with self._ledger.transaction():
            self._ledger.wallet = thousandths
        return JSONResponse({"balance": money(thousandths)})

    def _line(self, field: str, value: Any) -> Line:
        for line in self._ledger.lines():
            if getattr(line, field) == value:
                return line
        raise Refusal(422, f"There is no line with this {field}.")
