"""The phone book on the command line: listed, imported, exported."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.announce import Announcer
from desktop.cli.contacts import facts, numbers_in_words
from desktop.store import lines
from desktop.store.contacts import Contact, Number
from desktop.store.database import open_database
from desktop.store.lines import Line
from tests.cli.command_line import CommandLine

ROWS = "Name,Company,Mobile,Büro\nZoë Patel,Bicycles,07700 900123,\nBen,,+447700900124,nonsense\n,,,\n"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_a_file_is_imported_listed_and_found(linedesk: CommandLine, people: Path) -> None:
    """I1, B3."""
    done = linedesk("contacts", "import", str(people), "--country", "gb")
    assert (done.exit_code, done.stdout) == (0, "2 added, 0 updated, 0 unchanged, 0 twice in the file.\n")
    assert "Line 3: The number could not be read" in done.stderr
    rows = linedesk("contacts", "list").stdout.splitlines()
    assert rows == [
        "Ben                  mobile +447700900124, work nonsense",
        "Zoë Patel  Bicycles  mobile +447700900123",
    ]
    assert [one["name"] for one in linedesk.found("contacts", "list", "zoe 0123")] == ["Zoë Patel"]
    again = linedesk.found("contacts", "import", str(people), "--country", "GB")
    assert (again["added"], again["unchanged"], again["bad"][0]["reason"]) == (0, 2, "number_kept")


def test_national_numbers_are_read_in_the_first_lines_country(linedesk: CommandLine, people: Path) -> None:
    linedesk("contacts", "import", str(people))
    assert linedesk.found("contacts", "list", "zoe")[0]["numbers"][0]["understood"] is False
    db = open_database(linedesk.profile / "linedesk.db", Announcer())
    lines.replace(db, "a", [Line("a", "1", "+447700900010")])
    db.close()
    linedesk("contacts", "import", str(people))
    numbers = [
        number["number"] for one in linedesk.found("contacts", "list", "zoe") for number in one["numbers"]
    ]
    assert "+447700900123" in numbers


def test_an_export_is_written_for_machines_and_people(
    linedesk: CommandLine, people: Path, tmp_path: Path
) -> None:
    linedesk("contacts", "import", str(people), "--country", "GB")
    for name, option in (("a.vcf", []), ("b.vcf", ["--vcard3"]), ("c.csv", [])):
        assert (
            linedesk("contacts", "export", str(tmp_path / name), *option).stdout == "2 contacts exported.\n"
        )
        assert linedesk.found("contacts", "import", str(tmp_path / name))["unchanged"] == 2
    assert "VERSION:3.0" in (tmp_path / "b.vcf").read_text()
    assert linedesk.found("contacts", "export", str(tmp_path / "d.csv"), "--search", "ben") == {"exported": 1}


def test_bad_rows_are_written_where_asked_and_the_first_are_shown(
    linedesk: CommandLine, tmp_path: Path
) -> None:
    path, report = tmp_path / "many.csv", tmp_path / "report.csv"
    path.write_text("Name,Mobile\n" + "".join(f"Person {at},nonsense\n" for at in range(25)))
    done = linedesk("contacts", "import", str(path), "--report", str(report))
    assert done.exit_code == 0
    assert done.stderr.count("Line ") == 20
    assert "5 more rows were not taken as they stand" in done.stderr
    assert len(report.read_text().splitlines()) == 26


def test_possible_duplicates_are_told_and_left_to_people(linedesk: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Mobile\nZoe,+447700900123\nZoë Patel,+447700900123\n")
    done = linedesk("contacts", "import", str(path))
    assert "1 possible duplicate. Nothing was merged" in done.stderr
    assert len(linedesk.found("contacts", "list")) == 2


def test_an_import_that_the_disk_stops_says_how_many_were_taken(
    linedesk: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "many.csv"
    path.write_text("Name\n" + "".join(f"Person {at}\n" for at in range(250)))
    linedesk("contacts", "list")
    with closing(sqlite3.connect(linedesk.profile / "linedesk.db")) as file:
        file.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON contact WHEN (SELECT count(*) FROM contact) > 220 "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    done = linedesk("contacts", "import", str(path))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "200 added, 0 updated" in done.stderr
    assert "disk is full" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["import", "none.vcf"], 1, "none.vcf cannot be read"),
        (["import", "people.csv", "--country", "England"], 2, "England is no country code"),
        (["import", "empty.csv"], 1, "No contacts were found in empty.csv"),
        (["import", "people.csv", "--report", "none/report.csv"], 1, "report.csv cannot be written"),
        (["export", "none/a.vcf"], 1, "a.vcf cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    linedesk: CommandLine,
    people: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    words: str,
) -> None:
    monkeypatch.chdir(people.parent)
    Path("empty.csv").touch()
    done = linedesk("contacts", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert words in done.stderr


def test_a_contact_for_machines_has_all_that_is_known() -> None:
    numbers = (Number("+447700900123", "mobile", True), Number("the bar"))
    zoe = Contact("", "u1", "Zoë", "Quay", numbers, "zoe@example.com", "Tea")
    assert json.loads(json.dumps(facts(zoe))) == {
        "account": None,
        "id": "u1",
        "name": "Zoë",
        "company": "Quay",
        "email": "zoe@example.com",
        "notes": "Tea",
        "numbers": [
            {"number": "+447700900123", "label": "mobile", "preferred": True, "understood": True},
            {"number": "the bar", "label": "", "preferred": False, "understood": False},
        ],
    }
    assert numbers_in_words(zoe) == "mobile +447700900123, the bar"
