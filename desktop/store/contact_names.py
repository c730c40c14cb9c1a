"""SQL that every list with names shares: who a number belongs to, and which contacts are shown at all.

Own contacts name a number before a service's do, and a service's entry that an own contact stands in for
names nobody any more.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, or_, select
from sqlmodel import col

from desktop.sms.phone import digits
from desktop.store.contact_folding import folded
from desktop.store.contact_tables import ContactNumberRow, ContactRow, StandInRow
from desktop.store.table import storable
from desktop.store.tables import AccountRow

_BETWEEN = "\x1f"
"""Stands between a source and a name; no account and no service has it in its name."""
_FEWEST_DIGITS = 3
"""A shorter run of digits beside other words is more likely part of a name."""


def visible() -> ColumnElement[bool]:
    """Whether a row of ``contact`` is shown: no own contact stands in for it."""
    return ~(
        exists()
        .where(
            col(StandInRow.account_id) == ContactRow.account_id,
            col(StandInRow.remote_id) == ContactRow.remote_id,
        )
        .correlate(ContactRow)
    )


def reaches(account_id: Any) -> ColumnElement[bool]:
    """Whether a contact is our own or of this account (a value or a column)."""
    return or_(col(ContactRow.account_id) == "", col(ContactRow.account_id) == account_id)


def by_precedence(query: Select[Any]) -> Select[Any]:
    """Of several contacts with one number the one that names it first: own, preferred there, oldest."""
    return query.order_by(
        col(ContactRow.account_id) != "", col(ContactNumberRow.preferred).desc(), col(ContactRow.id)
    )


def shown_name(number: Any, account_id: Any = None) -> Any:
    """A scalar subquery: the name for ``number`` (a value or a column), NULL if nobody has it.

    With ``account_id`` only own contacts and that account's count.
    """
    name = func.coalesce(func.nullif(col(ContactRow.name), ""), col(ContactRow.company))
    query = (
        select(name)
        .join(ContactNumberRow, col(ContactNumberRow.contact_id) == ContactRow.id)
        .where(col(ContactNumberRow.number) == number, visible())
    )
    if account_id is not None:
        query = query.where(reaches(account_id))
    return by_precedence(query).limit(1).correlate_except(ContactRow, ContactNumberRow).scalar_subquery()


def sourced_name(number: Any, account_id: Any) -> Any:
    """A scalar expression: the name for ``number`` in an account's conversation, with where it comes from.

    An own contact names it first, then this account's phone book, then any other one; ``told`` reads it.
    """
    service = (
        select(func.json_extract(col(AccountRow.capabilities), "$.service"))
        .where(col(AccountRow.id) == ContactRow.account_id)
        .correlate(ContactRow)
        .scalar_subquery()
    )
    name = func.coalesce(func.nullif(col(ContactRow.name), ""), col(ContactRow.company))
    far = (
        select(func.coalesce(service, col(ContactRow.account_id)) + _BETWEEN + name)
        .join(ContactNumberRow, col(ContactNumberRow.contact_id) == ContactRow.id)
        .where(col(ContactNumberRow.number) == number, visible())
    )
    # Two questions: SQLite does not order by what stands outside of a subquery.
    elsewhere = by_precedence(far).limit(1).correlate_except(ContactRow, ContactNumberRow).scalar_subquery()
    return func.coalesce(literal(_BETWEEN) + shown_name(number, account_id), elsewhere)


def told(value: str) -> tuple[str, str]:
    """Name and source of what ``sourced_name`` found: the service of another account, "" for nearer ones."""
    source, _, name = value.partition(_BETWEEN)
    return name, source


def matches(search: str) -> ColumnElement[bool] | None:
    """Whether a contact has all words of ``search`` in name, company and labels, or its digits (B3).

    ``None`` where nothing is searched for.
    """
    words = folded(storable(search)).split()
    if not words:
        return None
    found: list[ColumnElement[bool]] = []
    for word in words:
        here: ColumnElement[bool] = func.instr(ContactRow.folded, word) > 0
        if len(_digits(word)) >= _FEWEST_DIGITS:
            here = or_(here, func.instr(ContactRow.digits, _digits(word)) > 0)
        found.append(here)
    everywhere = found[0]
    for more in found[1:]:
        everywhere = everywhere & more
    # People search for a number as they see it: with spaces, or without the country code.
    number = _digits(search).lstrip("0")
    return or_(everywhere, func.instr(ContactRow.digits, number) > 0) if number else everywhere


def _digits(text: str) -> str:
    """The digits of a text without letters; "" where there are letters."""
    return "" if any(character.isalpha() for character in text) else digits(text)
