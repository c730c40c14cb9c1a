"""How SQLite answers what a step of the store asks: whether by an index, and by which one."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from desktop.store.database import Database


def plans(db: Database, step: Callable[[], object], begins: str = "SELECT") -> list[str]:
    """The lines of the query plans of all that ``step`` asks by statements that begin so."""
    found: list[str] = []

    def note(_: object, cursor: Any, statement: str, parameters: Any, *__: object) -> None:
        if statement.startswith(begins):
            rows = cursor.connection.execute("EXPLAIN QUERY PLAN " + statement, parameters)
            found.extend(row[3] for row in rows)

    with db.reading() as session:
        engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        step()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return found
