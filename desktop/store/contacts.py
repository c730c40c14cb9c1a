"""People and companies with their numbers, as the service's phone book has them (I1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert
from sqlmodel import col, delete, or_, select

from desktop.announce import AccountChanged
from desktop.sms.phone import digits
from desktop.store.database import Database
from desktop.store.tables import ContactNumberRow, ContactRow, storable


@dataclass(frozen=True, slots=True)
class Number:
    """A contact's number (E.164 where it could be read) and its label."""

    number: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """One entry of the phone book."""

    account_id: str
    remote_id: str
    name: str
    company: str = ""
    numbers: tuple[Number, ...] = ()


def listing(db: Database, search: str = "", *, limit: int | None = None) -> list[Contact]:
    """Contacts by name; ``search`` matches name, company or any run of digits (B3)."""
    with db.reading() as session:
        query = select(ContactRow)
        words = storable(search.strip())
        if words:
            escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            found = [
                col(ContactRow.name).like(f"%{escaped}%", escape="\\"),
                col(ContactRow.company).like(f"%{escaped}%", escape="\\"),
            ]
            number = digits(words).lstrip("0")
            if number and not any(character.isalpha() for character in words):
                found.append(
                    col(ContactRow.id).in_(
                        select(ContactNumberRow.contact_id).where(
                            col(ContactNumberRow.number).like(f"%{number}%")
                        )
                    )
                )
            query = query.where(or_(*found))
        query = query.order_by(col(ContactRow.name).collate("NOCASE"), col(ContactRow.id))
        rows = session.exec(query.limit(limit) if limit is not None else query).all()
        numbers: dict[int, list[Number]] = {}
        held = select(ContactNumberRow).order_by(col(ContactNumberRow.id))
        if words or limit is not None:
            held = held.where(col(ContactNumberRow.contact_id).in_([row.id for row in rows]))
        for entry in session.exec(held):
            numbers.setdefault(entry.contact_id, []).append(Number(entry.number, entry.label))
        return [
            Contact(row.account_id, row.remote_id, row.name, row.company, tuple(numbers.get(row.id or 0, ())))
            for row in rows
        ]


def replace(db: Database, account_id: str, contacts: Sequence[Contact]) -> None:
    """Make the account's phone book this one; announced only if it changed."""
    contacts = list({contact.remote_id: contact for contact in contacts}.values())  # one may come twice
    before = sorted((c for c in listing(db) if c.account_id == account_id), key=lambda c: c.remote_id)
    if before == sorted(contacts, key=lambda c: c.remote_id):
        return
    with db.transaction() as session:
        session.exec(delete(ContactRow).where(col(ContactRow.account_id) == account_id))
        # Rows as plain values: thousands of objects, each with its id asked for, take seconds.
        new = [
            {"account_id": account_id, "remote_id": one.remote_id, "name": one.name, "company": one.company}
            for one in contacts
        ]
        if new:
            session.execute(insert(ContactRow), new)
        found = select(ContactRow.remote_id, ContactRow.id).where(ContactRow.account_id == account_id)
        ids = dict(session.exec(found).all())
        numbers = [
            {"contact_id": ids[one.remote_id], "number": number.number, "label": number.label}
            for one in contacts
            for number in one.numbers
        ]
        if numbers:
            session.execute(insert(ContactNumberRow), numbers)
    db.announce(AccountChanged(account_id))


def name_of(db: Database, number: str) -> str:
    """The name of the first contact with this number, or ""."""
    with db.reading() as session:
        found = session.exec(
            select(ContactRow.name)
            .join(ContactNumberRow, col(ContactNumberRow.contact_id) == ContactRow.id)
            .where(ContactNumberRow.number == number)
            .order_by(col(ContactRow.id))
        ).first()
        return found or ""
