"""Reads Salesmsg's phone book: who somebody is, and whether they may be texted.

Look here for what counts as an opt-out. Neither the flags' form nor what a row must hold is documented, so a
row that might hide one is set aside: nobody is taken for free to be texted by what cannot be read.
"""

from typing import Any

from desktop.providers.base import BadRow, Contact, ContactNumber
from desktop.providers.cliqtel_rows import Fault
from desktop.providers.salesmsg_rows import id_of, person_number, told_at, word

_SHORT_CODE = 8
"""Digits of the longest number that needs no country."""


def contact(row: Any) -> Contact:
    """A row of the phone book. Raises ``Fault``, also without a number: it might be one to leave alone."""
    if not isinstance(row, dict):
        raise Fault("no object")
    parts = (word(row.get("first_name")), word(row.get("last_name")))
    name = word(row.get("full_name")) or " ".join(part for part in parts if part) or word(row.get("email"))
    theirs = person_number(row)
    if not theirs.startswith("+") and not (theirs.isdigit() and len(theirs) <= _SHORT_CODE):
        raise Fault("no readable number of the contact")
    reached = ContactNumber(theirs, blocked=is_blocked(row), opted_in=told_at(row, "opt_in_at"))
    return Contact(id_of(row), name, "", (reached,))


def is_blocked(contact: dict[str, Any]) -> bool:
    """Whether nothing may be sent to them: they opted out, or somebody blocked them (B20).

    How flags are written is not documented: whatever is not plainly a no is a yes.
    """
    if any(_flag(contact.get(name)) for name in ("opt_out", "is_blocked")):
        return True
    left, back = told_at(contact, "opt_out_at"), told_at(contact, "opt_in_at")
    if left is None or back is None:
        return left is not None and contact.get("opt_out") is None
    return left > back


def total(answer: dict[str, Any]) -> int:
    """How many rows there are in all, as an answer's ``meta`` says; 0 where it does not."""
    meta = answer.get("meta")
    told = word(meta.get("total")) if isinstance(meta, dict) else ""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else 0


def missing(listed: int, read: int) -> tuple[BadRow, ...]:
    """What stands for people whom the service counts and did not give: the book is not whole without them."""
    return (BadRow("", "fewer people than are counted", f"{read} of {listed}"),) if read < listed else ()


def _flag(value: object) -> bool:
    plain = value.strip().lower() if isinstance(value, str) else value
    return plain not in (None, False, 0, "", "0", "false")
