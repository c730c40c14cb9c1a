"""What reading a file gives: entries, and what could not be read, each with its place in the file."""

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.store.contact_details import Details, Empty, tidy

LONGEST_NAME = 500
LONGEST_LABEL = 100
LONGEST_NOTE = 100_000
MOST_NUMBERS = 100
EXCERPT = 120
"""Characters of a bad row that a report shows."""
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""All that some program takes for the end of a line."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


class Fault(StrEnum):
    """Why something of a file was not taken as it stands; the words are in ``wording.import_fault``."""

    EMPTY = "empty"
    UNFINISHED = "unfinished"
    UNREADABLE = "unreadable"
    CHARSET = "charset"
    TOO_LONG = "too_long"
    GROUP = "group"
    SAME_UID = "same_uid"
    LINE_LEFT_OUT = "line_left_out"
    """The entry was taken without this line of it."""
    NUMBER_KEPT = "number_kept"
    """The entry was taken; this number of it could not be read and was kept as it is written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact of a file. ``place`` is the line where it begins, from 1."""

    place: int
    details: Details
    uid: str = ""
    extra: tuple[str, ...] = ()
    """Lines of a vCard that mean nothing here."""


@dataclass(frozen=True, slots=True)
class Bad:
    """Something that was not taken as it stands: ``reason`` is a ``Fault``."""

    place: int
    reason: str
    excerpt: str


Read = Entry | Bad


def checked(place: int, details: Details, region: str | None, excerpt: str, uid: str = "") -> Read:
    """An entry with its numbers in E.164; ``Bad`` where it says nothing, or more than can be true."""
    uid = unbroken(uid).strip()
    names = (details.name, details.company, details.email, uid)
    labels = [number.label for number in details.numbers] + [number.number for number in details.numbers]
    if (
        any(len(name) > LONGEST_NAME for name in names)
        or any(len(label) > LONGEST_LABEL for label in labels)
        or len(details.notes) > LONGEST_NOTE
        or len(details.numbers) > MOST_NUMBERS
    ):
        return Bad(place, Fault.TOO_LONG, shortened(excerpt))
    try:
        return Entry(place, tidy(details, region), uid)
    except Empty:
        return Bad(place, Fault.EMPTY, shortened(excerpt))


def unread_numbers(entry: Entry) -> list[Bad]:
    """The numbers of an entry that were kept as they are written."""
    return [
        Bad(entry.place, Fault.NUMBER_KEPT, shortened(number.number))
        for number in entry.details.numbers
        if not number.understood
    ]


def unbroken(text: str, end: str = "") -> str:
    """``text`` without control characters, each line end as ``end``: no part of it begins another line."""
    return text if text.isprintable() else _CONTROL.sub("", _LINE_END.sub(lambda _: end, text))


def shortened(text: str) -> str:
    """The beginning of a raw line, on one line."""
    begun = " ".join(text[: EXCERPT * 2].split())
    return begun if len(begun) <= EXCERPT else begun[:EXCERPT] + "…"
