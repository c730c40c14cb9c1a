"""The number dialled last stays for the next start, in the cache and in no readable file."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.ui.dialpad.last_dialled_model import LastDialled
from desktop.ui.preferences.preferences_model import PreferencesModel
from tests.ui.account import Account, opened

OLDER, NEWER = "+447700900123", "+12025550143"


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with opened(tmp_path) as account:
        yield account


def test_it_is_there_at_the_next_start_and_not_in_the_preferences(account: Account, tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    preferences = PreferencesModel(path)
    last = LastDialled(account.db, preferences)
    assert last.number == ""
    last.remember(NEWER)
    preferences.change(tray=False)
    assert NEWER not in path.read_text()
    assert LastDialled(account.db, PreferencesModel(path)).number == NEWER


def test_one_that_an_older_version_left_readable_moves_into_the_cache(
    account: Account, tmp_path: Path
) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(json.dumps({"last_dialled": OLDER, "tray": False}))
    assert LastDialled(account.db, PreferencesModel(path)).number == OLDER
    assert "last_dialled" not in path.read_text()
    again = PreferencesModel(path)
    assert again.now.tray is False
    assert LastDialled(account.db, again).number == OLDER


def test_who_brings_it_back_hears_of_another_one(account: Account, tmp_path: Path) -> None:
    last = LastDialled(account.db, PreferencesModel(tmp_path / "preferences.json"))
    heard: list[str] = []
    last.changed.connect(lambda: heard.append(last.number))
    last.remember(OLDER)
    last.remember(OLDER)
    assert heard == [OLDER]
