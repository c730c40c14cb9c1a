"""A file on its way into the phone book: what it holds, what its columns mean, and what came of it.

Everything that reads or writes runs in a thread; the window never waits for it.
"""

import asyncio
import threading
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop import wording
from desktop.phonebook.csv_headers import Field, Mapping, Meaning
from desktop.phonebook.entry import Bad, Entry
from desktop.phonebook.text_file import UnreadableFile
from desktop.store.database import Database, StoreError
from desktop.ui.contacts.contact_edit_model import ContactEditModel
from desktop.ui.contacts.duplicates_model import Start
from desktop.wording import tr

if TYPE_CHECKING:
    from desktop.phonebook.preview import Preview
    from desktop.phonebook.report import BrokenOff, Report

__all__ = [
    "Bad",
    "Entry",
    "Field",
    "ImportModel",
    "Mapping",
    "Meaning",
    "Preview",
    "Report",
    "Step",
]


class Step(Enum):
    """How far the import of a file is."""

    NONE = auto()
    READING = auto()
    """The beginning of the file is being read."""
    UNREADABLE = auto()
    PREVIEW = auto()
    """A person looks at what would be imported."""
    RUNNING = auto()
    DONE = auto()


class ImportModel(QObject):
    """One import at a time; ``open`` begins it and ``close`` forgets it."""

    changed = Signal()
    """Another step, or other rows in the preview."""
    progressed = Signal(int, int)
    """Entries done, and how many there are (0: not known yet)."""

    def __init__(
        self, db: Database, edits: ContactEditModel, start: Start, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._db = db
        self._edits = edits
        self._start = start
        self._asked = 0
        self._cancel = threading.Event()
        self.step = Step.NONE
        self.path = Path()
        self.preview: Preview | None = None
        self.report: Report | None = None
        self.trouble = ""
        """Why the file cannot be read, or not to its end, as a sentence."""

    @property
    def region(self) -> str | None:
        """The country (ISO 3166-1) in which national numbers of the file are read."""
        return self._edits.region

    @property
    def numbers_found(self) -> bool:
        """Whether something in the preview would get a name, a company or a number."""
        return self.preview is not None and any(
            entry.details.name or entry.details.company or entry.details.numbers
            for entry in self.preview.rows
        )

    def open(self, path: Path) -> None:
        """Look into a file. Nothing happens while another one is being imported."""
        if self.step is Step.RUNNING:
            return
        self.path, self.preview, self.report, self.trouble = path, None, None, ""
        self.step = Step.READING
        self.changed.emit()
        self._read(None)

    def choose(self, column: int, meaning: Meaning) -> None:
        """Column ``column`` (from 0) means this; the preview follows. Only while it shows."""
        if self.preview is None or self.step is not Step.PREVIEW:
            return
        mapping = list(self.preview.mapping)
        mapping[column] = meaning
        # Known at once, so that a second choice does not undo the first while the file is read.
        self.preview = replace(self.preview, mapping=tuple(mapping))
        self._read(tuple(mapping))

    def begin(self) -> None:
        """Import the file as the preview shows it."""
        if self.preview is None or self.step is not Step.PREVIEW:
            return
        self._cancel = threading.Event()
        self.step = Step.RUNNING
        self.changed.emit()
        self._start(self._import(self.path, self.preview), tr("the import of contacts"))

    def cancel(self) -> None:
        """Stop after the rows that are being written; what was imported stays, and the report says so."""
        self._cancel.set()

    def close(self) -> None:
        """Forget the file, unless it is being imported."""
        if self.step is not Step.RUNNING:
            self._asked += 1
            self.step, self.preview, self.report = Step.NONE, None, None
            self.changed.emit()

    def save_report(self, path: Path) -> str:
        """Write the rows that could not be imported to ``path``, as CSV; "" or why that failed."""
        from desktop.phonebook import report as reports
        from desktop.phonebook.written import UnwritableFile

        if self.report is None:
            return ""
        try:
            reports.save(self.report, path, wording.import_fault)
        except UnwritableFile as error:
            return wording.phonebook_file_trouble("not_writable", error.path.name, error.detail)
        return ""

    def _read(self, mapping: Mapping | None) -> None:
        self._asked += 1
        self._start(self._look(self._asked, self.path, mapping), tr("the preview of a file"))

    async def _look(self, asked: int, path: Path, mapping: Mapping | None) -> None:
        # Imported here, as below: what reads files costs time that the window's start should not pay.
        from desktop.phonebook.preview import preview

        try:
            found = await asyncio.to_thread(preview, path, region=self.region, mapping=mapping)
        except UnreadableFile as error:
            if asked == self._asked:
                self._fail(error)
            return
        if asked == self._asked:
            self.preview, self.step = found, Step.PREVIEW
            self.changed.emit()

    async def _import(self, path: Path, shown: "Preview") -> None:
        from desktop.phonebook.importing import import_file
        from desktop.phonebook.report import BrokenOff

        loop = asyncio.get_running_loop()
        behind, tell = self._db.heard_later()

        def progress(done: int, total: int) -> None:
            loop.call_soon_threadsafe(self.progressed.emit, done, total)

        try:
            self.report = await asyncio.to_thread(
                import_file,
                behind,
                path,
                region=self.region,
                mapping=shown.mapping or None,
                progress=progress,
                cancelled=self._cancel.is_set,
            )
        except UnreadableFile as error:
            self._fail(error)
        except BrokenOff as broken:
            self._break_off(broken)
        except asyncio.CancelledError:
            # The program ends: the thread must not write on into a store that is being closed.
            self._cancel.set()
            raise
        except Exception:
            self.trouble = tr(
                "Something unexpected happened. Start Linedesk anew, then import the file again."
            )
            self._end(Step.UNREADABLE)
            raise
        else:
            self._end(Step.DONE)
        finally:
            tell()

    def _break_off(self, broken: "BrokenOff") -> None:
        """Tell what was taken beside the reason. Raises a reason that nobody could expect, to be logged."""
        cause = broken.cause
        if isinstance(cause, StoreError):
            trouble = wording.store_trouble(type(cause).__name__, str(cause.path), cause.detail)
            again = tr("Then import the file again: nobody is added twice.")
            self.trouble = f"{trouble} {again}"
        else:
            self.trouble = tr("Something unexpected happened. Import the file again: nobody is added twice.")
        self.report = broken.report
        self._end(Step.DONE if self.report.added or self.report.updated else Step.UNREADABLE)
        if not isinstance(cause, StoreError):
            raise cause from broken

    def _fail(self, error: UnreadableFile) -> None:
        self.trouble = wording.phonebook_file_trouble(error.reason, error.path.name, error.detail)
        self._end(Step.UNREADABLE)

    def _end(self, step: Step) -> None:
        self.step = step
        self.changed.emit()
