"""The keyring of a storm on an encrypted cache: one file, which all its processes and the storm itself ask.

Look here for what those processes have to be told, and for the keys that may stand nowhere else.
"""

import json
import os
from pathlib import Path

import keyring

from tests.cache_keyrings import InFile

BACKEND = "tests.cache_keyrings.InFile"


class Ring:
    """In force in this process from its making until ``close``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.environment = {"PYTHON_KEYRING_BACKEND": BACKEND, "RING_FILE": str(path), "RING_MOOD": ""}
        """What a process has to be started with to have this keyring."""
        self._before = keyring.get_keyring()
        self._variables = {name: os.environ.get(name) for name in self.environment}
        os.environ.update(self.environment)
        keyring.set_keyring(InFile())  # type: ignore[no-untyped-call]

    def secrets(self) -> dict[str, str]:
        """All that it keeps, by names that may be told."""
        kept: dict[str, str] = json.loads(self._path.read_text()) if self._path.exists() else {}
        return {f"key {number}": secret for number, secret in enumerate(kept.values())}

    def close(self) -> None:
        """The keyring is again what it was."""
        keyring.set_keyring(self._before)
        for name, value in self._variables.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
