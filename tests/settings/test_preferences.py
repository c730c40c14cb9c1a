"""What was chosen in the window."""

from pathlib import Path

import pytest

from desktop.settings import preferences
from desktop.settings.files import SettingsDamaged
from desktop.settings.preferences import Preferences


def test_without_a_file_everything_is_as_it_comes(tmp_path: Path) -> None:
    assert preferences.load(tmp_path / "preferences.json") == Preferences()
    assert Preferences().scheme == "system"


def test_what_was_chosen_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    chosen = Preferences(
        scheme="dark", line="a:+447700900010", all_lines=True, splitter=(300, 600), size=(900, 640)
    )
    preferences.save(path, chosen)
    assert preferences.load(path) == chosen


def test_choices_of_a_later_version_are_no_error(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_text('{"scheme": "light", "from_the_future": {"a": 1}}')
    assert preferences.load(path) == Preferences(scheme="light")


@pytest.mark.parametrize("content", ["", "{", '{"scheme": "pink"}', '{"size": "large"}', "[1]"])
def test_a_damaged_file_is_refused_and_left_as_it_is(tmp_path: Path, content: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(content)
    with pytest.raises(SettingsDamaged):
        preferences.load(path)
    assert path.read_text() == content
