"""Where storms and soaks happen: no display, nobody's home, no keyring, as in ``tests/conftest.py``."""

import io
import os
import signal
import sys
from pathlib import Path


def prepare(folder: Path) -> None:
    """Make the folder of a run, for its owner only, and the environment of all that starts from here."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # a long run is watched while it goes on
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # servers and windows are ended first
    os.umask(0o077)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "LANGUAGE"):
        os.environ.pop(name, None)
    os.environ.update(
        QT_QPA_PLATFORM="offscreen",
        PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
        LC_ALL="C.UTF-8",
        HOME=str(folder),
    )
    for name in ("CONFIG", "DATA", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / f".{name.lower()}")
