"""Starts processes of the program in milliseconds: one process imports everything, the others are forked off.

    with Starter() as starter:
        process = starter.start(Order("command", ("--profile", "…", "messages")), out, err)
        code = process.wait()

Every process is one of its own, with its own memory and its own end; only reading the modules from disk
is done once. Look into ``child.py`` for what a process does then.
"""

import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import TracebackType
from typing import IO, Any

from desktop.providers.catalog import SERVICES
from tests.sandbox_process import ROOT

MODULES = (
    "desktop.light_imports",
    "desktop.app",
    "desktop.desk",
    "desktop.furnishing",
    "desktop.cli.main",
    "desktop.cli.send",
    "desktop.cli.sync",
    "desktop.cli.messages",
    *(service.module for service in SERVICES.values()),
    "desktop.store.first_page",
    "desktop.ui.second_start",
    "PySide6.QtTest",
    "phonenumbers",
    "time_machine",
    "tests.storm.agent",
    "tests.storm.child",
    "tests.soak.stalls",
)
"""What a process needs sooner or later."""


@dataclass(frozen=True)
class Order:
    """What to start. ``arguments`` are those of ``linedesk``; a window takes its profile's folder alone."""

    kind: str
    """``window``, ``command``, or ``program``: a command with nothing changed and everything read anew."""
    arguments: tuple[str, ...]
    step: str = ""
    """A step of ``killed_at`` at which the process dies."""
    clock: float = 0.0
    """Seconds by which this computer's clock is wrong for it."""
    environment: Mapping[str, str] = field(default_factory=dict)


class Started:
    """A process that was started; ``pid`` is its own."""

    def __init__(self, starter: "Starter", pid: int) -> None:
        self._starter = starter
        self.pid = pid
        self.code: int | None = None
        """How it ended, negative for a signal; ``None`` while it runs."""

    def alive(self) -> bool:
        """Whether it still runs."""
        if self.code is None:
            self.code = self._starter.ask({"look": self.pid})
        return self.code is None

    def wait(self, seconds: float) -> int:
        """Its exit code. Raises ``TimeoutError`` after so many seconds."""
        end = time.monotonic() + seconds
        while self.alive():
            if time.monotonic() > end:
                raise TimeoutError(f"process {self.pid} did not end")
            time.sleep(0.01)
        assert self.code is not None
        return self.code

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send it a signal, if it still runs; after SIGKILL it has ended."""
        if self.alive():
            os.kill(self.pid, number)
            if number == signal.SIGKILL:
                self.wait(30)


class Starter:
    """The process that forks, seen from outside."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.storm.starter", str(theirs.fileno())],
                cwd=ROOT,
                env=dict(os.environ if environment is None else environment),
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        self._talk = ours
        self._answers = ours.makefile("r")
        assert self._answers.readline() == "ready\n", "the starter did not start"

    def __enter__(self) -> "Starter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._talk.shutdown(socket.SHUT_RDWR)
        self._answers.close()  # it holds the socket open as well
        self._talk.close()
        self._process.wait(timeout=30)

    def start(
        self, order: Order, stdin: IO[Any] | int, stdout: IO[Any] | int, stderr: IO[Any] | int
    ) -> Started:
        """Fork a process with these three streams (files or their numbers)."""
        numbers = [one if isinstance(one, int) else one.fileno() for one in (stdin, stdout, stderr)]
        message = json.dumps({"start": asdict(order)}).encode() + b"\n"
        socket.send_fds(self._talk, [message], numbers)
        return Started(self, json.loads(self._answers.readline()))

    def ask(self, question: dict[str, Any]) -> Any:
        """One question and its answer."""
        self._talk.sendall(json.dumps(question).encode() + b"\n")
        return json.loads(self._answers.readline())


def serve(talk: socket.socket) -> None:
    """Read orders and questions until the other side goes away; then end every process."""
    for module in MODULES:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()
    children: dict[int, int | None] = {}
    talk.sendall(b"ready\n")
    while True:
        message, numbers, _, _ = socket.recv_fds(talk, 1 << 16, 3)
        if not message:
            break
        asked = json.loads(message)
        answer: int | None
        if "start" in asked:
            answer = _fork(talk, asked["start"], numbers)
            children[answer] = None
        else:
            answer = _look(children, asked["look"])
        talk.sendall(json.dumps(answer).encode() + b"\n")
    for pid, code in children.items():
        if code is None:
            os.kill(pid, signal.SIGKILL)


def _look(children: dict[int, int | None], pid: int) -> int | None:
    if children[pid] is None:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            children[pid] = os.waitstatus_to_exitcode(status)
    return children[pid]


def _fork(talk: socket.socket, order: dict[str, Any], numbers: list[int]) -> int:
    pid = os.fork()
    if pid:
        for number in numbers:
            os.close(number)
        return pid
    for number, stream in zip(numbers, (0, 1, 2), strict=True):
        os.dup2(number, stream)
        os.close(number)
    talk.close()
    from tests.storm import child

    child.live(Order(**{**order, "arguments": tuple(order["arguments"])}))
    raise AssertionError("a child does not come back")


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
