"""The first frame looks as the window did when it was left, whatever state the file is in."""

from pathlib import Path

import pytest

from desktop.settings import preferences
from desktop.settings.appearance import Appearance, read
from desktop.settings.preferences import Preferences


def test_the_first_frame_gets_what_the_preferences_say(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    chosen = Preferences(
        scheme="dark", text_size=130, size=(900, 600), splitter=(300, 599), line="a:+1202", all_lines=True
    )
    preferences.save(path, chosen)
    assert read(path) == Appearance("dark", 130, (900, 600), (300, 599), "a:+1202", True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"null",
        b'{"scheme": 7, "text_size": "big", "size": [1], "splitter": ["a", 2], "line": null}',
        b'{"text_size": 100000, "size": [1.5, true], "all_lines": "yes"}',
        b"[" * 100_000,
    ],
)
def test_what_is_odd_counts_as_not_chosen(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(content)
    assert read(path) == Appearance()


def test_without_a_file_everything_is_as_it_comes(tmp_path: Path) -> None:
    assert read(tmp_path / "none.json") == Appearance()
