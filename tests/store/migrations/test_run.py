"""Bringing an older file up to date: a copy first, all or nothing, and nothing of the person's is lost."""

import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.store import database, drafts, messages
from desktop.store.database import SCHEMA, StoreDamaged, StoreUnwritable, open_database
from desktop.store.migrations import run
from tests.sandbox_process import ROOT

LINE, PEER = "+447700900010", "+447700900123"
NOW, NEXT = SCHEMA, f"{int(SCHEMA) + 1:04}"
"""Today's version, and one that will come."""

FURTHER = """
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{now}"


def upgrade():
    # As batch mode does wherever SQLite cannot alter: a copy of the table, and the old one dropped.
    with op.batch_alter_table("conversation", recreate="always") as table:
        table.add_column(sa.Column("pinned", sa.Boolean(), nullable=False, server_default="0"))
    {trouble}
"""


FULL = """op.execute("PRAGMA max_page_count = 1")
    op.execute("CREATE TABLE more AS SELECT zeroblob(1000000)")"""


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A file of today's version with a text and a draft in it."""
    path = tmp_path / "linedesk.db"
    db = open_database(path, Announcer())
    messages.queue(db, account_id="a", line=LINE, peer=PEER, body="Not sent yet")
    drafts.keep(db, "a", LINE, PEER, drafts.Draft(body="Half a"))
    db.close()
    return path


def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str = "") -> None:
    """Pretend that a version with one more migration came out."""
    here = tmp_path / "migrations"
    shutil.copytree(run.HERE, here, ignore=shutil.ignore_patterns("__pycache__"))
    words = {"{now}": NOW, "{next}": NEXT, "{trouble}": trouble}
    migration = FURTHER
    for word, value in words.items():
        migration = migration.replace(word, value)
    (here / "versions" / f"{NEXT}_further.py").write_text(migration)
    monkeypatch.setattr(run, "HERE", here)
    monkeypatch.setattr(database, "SCHEMA", NEXT)


def version(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def bodies(path: Path) -> tuple[list[str], list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        texts = [body for (body,) in connection.execute("SELECT body FROM message")]
        return texts, [body for (body,) in connection.execute("SELECT body FROM draft")]


def test_an_upgrade_keeps_every_text_and_draft_and_sets_a_copy_aside(
    old_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that is copied and dropped must not take the texts that hang on it along."""
    release(tmp_path, monkeypatch)
    db = open_database(old_file, Announcer())
    assert [message.body for message in messages.newest(db)] == ["Not sent yet"]
    assert drafts.get(db, "a", LINE, PEER).body == "Half a"
    db.close()
    assert version(old_file) == NEXT
    (copy,) = tmp_path.glob(f"linedesk.db.{NOW}-*.bak")
    assert version(copy) == NOW
    assert bodies(copy) == (["Not sent yet"], ["Half a"])
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_the_copy_holds_what_had_only_reached_the_log_of_the_file(
    old_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a crash leaves it: the newest text is not in the main file yet."""
    crashed = tmp_path / "crashed" / "linedesk.db"
    crashed.parent.mkdir()
    db = open_database(old_file, Announcer())
    with db.reading():
        messages.queue(db, account_id="a", line=LINE, peer=PEER, body="Just written")
        for file in tmp_path.glob("linedesk.db*"):
            shutil.copy(file, crashed.parent)
    db.close()
    release(tmp_path, monkeypatch)
    open_database(crashed, Announcer()).close()
    (copy,) = crashed.parent.glob("*.bak")
    assert bodies(copy)[0] == bodies(crashed)[0] == ["Not sent yet", "Just written"]


@pytest.mark.parametrize(
    ("trouble", "expected"),
    [
        ("raise ZeroDivisionError", ZeroDivisionError),
        (
            FULL,
            StoreUnwritable,
        ),
    ],
)
def test_an_upgrade_that_fails_has_changed_nothing(
    old_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str, expected: type[Exception]
) -> None:
    before = bodies(old_file)
    release(tmp_path, monkeypatch, trouble)
    with pytest.raises(expected):
        open_database(old_file, Announcer())
    assert version(old_file) == NOW
    assert bodies(old_file) == before
    assert list(tmp_path.glob("*.bak*")) == []
    with closing(sqlite3.connect(old_file)) as connection:
        assert "pinned" not in str(connection.execute("SELECT sql FROM sqlite_master").fetchall())


def test_without_room_for_the_copy_nothing_is_changed_and_no_half_copy_stays(
    old_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(tmp_path, monkeypatch)
    before = old_file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "touch", lambda path, mode=0o666: None if path == old_file else full())
    with pytest.raises(StoreUnwritable, match="No space left"):
        open_database(old_file, Announcer())
    assert old_file.read_bytes() == before
    assert list(tmp_path.glob("*.bak")) == []


ROOM = """
import resource, sys
from pathlib import Path
from desktop.announce import Announcer
from desktop.store.database import StoreError, open_database
path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 65_536, resource.RLIM_INFINITY))
try:
    open_database(path, Announcer())
except StoreError as error:
    print(type(error).__name__, error.detail)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX processes")
def test_a_disk_that_is_full_in_the_middle_of_an_upgrade_is_not_called_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alembic tidies up after the full disk, and fails at what SQLite has tidied up itself."""
    path = tmp_path / "linedesk.db"
    here = tmp_path / "migrations"
    shutil.copytree(run.HERE, here, ignore=shutil.ignore_patterns("__pycache__", "000[3-9]*"))
    with monkeypatch.context() as patch:
        patch.setattr(run, "HERE", here)
        run.migrate(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO conversation (id, account_id, line, peer, last_at, unread)"
            " VALUES (1, 'a', ?, ?, 0, 0)",
            (LINE, PEER),
        )
        connection.executemany(
            "INSERT INTO message (id, client_id, account_id, conversation_id, outbound, line, peer, body,"
            " state, created_at, outside, remote_kind, remote_status, currency, carrier, error_text,"
            " attempts, left_alone)"
            " VALUES (?, ?, 'a', 1, 1, ?, ?, ?, 'sent', 0, 0, 'sms', '', '', '', '', 1, 0)",
            ((number, f"c{number}", LINE, PEER, "Hello" * 300) for number in range(1, 4001)),
        )
    before = bodies(path)
    for _ in range(2):
        ended = subprocess.run(
            [sys.executable, "-c", ROOM, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert ended.stdout.startswith("StoreUnwritable "), ended
        assert bodies(path) == before and version(path) == "0002"
        assert list(tmp_path.glob("*.bak*")) == []
    open_database(path, Announcer()).close()
    assert bodies(path) == before and version(path) == SCHEMA


def test_a_version_that_was_never_released_is_called_damaged(old_file: Path) -> None:
    with closing(sqlite3.connect(old_file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    before = bodies(old_file)
    with pytest.raises(StoreDamaged):
        open_database(old_file, Announcer())
    assert bodies(old_file) == before
    assert version(old_file) == "0000"
