"""The practice server in a thread of a test: the Cliqtel API, as ``linedesk sandbox`` serves it.

It has a process of its own elsewhere (``tests/sandbox_process``); here the contract of all adapters needs
faults on the wire and histories that no practice account begins with.
"""

from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime

import httpx
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from desktop.sandbox.fates import Fate
from desktop.sandbox.ledger import Ledger
from desktop.sandbox.lines import OPENING_LINES, SUPPORT_UK
from desktop.sandbox.records import Entry
from desktop.sandbox.server import Options, build, open_account
from desktop.sandbox.times import MINUTE, SECOND, system_clock, written
from tests.providers.contract.service import STRANGER
from tests.providers.fakes.serving import Wire

TEXTS = {
    "failed_to_send_sms": "Failed to send SMS",
    "insufficient_wallet_balance": "Insufficient wallet balance",
    "sms_not_available_for_this_number_type": "SMS not available for this number type",
    "number_must_be_active_to_enable_sms": "Number must be active to enable SMS",
}
"""The documented sentences, by the names that our catalogue gives them: the service has no codes."""


DATES_ITSELF = True
"""Its answers have a Date of their own clock."""


class Cliqtel:
    """An account with the practice server's lines and nothing else, as the contract wants it.

    Everything of it lives in the thread of ``wire``, since its database belongs to one thread.
    """

    def __init__(self, wire: Wire, *, documented_only: bool = False) -> None:
        self.wire = wire
        self._refusal = ""
        self._app, self._ledger = wire.do(lambda: self._open(documented_only))
        wire.serve(self._answer, is_send)
        wire.ending.append(self._ledger.close)
        self.key = wire.do(lambda: self._ledger.key)

    def _open(self, documented_only: bool) -> tuple[ASGIApp, Ledger]:
        ledger = Ledger(None, 1)
        for line in OPENING_LINES:
            ledger.put_line(line)
        ledger.finish_opening()
        app, _ = build(ledger, Options(documented_only=documented_only))
        return app, ledger

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._refusal and scope["path"].endswith("/send"):
            refused = JSONResponse({"success": False, "error": self._refusal}, 422)
            await refused(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def carrier(self) -> list[dict[str, str]]:
        """Every text that was taken."""
        rows = self.wire.do(self._ledger.accepted)
        return [
            {"from": row.line, "to": row.peer, "body": row.body, "at": written(row.created)} for row in rows
        ]

    def inbound(self, sender: str, line: str, body: str) -> None:
        """Somebody writes."""
        self._add([Entry(True, line, sender, body, 1, Fate.RECEIVED.value, system_clock())])

    def came(self, told: Iterable[tuple[datetime, str]], kind: str = "sms") -> None:
        """``STRANGER`` wrote to the first line: when, and what, the oldest first."""
        fate = Fate.RECEIVED.value
        self._add([Entry(True, SUPPORT_UK, STRANGER, body, 1, fate, _micro(at)) for at, body in told])

    def failed(self, code: str) -> None:
        """A text has failed with this code."""
        long_ago = system_clock() - 60 * MINUTE
        self._add([Entry(False, SUPPORT_UK, STRANGER, f"failed with {code}", 1, code, long_ago)])

    def disorder(self) -> None:
        """From now on lists come in no order, with rows that come twice."""
        headers = {"Authorization": f"Bearer {self.key}"}
        with httpx.Client(base_url=self.wire.url, headers=headers, trust_env=False) as client:
            client.post("/_sandbox/faults", json={"duplicate_rows": 1, "reorder_rows": 1}).raise_for_status()

    def remove_line(self, number: str) -> None:
        """The number was given back; the practice server itself has no call for that."""
        self.wire.do(lambda: self._ledger._db.execute("DELETE FROM lines WHERE number = ?", (number,)))

    def refuse(self, code: str) -> None:
        """Every send is answered with this sentence of the guide."""
        self._refusal = TEXTS[code]

    def kill(self) -> None:
        """The server is gone."""
        self.wire.kill()

    def _add(self, entries: list[Entry]) -> None:
        def add() -> None:
            with self._ledger.transaction():
                self._ledger.add_texts(entries)

        self.wire.do(add)


class _Practice:
    """The practice account, opened by the thread that serves it."""

    def __init__(self) -> None:
        self._app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._app is None:
            self._app, _ = build(open_account(Options()), Options())
        await self._app(scope, receive, send)


def practice() -> tuple[ASGIApp, dict[str, str]]:
    """An account to try out, and what it is opened with; ``linedesk sandbox`` serves one that stays."""
    with closing(Ledger(None, 1)) as ledger:
        return _Practice(), {"api_key": ledger.key}


def is_send(method: str, target: str, body: bytes) -> bool:
    """Whether a request sends a text."""
    return method == "POST" and target.endswith("/sms/send")


def _micro(at: datetime) -> int:
    return round(at.astimezone(UTC).timestamp() * SECOND)
