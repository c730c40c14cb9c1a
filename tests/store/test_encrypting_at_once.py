"""Two that encrypt the same cache at once, one that was cut off, and the copies of upgrades meanwhile."""

import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.store import cipher, encrypting
from desktop.store.encrypting import NotEncrypted
from tests.sandbox_process import ROOT
from tests.store.encrypted_by import KEY, NEW
from tests.store.test_encrypting import BODIES, bodies, elsewhere, holds_plain
from tests.store.test_encrypting import plain as plain

SLOWLY = """
import sys
from pathlib import Path
from desktop.store import encrypting
from tests.store.encrypted_by import KEY
copy = encrypting._copy
def slowly(*arguments):
    copy(*arguments)
    print("copied", flush=True)
    sys.stdin.readline()
encrypting._copy = slowly
encrypting.encrypt(Path(sys.argv[1]), KEY)
"""
IMPATIENT = """
import sys
from pathlib import Path
from desktop.store import encrypting
from tests.store.encrypted_by import KEY
encrypting.TURN = 0.1
try:
    encrypting.encrypt(Path(sys.argv[1]), KEY)
except encrypting.NotEncrypted as error:
    print(error.reason, flush=True)
"""
PATIENT = """
import sys
from pathlib import Path
from desktop.store import encrypting
from tests.store.encrypted_by import KEY
print("here", flush=True)
encrypting.encrypt(Path(sys.argv[1]), KEY)
print("encrypted")
"""


def test_of_two_processes_that_encrypt_at_once_one_does_and_the_other_waits_or_leaves(plain: Path) -> None:
    """Neither throws away the other's copy: it may be all there is."""
    with elsewhere(SLOWLY, plain) as first:
        new = plain.with_name("linedesk.db.encrypting")
        known = new.stat()
        impatient = subprocess.run(
            [sys.executable, "-c", IMPATIENT, str(plain)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert impatient.stdout == "busy\n", impatient
        assert (new.stat().st_ino, new.stat().st_size) == (known.st_ino, known.st_size)
        with elsewhere(PATIENT, plain) as second:
            first.communicate("\n", timeout=30)
            said, _ = second.communicate(timeout=30)
    assert (first.returncode, second.returncode, said) == (0, 0, "encrypted\n")
    assert bodies(plain, KEY) == BODIES
    assert [file.name for file in plain.parent.glob("linedesk.db*")] == ["linedesk.db"]
    lock = plain.with_name(".linedesk.db.converting.lock")
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600


@pytest.mark.parametrize("trouble", ["empty", "another", "gone"])
def test_a_copy_that_is_no_longer_the_one_written_never_counts(
    plain: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    copy = encrypting._copy

    def disturbed(connection: sqlite3.Connection, new: Path, key: cipher.Key) -> None:
        copy(connection, new, key)
        content = new.read_bytes()
        if trouble == "empty":
            new.write_bytes(b"")
        else:
            new.rename(new.with_name("taken"))
            if trouble == "another":
                new.write_bytes(content)

    monkeypatch.setattr(encrypting, "_copy", disturbed)
    with pytest.raises(NotEncrypted):
        encrypting.encrypt(plain, KEY)
    assert bodies(plain, None) == BODIES


def test_a_conversion_that_was_cut_off_is_finished_and_not_begun_anew(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the mark on the encrypted copy is all there is."""

    def cut_off(_: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(encrypting, "_take_place", cut_off)
        with pytest.raises(KeyboardInterrupt):
            encrypting.encrypt(plain, KEY)
    assert cipher.is_moved(plain)
    encrypting.encrypt(plain, KEY)
    assert bodies(plain, KEY) == BODIES


def test_a_change_of_the_key_changes_that_of_the_copies_or_of_nothing(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = [tmp_path / f"linedesk.db.000{number}-20260101T000000.bak" for number in (1, 2)]
    for copy in copies:
        shutil.copy(plain, copy)
    encrypting.encrypt(plain, KEY)
    encrypting.encrypt_copies(plain, KEY)
    rekeyed = encrypting._rekeyed_beside

    def full(copy: Path, before: cipher.Key, after: cipher.Key) -> None:
        if copy == copies[1]:
            raise OSError(28, "No space left on device")
        rekeyed(copy, before, after)

    with monkeypatch.context() as patch:
        patch.setattr(encrypting, "_rekeyed_beside", full)
        with pytest.raises(NotEncrypted, match="no_room"):
            encrypting.change_key(plain, KEY, NEW)
    assert [bodies(one, KEY) for one in (plain, *copies)] == [BODIES] * 3
    encrypting.change_key(plain, KEY, NEW)
    assert [bodies(one, NEW) for one in (plain, *copies)] == [BODIES] * 3
    assert not any(cipher.fits(one, KEY) for one in (plain, *copies))
    assert sorted(tmp_path.glob("linedesk.db*")) == [plain, *copies]


def test_killed_at_any_step_of_a_change_of_the_key_every_copy_opens_with_the_key_that_the_cache_has(
    plain: Path, tmp_path: Path
) -> None:
    """Every statement and every call that reaches the disk is tried."""
    folder = tmp_path / "killed"
    folder.mkdir()
    copy = tmp_path / "linedesk.db.0002-20260101T000000.bak"
    shutil.copy(plain, copy)
    encrypting.encrypt(plain, KEY)
    encrypting.encrypt_copies(plain, KEY)
    shutil.copy(plain, folder / "plain.db")
    shutil.copy(copy, folder / "plain.bak")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.store.encrypted_by", str(folder), "change"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout.endswith("code 0\n"), ended
    steps = int(ended.stdout.split()[1])
    assert steps > 20
    found = set()
    for number in range(1, steps + 1):
        path = folder / f"{number}.db"
        key = KEY if cipher.fits(path, KEY) else NEW
        found.add(key)
        assert bodies(path, key) == BODIES, number
        encrypting.encrypt_copies(path, key)
        (there,) = folder.glob(f"{number}.db.*")
        assert bodies(there, key) == BODIES, number
    assert found == {KEY, NEW}


def test_what_a_killed_upgrade_left_of_a_copy_does_not_stay_readable(plain: Path, tmp_path: Path) -> None:
    shutil.copy(plain, tmp_path / "linedesk.db.0002-20260101T000000.bak.part")
    encrypting.encrypt(plain, KEY)
    encrypting.encrypt_copies(plain, KEY)
    assert holds_plain(tmp_path) == []
