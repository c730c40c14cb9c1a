"""Edited lists of words: kept as changes, checked when read, and a damaged file does no harm (B21)."""

from pathlib import Path

import pytest

from desktop.settings import word_lists
from desktop.settings.files import SettingsDamaged
from desktop.settings.word_lists import WordLists


def test_changes_are_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "word_lists.json"
    assert word_lists.load(path) == WordLists()
    changed = WordLists(
        added={"ours": ("blue widget*",)}, removed={"loans": ("bad credit",)}, off=("alcohol",)
    )
    word_lists.save(path, changed)
    assert word_lists.load(path) == changed
    assert word_lists.load_or_default(path) == (changed, None)


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"version": 2}', '{"added": {"a": [""]}}', '{"words": []}', '{"off": ["' + "x" * 41 + '"]}'],
)
def test_a_damaged_file_is_said_and_the_defaults_count(tmp_path: Path, content: str) -> None:
    path = tmp_path / "word_lists.json"
    path.write_text(content)
    with pytest.raises(SettingsDamaged):
        word_lists.load(path)
    lists, damaged = word_lists.load_or_default(path)
    assert lists == WordLists() and damaged is not None and damaged.path == path
    assert path.read_text() == content
