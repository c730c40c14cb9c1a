"""What an import would make of a file is shown before anything is stored."""

from pathlib import Path

import pytest

from desktop.phonebook.csv_headers import Field, Meaning
from desktop.phonebook.entry import Fault
from desktop.phonebook.preview import SHOWN, FileKind, open_file, preview
from desktop.phonebook.text_file import UnreadableFile


def written(folder: Path, words: str, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_text(words, encoding="utf-8", newline="")
    return path


def test_a_csv_file_is_shown_with_its_columns_and_what_they_probably_mean(tmp_path: Path) -> None:
    path = written(tmp_path, "Name;Handy;x\nZoë;07700 900123;1\n;;y\nBen;nonsense;2\n")
    found = preview(path, region="GB")
    assert found.kind is FileKind.CSV
    assert found.columns == ("Name", "Handy", "x")
    assert found.mapping == (Meaning(Field.NAME), Meaning(Field.NUMBER, "mobile"), Meaning(Field.IGNORED))
    assert [one.details.name for one in found.rows] == ["Zoë", "Ben"]
    assert [(one.place, one.reason) for one in found.bad] == [(3, Fault.EMPTY), (4, Fault.NUMBER_KEPT)]
    assert (found.has_header, found.more, found.encoding) == (True, False, "utf-8")


def test_another_mapping_is_shown_as_it_would_be_read(tmp_path: Path) -> None:
    path = written(tmp_path, "Name;Handy\nZoë;07700 900123\n")
    mapping = (Meaning(Field.COMPANY), Meaning(Field.NUMBER, "Shop"))
    found = preview(path, region="GB", mapping=mapping)
    assert found.mapping == mapping
    assert (found.rows[0].details.company, found.rows[0].details.numbers[0].label) == ("Zoë", "Shop")


def test_a_vcard_is_known_by_what_it_says_and_only_its_beginning_is_shown(tmp_path: Path) -> None:
    cards = "".join(f"BEGIN:VCARD\r\nFN:Person {at}\r\nEND:VCARD\r\n" for at in range(SHOWN + 5))
    found = preview(written(tmp_path, cards, "people.txt"), region=None)
    assert found.kind is FileKind.VCARD
    assert (found.columns, found.mapping) == ((), ())
    assert len(found.rows) == SHOWN
    assert found.more
    assert open_file(tmp_path / "people.txt").expected == SHOWN + 5


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_vcard_is_known_whichever_way_its_lines_end(tmp_path: Path, end: str) -> None:
    words = end.join(["", " begin:vcard ", "FN:Zoë", "END:VCARD", "BEGIN:VCARD", "FN:Ben", "END:VCARD"])
    found = preview(written(tmp_path, words, "people.vcf"), region=None)
    assert [one.details.name for one in found.rows] == ["Zoë", "Ben"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("", "people.csv"),
        ("Dear Zoë,\nhow are you?\n", "letter.vcf"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "a.ics"),
    ],
)
def test_a_file_without_contacts_is_refused(tmp_path: Path, words: str, name: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        preview(written(tmp_path, words, name), region=None)
    assert refused.value.reason == "no_contacts"
