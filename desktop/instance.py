"""One window for each profile: who holds it, and how a second start reaches the first one.

Look here for what lies in a profile while its window is open (``window.lock`` and ``window.address``) and
for the few bytes that two starts exchange. Nothing but the standard library is imported, and of that only
what is light: a second start has to end before anybody waits for it. The window's end is
``desktop.ui.second_start``.
"""

import json
import os
import socket
import struct
import sys
import time
from contextlib import suppress
from pathlib import Path

PATIENCE = 5.0
"""Seconds that a second start waits for an answer: a first one that is still opening needs two at most."""
LONGEST_LINK = 20_000
"""Characters of a link that are passed on: 1,600 emoji in percent-encoding, and some room."""
LARGEST = 128 * 1024
"""Bytes of a message; whoever sends more is not one of ours."""
TAKEN = b"taken\n"
"""The first window's answer."""

_LONGEST_PATH = 100
"""Bytes that a socket's path may have on every system."""
_LONGEST_USUAL = 60
_OWN_FOLDER = "linedesk-window-"
_HEAD = struct.Struct(">I")


class NoAnswer(Exception):
    """A window of this profile is open and does not answer."""


class Claim:
    """The right to be the only window of a profile, until ``release``; others may knock already.

    ``address`` is where: a socket's path, or the name of a pipe on Windows. ``listener`` is the socket,
    open for others since the claim; ``None`` on Windows, where the window itself opens the pipe.
    """

    def __init__(self, root: Path, lock: int, address: str, listener: socket.socket | None) -> None:
        self.address = address
        self.listener = listener
        self._root = root
        self._lock = lock

    def fall_silent(self) -> None:
        """Be found by no later start any more: the window is about to end. The profile is still held.

        Who knocked and has no answer is hung up on, and tries to become the window itself.
        """
        if self.listener is not None:
            self.listener.close()
            _remove(self.address)
        with suppress(OSError):  # an address at which nobody listens misleads no start
            (self._root / "window.address").unlink()

    def release(self) -> None:
        """Let the next start be the first again."""
        self.fall_silent()
        os.close(self._lock)


def claim(root: Path) -> Claim | None:
    """Become the only window of the profile in ``root``; ``None`` if there is one. Raises ``OSError``."""
    lock = os.open(root / "window.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _take(lock):
            os.close(lock)
            return None
        # Whoever held it before was killed: what is left of it is nobody's.
        before = _address(root)
        if before and sys.platform != "win32":
            _remove(before)
        address, listener = _listen(root)
        # Renamed into place: nobody reads half a path.
        new = root / "window.address.new"
        new.touch(mode=0o600)
        new.write_text(address, encoding="utf-8")
        new.replace(root / "window.address")
    except BaseException:
        with suppress(OSError):
            os.close(lock)
        raise
    return Claim(root, lock, address, listener)


def claim_or_knock(root: Path, link: str = "", *, patience: float = PATIENCE) -> Claim | None:
    """Become the only window of the profile in ``root``, or hand ``link`` to the one there is: ``None``.

    A window that ends before it has taken the link is replaced. Raises ``OSError`` as ``claim``, and
    ``NoAnswer`` when neither worked within ``patience`` seconds.
    """
    end = time.monotonic() + patience
    while True:
        mine = claim(root)
        if mine is not None:
            return mine
        if knock(root, link, patience=max(end - time.monotonic(), 0.01)):
            return None
        if time.monotonic() >= end:
            raise NoAnswer
        time.sleep(0.02)


def knock(root: Path, link: str = "", *, patience: float = PATIENCE) -> bool:
    """Ask the window of the profile in ``root`` to come to the front and to open ``link`` if there is one.

    False: nobody took it, since the window has no address yet or is just ending. Raises ``NoAnswer`` when
    somebody listens and has not answered after ``patience`` seconds.
    """
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    body = json.dumps({"link": link[: LONGEST_LINK + 1], "token": token}).encode()
    message = _HEAD.pack(len(body)) + body
    try:
        return _exchange(_address(root), message, patience) == TAKEN
    except TimeoutError:
        raise NoAnswer from None
    except OSError:
        return False


def heard(received: bytes) -> tuple[str, str] | None:
    """The link and the activation token in a message, "" where there is none; ``None``: more is to come.

    Raises ``ValueError`` for what no start of ours sends.
    """
    if len(received) < _HEAD.size:
        return None
    (length,) = _HEAD.unpack_from(received)
    if length > LARGEST:
        raise ValueError("too long for one of our messages")
    if len(received) < _HEAD.size + length:
        return None
    try:
        told = json.loads(received[_HEAD.size : _HEAD.size + length])
    except RecursionError:
        raise ValueError("no message of ours") from None
    if not isinstance(told, dict):
        raise ValueError("no message of ours")
    link, token = told.get("link", ""), told.get("token", "")
    if not isinstance(link, str) or not isinstance(token, str):
        raise ValueError("no message of ours")
    # It becomes an environment variable, which can hold neither.
    token = "" if not token.isascii() or not token.isprintable() else token[:200]
    return link[: LONGEST_LINK + 1], token


def _listen(root: Path) -> tuple[str, socket.socket | None]:
    import hashlib  # slow, and a second start never comes here

    name = "linedesk-" + hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:16]
    if sys.platform == "win32":
        return name, None
    path = f"{_folder_for(name)}/{name}"
    Path(path).unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(path)
        listener.listen(16)
    except BaseException:
        listener.close()
        raise
    finally:
        os.umask(before)
    listener.setblocking(False)
    return path, listener


def _folder_for(name: str) -> str:
    """A folder of this user alone in which the socket's path is not too long."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    if folder and len(os.fsencode(f"{folder}/{name}")) <= _LONGEST_PATH and os.access(folder, os.W_OK):
        return folder
    import tempfile

    usual = tempfile.gettempdir()
    folder = tempfile.mkdtemp(
        prefix=_OWN_FOLDER, dir=usual if len(os.fsencode(usual)) < _LONGEST_USUAL else "/tmp"
    )
    return folder


def _remove(address: str) -> None:
    """A socket of ours, and the folder that was made for it alone; nothing else that a file may name."""
    path = Path(address)
    if not path.name.startswith("linedesk-"):
        return
    with suppress(OSError):
        if path.is_socket():
            path.unlink()
        if path.parent.name.startswith(_OWN_FOLDER):
            path.parent.rmdir()


def _address(root: Path) -> str:
    try:
        return (root / "window.address").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _take(lock: int) -> bool:
    try:
        _lock_now(lock)
    except (BlockingIOError, PermissionError):
        return False
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock_now(lock: int) -> None:
        msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)

    def _exchange(address: str, message: bytes, patience: float) -> bytes:
        with open(rf"\\.\pipe\{address}", "r+b", buffering=0) as pipe:  # noqa: PTH123
            pipe.write(message)
            return pipe.read(len(TAKEN)) or b""

else:
    import fcntl

    def _lock_now(lock: int) -> None:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _exchange(address: str, message: bytes, patience: float) -> bytes:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(patience)
            connection.connect(address)
            connection.sendall(message)
            answer = b""
            while len(answer) < len(TAKEN) and (more := connection.recv(64)):
                answer += more
            return answer
