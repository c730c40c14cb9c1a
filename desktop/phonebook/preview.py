"""What an import would make of a file, before anything is stored; and reading a file whichever kind it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from desktop.phonebook import csv_file, text_file, vcard
from desktop.phonebook.csv_headers import Field, Mapping
from desktop.phonebook.entry import Bad, Entry, Read, unread_numbers
from desktop.phonebook.text_file import UnreadableFile

SHOWN = 20
"""Entries of a preview."""
_CARD = re.compile(r"(?<![^\r\n])[ \t]*BEGIN:VCARD[ \t]*(?![^\r\n])", re.IGNORECASE)
"""Whole lines only, whichever way they end; no line is looked at together with others."""
_BEGINNING = 65_536


class FileKind(StrEnum):
    """Of what kind a file of contacts is."""

    VCARD = "vcard"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Preview:
    """How a file is understood. ``columns`` and ``mapping`` are empty for vCards."""

    kind: FileKind
    columns: tuple[str, ...]
    mapping: Mapping
    rows: tuple[Entry, ...]
    bad: tuple[Bad, ...]
    """Met among ``rows``, numbers that would be kept as they are written included."""
    has_header: bool
    encoding: str
    more: bool
    """There are more entries than ``rows``."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read and understood, ready to give its entries; ``expected`` is about how many."""

    kind: FileKind
    shape: csv_file.Shape | None
    mapping: Mapping
    words: str
    encoding: str
    expected: int

    def entries(self, region: str | None) -> Iterator[Read]:
        """All entries in order; national numbers are read in ``region``."""
        if self.shape is None:
            return vcard.read(self.words, region)
        return csv_file.entries(self.words, self.shape, self.mapping, region)


def preview(path: Path, *, region: str | None, mapping: Mapping | None = None) -> Preview:
    """The first entries as they would be read, with this mapping of columns or a suggested one.

    Raises ``UnreadableFile``.
    """
    opened = open_file(path, mapping)
    rows: list[Entry] = []
    bad: list[Bad] = []
    found = opened.entries(region)
    for one in islice(found, SHOWN * 10):
        if isinstance(one, Bad):
            bad.append(one)
        elif len(rows) < SHOWN:
            rows.append(one)
            bad += unread_numbers(one)
        else:
            break
    more = len(rows) == SHOWN and opened.expected > SHOWN
    shape = opened.shape
    columns = shape.columns if shape else ()
    header = shape is not None and shape.has_header
    return Preview(
        opened.kind, columns, opened.mapping, tuple(rows), tuple(bad), header, opened.encoding, more
    )


def open_file(path: Path, mapping: Mapping | None = None) -> Opened:
    """Read a file and find out what it is. Raises ``UnreadableFile``."""
    text = text_file.read(path)
    if _CARD.search(text.words[:_BEGINNING]):
        expected = len(_CARD.findall(text.words))
        return Opened(FileKind.VCARD, None, (), text.words, text.encoding, expected)
    shape = csv_file.shape(text.words)
    known = {meaning.field for meaning in shape.mapping} if shape else set()
    table = path.suffix.lower() in (".csv", ".tsv", ".txt") and shape is not None
    if shape is None or not (table or known & {Field.NUMBER, Field.EMAIL}):
        raise UnreadableFile(path, "no_contacts")
    expected = text.words.count("\n") + 1 - shape.has_header
    return Opened(FileKind.CSV, shape, mapping or shape.mapping, text.words, text.encoding, expected)
