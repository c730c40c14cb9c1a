"""The cache file: its rights, its versions, and what happens when it can't be read or written."""

import logging
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.sms.delivery import State
from desktop.store import conversations, database, drafts, lines, messages
from desktop.store.database import (
    Database,
    StoreDamaged,
    StoreError,
    StoreTooNew,
    StoreUnwritable,
    is_older,
    open_database,
)

LINE, PEER = "+447700900010", "+447700900123"


def queue(db: Database, body: str = "Hello") -> messages.Message:
    return messages.queue(db, account_id="a", line=LINE, peer=PEER, body=body)


def pragma(db: Database, name: str) -> object:
    with db.reading() as session:
        return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()


def shrink_to_fit(db: Database) -> None:
    """Leave the file no room to grow: as a full disk does."""
    with db.reading() as session:
        connection = session.connection()
        used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {used}")


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_the_file_and_its_companions_are_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "linedesk.db"
    path.touch(mode=0o644)
    path.chmod(0o644)
    db = open_database(path, Announcer())
    queue(db)
    with db.reading():
        files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob("linedesk.db*")}
        assert files == dict.fromkeys(("linedesk.db", "linedesk.db-wal", "linedesk.db-shm"), 0o600)
    db.close()


def test_a_commit_is_on_the_disk_and_parents_have_to_exist(db: Database) -> None:
    """With less than FULL a power cut could lose the mark "sending", and so double a text."""
    assert pragma(db, "journal_mode") == "wal"
    assert pragma(db, "synchronous") == 2
    assert pragma(db, "foreign_keys") == 1


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    db = open_database(tmp_path / "one" / "two" / "linedesk.db", Announcer())
    assert queue(db).state is State.QUEUED
    db.close()


def test_what_was_stored_is_there_after_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "linedesk.db"
    db = open_database(path, Announcer())
    message = queue(db)
    db.close()
    again = open_database(path, Announcer())
    assert messages.get(again, message.id) == message
    again.close()


def test_a_newer_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "linedesk.db"
    open_database(path, Announcer()).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("PRAGMA journal_mode = DELETE")
    before = path.read_bytes()
    with pytest.raises(StoreTooNew) as caught:
        open_database(path, Announcer())
    assert (caught.value.path, caught.value.detail) == (path, "9999")
    assert path.read_bytes() == before
    assert list(tmp_path.glob("*.db*")) == [path]


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def overwritten(content: bytes) -> bytes:
    return b"\0" * 100 + content[100:]


@pytest.mark.parametrize("damage", [half, overwritten, lambda _: b"<!doctype html>" * 500, lambda _: b"x"])
def test_a_damaged_file_is_refused_and_left_as_it_is(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "linedesk.db"
    db = open_database(path, Announcer())
    queue(db, "x" * 20_000)
    db.close()
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(StoreDamaged):
        open_database(path, Announcer())
    assert path.read_bytes() == before
    assert list(tmp_path.glob("*.db*")) == [path]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE other (a)",
        "CREATE TABLE alembic_version (version_num)",
    ],
)
def test_a_database_of_somebody_else_is_refused_and_left_as_it_is(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "linedesk.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    before = path.read_bytes()
    with pytest.raises(StoreDamaged):
        open_database(path, Announcer())
    assert path.read_bytes() == before


def test_a_file_that_lacks_what_its_version_promises_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "linedesk.db"
    open_database(path, Announcer()).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE line")
    db = open_database(path, Announcer())
    with pytest.raises(StoreDamaged):
        lines.listing(db)
    db.close()


def test_pages_that_are_broken_inside_are_found_when_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "linedesk.db"
    db = open_database(path, Announcer())
    for number in range(200):
        queue(db, f"{number} " + "x" * 500)
    db.close()
    content = bytearray(path.read_bytes())
    content[8 * 4096 :] = b"\xff" * (len(content) - 8 * 4096)
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        db = open_database(path, Announcer())
        try:
            lines.listing(db)
            messages.newest(db)
        finally:
            db.close()


def test_a_path_that_cannot_be_a_file_is_called_unwritable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnwritable):
        open_database(tmp_path / "file" / "linedesk.db", Announcer())
    folder = tmp_path / "folder.db"
    folder.mkdir(mode=0o755)
    with pytest.raises(StoreUnwritable):
        open_database(folder, Announcer())
    assert stat.S_IMODE(folder.stat().st_mode) & 0o700 == 0o700


def test_on_a_full_disk_a_new_text_is_refused_and_everything_stored_stays(db: Database) -> None:
    """A full disk loses nothing: the draft is still there, and so is every text."""
    queue(db, "before")
    drafts.keep(db, "a", LINE, PEER, drafts.Draft(body="long " * 2000))
    shrink_to_fit(db)
    with pytest.raises(StoreUnwritable) as caught:
        queue(db, "long " * 20_000)
    assert "full" in caught.value.detail
    assert drafts.get(db, "a", LINE, PEER).body == "long " * 2000
    assert [message.body for message in messages.newest(db)] == ["before"]


FULL_DISK = """
import resource, sys
from pathlib import Path
from desktop.announce import Announcer
from desktop.store import messages
from desktop.store.database import StoreUnwritable, open_database

def queue(body):
    return messages.queue(db, account_id="a", line="+447700900010", peer="+447700900123", body=body)

db = open_database(Path(sys.argv[1]), Announcer())
queue("before")
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
try:
    queue("x" * 1_000_000)
except StoreUnwritable as error:
    print(error.detail)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
queue("after")
print([message.body[:10] for message in messages.newest(db)])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX processes")
def test_a_write_that_the_system_refuses_is_undone_and_work_goes_on_when_there_is_room(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path / "linedesk.db")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=database.__file__[:-26])
    assert ended.returncode == 0, ended.stderr
    trouble, bodies = ended.stdout.splitlines()
    assert trouble in ("disk I/O error", "database or disk is full")
    assert bodies == "['after', 'before']"


def test_a_profile_that_is_full_from_the_start_is_called_unwritable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up = database._set_up_connection

    def with_little_room(connection: sqlite3.Connection, record: object) -> None:
        set_up(connection, record)  # type: ignore[arg-type]
        connection.execute("PRAGMA max_page_count = 3")

    monkeypatch.setattr(database, "_set_up_connection", with_little_room)
    path = tmp_path / "linedesk.db"
    with pytest.raises(StoreUnwritable):
        open_database(path, Announcer())
    monkeypatch.undo()
    db = open_database(path, Announcer())
    assert queue(db).state is State.QUEUED
    db.close()


def test_a_file_that_another_program_keeps_locked_is_named_after_a_while(tmp_path: Path) -> None:
    path = tmp_path / "linedesk.db"
    db = open_database(path, Announcer())
    db.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with db.reading() as session:
            session.connection().exec_driver_sql("PRAGMA busy_timeout = 0")
        with pytest.raises(StoreUnwritable, match="locked"):
            queue(db)
        other.execute("ROLLBACK")
    assert queue(db).state is State.QUEUED
    db.close()


def test_an_error_in_a_transaction_undoes_all_of_it(db: Database) -> None:
    queue(db, "kept")
    with pytest.raises(ZeroDivisionError), db.transaction() as session:
        messages.queue_row(
            session,
            account_id="a",
            line=LINE,
            peer=PEER,
            body="undone",
            now=datetime.now(UTC),
        )
        raise ZeroDivisionError
    assert [message.body for message in messages.newest(db)] == ["kept"]


def test_errors_never_show_what_was_written(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    """Bodies and numbers must not land in logs."""
    queue(db)
    shrink_to_fit(db)
    with caplog.at_level(logging.DEBUG), pytest.raises(StoreError) as caught:
        queue(db, "secret " * 20_000)
    shown = f"{caught.value} {caught.value.__cause__} {caplog.text}"
    assert "secret" not in shown and PEER not in shown


def test_two_windows_on_one_file_write_at_once_and_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "linedesk.db"
    faults: list[BaseException] = []

    def write(name: str) -> None:
        try:
            db = open_database(path, Announcer())
            for number in range(25):
                queue(db, f"{name} {number}")
            db.close()
        except BaseException as error:  # noqa: BLE001  it is looked at below, in the test's own thread
            faults.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    db = open_database(path, Announcer())
    bodies = [message.body for message in messages.newest(db)]
    assert sorted(bodies) == sorted(f"{name} {number}" for name in "abc" for number in range(25))
    assert len(conversations.listing(db)) == 1
    db.close()


def test_the_version_of_the_data_changes_when_somebody_else_writes_and_only_then(
    db: Database, tmp_path: Path
) -> None:
    before = db.data_version()
    queue(db)
    assert db.data_version() == before
    other = open_database(db.path, Announcer())
    queue(other)
    other.close()
    assert db.data_version() != before


def test_a_listener_hears_only_after_the_commit(tmp_path: Path) -> None:
    path = tmp_path / "linedesk.db"
    open_database(path, Announcer()).close()
    announcer = Announcer()
    seen: list[int] = []
    reader = open_database(path, Announcer())
    announcer.subscribe(lambda _: seen.append(len(messages.newest(reader))))
    db = open_database(path, announcer)
    queue(db)
    assert seen == [1, 1]
    db.close()
    reader.close()


@pytest.mark.parametrize("key", [None, bytes(range(32))])
def test_only_a_file_of_an_older_version_has_to_be_brought_up_to_date(
    tmp_path: Path, key: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "linedesk.db"
    assert not is_older(path, key)
    open_database(path, Announcer(), key).close()
    assert not is_older(path, key)
    monkeypatch.setattr(database, "SCHEMA", "9999")
    assert is_older(path, key)
    path.write_bytes(b"Dear diary, " * 1000)
    assert not is_older(path, key)
    assert not is_older(tmp_path / "nobody" / "linedesk.db", key)
    assert not (tmp_path / "nobody").exists()
