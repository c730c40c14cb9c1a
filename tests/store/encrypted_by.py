"""Encrypts a cache and is killed at every step of it: a process that forks, so that it imports only once.

    python -m tests.store.encrypted_by FOLDER   # encrypts copies of FOLDER/plain.db, prints "steps N"
    python -m tests.store.encrypted_by FOLDER change   # changes their key, and that of FOLDER/plain.bak

The n-th child works on ``FOLDER/n.db`` and dies just before its n-th step: a statement of the driver, or a
call that reaches the disk.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

KEY = bytes(range(32))
NEW = bytes(range(32, 64))


class Steps:
    """Counts steps, and kills this process before the one it is told."""

    def __init__(self, last: int) -> None:
        self.taken = 0
        self._last = last

    def take(self) -> None:
        self.taken += 1
        if self.taken == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*arguments: Any, **named: Any) -> Any:
            self.take()
            return function(*arguments, **named)

        return stepped


def arm(last: int) -> Steps:
    """Let this process die before step ``last``; 0 for never."""
    from sqlcipher3 import dbapi2

    steps = Steps(last)

    class Connection(dbapi2.Connection):  # type: ignore[misc]
        def execute(self, *arguments: Any) -> Any:
            steps.take()
            return super().execute(*arguments)

        def close(self) -> None:
            steps.take()
            super().close()

    connect = dbapi2.connect
    dbapi2.connect = lambda *arguments, **named: connect(*arguments, factory=Connection, **named)
    for name in ("fsync", "write", "close", "replace"):
        setattr(os, name, steps.around(getattr(os, name)))
    return steps


def encrypt(path: Path, last: int) -> int:
    """How many steps it took."""
    from desktop.store import encrypting

    steps = arm(last)
    encrypting.encrypt(path, KEY)
    return steps.taken


def change(path: Path, last: int) -> int:
    """How many steps it took."""
    from desktop.store import encrypting

    steps = arm(last)
    encrypting.change_key(path, KEY, NEW)
    return steps.taken


def main(folder: Path, act: Callable[[Path, int], int]) -> None:
    import filelock  # noqa: F401  once, before the forks
    from sqlcipher3 import dbapi2  # noqa: F401

    number = 0
    while True:
        number += 1
        path = folder / f"{number}.db"
        shutil.copy(folder / "plain.db", path)
        if act is change:
            shutil.copy(folder / "plain.bak", f"{path}.0002-20260101T000000.bak")
        child = os.fork()
        if child == 0:
            act(path, number)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            print("steps", number, "code", os.WEXITSTATUS(status))  # noqa: T201
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), change if sys.argv[2:] == ["change"] else encrypt)
