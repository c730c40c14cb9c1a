"""Writes contacts to a file that other programs read, and that an import here takes as unchanged."""

import csv
import io
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from desktop.phonebook import vcard_writer
from desktop.phonebook.guard import guarded
from desktop.phonebook.written import UnwritableFile, write
from desktop.sms.phone import readable
from desktop.store import contacts
from desktop.store.contact_edits import extras
from desktop.store.contact_records import Contact, Number
from desktop.store.database import Database

__all__ = ["ExportKind", "UnwritableFile", "by_suffix", "export", "export_all"]


class ExportKind(StrEnum):
    """How contacts can be written."""

    VCARD4 = "vcard4"
    VCARD3 = "vcard3"
    CSV = "csv"


def by_suffix(path: Path) -> ExportKind:
    """What the name of a file asks for: CSV, else vCard 4.0."""
    return ExportKind.CSV if path.suffix.lower() == ".csv" else ExportKind.VCARD4


def export_all(db: Database, path: Path, kind: ExportKind, search: str = "") -> int:
    """Write all contacts, or those that match; how many. Raises ``UnwritableFile`` and ``StoreError``."""
    found = contacts.listing(db, search)
    export(found, path, kind, extras(db, [one.id for one in found if one.own]))
    return len(found)


def export(
    people: Sequence[Contact],
    path: Path,
    kind: ExportKind,
    extra: Mapping[int, Sequence[str]] | None = None,
) -> None:
    """Write contacts, in one step, for their owner only. ``extra``: lines of vCards by the contact's id.

    Raises ``UnwritableFile``.
    """
    if kind is ExportKind.CSV:
        # With its mark a spreadsheet reads it as what it is.
        write(path, _csv(people), encoding="utf-8-sig")
    else:
        version = "3.0" if kind is ExportKind.VCARD3 else "4.0"
        cards = [vcard_writer.card(one, version, (extra or {}).get(one.id, ())) for one in people]
        write(path, "".join(cards))


def _csv(people: Sequence[Contact]) -> str:
    """The columns as Google names them, so that most programs know them."""
    most = max((len(one.numbers) for one in people), default=0) or 1
    header = ["Name", "Organization Name", "E-mail 1 - Value", "Notes", "UID"]
    for place in range(1, most + 1):
        header += [f"Phone {place} - Label", f"Phone {place} - Value"]
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(header)
    for one in people:
        cells = [one.name, one.company, one.email, one.notes, one.remote_id if one.own else ""]
        for number in one.numbers:
            cells += [_label(number), readable(number.number)]
        rows.writerow([guarded(cell) for cell in cells])
    return text.getvalue()


def _label(number: Number) -> str:
    """The preferred one with a star, as Google marks it."""
    return f"* {number.label}".strip() if number.preferred else number.label
