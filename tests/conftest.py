"""What holds for every test: no display, no network but loopback, nobody's home, no keyring.

Look here first when a test behaves differently from the program. The environment is set while this
file is read, before anything imports Qt; processes that a test starts inherit it.
"""

import gc
import ipaddress
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

pytest_plugins = ["tests.fuzz.counting", "tests.preflight.rates"]
"""Print how many inputs the fuzz tests tried, and the rates of the alarm budget."""

_MEMORY = Path("/dev/shm")
_ENOUGH = 4 << 30
"""Bytes: many times what a run has on disk at once."""


def _use_memory() -> None:
    """Put temporary files where waiting for the disk costs nothing; a cache waits at each of its commits.

    No test cuts the power, so none could tell the difference.
    """
    if "TMPDIR" in os.environ or not os.access(_MEMORY, os.R_OK | os.W_OK | os.X_OK):
        return
    room = os.statvfs(_MEMORY)
    if room.f_bavail * room.f_frsize >= _ENOUGH:
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None  # it may have been asked for before


_use_memory()
_HOME = tempfile.TemporaryDirectory(prefix="linedesk-tests-")
_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")


def _set_environment() -> None:
    desktop = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "LANGUAGE", "QT_QPA_PLATFORMTHEME")
    for name in desktop:
        os.environ.pop(name, None)
    # One cache of fonts for the whole run: building it takes Qt seconds.
    cache = Path(_HOME.name, "cache")
    cache.mkdir()
    os.environ.update(
        QT_QPA_PLATFORM="offscreen",
        QT_SCALE_FACTOR="1",
        PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
        # Qt warns of any locale that is not UTF-8, and minimal machines have none set.
        LC_ALL="C.UTF-8",
        HOME=_HOME.name,
        XDG_CACHE_HOME=str(cache),
    )


_set_environment()

# The same machine may be busy: how long an example took says nothing about the program.
hypothesis.settings.register_profile("linedesk", deadline=None)
hypothesis.settings.load_profile("linedesk")


def pytest_collection_finish() -> None:
    """What is there before the first test stays: no collection of garbage has to look at it again."""
    gc.collect()
    gc.freeze()
    gc.disable()


def pytest_sessionfinish() -> None:
    """The theme that the window's tests share goes at the end."""
    if "tests.worn" in sys.modules:
        sys.modules["tests.worn"].take_off()


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """As in the program (``ui.garbage``): no thread frees what belonged to the window of an earlier test."""
    yield
    gc.disable()  # a desk lets Python collect again at its end
    if gc.get_count()[0] > gc.get_threshold()[0]:
        gc.collect(1)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test, and each program it starts, has folders for settings and data that nobody else sees."""
    for name in _FOLDERS:
        folder = tmp_path / f".{name.lower()}"
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(name, str(folder))


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> Any:
    """pytest-qt's, with the patience that a busy computer needs."""
    from tests.patient_bot import PatientBot

    return PatientBot(request)


def _is_loopback(host: str) -> bool:
    try:
        return host in ("", "localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A connection to, or a look-up of, anything but this computer fails the test that tried.

    It fails at the end, whatever the test made of the error: the program rightly treats a refused
    connection as "offline". The fixture's value is what was tried so far.
    """
    tried: list[str] = []
    look_up = socket.getaddrinfo

    def guard(given: str | bytes | None) -> None:
        host = given.decode() if isinstance(given, bytes) else given or ""
        if not _is_loopback(host):
            tried.append(host)
            raise OSError(f"tests may only reach loopback, not {host}")

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        guard(host)
        return look_up(host, *args, **kwargs)

    class GuardedSocket(socket.socket):
        def connect(self, address: Any, /) -> None:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                guard(address[0])
            super().connect(address)

        def connect_ex(self, address: Any, /) -> int:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                guard(address[0])
            return super().connect_ex(address)

    monkeypatch.setattr(socket, "socket", GuardedSocket)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield tried
    if tried:
        pytest.fail(f"the test tried to reach {', '.join(sorted(set(tried)))}")
