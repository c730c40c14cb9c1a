"""Reads and writes the rows of contacts inside a transaction; what finds them is kept in step.

All who change contacts go through here: a service's list, a person, a file, a merge.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, delete, insert, select, update
from sqlmodel import Session, col

from desktop.store.contact_folding import found_by
from desktop.store.contact_records import Contact, Number
from desktop.store.contact_tables import ContactNumberRow, ContactRow
from desktop.store.table import Table, storable

_CONTACTS = Table.metadata.tables["contact"]
_NUMBERS = Table.metadata.tables["contact_number"]
MOST = 500
"""Values of one statement; SQLite takes a limited number."""
_One = TypeVar("_One")

COLUMNS: tuple[Any, ...] = (
    col(ContactRow.id),
    col(ContactRow.account_id),
    col(ContactRow.remote_id),
    col(ContactRow.name),
    col(ContactRow.company),
    col(ContactRow.email),
    col(ContactRow.notes),
)
"""What ``read`` makes contacts of."""
# Made once: putting a statement together takes longer than what it asks.
_NUMBERS_OF = (
    select(
        col(ContactNumberRow.contact_id),
        col(ContactNumberRow.number),
        col(ContactNumberRow.label),
        col(ContactNumberRow.preferred),
    )
    .where(col(ContactNumberRow.contact_id).in_(bindparam("contacts", expanding=True)))
    .order_by(col(ContactNumberRow.id))
)


def read(session: Session, query: Select[Any], values: Mapping[str, Any] | None = None) -> list[Contact]:
    """The contacts of a query for ``COLUMNS``, in its order, each once, with their numbers."""
    rows = {row[0]: row for row in session.connection().execute(query, values)}
    numbers = _numbers(session, rows)
    return [
        Contact(account_id, remote_id, name, company, tuple(numbers.get(key, ())), email, notes, key)
        for key, account_id, remote_id, name, company, email, notes in rows.values()
    ]


def _numbers(session: Session, ids: Iterable[int]) -> dict[int, list[Number]]:
    found: dict[int, list[Number]] = {}
    for some in portions(list(ids)):
        rows = session.connection().execute(_NUMBERS_OF, {"contacts": some})
        for contact_id, number, label, preferred in rows:
            found.setdefault(contact_id, []).append(Number(number, label, preferred))
    return found


def make(session: Session, contacts: Sequence[Contact], *, imported: bool = False) -> list[int]:
    """Add contacts, and give the ids of their rows; ``imported`` says that their numbers come from a file."""
    made: list[int] = []
    for some in portions(contacts):
        # Rows as plain values: thousands of objects, each with its id asked for, take seconds.
        rows = [
            {"account_id": one.account_id, "remote_id": storable(one.remote_id), "extra": "", **_values(one)}
            for one in some
        ]
        statement = insert(_CONTACTS).returning(_CONTACTS.c.id, sort_by_parameter_order=True)
        ids = [int(key) for key in session.execute(statement, rows).scalars()]
        _add_numbers(
            session,
            [(key, number, imported) for key, one in zip(ids, some, strict=True) for number in one.numbers],
        )
        made += ids
    return made


def change(
    session: Session,
    changed: Sequence[tuple[int, Contact]],
    *,
    from_file: Mapping[int, Collection[str]] | None = None,
) -> None:
    """Give rows, by their ids, other contents. A number keeps its mark of having come from a file.

    ``from_file`` says for some ids which of the numbers come from one.
    """
    for some in portions(changed):
        ids = [key for key, _ in some]
        marked: dict[int, set[str]] = {}
        numbers = select(col(ContactNumberRow.contact_id), col(ContactNumberRow.number))
        for key, number in session.execute(
            numbers.where(col(ContactNumberRow.contact_id).in_(ids), col(ContactNumberRow.imported))
        ):
            marked.setdefault(key, set()).add(number)
        for key, contact in some:
            session.execute(update(ContactRow).where(col(ContactRow.id) == key).values(**_values(contact)))
        session.execute(delete(ContactNumberRow).where(col(ContactNumberRow.contact_id).in_(ids)))
        _add_numbers(
            session,
            [
                (key, number, number.number in (from_file or {}).get(key, marked.get(key, ())))
                for key, contact in some
                for number in contact.numbers
            ],
        )


def remove(session: Session, ids: Sequence[int]) -> None:
    """Delete contacts with all that hangs on them."""
    for some in portions(ids):
        session.execute(delete(ContactRow).where(col(ContactRow.id).in_(some)))


def portions(values: Sequence[_One]) -> Iterator[Sequence[_One]]:
    """``values`` in pieces that fit a statement."""
    return (values[start : start + MOST] for start in range(0, len(values), MOST))


def _values(contact: Contact) -> dict[str, str]:
    texts = {
        "name": storable(contact.name),
        "company": storable(contact.company),
        "email": storable(contact.email),
        "notes": storable(contact.notes),
    }
    numbers = [(storable(number.number), storable(number.label)) for number in contact.numbers]
    return texts | found_by(texts["name"], texts["company"], numbers)


def _add_numbers(session: Session, numbers: Sequence[tuple[int, Number, bool]]) -> None:
    rows = [
        {
            "contact_id": key,
            "number": storable(number.number),
            "label": storable(number.label),
            "preferred": number.preferred,
            "imported": imported,
        }
        for key, number, imported in numbers
    ]
    if rows:
        # Not by way of the mapped class: that takes twice as long.
        session.execute(insert(_NUMBERS), rows)
