"""Writes a contact as a vCard 4.0 (RFC 6350) or 3.0 (RFC 2426)."""

import re
from collections.abc import Sequence

from desktop.phonebook.entry import unbroken
from desktop.phonebook.labels import types_of_label
from desktop.store.contact_records import Contact, Number

_WIDTH = 75
"""Bytes of a line before it is folded."""
_E164 = re.compile(r"\+[0-9]+")


def card(contact: Contact, version: str = "4.0", extra: Sequence[str] = ()) -> str:
    """One card with CRLF line ends; ``version`` is 4.0 or 3.0, ``extra`` are lines to add."""
    name = contact.name or contact.company or (contact.numbers[0].number if contact.numbers else "")
    # Which of the words is the family's name nobody said. An empty N says that FN is no person's name.
    lines = ["BEGIN:VCARD", f"VERSION:{version}", f"FN:{_text(name)}", f"N:;{_text(contact.name)};;;"]
    if contact.company:
        lines.append(f"ORG:{_text(contact.company)}")
    for place, number in enumerate(contact.numbers, start=1):
        lines += _tel(number, version, place)
    if contact.email:
        lines.append(f"EMAIL:{_text(contact.email)}")
    if contact.notes:
        lines.append(f"NOTE:{_text(contact.notes)}")
    if contact.own:
        lines.append(f"UID:{unbroken(contact.remote_id)}")
    lines += [*(unbroken(line, "\\n") for line in extra), "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _tel(number: Number, version: str, place: int) -> list[str]:
    types = types_of_label(number.label)
    group = "" if types is not None else f"tel{place}."
    listed = list(types or ())
    params = ""
    if version == "4.0":
        link = _E164.fullmatch(number.number) is not None
        params = ";VALUE=uri" if link else ";VALUE=text"
        params += ";PREF=1" if number.preferred else ""
        value = f"tel:{number.number}" if link else _text(number.number)
    else:
        listed += ["pref"] if number.preferred else []
        value = _text(number.number)
    if listed:
        params += f";TYPE={','.join(listed)}"
    lines = [f"{group}TEL{params}:{value}"]
    if group:
        lines.append(f"{group}X-ABLabel:{_text(number.label)}")
    return lines


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """At most 75 bytes a line, never inside a character."""
    pieces, width = [""], 0
    for character in line:
        size = len(character.encode("utf-8", "replace"))
        if width + size > _WIDTH:
            pieces.append("")
            width = 1
        pieces[-1] += character
        width += size
    return "\r\n ".join(pieces)
