"""From the text of a vCard file to its cards and their whole lines: folded, soft-broken and pasted ones.

Lines of pictures, sounds and keys are left out here already: they are most of a large file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.phonebook.entry import Bad, Fault, shortened

LONGEST_LINE = 200_000
"""Characters of one line that could still be a note; its head may have ``LONGEST_HEAD``."""
LONGEST_HEAD = 2_000
_END = re.compile(r"\r\n|\r|\n")
_BINARY = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_PROPERTY = re.compile(r"[A-Za-z0-9._-]+[;:]")
_MARK = re.compile(r"[ \t]*(?:BEGIN|END):VCARD[ \t]*", re.IGNORECASE)
_SOFT = re.compile(r"^[^:]*quoted-printable[^:]*:", re.IGNORECASE)


@dataclass(slots=True)
class Card:
    """The lines between BEGIN and END; ``place`` is the number of the BEGIN line."""

    place: int
    lines: list[str] = field(default_factory=list)


def cards(words: str) -> Iterator[Card | Bad]:
    """Every card, and what is wrong with those that can't be read. What stands between cards is left out."""
    card: Card | None = None
    inner = 0
    for place, line in _whole_lines(words):
        mark = line.strip().upper() if len(line) < 100 else ""
        if mark == "BEGIN:VCARD":
            if card is None:
                card = Card(place)
            elif card.lines and card.lines[-1].upper().startswith("AGENT"):
                inner += 1  # 2.1 puts the card of an agent inside
            else:
                yield _unfinished(card)
                card = Card(place)
        elif mark == "END:VCARD" and inner:
            inner -= 1
        elif card is None or inner:
            continue
        elif mark == "END:VCARD":
            yield _sound(card)
            card = None
        elif line.strip():
            card.lines.append(line)
    if card is not None:
        yield _unfinished(card)


def _whole_lines(words: str) -> Iterator[tuple[int, str]]:
    """Logical lines with the number of their first line; binary ones are left out."""
    pieces: list[str] = []
    begun, skipping, soft = 0, False, False
    for place, line in enumerate(_END.split(words), start=1):
        if soft:
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
            soft = line.endswith("=")
        elif line[:1] in (" ", "\t") and (skipping or (pieces and not _is_mark(pieces))):
            if not skipping:
                pieces.append(line[1:])
        elif skipping and line.strip() and not _PROPERTY.match(line):
            continue  # base64 that was never folded
        else:
            if pieces:
                yield begun, "".join(pieces)
            pieces, begun = [line], place
            skipping = _BINARY.match(line) is not None
            if skipping:
                pieces = []
            soft = line.endswith("=") and _SOFT.match(line[:LONGEST_HEAD]) is not None
    if pieces:
        yield begun, "".join(pieces)


def _is_mark(pieces: list[str]) -> bool:
    """Whether it is a BEGIN or END: if an indented line went on with it, the card would be lost."""
    return len(pieces) == 1 and _MARK.fullmatch(pieces[0]) is not None


def _sound(card: Card) -> Card | Bad:
    for line in card.lines:
        if len(line) > LONGEST_LINE or len(line.partition(":")[0]) > LONGEST_HEAD:
            return Bad(card.place, Fault.TOO_LONG, shortened(line))
    return card


def _unfinished(card: Card) -> Bad:
    return Bad(card.place, Fault.UNFINISHED, shortened(next(iter(card.lines), "BEGIN:VCARD")))
