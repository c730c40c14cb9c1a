"""Starts the practice server as a process of its own, and ends it with the program."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

VARIABLE = "LINEDESK_PRACTICE_KEY"
"""The environment variable that holds the practice server's key while it runs."""


class PracticeFailed(Exception):
    """The practice server did not start; the message is its own last line."""


@dataclass
class PracticeServer:
    """A running practice server; use it in a ``with`` block or call ``stop``."""

    url: str
    api_key: str = field(repr=False)
    process: subprocess.Popen[str] = field(repr=False)

    def stop(self) -> None:
        """End it; its state is in its file."""
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()

    def __enter__(self) -> "PracticeServer":
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()


def start(*, state: Path | None = None, seed: int | None = None, port: int = 0) -> PracticeServer:
    """Start the server and wait until it listens. Raises ``PracticeFailed``.

    ``state`` is the file that keeps its account; without one it forgets everything at its end.
    """
    command = [sys.executable, "-m", "desktop", "sandbox", "--port", str(port)]
    if state is not None:
        command += ["--state", str(state)]
    if seed is not None:
        command += ["--seed", str(seed)]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    try:
        told = json.loads(line)
        return PracticeServer(told["url"], told["api_key"], process)
    except (ValueError, KeyError) as error:
        process.kill()
        process.wait()
        process.stdout.close()
        raise PracticeFailed(f"it ended with {process.returncode}") from error
