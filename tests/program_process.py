"""The program as a process of its own on a profile of its own, for any test: run, started, killed.

    linedesk = Program(tmp_path / "profile")
    linedesk.sign_in(server)
    ended = linedesk.run("send", "--line", LINE, "--to", PEER, "--json", "Hello")
    assert ended.code == 0

The environment is what ``conftest`` made of it, and the practice server's key in ``KEY``.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

from tests import forking
from tests.forking import Forked
from tests.sandbox_process import PracticeServer

KEY = "LINEDESK_TEST_KEY"
"""The environment variable that the accounts of tests read their key from."""

GUARD = 60.0
"""Seconds after which something is wrong for certain; nothing is measured by it."""

LINE = "+447700900010"
PEER = "+12025550123"
"""Nobody with a script of their own: a text to them simply arrives."""

Found = TypeVar("Found")


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        """What it printed for machines."""
        return json.loads(self.stdout)


class Running:
    """A command that goes on; what it says is kept."""

    def __init__(self, process: Forked, stdout: IO[str], said: IO[str]) -> None:
        self.process = process
        self._stdout = stdout
        self._said = said

    def said(self) -> str:
        """All that it wrote to stderr so far."""
        return Path(self._said.name).read_text(encoding="utf-8")

    def says(self, words: str, *, times: int = 1) -> None:
        """Wait until it has written ``words`` to stderr so many times."""
        until(
            lambda: self.said().count(words) >= times,
            lambda: f"{words!r} in {self.said()!r}",
            alive=self.process,
        )

    def end(self, signal_number: int) -> Ended:
        """Send it a signal and wait for its end."""
        self.process.send_signal(signal_number)
        return self.ended()

    def ended(self) -> Ended:
        """Wait for its own end; one that never comes fails with what it was doing."""
        try:
            code = self.process.wait(GUARD)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGABRT)
            self.process.wait(GUARD)
            raise AssertionError(f"it did not end: {self.said()}") from None
        return Ended(code, Path(self._stdout.name).read_text(encoding="utf-8"), self.said())

    def kill(self) -> None:
        """SIGKILL: no chance to tidy up."""
        self.process.kill()
        self.process.wait(GUARD)


class Program:
    """``linedesk --profile DIR …`` in processes of its own."""

    def __init__(self, profile: Path) -> None:
        self.profile = profile
        # A process that hangs can then be asked where.
        self.environment = {**os.environ, "PYTHONFAULTHANDLER": "1"}

    def command(self, *arguments: str) -> list[str]:
        """The command line, for what wants to start it itself, from nothing."""
        return [sys.executable, "-m", "desktop", *self._arguments(arguments)]

    def run(self, *arguments: str, stdin: str = "") -> Ended:
        """One command from its start to its end."""
        with self.running(*arguments, stdin=stdin) as running:
            ended = running.ended()
        assert "Traceback" not in ended.stderr, ended.stderr
        return ended

    def found(self, *arguments: str) -> Any:
        """What a command that succeeds prints for machines."""
        ended = self.run(*arguments, "--json")
        assert ended.code == 0, ended
        return ended.json

    @contextmanager
    def running(
        self, *arguments: str, stdin: str = "", module: Sequence[str] = ("desktop",)
    ) -> Iterator[Running]:
        """A command that goes on; killed at the end if it still does.

        ``module`` is what runs it, with that module's own arguments.
        """
        with (
            tempfile.TemporaryFile("w+", encoding="utf-8") as given,
            tempfile.NamedTemporaryFile("w", suffix=".stdout") as told,
            tempfile.NamedTemporaryFile("w", suffix=".stderr") as said,
        ):
            given.write(stdin)
            given.seek(0)
            own = [*module[1:], *self._arguments(arguments)]
            process = forking.start(module[0], own, self.environment, (given, told, said))
            try:
                yield Running(process, told, said)
            finally:
                process.kill()
                process.wait(GUARD)

    def _arguments(self, arguments: tuple[str, ...]) -> list[str]:
        return ["--profile", str(self.profile), *arguments]

    def sign_in(self, server: PracticeServer, name: str = "Practice") -> None:
        """Add an account at the practice server."""
        self.environment[KEY] = server.api_key
        added = self.run(
            "account", "add", "cliqtel", "--name", name, "--url", server.url, "--secret-env", KEY
        )
        assert added.code == 0, added

    def send(self, body: str, *options: str, to: str = PEER) -> Ended:
        """Queue a text; ``options`` such as ``--wait``."""
        return self.run("send", "--line", LINE, "--to", to, "--json", *options, "--", body)

    def texts(self, *options: str) -> list[dict[str, Any]]:
        """What ``linedesk messages`` shows, newest first."""
        found: list[dict[str, Any]] = self.found("messages", *options)
        return found


def until(
    look: Callable[[], Found],
    what: Callable[[], str] | str,
    *,
    alive: Forked | subprocess.Popen[str] | None = None,
) -> Found:
    """Look until there is something, and return it; ``alive``: a process that must not end meanwhile."""
    end = time.monotonic() + GUARD
    while True:
        running = alive is None or alive.poll() is None
        if found := look():
            return found
        assert running, f"ended with {alive.returncode if alive else ''} before: {_words(what)}"
        assert time.monotonic() < end, f"never: {_words(what)}"
        time.sleep(0.05)


def _words(what: Callable[[], str] | str) -> str:
    return what if isinstance(what, str) else what()
