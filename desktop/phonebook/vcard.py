"""Reads vCards 2.1, 3.0 and 4.0 as phones, mail programs and services write them (RFC 2425, 2426, 6350).

One bad card is reported and the rest go on. vobject takes each line apart; folding, cards and the
differences between the versions are handled here. Pictures, sounds and keys are left out.
"""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from vobject.base import ParseError, parseLine

from desktop.phonebook.entry import Bad, Entry, Fault, Read, checked, shortened
from desktop.phonebook.labels import label_of_types
from desktop.phonebook.vcard_lines import Card, cards
from desktop.store.contact_details import Details
from desktop.store.contact_records import Number

_OURS = {"FN", "N", "ORG", "NOTE", "TEL", "UID", "X-ABLABEL"}
_SILENT = {"VERSION", "PRODID", "REV", "SOURCE", "KIND", "X-ADDRESSBOOKSERVER-KIND"}
_LONGEST_EXTRA = 2000
_MOST_EXTRA = 50
_PART = re.compile(r"((?:\\.|[^;\\])*)(;|$)", re.DOTALL)


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
            line = _taken_apart(raw)
        except (UnicodeError, LookupError):
            yield Bad(card.place, Fault.CHARSET, shortened(raw))
            return
        except ParseError:
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


@dataclass(frozen=True, slots=True)
class _Line:
    """A property: its value decoded from quoted-printable, and still escaped as vCards do it."""

    name: str
    group: str
    params: dict[str, list[str]]
    """By name in capitals; under "" those of 2.1, which have values only."""
    value: str


def _taken_apart(raw: str) -> _Line:
    name, listed, value, group = parseLine(raw)
    params: dict[str, list[str]] = {}
    for param, *values in listed:
        if values:
            params.setdefault(param.upper(), []).extend(values)
        else:
            params.setdefault("", []).append(param)
    encodings = {word.upper() for word in (*params.pop("ENCODING", ()), *params.get("", ()))}
    charset = next(iter(params.pop("CHARSET", ())), "utf-8")
    if "QUOTED-PRINTABLE" in encodings:
        octets = quopri.decodestring(value.encode())
        try:
            value = octets.decode(charset)
        except UnicodeDecodeError:
            # Old phones leave out the charset of their time.
            value = octets.decode("cp1252")
    return _Line(name.upper(), (group or "").lower(), params, value)


def _take(found: _Found, line: _Line) -> None:
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


def _keep(found: _Found, line: _Line) -> None:
    """A line that means nothing here, as a later version writes it."""
    params = "".join(
        f";{name}={','.join(_quoted(one) for one in values)}" for name, values in line.params.items() if name
    )
    kept = f"{line.name}{params}:{line.value}".replace("\r\n", "\\n").replace("\n", "\\n")
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


def _types(line: _Line) -> list[str]:
    listed = [word for words in line.params.get("TYPE", []) for word in words.split(",")]
    return [word.strip() for word in (*listed, *line.params.get("", ())) if word.strip()]


def _preference(line: _Line, types: list[str]) -> int:
    ranks = [int(word) for word in line.params.get("PREF", []) if word.isascii() and word.isdecimal()]
    if ranks:
        return max(1, min(ranks))
    return 1 if "pref" in (word.lower() for word in types) or "PREF" in line.params else 0


def _parts(value: str) -> list[str]:
    """The parts of a structured value between its semicolons."""
    return [_text(part).strip() for part, _ in _PART.findall(value)]


def _text(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value, flags=re.DOTALL)


def _quoted(value: str) -> str:
    bare = value.replace('"', "'")
    return f'"{bare}"' if re.search("[:;,]", bare) else bare
