"""Reads vCards 2.1, 3.0 and 4.0 as phones, mail programs and services write them (RFC 2425, 2426, 6350).

One bad card is reported and the rest go on. ``vcard_lines`` finds cards and lines, ``vcard_property`` takes
a line apart; what it means in each version is told here. Pictures, sounds and keys are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from desktop.phonebook.entry import Bad, Entry, Fault, Read, checked, shortened, unbroken
from desktop.phonebook.labels import label_of_types
from desktop.phonebook.vcard_lines import Card, cards
from desktop.phonebook.vcard_property import NoProperty, Property, taken_apart
from desktop.store.contact_details import Details
from desktop.store.contact_records import Number

_OURS = {"FN", "N", "ORG", "NOTE", "TEL", "UID", "X-ABLABEL"}
_SILENT = {"VERSION", "PRODID", "REV", "SOURCE", "KIND", "X-ADDRESSBOOKSERVER-KIND"}
_LONGEST_EXTRA = 2000
_MOST_EXTRA = 50
_ESCAPED_OR_END = re.compile(r"\\.|;", re.DOTALL)


def read(words: str, region: str | None) -> Iterator[Read]:
    """Every card of a file's text, in order; national numbers are read in ``region``."""
    for card in cards(words):
        if isinstance(card, Bad):
            yield card
        else:
            yield from _entry(card, region)


@dataclass(slots=True)
class _Found:
    """What the lines of one card said so far."""

    name: str = ""
    parts: str = ""
    company: str = ""
    emails: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    numbers: list[tuple[str, str, int]] = field(default_factory=list)
    """The number, its group and how much it is preferred: 1 most, 0 not at all."""
    types: list[list[str]] = field(default_factory=list)
    uid: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    group: bool = False


def _entry(card: Card, region: str | None) -> Iterator[Read]:
    found = _Found()
    for raw in card.lines:
        try:
            line = taken_apart(raw)
        except (UnicodeError, LookupError):
            yield Bad(card.place, Fault.CHARSET, shortened(raw))
            return
        except NoProperty:
            yield Bad(card.place, Fault.LINE_LEFT_OUT, shortened(raw))
        else:
            _take(found, line)
    excerpt = next(
        (raw for raw in card.lines if raw.upper().startswith(("FN", "N:", "N;", "TEL"))), "BEGIN:VCARD"
    )
    if found.group:
        yield Bad(card.place, Fault.GROUP, shortened(excerpt))
        return
    details = Details(
        _name(found),
        found.company,
        _numbers(found),
        found.emails[0] if found.emails else "",
        "\n\n".join(found.notes),
    )
    entry = checked(card.place, details, region, excerpt, found.uid)
    yield replace(entry, extra=tuple(found.extra[:_MOST_EXTRA])) if isinstance(entry, Entry) else entry


def _take(found: _Found, line: Property) -> None:
    value = line.value
    match line.name:
        case "FN":
            found.name = found.name or _text(value)
        case "N":
            family, given, middle, *_ = [*_parts(value), "", "", ""]
            found.parts = " ".join(part for part in (given, middle, family) if part)
        case "ORG":
            found.company = found.company or ", ".join(part for part in _parts(value) if part)
        case "NOTE":
            found.notes.append(_text(value))
        case "TEL":
            types = _types(line)
            found.numbers.append((_number(value), line.group, _preference(line, types)))
            found.types.append(types)
        case "UID":
            found.uid = found.uid or value.strip()
        case "X-ABLABEL":
            found.labels[line.group] = re.sub(r"^_\$!<(.*)>!\$_$", r"\1", _text(value))
        case "EMAIL" if not found.emails:
            found.emails.append(_text(value))
        case "KIND" | "X-ADDRESSBOOKSERVER-KIND":
            found.group = found.group or value.strip().lower() == "group"
    known = line.name in _OURS or line.name in _SILENT
    if not known and not (line.name == "EMAIL" and found.emails == [_text(value)]):
        _keep(found, line)


def _keep(found: _Found, line: Property) -> None:
    """A line that means nothing here, as a later version writes it."""
    params = "".join(
        f";{name}={','.join(_quoted(one) for one in values)}" for name, values in line.params.items() if name
    )
    kept = unbroken(f"{line.name}{params}:{line.value}", "\\n")
    if len(kept) <= _LONGEST_EXTRA and kept not in found.extra:
        found.extra.append(kept)


def _name(found: _Found) -> str:
    """FN, which must be there, may only repeat what a card without a person's name has."""
    others = {found.company, *(number for number, _, _ in found.numbers)}
    return "" if not found.parts and found.name in others else found.name or found.parts


def _numbers(found: _Found) -> tuple[Number, ...]:
    ranks = [rank for _, _, rank in found.numbers if rank]
    best = next((at for at, (_, _, rank) in enumerate(found.numbers) if ranks and rank == min(ranks)), None)
    return tuple(
        Number(number, found.labels.get(group) or label_of_types(types), at == best)
        for at, ((number, group, _), types) in enumerate(zip(found.numbers, found.types, strict=True))
        if number
    )


def _number(value: str) -> str:
    number = _text(value).strip()
    # A link may carry an extension, which the rules of texting refuse by themselves; the scheme says nothing.
    return number[4:] if number[:4].lower() == "tel:" and ";" not in number else number


def _types(line: Property) -> list[str]:
    listed = [word for words in line.params.get("TYPE", []) for word in words.split(",")]
    return [word.strip() for word in (*listed, *line.params.get("", ())) if word.strip()]


def _preference(line: Property, types: list[str]) -> int:
    ranks = [int(word) for word in line.params.get("PREF", []) if word.isascii() and word.isdecimal()]
    if ranks:
        return max(1, min(ranks))
    return 1 if "pref" in (word.lower() for word in types) or "PREF" in line.params else 0


def _parts(value: str) -> list[str]:
    """The parts of a structured value between its semicolons."""
    begun, parts = 0, list[str]()
    for found in _ESCAPED_OR_END.finditer(value):
        if found[0] == ";":
            parts.append(value[begun : found.start()])
            begun = found.end()
    return [_text(part).strip() for part in (*parts, value[begun:])]


def _text(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value, flags=re.DOTALL)


def _quoted(value: str) -> str:
    bare = value.replace('"', "'")
    return f'"{bare}"' if re.search("[:;,]", bare) else bare
