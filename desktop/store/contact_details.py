"""What a person may say of a contact, and how its numbers are read before they are stored (B2)."""

import unicodedata
from dataclasses import dataclass, replace

from desktop.sms.phone import Fault, Kind, NotANumber, parse_value
from desktop.store.contact_labels import label_of
from desktop.store.contact_records import OWN, Contact, Number


class Empty(ValueError):
    """Neither a name nor a company nor a number: nobody would find such a contact again."""


_DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that embed, override and isolate a direction: they would turn round the words beside a name."""


@dataclass(frozen=True, slots=True)
class Details:
    """All of a contact that can be changed."""

    name: str = ""
    company: str = ""
    numbers: tuple[Number, ...] = ()
    email: str = ""
    notes: str = ""

    @classmethod
    def of(cls, contact: Contact) -> "Details":
        """The details of a contact."""
        return cls(contact.name, contact.company, contact.numbers, contact.email, contact.notes)

    def own(self, uid: str) -> Contact:
        """An own contact with these details."""
        return Contact(OWN, uid, self.name, self.company, self.numbers, self.email, self.notes)


def read_number(typed: str, region: str | None) -> tuple[str, Fault | None]:
    """A number as it is stored, and why it could not be read, if so; then it is kept as typed.

    ``region`` is the country of the current line, ISO 3166-1, in which a national form is read.
    """
    try:
        kind, value = parse_value(typed, region)
    except NotANumber as error:
        return _line(typed), error.fault
    # A sender's name is nobody's telephone number.
    return (_line(typed), Fault.LETTERS) if kind is Kind.ALPHANUMERIC else (value, None)


def tidy(details: Details, region: str | None) -> Details:
    """``details`` as they are stored: numbers read, each once, at most one preferred. Raises ``Empty``."""
    numbers: dict[str, Number] = {}
    for typed in details.numbers:
        number, _ = read_number(typed.number, region)
        known = numbers.get(number)
        if known is None:
            preferred = typed.preferred and not any(one.preferred for one in numbers.values())
            numbers[number] = Number(number, _label(typed.label), preferred)
        elif not known.label:
            numbers[number] = replace(known, label=_label(typed.label))
    numbers.pop("", None)
    found = Details(
        _line(details.name),
        _line(details.company),
        tuple(numbers.values()),
        _line(details.email),
        "\n".join(details.notes.replace("\0", "").splitlines()).strip(),
    )
    if not (found.name or found.company or found.numbers):
        raise Empty
    return found


def _label(text: str) -> str:
    """A star would mark the preferred number, as Google's files have it."""
    return label_of(_line(text).lstrip("* "))


def _line(text: str) -> str:
    """``text`` on one line, without control characters."""
    if text.isprintable():
        return " ".join(text.split())
    bare = (one for one in text.translate(_DIRECTIONS) if one.isspace() or unicodedata.category(one) != "Cc")
    return " ".join("".join(bare).split())
