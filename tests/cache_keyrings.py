"""Keyrings for processes that a test starts: ``PYTHON_KEYRING_BACKEND=tests.cache_keyrings.InFile``.

``RING_FILE`` names the file that it keeps its secrets in; ``RING_MOOD`` how it behaves: "" as it should,
"locked", "silent" (until the file ``RING_FILE.answer`` exists), "forgets" or "empty".
"""

import json
import os
import time
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class InFile(KeyringBackend):
    """Keeps secrets in a file of the test's own."""

    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None:
        self._mood()
        return None if _mood() == "empty" else _kept().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._mood()
        if _mood() != "forgets":
            _keep({**_kept(), f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        self._mood()
        kept = _kept()
        kept.pop(f"{service} {username}")
        _keep(kept)

    def _mood(self) -> None:
        if _mood() == "locked":
            raise KeyringLocked
        while _mood() == "silent" and not _path().with_suffix(".answer").exists():
            time.sleep(0.01)


def _mood() -> str:
    return os.environ.get("RING_MOOD", "")


def _path() -> Path:
    return Path(os.environ["RING_FILE"])


def _keep(secrets: dict[str, str]) -> None:
    """All or nothing: its process may be killed in the middle."""
    begun = _path().with_suffix(f".{os.getpid()}")
    begun.write_text(json.dumps(secrets))
    begun.replace(_path())


def _kept() -> dict[str, str]:
    path = _path()
    found: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    return found
