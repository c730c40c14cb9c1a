"""Where a profile keeps its files."""

import os
import stat
from pathlib import Path

import pytest

from desktop.settings.profile import Profile, ProfileUnusable, default_profile, open_profile


def test_everything_of_a_profile_lies_in_its_folder_under_a_name_of_its_own(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    files = [
        profile.database,
        profile.accounts,
        profile.preferences,
        profile.lock,
        profile.log,
        profile.practice,
    ]
    assert {file.parent for file in files} == {tmp_path}
    assert len({file.name for file in files}) == len(files)


def test_two_profiles_share_nothing(tmp_path: Path) -> None:
    assert open_profile(tmp_path / "a").database != open_profile(tmp_path / "b").database


def test_without_a_choice_it_is_the_persons_own_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    profile = open_profile(None)
    assert profile == default_profile()
    assert profile.root.is_dir()


def test_a_relative_folder_stays_the_same_when_the_program_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert open_profile(Path("mine")).root == tmp_path / "mine"


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_new_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    profile = open_profile(tmp_path / "mine")
    assert stat.S_IMODE(profile.root.stat().st_mode) == 0o700


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_folder_that_cannot_be_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ProfileUnusable) as caught:
        open_profile(tmp_path / place)
    assert caught.value.path == tmp_path / place
    assert caught.value.detail
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_folder_without_the_right_to_write_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ProfileUnusable, match="no right"):
        open_profile(tmp_path)
