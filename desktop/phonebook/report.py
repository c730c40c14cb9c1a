"""What an import did, for people to read and to keep."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.phonebook.entry import Bad
from desktop.phonebook.guard import guarded
from desktop.phonebook.written import write


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of entries, and every one that was not taken as it stands."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    """Entries that the file holds twice."""
    bad: tuple[Bad, ...] = ()
    duplicates: int = 0
    """Groups of contacts, some of them from this import, that may be the same person."""
    cancelled: bool = False
    """It was stopped, or could not go on; what was done until then stays."""


class BrokenOff(Exception):
    """An import could not go on because of ``cause``. What was taken until then stays, as ``report`` says."""

    def __init__(self, report: Report, cause: Exception) -> None:
        # Not the cause's own words: they may hold what the file says.
        super().__init__(f"after {report.added} added and {report.updated} updated: {type(cause).__name__}")
        self.report = report
        self.cause = cause


def save(report: Report, path: Path, words: Callable[[str], str]) -> None:
    """Write the bad rows as CSV: line, reason in ``words``, excerpt. Raises ``UnwritableFile``."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["Line", "Reason", "Text"])
    rows.writerows([one.place, guarded(words(one.reason)), guarded(one.excerpt)] for one in report.bad)
    write(path, text.getvalue(), encoding="utf-8-sig")
