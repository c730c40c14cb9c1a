"""Opens a profile's cache file and gives out short transactions; all SQL of the program goes through here.

Look here for the SQLite settings, the file's rights, what happens with a file of another version, and
the errors that a damaged file or a full disk become.
"""

import copy
import logging
import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from desktop.announce import Announcement, Announcer
from desktop.store import cipher, encrypting, kept_copy
from desktop.store.cipher import Key
from desktop.store.encrypting import NotEncrypted
from desktop.store.schema import METADATA
from desktop.store.status_watch import CLOCK, WatchedSession

log = logging.getLogger(__name__)

SCHEMA = "0005"
"""The revision of ``migrations`` that ``tables`` describes."""

SLOW = 0.016
"""Seconds of a transaction worth a line in the log: one frame of the window."""

_UNWRITABLE = ("full", "readonly", "disk I/O", "unable to open", "locked")
_DAMAGED = ("malformed", "not a database", "no such table", "no such column", "has no column")
"""What SQLite says; all our statements fit a file that is what its version says."""


class StoreError(Exception):
    """Base of what can go wrong with the cache file; ``path`` is that file."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(f"{type(self).__name__}: {path.name}: {detail}")
        self.path = path
        self.detail = detail


class StoreTooNew(StoreError):
    """The file was written by a later version of the program; it was left as it is."""


class StoreDamaged(StoreError):
    """The file is no cache of ours, or is damaged; it was left as it is."""


class StoreUnwritable(StoreError):
    """Nothing could be written: the disk is full, or rights are missing."""


class Database:
    """The cache of one profile. Synchronous: short calls on the caller's thread.

    With a ``key`` the file is encrypted, and everything else is as without.
    """

    def __init__(self, path: Path, announcer: Announcer, key: Key | None = None) -> None:
        self.path = path
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        """Dates the status history; tests turn it."""
        self._announcer = announcer
        self._file = _File(path, key)

    @property
    def encrypted(self) -> bool:
        """Whether the file can be read with its key alone."""
        return self._file.key is not None

    @property
    def key(self) -> Key | None:
        """What opens the file, for what lies beside it and is protected as it is (``shelf``)."""
        return self._file.key

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that writes: committed at the end, rolled back on any error.

        Takes the write lock at its start, so that what it reads is still true when it commits.
        Raises ``StoreUnwritable`` or ``StoreDamaged``.
        """
        started = time.perf_counter()
        with (
            self._file.open_session() as engine,
            named(self.path),
            WatchedSession(
                engine.execution_options(writes=True), expire_on_commit=False, info={CLOCK: self.clock}
            ) as session,
            session.begin(),
        ):
            yield session
        took = time.perf_counter() - started
        if took > SLOW:
            log.debug("a transaction took %.0f ms", took * 1000)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads, on one consistent view."""
        with (
            self._file.open_session() as engine,
            named(self.path),
            Session(engine, expire_on_commit=False) as session,
        ):
            yield session

    def announce(self, announcement: Announcement) -> None:
        """Tell listeners of a commit that has happened."""
        self._announcer.publish(announcement)

    def heard_later(self) -> tuple["Database", Callable[[], None]]:
        """The same cache for use in another thread, and what publishes its announcements afterwards.

        Listeners live on the loop's thread; call the second one there.
        """
        announcer, kept = Announcer(), list[Announcement]()
        announcer.subscribe(kept.append)
        other = copy.copy(self)
        other._announcer = announcer

        def publish() -> None:
            for announcement in kept:
                self.announce(announcement)
            kept.clear()

        return other, publish

    def data_version(self) -> int:
        """A number that changes when another process has written; compare within one process only."""
        with self._file.open_session() as engine, named(self.path), engine.connect() as connection:
            return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def lock(self, key: Key) -> None:
        """Encrypt the file with ``key`` from now on, whether it was plain or had another one.

        What other threads have begun is waited for, and they wait meanwhile: as long as a copy of the file
        takes. Raises ``NotEncrypted``, and all is as it was: "busy" where a session does not end.
        """
        self._file.lock(key)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class _File:
    """What several threads share of an open cache: its engine, which is another one when the key changes."""

    def __init__(self, path: Path, key: Key | None) -> None:
        self._path = path
        self._turn = threading.Condition()
        self._sessions = Counter[int]()
        """How many are open in each thread."""
        self._barred = False
        self._begin(key)

    @contextmanager
    def open_session(self) -> Iterator[Engine]:
        """The engine, for as long as a session of it is open; waits while the key changes."""
        thread = threading.get_ident()
        with self._turn:
            # A session within another of the same thread has to end before that one can.
            self._turn.wait_for(lambda: not self._barred or self._sessions[thread] > 0)
            self._sessions[thread] += 1
            engine = self._engine
        try:
            yield engine
        finally:
            with self._turn:
                self._sessions[thread] -= 1
                if not self._sessions[thread]:
                    del self._sessions[thread]
                self._turn.notify_all()

    def lock(self, key: Key) -> None:
        with self._alone():
            self._engine.dispose()
            if self.key is None:
                encrypting.encrypt(self._path, key)
            else:
                encrypting.change_key(self._path, self.key, key)
            self._begin(key)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No session is open meanwhile. Two connections of one process don't keep each other out reliably:
        POSIX locks are the process's, and SQLCipher is another library. Raises ``NotEncrypted``.
        """
        with self._turn:
            if self._barred:
                raise NotEncrypted("busy", "another thread changes the key")
            self._barred = True
        try:
            with self._turn:
                if not self._turn.wait_for(lambda: not self._sessions.total(), encrypting.PATIENCE):
                    raise NotEncrypted("busy", "a session is open")
            yield
        finally:
            with self._turn:
                self._barred = False
                self._turn.notify_all()

    def close(self) -> None:
        self._engine.dispose()

    def _begin(self, key: Key | None) -> None:
        self.key = key
        # One connection is kept, so that its data_version tells of other processes only.
        self._engine = engine_for(self._path, key, pool_size=1, max_overflow=10)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the file at ``path`` into ``StoreUnwritable`` and ``StoreDamaged``."""
    try:
        yield
    except DatabaseError as error:
        text = str(error.orig)
        if any(words in text for words in _UNWRITABLE):
            raise StoreUnwritable(path, text) from error
        if any(words in text for words in _DAMAGED):
            raise StoreDamaged(path, text) from error
        raise


def open_database(path: Path, announcer: Announcer, key: Key | None = None) -> Database:
    """The cache at ``path``, made or brought up to date where needed. The file is for its owner only.

    It is encrypted with ``key``, or plain without one; a file of the other kind is ``StoreDamaged``.

    Raises ``StoreTooNew``, ``StoreDamaged`` or ``StoreUnwritable``; none of them touches the file.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError("a folder stands there")
        path.touch(mode=0o600)
        if os.name == "posix":
            path.chmod(0o600)
    except OSError as error:
        raise StoreUnwritable(path, str(error)) from error
    found = _version(path, key)
    if found is None:
        _make(path, key)
    elif found != SCHEMA:
        if found > SCHEMA:
            raise StoreTooNew(path, found)
        upgrade(path, found, key)
    database = Database(path, announcer, key)
    try:
        database.data_version()  # from here on nobody else can be alone with the file
    except StoreError:
        database.close()
        raise
    return database


def is_older(path: Path, key: Key | None = None) -> bool:
    """Whether opening the file brings it up to date first, which takes seconds for a large one.

    What is wrong with a file is for ``open_database`` to say; nothing here touches it.
    """
    try:
        found = _version(path, key)
    except StoreError:
        return False
    return found is not None and found < SCHEMA


def engine_for(path: Path, key: Key | None, **pool: int) -> Engine:
    """An engine on the file, with the SQLite settings and the transactions that the cache relies on."""
    engine = create_engine(
        f"sqlite+pysqlite:///{path}",
        module=cipher.module(key),
        creator=lambda: cipher.connect(path, key),
        hide_parameters=True,  # bodies and numbers would land in error texts
        **pool,
    )
    prepare(engine)
    return engine


def prepare(engine: Engine) -> None:
    """Give an engine the SQLite settings and the transactions that the cache relies on."""
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin)


def upgrade(path: Path, found: str, key: Key | None = None) -> None:
    """Bring a file of schema ``found`` up to ``SCHEMA``, after setting a copy of it aside.

    Where nothing was changed, no further copy stays. Raises as ``open_database``.
    """
    from desktop.store.migrations.run import migrate

    try:
        with encrypting.alone(path):
            if (now := _version(path, key)) != found:
                return _upgraded_elsewhere(path, now)
            copy = _set_aside(path, found, key)
            try:
                migrate(path, key)
            except BaseException:
                if copy is not None and _version(path, key) == found:
                    kept_copy.remove(copy)
                raise
    except NotEncrypted as error:
        raise StoreUnwritable(path, error.detail) from error


def _upgraded_elsewhere(path: Path, now: str | None) -> None:
    if now is None or now < SCHEMA:
        raise StoreUnwritable(path, "another process has changed it")
    if now > SCHEMA:
        raise StoreTooNew(path, now)


def _set_aside(path: Path, found: str, key: Key | None) -> Path | None:
    try:
        return kept_copy.set_aside(path, found, key)
    except (OSError, cipher.module(key).Error) as error:
        raise StoreUnwritable(path, str(error)) from error


def _version(path: Path, key: Key | None) -> str | None:
    """The file's schema; ``None`` for a new, empty file."""
    driver = cipher.module(key)
    try:
        if cipher.is_absent(path):
            return None
        if cipher.is_plain(path) is not (key is None):
            raise StoreDamaged(path, "no database")  # SQLite takes a very short file for an empty one
        with closing(cipher.connect(path, key)) as connection:
            tables = {
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            if not tables:
                return None
            if "alembic_version" not in tables:
                raise StoreDamaged(path, "no version")
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except (OSError, driver.OperationalError) as error:
        raise StoreUnwritable(path, str(error)) from error
    except driver.DatabaseError as error:
        raise StoreDamaged(path, str(error)) from error
    if row is None:
        raise StoreDamaged(path, "no version")
    return str(row[0])


def _make(path: Path, key: Key | None) -> None:
    """All tables in one transaction, so that a crash leaves either an empty file or a whole one."""
    engine = engine_for(path, key)
    try:
        with named(path), engine.execution_options(writes=True).begin() as connection:
            if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
                return  # a second process was first
            METADATA.create_all(connection)
            connection.exec_driver_sql(
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
            )
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (SCHEMA,))
    finally:
        engine.dispose()


def _set_up_connection(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    # We say BEGIN ourselves: the driver's own habit begins too late to protect a read before a write.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        # With NORMAL a power cut can lose the mark "sending", and so double a text.
        "synchronous = FULL",
        "foreign_keys = ON",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        # By the driver itself, which is quicker: nothing is read yet that could go wrong.
        connection.connection.cursor().execute("BEGIN")
