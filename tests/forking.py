"""Starts the program in milliseconds: one process reads its modules once in a run, the others fork off it.

    process = start("desktop", ["--profile", "…", "messages"], environment, streams)
    code = process.wait()

Each is a process of its own, with its own memory, environment, streams and end, as ``python -m desktop``.
Only reading the modules is not done again. Where that matters, or what can be seen of a process from
outside (its arguments), ``Program.command`` starts it from nothing.
"""

import atexit
import faulthandler
import gc
import importlib
import io
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parent.parent
MODULES = (
    "desktop.app",
    "desktop.desk",
    "desktop.furnishing",
    "desktop.demo",
    "desktop.ui.second_start",
    "desktop.store.first_page",
    "desktop.sandbox.server",
    "phonenumbers",
)
"""What a process needs sooner or later, beside all commands and services."""

Streams = tuple[IO[Any] | int, IO[Any] | int, IO[Any] | int]
"""Standard input, output and error: open files or their numbers."""


class Forked:
    """A process that was started. Used as a ``subprocess.Popen`` without pipes."""

    def __init__(self, nursery: "Nursery", pid: int) -> None:
        self._nursery = nursery
        self.pid = pid
        self.returncode: int | None = None
        """How it ended, negative for a signal; ``None`` while it runs."""

    def poll(self) -> int | None:
        """Its exit code, ``None`` while it runs."""
        if self.returncode is None:
            self.returncode = self._nursery.ask({"look": self.pid})
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code. Raises ``subprocess.TimeoutExpired`` after so many seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if end is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
            time.sleep(0.01)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """SIGKILL: no chance to tidy up."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)


class Nursery:
    """The process that forks, seen from outside. Several threads may ask at the same time."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.forking", str(theirs.fileno())],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        self._talk = ours
        self._answers = ours.makefile("r")
        self._lock = threading.Lock()

    def ask(self, question: Mapping[str, Any], numbers: Sequence[int] = ()) -> int | None:
        """One question and its answer."""
        message = json.dumps(question).encode() + b"\n"
        with self._lock:
            sent = socket.send_fds(self._talk, [message], numbers)
            self._talk.sendall(message[sent:])
            answer: int | None = json.loads(self._answers.readline())
        return answer

    def close(self) -> None:
        """End it, and every process that it started and that still runs."""
        self._talk.shutdown(socket.SHUT_RDWR)
        self._answers.close()
        self._talk.close()
        self._process.wait(timeout=60)


_nursery: list[Nursery] = []


def start(module: str, arguments: Sequence[str], environment: Mapping[str, str], streams: Streams) -> Forked:
    """Start ``python -m module arguments`` in exactly this environment, from the project's folder."""
    if not _nursery:
        _nursery.append(Nursery())
        atexit.register(_nursery[0].close)
    numbers = [one if isinstance(one, int) else one.fileno() for one in streams]
    order = {"module": module, "arguments": list(arguments), "environment": dict(environment)}
    pid = _nursery[0].ask({"start": order}, numbers)
    assert pid is not None
    return Forked(_nursery[0], pid)


def serve(talk: socket.socket) -> None:
    """Read orders and questions until the other side goes away; then end every process."""
    _read_modules()
    # Ctrl+C is for whoever started it, which then goes away.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    children: dict[int, int | None] = {}
    while True:
        message, numbers, _, _ = socket.recv_fds(talk, 1 << 18, 3)
        while message and not message.endswith(b"\n"):
            message += talk.recv(1 << 18)
        if not message:
            break
        asked = json.loads(message)
        answer: int | None
        if "start" in asked:
            answer = os.fork()
            if not answer:
                talk.close()
                _become(asked["start"], numbers)
                return
            children[answer] = None
            for number in numbers:
                os.close(number)
        else:
            answer = _look(children, asked["look"])
        talk.sendall(json.dumps(answer).encode() + b"\n")
    for pid, code in children.items():
        if code is None:
            os.kill(pid, signal.SIGKILL)


def _read_modules() -> None:
    from desktop.light_imports import lighten

    lighten()
    from desktop.cli.main import COMMANDS
    from desktop.providers.catalog import SERVICES

    commands = [f"desktop.cli.{name}" for name in COMMANDS]
    for module in (*MODULES, *commands, *(service.module for service in SERVICES.values())):
        importlib.import_module(module)
    gc.collect()
    gc.freeze()


def _look(children: dict[int, int | None], pid: int) -> int | None:
    if children[pid] is None:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            children[pid] = os.waitstatus_to_exitcode(status)
    return children[pid]


def _become(order: dict[str, Any], numbers: Sequence[int]) -> None:
    """Be that program, to its end: as after the start of a new Python."""
    for number, stream in zip(numbers, (0, 1, 2), strict=True):
        os.dup2(number, stream)
        os.close(number)
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.stdin = _stream(0, "r")
    sys.stdout = _stream(1, "w")
    sys.stderr = _stream(2, "w", errors="backslashreplace", line_buffering=True)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if "PYTHONFAULTHANDLER" in os.environ:
        faulthandler.enable()
    sys.argv = [order["module"], *order["arguments"]]
    runpy.run_module(order["module"], run_name="__main__", alter_sys=True)


def _stream(
    number: int, mode: str, *, errors: str = "surrogateescape", line_buffering: bool = False
) -> io.TextIOWrapper:
    raw = open(number, f"{mode}b", closefd=False)  # noqa: SIM115  for the life of the process
    return io.TextIOWrapper(raw, encoding="utf-8", errors=errors, line_buffering=line_buffering)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
