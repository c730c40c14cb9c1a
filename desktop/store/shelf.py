"""Copies of pictures and other files, beside the cache and protected as it is.

One SQLite file in the profile's folder ``media``, readable by its owner only, encrypted with the cache's own
key where the cache is. They are copies: a shelf that cannot be opened any more, as after a change of the key,
is thrown away and begun anew. A plain one is overwritten first.
"""

import contextlib
import logging
import os
import sqlite3
import threading
import uuid
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from desktop.store import cipher
from desktop.store.cipher import Key

log = logging.getLogger(__name__)

MOST = 200 * 1024 * 1024
"""Bytes that are kept; beyond them the ones that were not opened for longest go."""
_NAME = "copies.db"
_CHUNK = 1 << 20
_TABLE = (
    "CREATE TABLE IF NOT EXISTS copy (name TEXT PRIMARY KEY, used INTEGER NOT NULL, content BLOB NOT NULL)"
)
_NEXT = "(SELECT coalesce(max(used), 0) + 1 FROM copy)"


class ShelfUnusable(Exception):
    """A copy could not be read or kept; nothing else is lost. ``detail`` is the system's own words."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Shelf:
    """Copies by name. Synchronous and safe from several threads; each call opens the file for itself."""

    def __init__(self, folder: Path, key: Callable[[], Key | None], *, most: int = MOST) -> None:
        """``key`` tells the cache's present key, ``None`` where it is plain."""
        self._folder = folder
        self._key = key
        self._most = most
        self._turn = threading.Lock()

    def get(self, name: str) -> bytes | None:
        """A copy; ``None`` where there is none (any more). Raises ``ShelfUnusable``."""
        with self._open() as shelf:
            row = shelf.execute("SELECT content FROM copy WHERE name = ?", (name,)).fetchone()
            if row is None:
                return None
            shelf.execute(f"UPDATE copy SET used = {_NEXT} WHERE name = ?", (name,))  # noqa: S608  a constant
            return bytes(row[0])

    def put(self, content: bytes) -> str:
        """Keep a copy, and let go of old ones where there are too many. Its name.

        Raises ``ShelfUnusable``.
        """
        name = uuid.uuid4().hex
        with self._open() as shelf:
            shelf.execute(f"INSERT INTO copy VALUES (?, {_NEXT}, ?)", (name, content))  # noqa: S608
            total = 0
            for old, size in shelf.execute(
                "SELECT name, length(content) FROM copy ORDER BY used DESC"
            ).fetchall():
                total += size
                if total > self._most and old != name:
                    shelf.execute("DELETE FROM copy WHERE name = ?", (old,))
        return name

    def keep_only(self, wanted: Collection[str]) -> set[str]:
        """Throw away what nobody asks for any more; the names of what is left. Raises ``ShelfUnusable``."""
        if not self._path.exists():
            return set()
        with self._open() as shelf:
            found = {name for (name,) in shelf.execute("SELECT name FROM copy")}
            for name in found.difference(wanted):
                shelf.execute("DELETE FROM copy WHERE name = ?", (name,))
        return found.intersection(wanted)

    @property
    def _path(self) -> Path:
        return self._folder / _NAME

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        key = self._key()
        driver = cipher.module(key)
        with self._turn:
            try:
                self._make_ready(key)
                with closing(cipher.connect(self._path, key, timeout=5.0)) as connection:
                    connection.execute("PRAGMA secure_delete = ON")
                    connection.execute("BEGIN IMMEDIATE")
                    connection.execute(_TABLE)
                    yield connection
                    connection.execute("COMMIT")
            except (OSError, driver.Error) as error:
                raise ShelfUnusable(str(error)) from None

    def _make_ready(self, key: Key | None) -> None:
        """A file that nobody else can read, and that this key opens."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not cipher.is_absent(self._path) and not _opens(self._path, key):
            log.info("the shelf of media has another key and is begun anew")
            throw_away(self._folder)
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))


def throw_away(folder: Path) -> None:
    """Throw all copies away, overwritten where they could be read without a key. Raises ``OSError``."""
    for path in (folder / _NAME, folder / f"{_NAME}-journal"):
        if path.is_file():
            _overwrite(path)
            path.unlink()


def throw_away_plain(folder: Path) -> None:
    """As ``throw_away``, where they lie in the clear: the cache has become an encrypted one."""
    try:
        if cipher.is_plain(folder / _NAME):
            throw_away(folder)
    except OSError as error:
        log.warning("copies of media stay plain this time: %s", error.strerror)


def _opens(path: Path, key: Key | None) -> bool:
    if cipher.is_plain(path):
        return key is None
    if key is None:
        return False
    # Where nothing can be read now, as while another process writes, the key is not to blame.
    with contextlib.suppress(cipher.module(key).OperationalError):
        return cipher.fits(path, key)
    return True


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, _CHUNK)))
        file.flush()
        os.fsync(file.fileno())
