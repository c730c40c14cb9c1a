"""The tables of contacts; the others are in ``tables``, and the same rules hold."""

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from desktop.store.table import Table, owner, words


class ContactRow(Table, table=True):
    """A person or company: of a service's phone book, or of our own (``account_id`` "")."""

    __tablename__ = "contact"
    __table_args__ = (
        UniqueConstraint("account_id", "remote_id"),
        # With what is searched in it: looking each of 100,000 rows up for that takes five times as long.
        Index("ix_contact_sorted", "sorted_by", "id", "folded", "digits"),
    )
    id: int | None = Field(default=None, primary_key=True)
    account_id: str
    remote_id: str
    """The service's id; of an own contact its UID, as vCards have it."""
    name: str
    company: str = ""
    email: str = words()
    notes: str = words()
    folded: str = words()
    """Name, company and labels without case and accents, for searching."""
    digits: str = words()
    """The digits of all numbers, for searching."""
    sorted_by: str = words()
    """Where it stands in a list by name."""
    extra: str = words()
    """Lines of its vCard that mean nothing here, kept for an export."""


class ContactNumberRow(Table, table=True):
    """One number of a contact."""

    __tablename__ = "contact_number"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = owner("contact.id")
    number: str = Field(index=True)
    label: str = ""
    preferred: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
    """The one for texts."""
    imported: bool = Field(default=False, sa_column_kwargs={"server_default": text("0")})
    """It came from a file: it goes when the file no longer has it. What somebody typed stays."""


class ContactSourceRow(Table, table=True):
    """An entry of a file that an own contact came from. After a merge a contact has several."""

    __tablename__ = "contact_source"
    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = owner("contact.id")
    key: str = Field(unique=True)
    """Who it is in the file, so that reading the file again finds it."""
    file: str
    """What the file was called: only in the same one is another number for a name a new number."""
    imprint: str
    """What the file said last, so that only its news change the contact."""


class StandInRow(Table, table=True):
    """An own contact is shown instead of a service's entry, which cannot be changed there."""

    __tablename__ = "stand_in"
    __table_args__ = (UniqueConstraint("account_id", "remote_id"),)
    id: int | None = Field(default=None, primary_key=True)
    account_id: str
    remote_id: str
    contact_id: int = owner("contact.id")
    seen: str
    """What the service's entry said when somebody last compared, to notice its changes."""


class NotSameRow(Table, table=True):
    """Somebody said of two contacts that look alike that they are two; ``one`` is the lower id."""

    __tablename__ = "not_same"
    __table_args__ = (UniqueConstraint("one", "other"),)
    id: int | None = Field(default=None, primary_key=True)
    one: int = owner("contact.id")
    other: int = owner("contact.id")
