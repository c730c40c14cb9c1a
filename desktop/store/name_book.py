"""The names of the phone book by pages, as they are compared: for telling whose name stands in a text.

A phone book may hold 100,000 people, and whoever types waits for nobody: the pages are small, and read by
the index of names.
"""

from sqlalchemy import select, tuple_
from sqlmodel import col

from desktop.store.contact_tables import ContactRow
from desktop.store.database import Database

Place = tuple[str, int]
"""The last name of a page, and the id of its contact."""
START: Place = ("", 0)


def names(db: Database, after: Place, *, limit: int) -> tuple[list[str], Place | None]:
    """The next names in their order, without case and accents, and where to go on; ``None``: all are read.

    Contacts without a name of their own (companies) are left out. Raises ``StoreError``.
    """
    query = (
        select(col(ContactRow.sorted_by), col(ContactRow.id), col(ContactRow.name))
        .where(tuple_(col(ContactRow.sorted_by), col(ContactRow.id)) > after)
        .order_by(col(ContactRow.sorted_by), col(ContactRow.id))
        .limit(limit)
    )
    with db.reading() as session:
        rows = session.execute(query).all()
    place = (rows[-1][0], rows[-1][1]) if len(rows) == limit else None
    return [folded for folded, _, name in rows if name], place
