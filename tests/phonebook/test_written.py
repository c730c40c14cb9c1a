"""Files are written whole or not at all, and for their owner only."""

import os
import stat
from pathlib import Path

import pytest

from desktop.phonebook.written import UnwritableFile, write


def test_a_file_is_replaced_in_one_step_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("before")
    write(path, "Zoë\r\n", encoding="utf-8-sig")
    assert path.read_bytes() == b"\xef\xbb\xbfZo\xc3\xab\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.glob("*people*")) == [path]


def test_what_cannot_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableFile) as refused:
        write(path, "after")
    assert (refused.value.path, refused.value.detail) == (path, "No space left on device")
    assert path.read_text() == "before"
    assert list(tmp_path.glob("*people*")) == [path]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match="No such file"):
        write(tmp_path / "none" / "people.csv", "x")
