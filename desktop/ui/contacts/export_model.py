"""Contacts on their way into a file: vCard or CSV, all of them, those that match a search, or one."""

import asyncio
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop import wording
from desktop.store import contact_edits
from desktop.store.contacts import Contact
from desktop.store.database import Database, StoreError
from desktop.ui.contacts.duplicates_model import Start
from desktop.wording import ntr, tr

__all__ = ["ExportModel", "Form"]


class Form(Enum):
    """What kind of file is written; the path's own ending wins over it."""

    VCARD4 = auto()
    VCARD3 = auto()
    CSV = auto()


class ExportModel(QObject):
    """Writes in a thread; what came of it is said afterwards."""

    finished = Signal(str, bool)
    """A sentence about what came of it, and whether it went well."""

    def __init__(self, db: Database, start: Start, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._start = start

    def export_matching(self, path: Path, form: Form, search: str = "") -> None:
        """Write all contacts that match ``search`` ("" for all)."""
        self._start(self._write(path, form, search, None), tr("the export of contacts"))

    def export_one(self, contact: Contact, path: Path, form: Form) -> None:
        """Write this contact."""
        self._start(self._write(path, form, "", [contact]), tr("the export of contacts"))

    async def _write(self, path: Path, form: Form, search: str, chosen: Sequence[Contact] | None) -> None:
        # Imported here: what reads and writes files costs time that the window's start should not pay.
        from desktop.phonebook.exporting import ExportKind, UnwritableFile, by_suffix, export, export_all

        kind = by_suffix(path)
        if kind is not ExportKind.CSV and form is Form.VCARD3:
            kind = ExportKind.VCARD3
        behind, _ = self._db.heard_later()
        try:
            if chosen is None:
                count = await asyncio.to_thread(export_all, behind, path, kind, search)
            else:
                extra = contact_edits.extras(self._db, [one.id for one in chosen])
                await asyncio.to_thread(export, chosen, path, kind, extra)
                count = len(chosen)
        except UnwritableFile as error:
            trouble = wording.phonebook_file_trouble("not_writable", error.path.name, error.detail)
            self.finished.emit(trouble, False)
        except StoreError as error:
            trouble = wording.store_trouble(type(error).__name__, str(error.path), error.detail)
            self.finished.emit(trouble, False)
        else:
            sentence = ntr(
                "{n} contact was saved in {file}.",
                "{n} contacts were saved in {file}.",
                count,
                file=path.name,
            )
            self.finished.emit(sentence, True)
