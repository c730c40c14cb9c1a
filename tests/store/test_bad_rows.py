"""Rows that could not be read are kept, each once, whatever list they came from."""

from sqlmodel import select

from desktop.store import bad_rows
from desktop.store.bad_rows import Unread
from desktop.store.database import Database
from desktop.store.tables import BadRowRow
from tests.store.texts import ACCOUNT, NOON


def test_rows_of_two_lists_with_the_same_id_are_two_and_the_same_row_again_is_none(db: Database) -> None:
    for kind in ("line", "contact", "line"):
        bad_rows.keep(
            db, ACCOUNT, kind, [Unread("7", "no number", "{}"), Unread("", "no object", "[]")], NOON
        )
    bad_rows.keep(db, ACCOUNT, "call", [], NOON)
    with db.reading() as session:
        found = [row.remote_id.partition(":")[0] for row in session.exec(select(BadRowRow))]
    assert sorted(found) == ["contact", "line", "sha256"]
