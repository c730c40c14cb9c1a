"""Taking back what was done to own contacts: deleting one, merging several."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, or_, select
from sqlmodel import Session, col

from desktop.announce import ContactsChanged
from desktop.store.contact_records import OWN
from desktop.store.contact_rows import portions
from desktop.store.contact_tables import (
    ContactNumberRow,
    ContactRow,
    ContactSourceRow,
    NotSameRow,
    StandInRow,
)
from desktop.store.database import Database
from desktop.store.table import Table

_Rows = tuple[dict[str, Any], ...]
_HANGING: tuple[tuple[type[Table], tuple[str, ...]], ...] = (
    (ContactNumberRow, ("contact_id",)),
    (ContactSourceRow, ("contact_id",)),
    (StandInRow, ("contact_id",)),
    (NotSameRow, ("one", "other")),
)
"""What hangs on a contact, and the columns that name it."""


@dataclass(frozen=True, slots=True)
class Undo:
    """How some own contacts were before something was done to them; for ``undo``, once."""

    uids: frozenset[str]
    """Of all own contacts that were changed, removed or made."""
    contacts: _Rows
    hanging: tuple[_Rows, ...]

    def with_made(self, uid: str) -> "Undo":
        """The same, when another contact was made meanwhile: taking back removes it."""
        return Undo(self.uids | {uid}, self.contacts, self.hanging)


def remember(session: Session, ids: Iterable[int]) -> Undo:
    """How the own contacts among ``ids`` are now."""
    wanted = list(ids)
    contacts = _rows(session, ContactRow, ("id",), wanted)
    own = tuple(row for row in contacts if row["account_id"] == OWN)
    keys = [row["id"] for row in own]
    return Undo(
        frozenset(row["remote_id"] for row in own),
        own,
        tuple(_rows(session, table, columns, keys) for table, columns in _HANGING),
    )


def undo(db: Database, token: Undo) -> None:
    """Make the contacts what they were. What was changed in them since is lost with it."""
    with db.transaction() as session:
        for some in portions(sorted(token.uids)):
            session.execute(
                delete(ContactRow).where(
                    col(ContactRow.account_id) == OWN, col(ContactRow.remote_id).in_(some)
                )
            )
        ids = {row["id"]: _restored(session, row) for row in token.contacts}
        for (table, columns), rows in zip(_HANGING, token.hanging, strict=True):
            for row in rows:
                _hang(session, table, row | {name: ids.get(row[name], row[name]) for name in columns})
    db.announce(ContactsChanged())


def _rows(session: Session, table: Any, columns: tuple[str, ...], ids: list[int]) -> _Rows:
    found: dict[int, dict[str, Any]] = {}
    for some in portions(ids):
        named = or_(*(table.__table__.c[name].in_(some) for name in columns))
        for row in session.execute(select(table.__table__).where(named)).mappings():
            found[row["id"]] = dict(row)
    return tuple(found.values())


def _restored(session: Session, row: dict[str, Any]) -> int:
    """The id of the row, put back; another one where a later contact has its id."""
    taken = session.execute(select(col(ContactRow.id)).where(col(ContactRow.id) == row["id"])).first()
    values = {name: value for name, value in row.items() if name != "id" or taken is None}
    return int(session.execute(insert(ContactRow).values(values).returning(col(ContactRow.id))).scalar_one())


def _hang(session: Session, table: Any, row: dict[str, Any]) -> None:
    """Put back what hung on a contact, unless something else took its place or its other end has gone."""
    values = {name: value for name, value in row.items() if name != "id"}
    if table is NotSameRow:
        values["one"], values["other"] = sorted((values["one"], values["other"]))
        ends = session.execute(
            select(col(ContactRow.id)).where(col(ContactRow.id).in_((values["one"], values["other"])))
        )
        if len(ends.all()) < len({values["one"], values["other"]}):
            return
    session.execute(insert(table).prefix_with("OR IGNORE").values(values))
