"""A file somebody chose becomes text, whatever its encoding, or is refused with its reason."""

from pathlib import Path

import pytest

from desktop.phonebook import text_file
from desktop.phonebook.text_file import UnreadableFile

WORDS = "Name;Phone\r\nZoë Łuk;+447700900123\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_usual_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(WORDS.encode(encoding))
    assert text_file.read(path).words == WORDS


def test_what_is_no_utf_8_is_read_as_windows_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("Zoë – Müller €\r\n".encode("cp1252"))
    found = text_file.read(path)
    assert (found.words, found.encoding) == ("Zoë – Müller €\r\n", "cp1252")


def test_a_file_cut_inside_a_character_loses_that_character_only(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("Zoë;Zoë".encode()[:-1])
    assert text_file.read(path).words == "Zoë;Zo\ufffd"


def test_nul_characters_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"Name;Phone\nZo\0e;1\n" + b"Ben;2\n" * 50)
    assert text_file.read(path).words.startswith("Name;Phone\nZoe;1\n")


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "picture.vcf"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(1, 32)) * 100)
    with pytest.raises(UnreadableFile) as refused:
        text_file.read(path)
    assert (refused.value.reason, refused.value.path) == ("no_text", path)


def test_a_file_that_is_not_there_is_a_folder_or_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (tmp_path / "none.vcf", tmp_path):
        with pytest.raises(UnreadableFile) as refused:
            text_file.read(path)
        assert refused.value.reason == "not_readable"
        assert refused.value.detail
    monkeypatch.setattr(text_file, "LARGEST", 3)
    (tmp_path / "large.vcf").write_text("four")
    with pytest.raises(UnreadableFile) as refused:
        text_file.read(tmp_path / "large.vcf")
    assert refused.value.reason == "too_large"


def test_an_empty_file_is_text_without_words(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.touch()
    assert text_file.read(path).words == ""
