"""What is exported is taken as unchanged when it is imported again, in every format."""

import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.announce import Announcer
from desktop.phonebook import csv_file, vcard
from desktop.phonebook.entry import Entry
from desktop.phonebook.exporting import ExportKind, UnwritableFile, by_suffix, export, export_all
from desktop.phonebook.importing import import_file
from desktop.store import contact_edits, contacts
from desktop.store.contact_details import Details, Empty, tidy
from desktop.store.contacts import Contact, Number
from desktop.store.database import Database, open_database
from tests.store.people import add, serve

FORMATS = [(ExportKind.VCARD4, "a.vcf"), (ExportKind.VCARD3, "a.vcf"), (ExportKind.CSV, "a.csv")]


def fill(db: Database) -> None:
    serve(db, ("1", "Ben", "+447700900124"), ("2", "", "+447700900125"))
    add(db, "", company="Patel Bicycles")
    add(db, "=HYPERLINK(1)", "-1", "+447700900126", notes="+cmd\n@x\n\n'=y")
    details = Details(
        "Zoë, Patel; \\n “Dr”",
        'Quay "&" Co',
        (
            Number("+12025550199", "front; desk"),
            Number("60777", "Work fax"),
            Number("+447700900123", "main", True),
        ),
        "zoe@example.com",
        "漢字 👩‍🔧\nمرحبا",
    )
    contact_edits.add(db, details, region=None)


@pytest.mark.parametrize(("kind", "name"), FORMATS)
def test_an_export_that_is_imported_again_changes_nothing(
    db: Database, tmp_path: Path, kind: ExportKind, name: str
) -> None:
    fill(db)
    before = contacts.listing(db)
    path = tmp_path / name
    assert export_all(db, path, kind) == len(before) == 5
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for _ in range(2):
        report = import_file(db, path, region=None)
        assert (report.added, report.updated, report.unchanged, report.skipped) == (0, 0, 5, 0)
    assert contacts.listing(db) == before


@pytest.mark.parametrize(("kind", "name"), FORMATS)
def test_an_export_moves_a_phone_book_whole(
    db: Database, tmp_path: Path, kind: ExportKind, name: str
) -> None:
    fill(db)
    export_all(db, tmp_path / name, kind)
    other = open_database(tmp_path / "other.db", Announcer())
    assert import_file(other, tmp_path / name, region=None).added == 5
    assert [Details.of(one) for one in contacts.listing(other)] == [
        Details.of(one) for one in contacts.listing(db)
    ]
    other.close()


def test_only_those_who_match_are_exported_with_their_kept_lines(db: Database, tmp_path: Path) -> None:
    (tmp_path / "in.vcf").write_text(
        "BEGIN:VCARD\nFN:Zoë\nTITLE:Owner\nEND:VCARD\nBEGIN:VCARD\nFN:Ben\nEND:VCARD\n"
    )
    import_file(db, tmp_path / "in.vcf", region=None)
    assert export_all(db, tmp_path / "out.vcf", ExportKind.VCARD4, "zoe") == 1
    words = (tmp_path / "out.vcf").read_text()
    assert "TITLE:Owner" in words
    assert "Ben" not in words
    assert export_all(db, tmp_path / "none.csv", ExportKind.CSV, "nobody") == 0
    assert (tmp_path / "none.csv").read_text(encoding="utf-8-sig").startswith("Name,")


def test_a_spreadsheet_sees_numbers_and_no_formulas(db: Database, tmp_path: Path) -> None:
    fill(db)
    export_all(db, tmp_path / "a.csv", ExportKind.CSV)
    words = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in words
    assert ",+44 7700 900123" in words
    assert ",'-1" in words


def test_the_name_of_the_file_says_the_format() -> None:
    assert by_suffix(Path("a.CSV")) is ExportKind.CSV
    assert by_suffix(Path("a.vcf")) is by_suffix(Path("a")) is ExportKind.VCARD4


def test_what_cannot_be_written_is_said(db: Database, tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile):
        export_all(db, tmp_path / "none" / "a.vcf", ExportKind.VCARD4)


TEXT = st.text(max_size=30)
NUMBERS = st.builds(
    Number,
    st.sampled_from(["+447700900123", "+12025550199", "60777", "nobody; knows, 1", "+44 (x) 5", "=1"]),
    st.sampled_from(["", "mobile", "Work fax", "main", "Büro"]) | TEXT,
    st.booleans(),
)
PEOPLE = st.builds(Details, TEXT, TEXT, st.lists(NUMBERS, max_size=3).map(tuple), TEXT, st.text(max_size=200))


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_whatever_a_contact_says_comes_back_from_every_format(typed: Details) -> None:
    try:
        details = tidy(typed, None)
    except Empty:
        return
    contact = Contact("", "u1", details.name, details.company, details.numbers, details.email, details.notes)
    for kind, name in FORMATS:
        words = written(contact, kind, name)
        if kind is ExportKind.CSV:
            shape = csv_file.shape(words)
            assert shape is not None
            (found,) = csv_file.entries(words, shape, shape.mapping, None)
        else:
            (found,) = vcard.read(words, None)
        assert isinstance(found, Entry), (kind, found)
        assert found.details == details, kind


def written(contact: Contact, kind: ExportKind, name: str) -> str:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        export([contact], path, kind)
        return path.read_bytes().decode("utf-8-sig")
