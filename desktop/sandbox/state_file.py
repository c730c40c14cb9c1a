"""The practice server's state file: its tables, and opening it so that only one process holds it.

Start here when the file refuses to open, or to change what is kept (raise ``VERSION`` then).
"""

import sqlite3
from enum import StrEnum
from pathlib import Path

APPLICATION_ID = 0x4C_44_50_53
VERSION = 1

_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE lines (id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, label TEXT NOT NULL,
    country TEXT NOT NULL, type TEXT NOT NULL, state TEXT NOT NULL,
    sms_enabled INTEGER NOT NULL, sms_out INTEGER NOT NULL, sms_in INTEGER NOT NULL);
CREATE TABLE texts (id INTEGER PRIMARY KEY, inbound INTEGER NOT NULL, line TEXT NOT NULL, peer TEXT NOT NULL,
    body TEXT NOT NULL, segments INTEGER NOT NULL, fate TEXT NOT NULL, created INTEGER NOT NULL,
    accepted INTEGER NOT NULL);
CREATE INDEX texts_by_direction ON texts (inbound, id);
CREATE INDEX texts_by_peer ON texts (peer, id);
CREATE INDEX texts_accepted ON texts (id) WHERE accepted;
CREATE TABLE answers (id INTEGER PRIMARY KEY, due INTEGER NOT NULL, line TEXT NOT NULL, peer TEXT NOT NULL,
    body TEXT NOT NULL);
CREATE TABLE contacts (id INTEGER PRIMARY KEY, name TEXT NOT NULL, company TEXT NOT NULL,
    numbers TEXT NOT NULL);
CREATE TABLE calls (id INTEGER PRIMARY KEY, inbound INTEGER NOT NULL, line TEXT NOT NULL, peer TEXT NOT NULL,
    started INTEGER NOT NULL, seconds INTEGER, outcome TEXT NOT NULL);
"""


class Fault(StrEnum):
    """Why a state file cannot be used."""

    UNREADABLE = "unreadable"
    NOT_OURS = "not_ours"
    IN_USE = "in_use"
    OTHER_SEED = "other_seed"


class StateFault(Exception):
    """The state file cannot be used; ``fault`` says why, ``detail`` is the system's own words."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault.value}: {detail}")
        self.fault = fault
        self.detail = detail


def open_state(state: Path | None) -> tuple[sqlite3.Connection, bool]:
    """The database of ``state`` (``None``: in memory), and whether it is new.

    A new one is handed over inside the transaction that made its tables; ``finish`` ends that. Until
    then a kill leaves an empty file, which the next start fills again. Raises ``StateFault``.
    """
    try:
        if state is not None:
            state.touch(mode=0o600)
        database = sqlite3.connect(":memory:" if state is None else state, isolation_level=None, timeout=0.5)
    except (OSError, sqlite3.Error) as error:
        raise StateFault(Fault.UNREADABLE, str(error)) from error
    try:
        is_new = _take(database)
        if is_new:
            database.executescript(f"BEGIN; {_SCHEMA}")
    except BaseException:
        database.close()
        raise
    return database, is_new


def finish(database: sqlite3.Connection) -> None:
    """Commit what filled a new database, and mark the file as this program's."""
    database.execute(f"PRAGMA application_id={APPLICATION_ID}")
    database.execute(f"PRAGMA user_version={VERSION}")
    database.execute("COMMIT")


def _take(database: sqlite3.Connection) -> bool:
    try:
        # One process at a time: a second one would hand out the same ids.
        database.execute("PRAGMA locking_mode=EXCLUSIVE")
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("BEGIN EXCLUSIVE")
        (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        (owner,) = database.execute("PRAGMA application_id").fetchone()
        (version,) = database.execute("PRAGMA user_version").fetchone()
        database.execute("COMMIT")
    except sqlite3.OperationalError as error:
        fault = Fault.IN_USE if "locked" in str(error) else Fault.UNREADABLE
        raise StateFault(fault, str(error)) from error
    except sqlite3.DatabaseError as error:
        raise StateFault(Fault.NOT_OURS, str(error)) from error
    if tables and (owner, version) != (APPLICATION_ID, VERSION):
        raise StateFault(Fault.NOT_OURS)
    return not tables
