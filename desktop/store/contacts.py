"""People and companies with their numbers: our own, and those of the services' phone books (I1).

Look here for listing, searching and naming, and for taking over what a service lists. Changing own
contacts is in ``contact_edits``, what looks doubled in ``contact_duplicates``.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, func, select, tuple_
from sqlmodel import Session, col

from desktop.announce import AccountChanged, ContactsChanged
from desktop.store.contact_folding import sorted_by
from desktop.store.contact_names import by_precedence, matches, reaches, shown_name, visible
from desktop.store.contact_records import LABELS, OWN, Contact, Number
from desktop.store.contact_rows import COLUMNS, change, make, read, remove
from desktop.store.contact_tables import ContactNumberRow, ContactRow
from desktop.store.database import Database

__all__ = [
    "LABELS",
    "OWN",
    "Contact",
    "Number",
    "count",
    "get",
    "keep",
    "listing",
    "name_of",
    "replace",
    "with_number",
]


def listing(
    db: Database, search: str = "", *, limit: int | None = None, after: Contact | None = None
) -> list[Contact]:
    """Contacts by name; ``search`` matches name, company, labels or any run of digits (B3).

    ``after`` is the last contact of the page before. A service's entry is left out where an own contact
    stands in for it.
    """
    with db.reading() as session:
        query = _found(_PAGE if after is None else _NEXT_PAGE, search)
        values: dict[str, Any] = {"rows": _NO_END if limit is None else limit}
        if after is not None:
            numbers = [number.number for number in after.numbers]
            values["place"] = sorted_by(after.name, after.company, numbers)
            values["row_id"] = after.id
        return read(session, query, values)


def count(db: Database, search: str = "") -> int:
    """How many contacts ``listing`` would give."""
    with db.reading() as session:
        return int(session.connection().execute(_found(_COUNT, search)).scalar_one())


def get(db: Database, contact_id: int) -> Contact | None:
    """One contact, shown or not; ``None`` if it is no longer there."""
    with db.reading() as session:
        return next(iter(read(session, _ONE, {"contact": contact_id})), None)


def with_number(db: Database, number: str, account_id: str | None = None) -> list[Contact]:
    """Everybody who has this number; the one whose name is shown for it comes first."""
    query = _WITH_NUMBER if account_id is None else _WITH_NUMBER_THERE
    with db.reading() as session:
        return read(session, query, {"number": number, "account": account_id})


def name_of(db: Database, number: str, account_id: str | None = None) -> str:
    """The name (else company) of the contact with this number, an own one before a service's; or ""."""
    with db.reading() as session:
        query = _NAME if account_id is None else _NAME_THERE
        values = {"number": number, "account": account_id}
        return session.connection().execute(query, values).scalar_one() or ""


def replace(db: Database, account_id: str, contacts: Sequence[Contact]) -> None:
    """Make the account's phone book this one; announced only if it changed. Rows that stay keep their ids."""
    wanted = {contact.remote_id: contact for contact in contacts}  # one may come twice
    with db.reading() as session:
        if {one.remote_id: one for one in _of_account(session, account_id)} == wanted:
            return
    with db.transaction() as session:
        before = {one.remote_id: one for one in _of_account(session, account_id)}
        remove(session, [one.id for key, one in before.items() if key not in wanted])
        changed = [
            (before[key].id, one) for key, one in wanted.items() if key in before and before[key] != one
        ]
        change(session, changed)
        make(session, [one for key, one in wanted.items() if key not in before])
    db.announce(AccountChanged(account_id))
    db.announce(ContactsChanged())


def keep(db: Database, contact: Contact) -> None:
    """One entry of a service's phone book, as it is there now: new, or in place of the one with its id."""
    with db.transaction() as session:
        known = [
            one for one in _of_account(session, contact.account_id) if one.remote_id == contact.remote_id
        ]
        if known:
            change(session, [(known[0].id, contact)])
        else:
            make(session, [contact])
    db.announce(AccountChanged(contact.account_id))
    db.announce(ContactsChanged())


def _found(query: Select[Any], search: str) -> Select[Any]:
    wanted = matches(search)
    return query if wanted is None else query.where(wanted)


def _of_account(session: Session, account_id: str) -> list[Contact]:
    return read(session, _OF_ACCOUNT, {"account": account_id})


# Made once: putting a statement together takes longer than what it asks.
_NO_END = -1
"""A limit that is none."""
_PAGE = (
    select(*COLUMNS)
    .where(visible())
    .order_by(col(ContactRow.sorted_by), col(ContactRow.id))
    .limit(bindparam("rows", type_=Integer))
)
_NEXT_PAGE = _PAGE.where(
    tuple_(col(ContactRow.sorted_by), col(ContactRow.id))
    > tuple_(bindparam("place", type_=String), bindparam("row_id", type_=Integer))
)
_COUNT = select(func.count()).select_from(ContactRow).where(visible())
_ONE = select(*COLUMNS).where(col(ContactRow.id) == bindparam("contact"))
_OF_ACCOUNT = select(*COLUMNS).where(col(ContactRow.account_id) == bindparam("account"))
_WITH_NUMBER = by_precedence(
    select(*COLUMNS)
    .join(ContactNumberRow, col(ContactNumberRow.contact_id) == ContactRow.id)
    .where(col(ContactNumberRow.number) == bindparam("number"), visible())
)
_WITH_NUMBER_THERE = _WITH_NUMBER.where(reaches(bindparam("account")))
_NAME = select(shown_name(bindparam("number")))
_NAME_THERE = select(shown_name(bindparam("number"), bindparam("account")))
