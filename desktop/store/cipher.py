"""Opens a cache file with the right SQLite: the standard library's without a key, SQLCipher with one.

Look here for how a key reaches SQLCipher, and for how a file tells whether it is encrypted. A key is only
ever in a ``PRAGMA`` of an open connection: never in an address, an error, a log or a ``repr``.
"""

import sqlite3
from pathlib import Path
from typing import Any, Protocol

MAGIC = b"SQLite format 3\0"
"""How every file begins that is not encrypted."""

MOVED = b"Linedesk: this file is encrypted now, beside this one.\n"
"""How a plain file begins from the moment at which its encrypted copy counts (``encrypting``)."""


class Key(Protocol):
    """The 32 bytes that encrypt a cache. Whoever makes one sees to it that nothing prints it."""

    def hex(self) -> str:
        """The key in 64 hexadecimal digits."""
        ...


def module(key: Key | None) -> Any:
    """The driver, as PEP 249 has it: ``sqlite3``, or ``sqlcipher3`` where there is a key."""
    if key is None:
        return sqlite3
    from sqlcipher3 import dbapi2  # 20 ms that a plain cache need not wait for

    return dbapi2


def connect(
    path: Path, key: Key | None, *, read_only: bool = False, timeout: float = 10.0
) -> sqlite3.Connection:
    """A connection in autocommit; nothing has been read yet.

    A wrong key shows at the first read: "file is not a database", as for a damaged first page.
    """
    address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection: sqlite3.Connection = module(key).connect(
        address, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False
    )
    try:
        if key is not None:
            connection.execute(f"PRAGMA key = {literal(key)}")
            # It would write its own lines to stderr when the key is wrong.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def literal(key: Key) -> str:
    """The key as SQLCipher takes it raw, without deriving it anew for each connection.

    Raises ``ValueError`` where it is not 32 bytes.
    """
    digits = key.hex()
    if len(digits) != 64 or not set(digits) <= set("0123456789abcdef"):
        raise ValueError("a key of the cache has 32 bytes")
    return f"\"x'{digits}'\""


def is_plain(path: Path) -> bool:
    """Whether the file is a cache that is not encrypted. Never asked while this process has it open: to
    close a file drops all locks that its process holds on it.
    """
    return _beginning(path, len(MAGIC)) == MAGIC


def is_absent(path: Path) -> bool:
    """Whether there is no cache yet: no file, or an empty one."""
    return _beginning(path, 1) == b""


def is_moved(path: Path) -> bool:
    """Whether the change to an encrypted file was interrupted after the moment at which its copy counts."""
    return _beginning(path, len(MOVED)) == MOVED


def fits(path: Path, key: Key) -> bool:
    """Whether ``key`` opens the encrypted file. False as well where its first page is damaged.

    Raises the driver's ``OperationalError`` where nothing can be read now.
    """
    driver = module(key)
    connection = connect(path, key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.OperationalError:
        raise
    except driver.DatabaseError:
        return False
    finally:
        connection.close()
    return True


def _beginning(path: Path, length: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(length)
    except (FileNotFoundError, IsADirectoryError):
        return b""
