"""Settings files are written whole or not at all, and are for their owner only."""

import os
import stat
from pathlib import Path

import pytest

from desktop.settings import files
from desktop.settings.files import SettingsDamaged, SettingsUnwritable


def test_what_was_written_is_read_and_nothing_else_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    files.write(path, "one 👍")
    files.write(path, "two")
    assert files.read(path) == "two"
    assert not list(tmp_path.glob(".a.json.*"))


def test_a_file_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert files.read(tmp_path / "a.json") is None


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_only_the_owner_may_read_even_where_the_file_was_open_before(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    path.chmod(0o644)
    files.write(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_write_that_breaks_off_leaves_the_file_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """A full disk loses nothing."""
    path = tmp_path / "a.json"
    files.write(path, "before")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "replace":
        monkeypatch.setattr(Path, "replace", full)
    elif step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr("tempfile.mkstemp", full)
    with pytest.raises(SettingsUnwritable) as caught:
        files.write(path, "after")
    assert (caught.value.path, caught.value.detail) == (path, "No space left on device")
    monkeypatch.undo()
    assert files.read(path) == "before"
    assert not list(tmp_path.glob(".a.json.*"))


def test_what_cannot_be_read_is_called_damaged_and_left(tmp_path: Path) -> None:
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe{}")
    with pytest.raises(SettingsDamaged):
        files.read(binary)
    assert binary.read_bytes() == b"\xff\xfe{}"
    with pytest.raises(SettingsDamaged):
        files.read(tmp_path)


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(SettingsUnwritable):
        files.write(tmp_path / "no" / "a.json", "text")
