"""The practice server as a process of its own, for any test: started, asked, killed and started again.

    with practice_server("--state", str(path)) as server:
        server.faults(drop_reply=1)
        ...
        server.kill()
        server.restart()
        assert server.carrier() == []

It keeps its port over a restart, so that a client's URL stays right.
"""

import json
import os
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import httpx

from tests import forking
from tests.forking import Forked

ROOT = Path(__file__).parent.parent
TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody, and is not asked here: reading the system's certificates takes longer than a request."""

BRIEF = httpx.Timeout(30.0, read=0.5)
"""Of a request whose answer must not come. To be connected may take long on a busy computer."""


class PracticeServer:
    """A running practice server. ``url`` and ``api_key`` are what it announced."""

    def __init__(self, args: tuple[str, ...], complaints: IO[str]) -> None:
        self._args = args
        self._complaints = complaints
        self._process: Forked | None = None
        self._announced: IO[str] | None = None
        self.url = ""
        self.api_key = ""
        self._start("0")

    def _start(self, port: str) -> None:
        ours, theirs = os.pipe()
        with Path(os.devnull).open(encoding="utf-8") as nothing:
            streams = (nothing, theirs, self._complaints)
            arguments = ["sandbox", *self._args, "--port", port]
            self._process = forking.start("desktop", arguments, os.environ, streams)
        os.close(theirs)
        # Open to its end: the server must not write to nobody.
        self._announced = os.fdopen(ours, encoding="utf-8")
        announced = self._announced.readline()
        if not announced:
            code = self._process.wait()
            raise AssertionError(f"the practice server ended with {code}: {self.complaints()}")
        told = json.loads(announced)
        self.url, self.api_key = told["url"], told["api_key"]

    def request(self, method: str, path: str, **kwargs: Any) -> httpx.Response:
        """One request with the account's key, on a connection of its own."""
        headers = {"Authorization": f"Bearer {self.api_key}"}
        client = httpx.Client(base_url=self.url, headers=headers, trust_env=False, timeout=30, verify=TLS)
        with client:
            return client.request(method, path, **kwargs)

    def _control(self, method: str, name: str, **kwargs: Any) -> Any:
        answer = self.request(method, f"/_sandbox/{name}", **kwargs)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def carrier(self) -> list[dict[str, str]]:
        """Every text that was ever accepted: from, to, body, at."""
        accepted: list[dict[str, str]] = self._control("GET", "carrier")
        return accepted

    def faults(self, **values: float) -> dict[str, float]:
        """Merge faults; all that are in force then."""
        in_force: dict[str, float] = self._control("POST", "faults", json=values)
        return in_force

    def inbound(self, sender: str, line: str, body: str) -> dict[str, Any]:
        """Somebody writes to a line now; the text as the API lists it."""
        text: dict[str, Any] = self._control(
            "POST", "inbound", json={"from": sender, "to": line, "body": body}
        )
        return text

    def elsewhere(self, line_id: int, to: str, body: str) -> dict[str, Any]:
        """A colleague sends a text from the service's own pages; the text as the API lists it."""
        given = {"from_number_id": line_id, "to": to, "body": body}
        text: dict[str, Any] = self._control("POST", "elsewhere", json=given)
        return text

    def struck(self) -> dict[str, int]:
        """How often each fault has struck since the server began."""
        counts: dict[str, int] = self._control("GET", "struck")
        return counts

    def line(self, line_id: int, **changes: Any) -> dict[str, Any]:
        """Change a line: label, type, state, sms_enabled, sms_out, sms_in."""
        changed: dict[str, Any] = self._control("POST", "line", json={"id": line_id, **changes})
        return changed

    def wallet(self, balance: str) -> None:
        """Set what is left in the wallet."""
        self._control("POST", "wallet", json={"balance": balance})

    def complaints(self) -> str:
        """All that it wrote to stderr so far."""
        self._complaints.seek(0)
        return self._complaints.read()

    def kill(self) -> None:
        """SIGKILL: no chance to tidy up."""
        if self._process is not None:
            self._process.kill()
            self._ended()

    def stop(self) -> int:
        """SIGTERM, and its exit code."""
        if self._process is None:
            return 0
        self._process.terminate()
        return self._ended()

    def restart(self) -> None:
        """Start it again with the same arguments, on the same port."""
        self.stop()
        self._start(str(urlsplit(self.url).port))

    def _ended(self) -> int:
        assert self._process is not None and self._announced is not None
        code = self._process.wait()
        self._announced.close()
        self._process = None
        return code


@contextmanager
def practice_server(*args: str) -> Iterator[PracticeServer]:
    """A practice server started with ``args`` (as on the command line), gone at the end."""
    # "a": the process writes to the end, wherever this side is reading.
    with tempfile.TemporaryFile("a+") as complaints:
        server = PracticeServer(args, complaints)
        try:
            yield server
        finally:
            server.kill()
