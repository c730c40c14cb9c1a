"""The copy that an upgrade sets aside: whole, one of each schema, and never an older one thrown away."""

import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.store import cipher, encrypting, kept_copy, messages
from desktop.store.database import SCHEMA, open_database
from tests.sandbox_process import ROOT
from tests.store.encrypted_by import KEY

LINE, PEER = "+447700900010", "+447700900123"

KILLED = """
import os, signal, sys
from pathlib import Path
from desktop.store import database
from desktop.store.migrations import run
run.migrate = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
before, database.SCHEMA = database.SCHEMA, "9999"
key = bytes.fromhex(sys.argv[2]) or None
database.upgrade(Path(sys.argv[1]), before, key)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "linedesk.db"
    write(path, "One")
    return path


def write(path: Path, body: str) -> None:
    db = open_database(path, Announcer())
    messages.queue(db, account_id="a", line=LINE, peer=PEER, body=body)
    db.close()


def bodies(path: Path, key: bytes | None = None) -> list[str]:
    with closing(cipher.connect(path, key)) as connection:
        return [body for (body,) in connection.execute("SELECT body FROM message ORDER BY id")]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX processes")
@pytest.mark.parametrize("key", [None, KEY])
def test_upgrades_that_are_killed_leave_one_copy_however_often(
    path: Path, tmp_path: Path, key: bytes | None
) -> None:
    if key is not None:
        encrypting.encrypt(path, key)
    for _ in range(3):
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, str(path), (key or b"").hex()], cwd=ROOT, check=False
        )
        assert ended.returncode == -signal.SIGKILL
    (copy,) = tmp_path.glob("*.bak*")
    assert bodies(copy, key) == bodies(path, key) == ["One"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_copy_with_other_texts_is_neither_taken_for_this_one_nor_thrown_away(path: Path) -> None:
    first = kept_copy.set_aside(path, SCHEMA, None)
    write(path, "Two")
    second = kept_copy.set_aside(path, SCHEMA, None)
    assert first is not None and second is not None
    assert (bodies(first), bodies(second)) == (["One"], ["One", "Two"])
    assert kept_copy.set_aside(path, SCHEMA, None) is None


def test_what_a_killed_process_left_of_a_copy_is_not_taken_for_a_copy(path: Path, tmp_path: Path) -> None:
    part = tmp_path / "linedesk.db.0003-20260101T000000.bak.part"
    shutil.copy(path, part)
    part.with_name(f"{part.name}-journal").write_bytes(b"half")
    copy = kept_copy.set_aside(path, SCHEMA, None)
    assert [file for file in tmp_path.iterdir() if ".bak" in file.name] == [copy]


def test_a_damaged_copy_is_not_relied_on(path: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "linedesk.db.0003-20260101T000000.bak"
    damaged.write_bytes(path.read_bytes()[:5000])
    copy = kept_copy.set_aside(path, SCHEMA, None)
    assert copy is not None and bodies(copy) == ["One"]


def test_a_copy_that_cannot_be_finished_leaves_no_part(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space left"):
        kept_copy.set_aside(path, SCHEMA, None)
    assert list(tmp_path.glob("*.bak*")) == []


def test_removed_with_all_that_lies_beside_it(path: Path, tmp_path: Path) -> None:
    copy = kept_copy.set_aside(path, SCHEMA, None)
    assert copy is not None
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("SELECT count(*) FROM message").fetchone()
        kept_copy.remove(copy)
    assert list(tmp_path.glob("*.bak*")) == []
