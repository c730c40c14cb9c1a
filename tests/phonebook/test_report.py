"""The rows that an import could not take are kept in a file of their own."""

import csv
from pathlib import Path

from desktop import wording
from desktop.phonebook.entry import Bad, Fault
from desktop.phonebook.report import BrokenOff, Report, save


def test_a_saved_report_names_line_reason_and_text_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    bad = (Bad(3, Fault.EMPTY, "=HYPERLINK(1)"), Bad(9, Fault.NUMBER_KEPT, "+44 7700"))
    save(Report(added=1, bad=bad), path, wording.import_fault)
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows == [
        ["Line", "Reason", "Text"],
        ["3", wording.import_fault("empty"), "'=HYPERLINK(1)"],
        ["9", wording.import_fault("number_kept"), "+44 7700"],
    ]


def test_every_reason_has_words_of_its_own() -> None:
    sentences = {wording.import_fault(fault) for fault in Fault}
    assert len(sentences) == len(Fault)
    assert not sentences & set(Fault)


def test_an_import_that_broke_off_says_why_and_what_was_taken() -> None:
    cause = OSError("no space")
    broken = BrokenOff(Report(added=600, cancelled=True), cause)
    assert (broken.report.added, broken.cause) == (600, cause)
    # Its words reach the log, and the cause's own may hold what the file says.
    assert "600 added" in str(broken) and "OSError" in str(broken) and "no space" not in str(broken)
