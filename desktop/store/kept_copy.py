"""Sets a copy of the cache aside before an upgrade, as ``linedesk.db.0002-20260101T000000.bak``.

Look here for what makes it whole, and for why upgrades that fail do not fill the disk with copies.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from desktop.store import cipher, encrypting
from desktop.store.cipher import Key
from desktop.store.encrypting import NotEncrypted


def set_aside(path: Path, schema: str, key: Key | None) -> Path | None:
    """A copy of the file at ``path``, encrypted where it is; ``None`` where one with the same rows is there.

    Only where no other process upgrades or encrypts (``encrypting.alone``). Raises ``OSError`` or the
    driver's ``Error``, and no part of a copy stays.
    """
    encrypting.remove_halves(path)
    for older in sorted(path.parent.glob(f"{path.name}.{schema}-*.bak"), reverse=True):
        if _same(path, older, key):
            return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    copy = path.with_name(f"{path.name}.{schema}-{stamp}.bak")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.name}.{schema}-{stamp}-{number}.bak")
    part = copy.with_name(copy.name + encrypting.PART)
    try:
        part.touch(mode=0o600)
        # Not a copy of the file alone: part of it may still lie in its log. With a key it is encrypted, too.
        with closing(cipher.connect(path, key)) as source, closing(cipher.connect(part, key)) as target:
            source.backup(target)
        part.rename(copy)
    except BaseException:
        remove(part)
        raise
    return copy


def remove(copy: Path) -> None:
    """Throw a copy away, with what SQLite keeps beside it. Raises ``OSError``."""
    for rest in ("", "-wal", "-shm", "-journal"):
        copy.with_name(copy.name + rest).unlink(missing_ok=True)


def _same(path: Path, copy: Path, key: Key | None) -> bool:
    try:
        if cipher.is_plain(copy) is not (key is None):
            return False
        with closing(cipher.connect(path, key)) as connection:
            connection.execute("PRAGMA temp_store = MEMORY")
            if key is None:
                connection.execute("ATTACH ? AS coded", (str(copy),))
            else:
                connection.execute("ATTACH ? AS coded KEY ?", (str(copy), f"x'{key.hex()}'"))
            encrypting.compare(connection)
    except (NotEncrypted, OSError, sqlite3.Error, cipher.module(key).Error):
        return False
    return True
