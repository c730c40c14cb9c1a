"""Encrypts a plain cache file, once and whole, and changes the key of an encrypted one.

    1. Nobody else has the file open, and nobody can open it: an exclusive lock, kept to the end.
    2. Everything is copied into an encrypted file beside it, compared row by row, and on the disk.
    3. The plain file's beginning becomes a mark (``cipher.MOVED``). From here on the copy counts.
    4. The copy takes the plain file's name, and what was plain is overwritten.

One process at a time does any of this (``alone``): two would throw away each other's copy.

A crash before step 3 leaves the plain file, one after it is finished by ``finish`` at the next start. Whoever
waits for the plain file meanwhile meets the mark and gets an error: nobody writes into what is thrown away.
Imports nothing of the store but the driver: it runs before the rest is imported.
"""

import contextlib
import errno
import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from desktop.store import cipher
from desktop.store.cipher import MOVED, Key

log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds to wait for others who have the file open."""

TURN = 30.0
"""Seconds to wait for another process that encrypts, upgrades or changes the key of the same file."""

PART = ".part"
"""The end of a copy's name while an upgrade makes it."""

_NEW = ".encrypting"
_REKEYED = ".rekeyed"
"""The ends of the names of an encrypted copy, and of one with another key, until they take their place."""

_CHUNK = 1 << 20


class NotEncrypted(Exception):
    """The file is as it was. ``reason``: "busy" (another process has it open), "no_room" or "damaged"."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """No other process encrypts, upgrades or changes the key of the file meanwhile.

    Raises ``NotEncrypted``. Not to be nested.
    """
    turn = _turn(path)
    try:
        turn.acquire()
    except Timeout as error:
        raise NotEncrypted("busy", "another process changes it as a whole") from error
    except OSError as error:
        raise NotEncrypted("no_room", error.strerror or str(error)) from error
    try:
        yield
    finally:
        turn.release()


def encrypt(path: Path, key: Key) -> None:
    """Encrypt the plain file at ``path``; one that has this key already is right. Raises ``NotEncrypted``."""
    with alone(path):
        _encrypt(path, key)


def finish(path: Path) -> None:
    """Let the encrypted copy take its place, where a crash came between. Otherwise nothing happens.

    Raises ``OSError``.
    """
    if cipher.is_moved(path):
        with _turn(path):  # or another process is about to do it
            _finish(path)


def encrypt_copies(path: Path, key: Key) -> None:
    """Encrypt the copies of ``path`` that upgrades have set aside. Raises ``NotEncrypted``.

    Where a change of the key was cut off, each of them gets the key that is in force now.
    """
    with alone(path):
        with _trouble(key):
            remove_halves(path)
            _settle(path, key)
        for copy in _copies(path):
            with _trouble(key):
                _finish(copy)
            if cipher.is_plain(copy):
                _encrypt(copy, key)


def change_key(path: Path, before: Key, after: Key) -> None:
    """Encrypt the file anew, and the copies of it that upgrades have set aside.

    Each copy is there with both keys until the file has one of them for good, so a crash at any step leaves
    none that nothing opens; ``encrypt_copies`` throws the others away. Raises ``NotEncrypted``: all have the
    key before.
    """
    with alone(path):
        with _trouble(before):
            _settle(path, before)
            try:
                with closing(cipher.connect(path, before, timeout=PATIENCE)) as connection:
                    _take_alone(connection)
                    for copy in _copies(path):
                        _finish(copy)
                        if cipher.fits(copy, before):
                            _rekeyed_beside(copy, before, after)
                    connection.execute("PRAGMA journal_mode = DELETE")
                    connection.execute(f"PRAGMA rekey = {cipher.literal(after)}")
            except Exception:
                for copy in _rekeyed(path):
                    _remove(copy)
                raise
        try:
            _settle(path, after)
        except (OSError, cipher.module(after).Error):
            log.warning("copies of an older version keep the key before until the next start")


def remove_halves(path: Path) -> None:
    """Throw away what a killed process left of a copy that it made (``kept_copy``). Raises ``OSError``."""
    for half in path.parent.glob(f"{path.name}.*.bak{PART}*"):
        half.unlink(missing_ok=True)


def _turn(path: Path) -> FileLock:
    return FileLock(path.with_name(f".{path.name}.converting.lock"), TURN, mode=0o600)


def _copies(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.*.bak"))


def _rekeyed(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.*.bak{_REKEYED}"))


def _rekeyed_beside(copy: Path, before: Key, after: Key) -> None:
    with closing(cipher.connect(copy, before, timeout=PATIENCE)) as connection:
        _take_alone(connection)  # what is in its log comes into the file
    new = copy.with_name(copy.name + _REKEYED)
    new.touch(mode=0o600)
    shutil.copyfile(copy, new)
    with closing(cipher.connect(new, before, timeout=PATIENCE)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA rekey = {cipher.literal(after)}")
    _sync(new)
    _sync_folder(new)


def _settle(path: Path, key: Key) -> None:
    """End a change of the key: of each copy the one stays that ``key`` opens."""
    for new in _rekeyed(path):
        copy = new.with_name(new.name.removesuffix(_REKEYED))
        # The copy first: the other one may have been cut off while it was written.
        if _opens(copy, key):
            _remove(new)
        elif _opens(new, key):
            _remove_companions(copy)
            new.replace(copy)
    _sync_folder(path)


def _opens(copy: Path, key: Key) -> bool:
    return not cipher.is_absent(copy) and cipher.fits(copy, key)


def _encrypt(path: Path, key: Key) -> None:
    with _trouble(key):
        _finish(path)  # its copy may be all there is
        if not cipher.is_plain(path):
            if not cipher.is_absent(path) and cipher.fits(path, key):
                return  # another process was first
            raise NotEncrypted("busy", "another process has encrypted it")
    new, made = _beside(path), False
    try:
        # Before the connection and until after it: closing it would drop the locks of this process.
        whole = os.open(path, os.O_RDWR)
    except OSError as error:
        raise NotEncrypted("no_room", error.strerror or str(error)) from error
    try:
        with _trouble(key), closing(_plain(path)) as plain:
            _take_alone(plain)
            _remove(new)
            new.touch(mode=0o600)
            made = True
            written = new.stat()
            _copy(plain, new, key)
            _sync(new)
            if os.name == "posix":
                _remove_companions(path)
            _sync_folder(path)
            _still(written, new)
            _still(os.fstat(whole), path)
            _mark(whole)
            if os.name == "posix":
                _take_place(path)
                _overwrite(whole)
    finally:
        os.close(whole)
        if made and not cipher.is_moved(path):
            _remove(new)
    if os.name != "posix":  # there nobody may replace a file that is open
        _take_place(path)
        _remove_companions(path)


def _still(known: os.stat_result, path: Path) -> None:
    """Raises ``NotEncrypted`` where the name stands for another file by now, or for an empty one."""
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise NotEncrypted("busy", f"{path.name} is gone") from error
    if not os.path.samestat(known, found) or found.st_size == 0:
        raise NotEncrypted("busy", f"{path.name} is another file")


def _finish(path: Path) -> None:
    if cipher.is_moved(path):
        _take_place(path)


def _take_place(path: Path) -> None:
    new = _beside(path)
    if cipher.is_absent(new):
        raise FileNotFoundError(errno.ENOENT, "the encrypted copy is missing", str(new))
    new.replace(path)
    _sync_folder(path)


def _plain(path: Path) -> sqlite3.Connection:
    """SQLCipher on a plain file: it alone can write an encrypted one beside it."""
    from sqlcipher3 import dbapi2

    connection: sqlite3.Connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _take_alone(connection: sqlite3.Connection) -> None:
    """Keep everybody else out until the connection is closed. Raises the driver's error where they are in."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    # What others wrote last is in the log: it comes into the file, and the log goes.
    connection.execute("PRAGMA main.journal_mode = DELETE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    # No journal may lie beside the file when another one takes its name.
    connection.execute("PRAGMA main.journal_mode = MEMORY")


def _copy(plain: sqlite3.Connection, new: Path, key: Key) -> None:
    plain.execute("ATTACH ? AS coded KEY ?", (str(new), f"x'{key.hex()}'"))
    # It is synced as a whole afterwards, and thrown away after a crash.
    plain.execute("PRAGMA coded.journal_mode = OFF")
    plain.execute("PRAGMA coded.synchronous = OFF")
    plain.execute("SELECT sqlcipher_export('coded')").fetchall()
    for number in ("user_version", "application_id"):
        (value,) = plain.execute(f"PRAGMA main.{number}").fetchone()
        plain.execute(f"PRAGMA coded.{number} = {int(value)}")
    compare(plain)
    plain.execute("DETACH coded")


def compare(plain: sqlite3.Connection) -> None:
    """Raises ``NotEncrypted`` unless ``main`` and ``coded`` hold the same tables, indices and rows."""
    schemas = [
        plain.execute(
            f"SELECT type, name, tbl_name, sql FROM {side}.sqlite_master "  # noqa: S608  a constant
            "WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name"
        ).fetchall()
        for side in ("main", "coded")
    ]
    if schemas[0] != schemas[1]:
        raise NotEncrypted("damaged", "other tables")
    for kind, name, _, sql in schemas[0]:
        if kind != "table" or str(sql).upper().startswith("CREATE VIRTUAL"):
            continue
        quoted = '"' + str(name).replace('"', '""') + '"'
        counts = plain.execute(
            f"SELECT (SELECT count(*) FROM main.{quoted}), (SELECT count(*) FROM coded.{quoted})"  # noqa: S608
        ).fetchone()
        others = plain.execute(
            f"SELECT * FROM main.{quoted} EXCEPT SELECT * FROM coded.{quoted} LIMIT 1"  # noqa: S608
        ).fetchone()
        if counts[0] != counts[1] or others is not None:
            raise NotEncrypted("damaged", "other rows")
    found = plain.execute("PRAGMA coded.integrity_check").fetchone()
    if found is None or found[0] != "ok":
        raise NotEncrypted("damaged", "the copy does not hold together")


def _mark(whole: int) -> None:
    os.lseek(whole, 0, os.SEEK_SET)
    os.write(whole, MOVED)
    os.fsync(whole)


def _overwrite(whole: int) -> None:
    """Leave nothing of the plain file but its mark, as far as the disk overwrites at all."""
    left = os.fstat(whole).st_size - len(MOVED)
    os.lseek(whole, len(MOVED), os.SEEK_SET)
    while left > 0:
        left -= os.write(whole, bytes(min(left, _CHUNK)))
    os.fsync(whole)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(path: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + _NEW)


def _remove(new: Path) -> None:
    new.unlink(missing_ok=True)
    _remove_companions(new)


def _remove_companions(path: Path) -> None:
    """What SQLite keeps beside a file: all empty, where nobody else can open it and it is whole."""
    for rest in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + rest).unlink(missing_ok=True)


class _trouble(contextlib.AbstractContextManager[None]):  # noqa: N801  reads as a function does
    """Turns what the driver says into ``NotEncrypted``."""

    def __init__(self, key: Key) -> None:
        self._driver = cipher.module(key)

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, OSError):
            raise NotEncrypted("no_room", error.strerror or str(error)) from error
        if isinstance(error, self._driver.Error):
            words = str(error)
            busy = "locked" in words or "busy" in words
            full = any(one in words for one in ("full", "disk I/O", "readonly", "unable to open"))
            raise NotEncrypted("busy" if busy else "no_room" if full else "damaged", words) from error
