"""One process of a profile sends and settles; the system gives the lock on, however that process ends."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.sync.lock import ProfileLock

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys, time
from pathlib import Path
from desktop.sync.lock import ProfileLock

lock = ProfileLock(Path(sys.argv[1]))
print(lock.take() and "held", flush=True)
time.sleep(600)
"""


@contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_the_lock_is_taken_once_and_given_back(tmp_path: Path) -> None:
    first, second = ProfileLock(tmp_path / "sync.lock"), ProfileLock(tmp_path / "sync.lock")
    assert first.take() and first.take()
    assert (first.held, second.take(), second.held) == (True, False, False)
    first.release()
    assert (second.take(), first.held) == (True, False)
    second.release()


def test_giving_back_what_one_does_not_hold_changes_nothing(tmp_path: Path) -> None:
    first, second = ProfileLock(tmp_path / "sync.lock"), ProfileLock(tmp_path / "sync.lock")
    assert first.take()
    second.release()
    assert first.held and not second.take()
    first.release()


def test_two_profiles_do_not_wait_for_each_other(tmp_path: Path) -> None:
    first, second = ProfileLock(tmp_path / "a.lock"), ProfileLock(tmp_path / "b.lock")
    assert first.take() and second.take()
    first.release()
    second.release()


def test_a_process_that_is_killed_leaves_the_lock_to_the_next(tmp_path: Path) -> None:
    lock = ProfileLock(tmp_path / "sync.lock")
    with holder(tmp_path / "sync.lock") as other:
        assert not lock.take()
        assert not lock.take(seconds=0.1)
        other.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        other.wait()
        assert lock.take(seconds=30)
    lock.release()


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_the_lock_is_for_its_owner_only(tmp_path: Path) -> None:
    lock = ProfileLock(tmp_path / "sync.lock")
    lock.take()
    assert stat.S_IMODE((tmp_path / "sync.lock").stat().st_mode) == 0o600
    lock.release()
