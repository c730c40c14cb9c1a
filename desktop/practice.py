"""Starts the practice server as a process of its own, and ends it with the program."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path


class PracticeFailed(Exception):
    """The practice server did not start; the message is its own last line."""


@dataclass
class PracticeServer:
    """A running practice server; use it in a ``with`` block or call ``stop``.

    It also ends when this process dies without doing either: it watches the pipe to its stdin.
    """

    url: str
    api_key: str = field(repr=False)
    process: subprocess.Popen[str] = field(repr=False)

    @property
    def ended(self) -> bool:
        """Whether its process is no longer there."""
        return self.process.poll() is not None

    def stop(self) -> None:
        """End it; its state is in its file. A second call does nothing."""
        self.process.terminate()
        _end(self.process)

    def __enter__(self) -> "PracticeServer":
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()


def start(*, state: Path | None = None, seed: int | None = None, port: int = 0) -> PracticeServer:
    """Start the server and wait until it listens. Raises ``PracticeFailed``.

    ``state`` is the file that keeps its account; without one it forgets everything at its end.
    """
    command = [sys.executable, "-m", "desktop", "sandbox", "--port", str(port), "--until-stdin-ends"]
    if state is not None:
        command += ["--state", str(state)]
    if seed is not None:
        command += ["--seed", str(seed)]
    with tempfile.TemporaryFile("w+") as complaints:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, text=True
        )
        try:
            assert process.stdout is not None
            told = json.loads(process.stdout.readline())
            return PracticeServer(told["url"], told["api_key"], process)
        except (ValueError, KeyError) as error:
            _end(process)
            complaints.seek(0)
            lines = complaints.read().strip().splitlines()
            raise PracticeFailed(lines[-1] if lines else f"it ended with {process.returncode}") from error
        except BaseException:
            _end(process)
            raise


def _end(process: subprocess.Popen[str]) -> None:
    """Wait for the process, which ends with its stdin at the latest; kill it if it does not."""
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
