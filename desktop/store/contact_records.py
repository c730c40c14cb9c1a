"""What a contact is to everyone outside the store: a name, a company, several numbers with labels."""

import re
from dataclasses import dataclass, field

OWN = ""
"""The account id of our own contacts."""
LABELS = ("mobile", "work", "home", "main", "fax", "pager", "other")
"""Labels that ``wording.number_label`` translates; every other one is shown as it is."""
_UNDERSTOOD = re.compile(r"\+[1-9][0-9]{6,14}|[0-9]{3,6}")


@dataclass(frozen=True, slots=True)
class Number:
    """A contact's number (E.164, or a short code, where it could be read) and its label."""

    number: str
    label: str = ""
    preferred: bool = False
    """The one for texts; at most one of a contact."""

    @property
    def understood(self) -> bool:
        """Whether it could be read; else it was kept as somebody typed it."""
        return _UNDERSTOOD.fullmatch(self.number) is not None


@dataclass(frozen=True, slots=True)
class Contact:
    """One entry of the phone book. ``remote_id`` is the service's id; of an own contact its UID."""

    account_id: str
    remote_id: str
    name: str
    company: str = ""
    numbers: tuple[Number, ...] = ()
    email: str = ""
    notes: str = ""
    id: int = field(default=0, compare=False)

    @property
    def own(self) -> bool:
        """Whether it is ours to change."""
        return self.account_id == OWN

    @property
    def preferred(self) -> Number | None:
        """The number for texts: the marked one, else the first that could be read."""
        understood = [number for number in self.numbers if number.understood]
        return next((number for number in understood if number.preferred), next(iter(understood), None))
