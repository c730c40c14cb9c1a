"""Takes a file of contacts into the phone book: in batches, with progress, and it can be stopped.

Call it in a thread, with ``Database.heard_later``: thousands of entries take seconds.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop.announce import ContactsChanged
from desktop.phonebook.csv_headers import Mapping
from desktop.phonebook.entry import Bad, Entry, Fault, unread_numbers
from desktop.phonebook.preview import Opened, open_file
from desktop.phonebook.report import BrokenOff, Report
from desktop.store.contact_duplicates import offered
from desktop.store.contact_import import BATCH, Fate, Incoming, Match, match, take_in
from desktop.store.database import Database

Progress = Callable[[int, int], None]
"""Called in the importing thread, about once a batch: how many entries are done, of about how many."""


class _Stopped(Exception):
    """Somebody does not want to wait."""


def import_file(
    db: Database,
    path: Path,
    *,
    region: str | None,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Import a vCard or CSV file; ``region`` is the country in which national numbers are read.

    Reading it again updates what it brought before. Raises ``UnreadableFile``, and ``BrokenOff`` where it
    could not be finished, the disk being full: batches that were stored before stay.
    """
    work = _Import(db, _file(path), progress or (lambda done, total: None), cancelled or (lambda: False))
    opened = open_file(path, mapping)
    try:
        to_the_end = work.run(opened, region)
        return work.report(cancelled=not to_the_end)
    except Exception as error:
        raise BrokenOff(work.report(cancelled=True, compared=False), error) from error
    finally:
        if work.changed:
            db.announce(ContactsChanged())


def _file(path: Path) -> str:
    """What the file is called, without the number that a browser gives to a second download."""
    return re.sub(r" ?\([0-9]+\)$", "", path.stem).casefold()


class _Import:
    """One run; counts as it goes, so that a stopped one can tell what it did."""

    def __init__(self, db: Database, file: str, progress: Progress, cancelled: Callable[[], bool]) -> None:
        self._db = db
        self._file = file
        self._progress = progress
        self._cancelled = cancelled
        self._total = 0
        self._counts = dict.fromkeys(Fate, 0)
        self._skipped = 0
        self._bad: list[Bad] = []
        self._touched: set[int] = set()

    @property
    def changed(self) -> bool:
        """Whether the phone book is another one than before."""
        return bool(self._counts[Fate.ADDED] or self._counts[Fate.UPDATED])

    def run(self, opened: Opened, region: str | None) -> bool:
        """Read and store all; ``False`` where somebody stopped it."""
        try:
            self.store(self.read(opened.entries(region), opened.expected))
        except _Stopped:
            return False
        return True

    def read(self, found: Iterator[Entry | Bad], expected: int) -> list[Entry]:
        """All entries of the file. Half of the work, for the progress."""
        entries: list[Entry] = []
        for count, one in enumerate(found):
            if count % BATCH == 0:
                self._tell(count // 2, max(expected, count))
            if isinstance(one, Bad):
                self._bad.append(one)
            else:
                entries.append(one)
        self._total = len(entries)
        return entries

    def store(self, entries: list[Entry]) -> None:
        """Batch by batch; what is stored when somebody stops it stays."""
        incoming = [Incoming(one.details, one.uid, one.extra, self._file) for one in entries]
        matches = match(self._db, incoming)
        for begin in range(0, len(entries), BATCH):
            self._tell((self._total + begin) // 2, self._total)
            end = begin + BATCH
            batch = list(zip(entries[begin:end], incoming[begin:end], matches[begin:end], strict=True))
            self._take_in(batch)
        self._tell(self._total, self._total)

    def report(self, *, cancelled: bool, compared: bool = True) -> Report:
        """What was done. Looking for duplicates (``compared``) takes a moment."""
        groups = offered(self._db) if self._touched and compared else []
        return Report(
            self._counts[Fate.ADDED],
            self._counts[Fate.UPDATED],
            self._counts[Fate.UNCHANGED],
            self._skipped,
            tuple(sorted(self._bad, key=lambda one: one.place)),
            sum(1 for group in groups if any(one.id in self._touched for one in group.members)),
            cancelled,
        )

    def _take_in(self, batch: list[tuple[Entry, Incoming, Match]]) -> None:
        wanted: list[tuple[Incoming, Match]] = []
        unread: list[Bad] = []
        for entry, incoming, found in batch:
            if found.contradicts:
                self._bad.append(Bad(entry.place, Fault.SAME_UID, entry.details.name))
            elif found.repeated:
                self._skipped += 1
            else:
                wanted.append((incoming, found))
                unread += unread_numbers(entry)
        for taken in take_in(self._db, wanted) if wanted else ():
            self._counts[taken.fate] += 1
            if taken.contact_id is not None and taken.fate is not Fate.UNCHANGED:
                self._touched.add(taken.contact_id)
        self._bad += unread

    def _tell(self, done: int, total: int) -> None:
        self._progress(done, total)
        if self._cancelled():
            raise _Stopped
