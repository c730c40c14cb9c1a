"""The command line in the test's own process, and a server that is no Cliqtel."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from desktop.cli.main import build
from tests.program_process import KEY


def no_window(*_: object) -> int:
    raise AssertionError("a command opened the window")


@dataclass
class CommandLine:
    """``linedesk --profile DIR …`` in this process; what the commands raise is raised here."""

    profile: Path

    def __call__(self, *arguments: str, stdin: str | bytes = "") -> Result:
        whole = ["--profile", str(self.profile), *arguments]
        app = build(no_window, no_window, whole)
        return CliRunner().invoke(app, whole, input=stdin, catch_exceptions=False)

    def found(self, *arguments: str) -> Any:
        """What a command that succeeds prints for machines."""
        result = self(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def add(self, url: str, *, name: str = "Practice") -> Result:
        """Add an account whose key is in the environment."""
        return self("account", "add", "cliqtel", "--name", name, "--url", url, "--secret-env", KEY)


@contextmanager
def answering(status: int, body: str, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Another server, which gives one answer to everything; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_address[1]}"
        finally:
            running.shutdown()
            thread.join()
