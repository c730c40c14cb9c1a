"""Opening the practice server's state file, and what stops it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.sandbox.state_file import VERSION, Fault, StateFault, finish, open_state


def made(path: Path) -> None:
    database, _ = open_state(path)
    with closing(database):
        finish(database)


def test_a_new_file_is_for_its_owner_only_and_known_again(tmp_path: Path) -> None:
    path = tmp_path / "state"
    database, is_new = open_state(path)
    with closing(database):
        assert is_new
        finish(database)
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o600
    database, is_new = open_state(path)
    with closing(database):
        assert not is_new


def test_a_file_that_was_never_filled_is_new_again(tmp_path: Path) -> None:
    """A kill in the middle of the first start."""
    database, _ = open_state(tmp_path / "state")
    database.execute("INSERT INTO facts VALUES ('seed', '1')")
    database.close()
    database, is_new = open_state(tmp_path / "state")
    with closing(database):
        assert is_new


def test_without_a_file_each_start_is_new() -> None:
    database, is_new = open_state(None)
    with closing(database):
        assert is_new


def test_two_servers_never_share_a_file(tmp_path: Path) -> None:
    database, _ = open_state(tmp_path / "state")
    with closing(database):
        finish(database)
        with pytest.raises(StateFault) as refused:
            open_state(tmp_path / "state")
    assert refused.value.fault is Fault.IN_USE


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Dear Ms Bennett, " * 100)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE poems (line TEXT)")
        database.commit()
    for path in (text, other):
        with pytest.raises(StateFault) as refused:
            open_state(path)
        assert refused.value.fault is Fault.NOT_OURS
    assert text.read_text() == "Dear Ms Bennett, " * 100


def test_a_file_of_another_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "state"
    made(path)
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version={VERSION + 1}")
    with pytest.raises(StateFault) as refused:
        open_state(path)
    assert refused.value.fault is Fault.NOT_OURS


def test_a_place_where_no_file_can_be_is_said_so(tmp_path: Path) -> None:
    for path in (tmp_path / "missing" / "state", tmp_path):
        with pytest.raises(StateFault) as refused:
            open_state(path)
        assert refused.value.fault is Fault.UNREADABLE
        assert refused.value.detail
