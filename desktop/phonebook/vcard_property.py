"""Takes one line of a vCard apart: group, name, parameters and value (RFC 6350 §3.3, and 2.1).

It goes over the line once, from left to right: a line that was built to be hard takes no longer than others.
"""

import codecs
import quopri
import re
from dataclasses import dataclass

_NAME = re.compile(r"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_-]+)")
_PARAMETER = re.compile(r";([A-Za-z0-9_-]*)")
_VALUE = re.compile(r'[=,](?:"([^"]*)"|([^";:,]*))')
_NO_CHARSETS = ("punycode", "idna")
"""Python knows them by the same way. They are for host names, and a long text takes them seconds."""


class NoProperty(ValueError):
    """The line is not built as a property of a vCard is."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property: its value decoded from quoted-printable, and still escaped as vCards do it."""

    name: str
    """In capitals. Lotus Notes writes an underscore for a hyphen."""
    group: str
    """In small letters; "" without one."""
    params: dict[str, list[str]]
    """By name in capitals; under "" those of 2.1, which have values only."""
    value: str


def taken_apart(raw: str) -> Property:
    """One whole line. Raises ``NoProperty``, and ``UnicodeError`` or ``LookupError`` for its charset."""
    head = _NAME.match(raw)
    if head is None:
        raise NoProperty
    params, end = _parameters(raw, head.end())
    if raw[end : end + 1] != ":":
        raise NoProperty
    value = raw[end + 1 :]
    encodings = {word.upper() for word in (*params.pop("ENCODING", ()), *params.get("", ()))}
    charset = next(iter(params.pop("CHARSET", ())), "utf-8")
    if "QUOTED-PRINTABLE" in encodings:
        value = _decoded(value, charset)
    return Property(head[2].replace("_", "-").upper(), (head[1] or "").lower(), params, value)


def _parameters(raw: str, at: int) -> tuple[dict[str, list[str]], int]:
    """The parameters from ``at`` on, and where they end."""
    params: dict[str, list[str]] = {}
    while found := _PARAMETER.match(raw, at):
        begun = at = found.end()
        values: list[str] = []
        while value := _VALUE.match(raw, at):
            at = value.end()
            values.append(value[1] or value[2] or "")
        said = [one for one in values if one]
        if found[1] and said and raw[begun] == "=":
            params.setdefault(found[1].upper(), []).extend(said)
        elif bare := [one for one in (found[1], *said) if one]:
            params.setdefault("", []).extend(bare)
    return params, at


def _decoded(value: str, charset: str) -> str:
    if codecs.lookup(charset).name in _NO_CHARSETS:
        raise LookupError(charset)
    octets = quopri.decodestring(value.encode())
    try:
        return octets.decode(charset)
    except UnicodeDecodeError:
        # Old phones leave out the charset of their time.
        return octets.decode("cp1252")
