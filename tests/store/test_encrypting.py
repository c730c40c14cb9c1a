"""Encrypting a plain cache: nothing lost at any moment, nothing plain left, no write thrown away."""

import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.store import cipher, database, drafts, encrypting, messages
from desktop.store.database import Database, StoreDamaged, open_database
from desktop.store.encrypting import NotEncrypted
from tests.new_cache import open_new
from tests.sandbox_process import ROOT
from tests.store.encrypted_by import KEY, NEW

LINE, PEER = "+447700900010", "+447700900123"
BODIES = [f"Geheim {number} 🙂" for number in range(40)]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A plain cache with texts and a draft."""
    path = tmp_path / "linedesk.db"
    open_new(path, Announcer(), fill).close()
    return path


def fill(db: Database) -> None:
    for body in BODIES:
        messages.queue(db, account_id="a", line=LINE, peer=PEER, body=body)
    drafts.keep(db, "a", LINE, PEER, drafts.Draft(body="Half a"))


def bodies(path: Path, key: bytes | None) -> list[str]:
    """All that is in the file, read anew."""
    with closing(cipher.connect(path, key, timeout=0)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [body for (body,) in connection.execute("SELECT body FROM message ORDER BY id")]


def schema(path: Path, key: bytes | None) -> list[tuple[str, ...]]:
    with closing(cipher.connect(path, key)) as connection:
        return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()


def holds_plain(folder: Path) -> list[str]:
    """The files in which a text can be read."""
    return [file.name for file in folder.iterdir() if file.is_file() and b"Geheim" in file.read_bytes()]


def test_an_encrypted_cache_holds_what_the_plain_one_held_and_no_file_tells_any_of_it(
    plain: Path, tmp_path: Path
) -> None:
    before = schema(plain, None)
    with closing(sqlite3.connect(plain)) as connection:
        connection.execute("PRAGMA user_version = 7")
    assert holds_plain(tmp_path) == ["linedesk.db"]
    encrypting.encrypt(plain, KEY)
    assert bodies(plain, KEY) == BODIES
    assert schema(plain, KEY) == before
    with closing(cipher.connect(plain, KEY)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (7,)
    assert [file.name for file in tmp_path.glob("linedesk.db*")] == ["linedesk.db"]
    assert holds_plain(tmp_path) == []
    assert stat.S_IMODE(plain.stat().st_mode) == 0o600
    db = open_database(plain, Announcer(), KEY)
    assert drafts.get(db, "a", LINE, PEER).body == "Half a"
    db.close()


def test_what_had_only_reached_the_log_of_the_file_comes_along(plain: Path, tmp_path: Path) -> None:
    """As a crash leaves it: the newest text is not in the main file yet, and the log lies beside it."""
    crashed = tmp_path / "crashed" / "linedesk.db"
    crashed.parent.mkdir()
    db = open_database(plain, Announcer())
    with db.reading():
        messages.queue(db, account_id="a", line=LINE, peer=PEER, body="Just written")
        for file in tmp_path.glob("linedesk.db*"):
            shutil.copy(file, crashed.parent)
    db.close()
    encrypting.encrypt(crashed, KEY)
    assert bodies(crashed, KEY) == [*BODIES, "Just written"]
    assert [file.name for file in crashed.parent.glob("linedesk.db*")] == ["linedesk.db"]


def test_killed_at_any_step_the_cache_is_whole_and_the_next_start_goes_on(
    plain: Path, tmp_path: Path
) -> None:
    """Old or new, never half of each: every statement and every call that reaches the disk is tried."""
    folder = tmp_path / "killed"
    folder.mkdir()
    shutil.copy(plain, folder / "plain.db")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.store.encrypted_by", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout.endswith("code 0\n"), ended
    steps = int(ended.stdout.split()[1])
    assert steps > 30
    found = set()
    for number in range(1, steps + 1):
        path = folder / f"{number}.db"
        if cipher.is_plain(path):
            found.add("plain")
            assert bodies(path, None) == BODIES, number
            encrypting.encrypt(path, KEY)
        else:
            found.add("moved" if cipher.is_moved(path) else "encrypted")
            encrypting.finish(path)
        assert bodies(path, KEY) == BODIES, number
        assert [file.name for file in folder.glob(f"{number}.db*")] == [path.name]
    assert found == {"plain", "moved", "encrypted"}
    (folder / "plain.db").unlink()
    assert holds_plain(folder) == []


@contextmanager
def elsewhere(code: str, path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process, which has printed a line before this goes on."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


READS = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM message").fetchone()
print("open", flush=True)
sys.stdin.readline()
"""
WAITS = """
import sqlite3, sys
print("here", flush=True)
sys.stdin.readline()
connection = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
print("waiting", flush=True)
try:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("INSERT INTO draft VALUES ('', '', '', '', 'lost', 0)")
    print("written")
except sqlite3.DatabaseError as error:
    print(error)
"""


def test_while_another_process_has_it_open_it_stays_plain(plain: Path, tmp_path: Path) -> None:
    with elsewhere(READS, plain):
        with pytest.raises(NotEncrypted) as caught:
            encrypting.encrypt(plain, KEY)
        assert caught.value.reason == "busy"
    assert bodies(plain, None) == BODIES
    assert [file.name for file in tmp_path.glob("*.encrypting*")] == []


def test_who_waits_for_the_file_meanwhile_gets_an_error_and_loses_nothing_unawares(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection was made to the old file: what it wrote there would be gone with it."""
    with elsewhere(WAITS, plain) as other:
        copy = encrypting._copy

        def with_somebody_waiting(*arguments: object) -> None:
            copy(*arguments)  # type: ignore[arg-type]
            assert other.stdin is not None and other.stdout is not None
            other.stdin.write("\n")
            other.stdin.flush()
            assert other.stdout.readline() == "waiting\n"

        monkeypatch.setattr(encrypting, "_copy", with_somebody_waiting)
        encrypting.encrypt(plain, KEY)
        said, _ = other.communicate(timeout=30)
    assert said == "file is not a database\n"
    assert bodies(plain, KEY) == BODIES
    assert [file.name for file in tmp_path.glob("linedesk.db*")] == ["linedesk.db"]


def test_a_copy_that_differs_never_takes_the_place_of_the_cache(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = encrypting.compare

    def spoilt(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE coded.message SET body = 'Geheim?' WHERE id = 3")
        compare(connection)

    monkeypatch.setattr(encrypting, "compare", spoilt)
    with pytest.raises(NotEncrypted, match="other rows"):
        encrypting.encrypt(plain, KEY)
    assert bodies(plain, None) == BODIES
    assert list(plain.parent.glob("*.encrypting*")) == []


ROOM = """
import resource, signal, sys
from pathlib import Path
from desktop.store import encrypting
from tests.store.encrypted_by import KEY, NEW
import sqlcipher3.dbapi2
path, limit, kind = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
if kind == "change":
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
try:
    encrypting.change_key(path, KEY, NEW) if kind == "change" else encrypting.encrypt(path, KEY)
except encrypting.NotEncrypted as error:
    print(error.reason)
"""


def limited(path: Path, limit: int, kind: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", ROOM, str(path), str(limit), kind],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX processes")
def test_without_room_for_the_copy_it_stays_plain(plain: Path) -> None:
    ended = limited(plain, 60_000, "encrypt")
    assert (ended.stdout, ended.returncode) == ("no_room\n", 0), ended.stderr
    assert bodies(plain, None) == BODIES
    assert list(plain.parent.glob("*.encrypting*")) == []
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY


def test_copies_that_upgrades_set_aside_are_encrypted_too(plain: Path, tmp_path: Path) -> None:
    copy = tmp_path / "linedesk.db.0002-20260101T000000.bak"
    shutil.copy(plain, copy)
    encrypting.encrypt(plain, KEY)
    encrypting.encrypt_copies(plain, KEY)
    encrypting.encrypt_copies(plain, KEY)
    assert bodies(copy, KEY) == BODIES
    assert holds_plain(tmp_path) == []


def test_the_copy_that_an_upgrade_sets_aside_is_encrypted_where_the_cache_is(
    plain: Path, tmp_path: Path
) -> None:
    encrypting.encrypt(plain, KEY)
    database.upgrade(plain, database.SCHEMA, KEY)
    (copy,) = tmp_path.glob(f"linedesk.db.{database.SCHEMA}-*.bak")
    assert bodies(copy, KEY) == BODIES
    assert holds_plain(tmp_path) == []


def test_with_another_key_the_same_texts_are_there_and_the_old_key_opens_nothing(plain: Path) -> None:
    encrypting.encrypt(plain, KEY)
    encrypting.change_key(plain, KEY, NEW)
    assert bodies(plain, NEW) == BODIES
    assert cipher.fits(plain, NEW) and not cipher.fits(plain, KEY)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX processes")
@pytest.mark.parametrize("limit", [4_096, 20_000, 60_000, 120_000])
def test_a_process_that_dies_while_the_key_changes_leaves_the_texts_under_the_old_one(
    plain: Path, limit: int
) -> None:
    encrypting.encrypt(plain, KEY)
    ended = limited(plain, limit, "change")
    assert ended.returncode == -signal.SIGXFSZ, ended
    assert bodies(plain, KEY) == BODIES


def test_an_open_cache_is_encrypted_and_goes_on(plain: Path, tmp_path: Path) -> None:
    """As the window does when somebody chooses a passphrase."""
    db = open_database(plain, Announcer())
    other, _ = db.heard_later()
    for key in (KEY, NEW):
        db.lock(key)
        assert (db.encrypted, other.encrypted) == (True, True)
        messages.queue(other, account_id="a", line=LINE, peer=PEER, body=f"Geheim {key[0]}")
    assert len(messages.newest(db, limit=100)) == len(BODIES) + 2
    db.close()
    assert bodies(plain, NEW)[-2:] == ["Geheim 0", "Geheim 32"]
    assert holds_plain(tmp_path) == []


def test_a_cache_that_cannot_be_encrypted_now_goes_on_as_it_was(plain: Path) -> None:
    db = open_database(plain, Announcer())
    with elsewhere(READS, plain), pytest.raises(NotEncrypted):
        db.lock(KEY)
    assert not db.encrypted
    messages.queue(db, account_id="a", line=LINE, peer=PEER, body="After")
    db.close()
    assert bodies(plain, None)[-1] == "After"


def test_a_key_opens_nothing_but_what_it_encrypted(plain: Path) -> None:
    with pytest.raises(StoreDamaged):
        open_database(plain, Announcer(), KEY)
    encrypting.encrypt(plain, KEY)
    for key in (NEW, None):
        with pytest.raises(StoreDamaged):
            open_database(plain, Announcer(), key)
    db: Database = open_database(plain, Announcer(), KEY)
    assert db.encrypted
    db.close()
