"""Reads contacts from CSV: delimiter found out, columns mapped to fields, bad rows reported and left out."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from desktop.phonebook.csv_headers import Field, Mapping, Meaning, is_header, suggested
from desktop.phonebook.entry import Bad, Fault, Read, checked, shortened
from desktop.phonebook.guard import unguarded
from desktop.store.contact_details import Details
from desktop.store.contact_records import Number

__all__ = ["Field", "Mapping", "Meaning", "Shape", "entries", "shape"]

MOST_LINES = 200
"""Of one row: notes have lines, too."""
_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
_SAMPLE = 65_536
_SEVERAL = re.compile(r":::|\n")
"""Between several numbers of one cell, as Google writes them."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a CSV file is built, and what its columns probably mean."""

    delimiter: str
    columns: tuple[str, ...]
    """The titles; without a header row the first row's cells."""
    has_header: bool
    mapping: Mapping
    skipped: int
    """Lines before the first row: Excel's own "sep=;"."""


def shape(words: str) -> Shape | None:
    """How the text is built; ``None`` where it holds no rows."""
    skipped, forced = 0, None
    first, _, rest = words.partition("\n")
    if first[:4].lower() == "sep=" and len(first.strip()) == 5:
        forced, skipped, words = first[4], 1, rest
    delimiter = forced or _delimiter(words[:_SAMPLE])
    sample = [
        row for row in islice(_rows(words[:_SAMPLE], delimiter), _SAMPLE_ROWS) if isinstance(row, tuple)
    ]
    rows = [cells for _, cells in sample if any(cell.strip() for cell in cells)]
    if not rows:
        return None
    header = is_header(rows[0])
    width = max(map(len, rows))
    titles = [*rows[0], *[""] * (width - len(rows[0]))]
    known = titles if header else [""] * width
    return Shape(delimiter, tuple(titles), header, suggested(known, rows[header:]), skipped)


def entries(words: str, found: Shape, mapping: Mapping, region: str | None) -> Iterator[Read]:
    """Every row as a contact; rows without a single word are left out."""
    for _ in range(found.skipped):
        words = words.partition("\n")[2]
    awaited = found.has_header
    for row in _rows(words, found.delimiter):
        if isinstance(row, Bad):
            yield replace(row, place=row.place + found.skipped)
            continue
        place, cells = row
        if not any(cell.strip() for cell in cells):
            continue
        if awaited:
            awaited = False
            continue
        yield _entry(place + found.skipped, cells, mapping, region, found.delimiter)


def _entry(place: int, cells: Sequence[str], mapping: Mapping, region: str | None, delimiter: str) -> Read:
    texts: dict[Field, str] = {}
    numbers: list[Number] = []
    label = ""
    for cell, meaning in zip(cells, mapping, strict=False):
        value = unguarded(cell.strip())
        match meaning.field:
            case Field.NUMBER_LABEL:
                label = value
            case Field.NUMBER:
                numbers += _numbers(value, label or meaning.label)
                label = ""
            case Field.IGNORED:
                pass
            case field if value:
                texts.setdefault(field, value)
    parts = (texts.get(Field.GIVEN, ""), texts.get(Field.FAMILY, ""))
    details = Details(
        texts.get(Field.NAME) or " ".join(part for part in parts if part),
        texts.get(Field.COMPANY, ""),
        tuple(numbers),
        texts.get(Field.EMAIL, ""),
        texts.get(Field.NOTES, ""),
    )
    return checked(place, details, region, delimiter.join(cells), texts.get(Field.UID, ""))


def _numbers(value: str, label: str) -> list[Number]:
    """The numbers of one cell. A star before the label marks the preferred one, as Google writes it."""
    preferred = label.startswith("*")
    found = (one.strip() for one in _SEVERAL.split(value))
    return [Number(one, label.lstrip("* "), preferred) for one in found if one]


def _rows(words: str, delimiter: str) -> Iterator[tuple[int, list[str]] | Bad]:
    """Rows with the number of their first line. After a bad one it goes on with the very next line."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", words)
    at = 0
    while at < len(lines):
        ahead = range(at, min(at + MOST_LINES, len(lines)))
        reader = csv.reader((lines[line] for line in ahead), delimiter=delimiter)
        try:
            row = next(reader, [])
        except csv.Error:
            yield Bad(at + 1, Fault.UNREADABLE, shortened(lines[at]))
            at += 1
            continue
        used = max(1, reader.line_num)
        if used > 1 and sum(line.count('"') for line in lines[at : at + used]) % 2:
            # A quotation mark that nobody closes would take all that follows along.
            yield Bad(at + 1, Fault.UNREADABLE, shortened(lines[at]))
            used = 1
        else:
            yield at + 1, row
        at += used


def _delimiter(sample: str) -> str:
    """The sign that cuts most rows into the same number of cells, more than one."""

    def agreement(delimiter: str) -> tuple[int, int]:
        rows = [row[1] for row in islice(_rows(sample, delimiter), _SAMPLE_ROWS) if isinstance(row, tuple)]
        widths = [len(cells) for cells in rows if any(cell.strip() for cell in cells)]
        commonest = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        return (widths.count(commonest) * 100 // len(widths), commonest) if commonest > 1 else (0, 0)

    return max(_DELIMITERS, key=agreement)
