"""The practice server inside the test's own process, with a clock that the test turns."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx

from desktop.sandbox.server import Options, build, open_account
from desktop.sandbox.times import SECOND

START = 1_775_210_400 * SECOND
"""3 April 2026, 10:00:00 UTC."""

SEND = "/api/v1/portal/sms/send"
MESSAGES = "/api/v1/portal/sms"
STRANGER = "+12025550123"


class Practice:
    """One practice account; ``now`` stands still until ``wait``."""

    def __init__(self, *, state: Path | None = None, seed: int | None = None, **more: Any) -> None:
        self.now = START
        options = Options(state=state, seed=seed, **more)
        self.ledger = open_account(options, lambda: self.now)
        self.app, self.fault_line = build(self.ledger, options, lambda: self.now)
        self.key = self.ledger.key
        self._runner = asyncio.Runner()

    def wait(self, seconds: float) -> None:
        self.now += round(seconds * SECOND)

    def request(self, method: str, path: str, **kwargs: Any) -> httpx.Response:
        """A request with the account's key."""
        return self.bare(method, path, headers={"Authorization": f"Bearer {self.key}"}, **kwargs)

    def bare(self, method: str, path: str, **kwargs: Any) -> httpx.Response:
        """A request as it is given."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://practice") as client:
                return await client.request(method, path, **kwargs)

        return self._runner.run(ask())

    def get(self, path: str, **params: Any) -> Any:
        answer = self.request("GET", path, params=params or None)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, **body: Any) -> httpx.Response:
        return self.request("POST", path, content=json.dumps(body))

    def send(self, to: str = STRANGER, body: str = "Hello", line: int = 42) -> dict[str, Any]:
        answer = self.post(SEND, from_number_id=line, to=to, body=body)
        assert answer.status_code == 200, answer.text
        message: dict[str, Any] = answer.json()["message"]
        return message

    def messages(self, **params: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.get(MESSAGES, **params)["data"]
        return rows

    def row(self, text_id: int) -> dict[str, Any]:
        (row,) = [row for row in self.messages() if row["id"] == text_id]
        return row

    def status(self, text_id: int) -> str:
        return str(self.row(text_id)["status"])

    def close(self) -> None:
        self.ledger.close()
        self._runner.close()
